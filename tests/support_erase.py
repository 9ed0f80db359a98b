"""Twenty invented people, planted over a desk with every kind of source, and a search for them in a store's bytes.

The search knows nothing of `ingest.erasure`: it is the other opinion.
"""

from __future__ import annotations

import base64
import contextlib
import csv
import html
import json
import random
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote, quote_plus

_NAMES = (
    "Femke Oosterwolde-van Dam|Joris van der Hoekstra|Sanne Brinkhorst|Daan de Zandwijk|Lotte ter Wiersma|Bram Poststra"
    "|Noor in 't Veldhuis|Thijs Grafhof|Zoë van Ölzen|Gijs Stremwijk|Merel Duinhorst|Ruben van den Kolkwaard"
    "|Fleur Elzinkwoud|Koen Harsveld|Jip Noordbeemster|Tess Ruitkamp|Milan Suurhof|Evi Tweelink|Anne-Fleur Uilkesma"
    "|Juul Vossenkamp"
)


_START = 6
"""Bytes that every needle has."""


@dataclass(frozen=True)
class Person:
    name: str
    mail: str
    phone: str
    bsn: str
    iban: str
    customer: str

    @property
    def values(self) -> list[str]:
        return [self.name, self.mail, self.phone, self.bsn, self.iban, self.customer]

    @property
    def slug(self) -> str:
        return re.sub(r"\W+", "-", self.name.lower())

    @property
    def writings(self) -> set[str]:
        """The values as people and systems write them."""
        digits = self.phone.replace("-", "")
        compact = self.iban.replace(" ", "")
        return {*self.values, digits, f"+31{digits[1:]}", f"0031{digits[1:]}", compact, self.slug}


def person(number: int, name: str) -> Person:
    chance = random.Random(number)
    digits = [1]
    while (check := sum(d * w for d, w in zip(digits, range(9, 1, -1), strict=False)) % 11) > 9 or len(digits) < 8:
        digits = [chance.randrange(1, 10) for _ in range(8)]
    account = f"{chance.randrange(10**10):010d}"
    code = 98 - int("".join(str(int(c, 36)) for c in f"RABO{account}NL00")) % 97
    return Person(
        name,
        f"{re.sub('[^a-z]', '', name.split()[0].lower())}.{number}{chance.choice('abcdefgh')}z@post{number}.example",
        f"06-{chance.randrange(10**7, 10**8)}",
        "".join(map(str, digits)) + str(check),
        f"NL{code:02d} RABO {account[:4]} {account[4:8]} {account[8:]}",
        f"KL-{chance.randrange(10**5, 10**6)}",
    )


PEOPLE = [person(number, name) for number, name in enumerate(_NAMES.split("|"))]


def alike(number: str) -> str:
    """An order number that differs in its last digit."""
    return number[:-1] + str((int(number[-1]) + 5) % 10)


def plant(folder: Path, people: list[Person], *, personal_data: str) -> Path:
    """Writes the exports of six sources and a configuration; returns its path."""
    for number, one in enumerate(people):
        _mails(folder, number, one, people[number - 1])
        _page(folder, number, one)
    _mailbox(folder / "post/archief.mbox", people)
    _chat(folder / "app/WhatsApp-chat met Bewoners.txt", people)
    _zendesk(folder / "desk/tickets.json", people)
    _table(folder / "lijst/tickets.csv", people)
    _lines(folder / "los/los.jsonl", people)
    mode = f'personal_data = "{personal_data}"\n' if personal_data else ""
    types = {
        "post": "mail",
        "app": "chat_whatsapp",
        "desk": "tickets_zendesk",
        "lijst": "tickets_table",
        "wiki": "wiki_files",
        "los": "jsonl",
    }
    tables = [
        f'[[sources]]\nname = "{name}"\ntype = "{type_}"\npath = "{name}"\naudience = ["public"]\n{mode}'
        for name, type_ in types.items()
    ]
    config = folder / "config.toml"
    head = '[embedder]\ntype = "hashing"\ndimension = 32\n[reading]\nprocesses = 1\n'
    config.write_text(head + "\n".join(tables), encoding="utf-8")
    return config


def _written(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _mails(folder: Path, number: int, one: Person, other: Person) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{one.name} <{one.mail}>", "Klantenservice <hulp@stroomhuis.example>"
    mail["Cc"], mail["Subject"] = f"{other.name} <{other.mail}>", f"Lekkende radiator {number}"
    mail["Date"] = f"Mon, {number + 1:02d} Jun 2026 09:00:00 +0200"
    mail["Message-ID"] = f"<radiator-{number}@post.example>"
    mail.set_content(
        f"Beste mensen,\n\nDe radiator {number} lekt sinds gisteren en de vloer wordt nat.\n"
        f"Mijn klantnummer is {one.customer.lower()} en u belt mij op +31 {one.phone.replace('-', '')[1:]}.\n\n"
        f"Met vriendelijke groet,\n{one.name.upper()}\n{one.mail.upper()}\n{one.iban}\n\n"
        f"-----Oorspronkelijk bericht-----\nVan: {other.name} <{other.mail}>\nOnderwerp: Lekkage\n\n"
        f"> Op 3 juni schreef {one.name}:\n> > Bel {one.phone} voor een afspraak over de lekkage.\n"
    )
    mail.add_alternative(
        f"<p>De radiator {number} lekt sinds gisteren en de vloer wordt nat.</p>"
        f"<p>{html.escape(one.name)} &lt;{one.mail.replace('@', '&#64;')}&gt;"
        f"<a href='mailto:{quote(one.mail)}'>mail</a></p><p>{one.customer}</p>",
        subtype="html",
    )
    mail.add_attachment(
        f"Formulier\nNaam: {one.name}\nBSN: {one.bsn}\nRekening: {one.iban.replace(' ', '').lower()}\n"
        f"Ordernummer {alike(one.bsn)}\n",
        filename=f"formulier-{one.slug}.txt",
    )
    _written(folder / f"post/mail-{number}.eml", bytes(mail))


def _mailbox(path: Path, people: list[Person]) -> None:
    mails = []
    for number, one in enumerate(people[::4]):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = f'"{one.name}" <{one.mail}>', f"Fwd: Meterkast {number}"
        mail["Date"] = f"Tue, {number + 1:02d} Jul 2026 09:00:00 +0200"
        mail["Message-ID"] = f"<meterkast-{number}@post.example>"
        mail.set_content(
            f"De meterkast {number} zoemt de hele nacht door.\n\n---------- Forwarded message ---------\n"
            f"From: {one.name} <{one.mail}>\nSubject: Meterkast\n\n"
            f"Bel {one.phone}, rekening {one.iban}, bsn {one.bsn}.\n"
        )
        mails.append(b"From x Tue Jul  1 09:00:00 2026\n" + bytes(mail) + b"\n")
    _written(path, b"".join(mails))


def _chat(path: Path, people: list[Person]) -> None:
    lines = ["03-02-2026 08:58 - Berichten en oproepen zijn end-to-end versleuteld."]
    for number, one in enumerate(people):
        at = f"{number % 28 + 1:02d}-03-2026 09:"
        lines.append(f"{at}00 - {one.name}: De lift {number} staat stil, bel mij op {one.phone.replace('-', ' ')}")
        lines.append(
            f"{at}01 - Beheer: Dank {one.name.split()[0]}, klant {one.customer}, wij komen langs voor de lift."
        )
    _written(path, "\n".join(lines))


def _zendesk(path: Path, people: list[Person]) -> None:
    users = [{"id": 1, "name": "Ilse Brand", "role": "agent", "email": "ilse@stroomhuis.example"}]
    users += [
        {"id": 100 + n, "name": one.name, "role": "end-user", "email": one.mail, "phone": one.phone}
        for n, one in enumerate(people)
    ]
    tickets = [
        {
            "id": 500 + n,
            "subject": f"Thermostaat {n} van {one.name}",
            "description": f"De thermostaat {n} knippert. Mijn IBAN is {one.iban.lower()}.",
            "status": "solved",
            "requester_id": 100 + n,
            "created_at": "2026-05-01T08:00:00Z",
            "updated_at": "2026-05-02T08:00:00Z",
            "tags": [one.customer],
            "custom_fields": [{"id": 7, "value": int(one.bsn)}],
        }
        for n, one in enumerate(people)
    ]
    comments = [
        {
            "id": 9000 + n,
            "ticket_id": 500 + n,
            "author_id": 1,
            "public": True,
            "created_at": "2026-05-02T08:00:00Z",
            "body": f"Thermostaat {n}: zet hem uit en weer aan. Zie https://crm.example/zoek?q={quote_plus(one.name)}"
            f"&mail={quote(one.mail, safe='')}",
        }
        for n, one in enumerate(people)
    ]
    _written(path, json.dumps({"tickets": tickets, "users": users, "comments": comments}, ensure_ascii=False))


def _page(folder: Path, number: int, one: Person) -> None:
    token = base64.b64encode(f"klant={one.name};{one.mail};{one.bsn}".encode()).decode()
    text = (
        f"# Sleutelplan {number}\n\nDe sleutel van blok {number} ligt bij {one.name}.\n\n"
        f"## Verhuizing\n\nBel 0031{one.phone.replace('-', '')[1:]} of mail {one.mail}.\n\n"
        f"Inlogcode `{token}` van het oude systeem.\n\nOrdernummer {alike(one.bsn)} blijft geldig.\n"
    )
    _written(folder / f"wiki/blok-{number}/{one.slug}.md", text)


def _table(path: Path, people: list[Person]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["ID", "Subject", "Description", "Solution", "Status", "Customer", "Klantnummer"])
        for n, one in enumerate(people):
            text = f"Waterdruk {n} is laag bij {one.name}, burgerservicenummer {one.bsn}."
            rows.writerow(
                [f"W-{n}", f"Waterdruk {n}", text, f"Kraan {n} open gezet.", "closed", one.name, one.customer]
            )


def _lines(path: Path, people: list[Person]) -> None:
    planted = [
        {
            "id": f"los-{n}",
            "kind": "chat",
            "title": f"Zonneboiler {n}",
            "text": f"De zonneboiler {n} druppelt, zegt {one.name} (BSN {one.bsn}).",
            "updated_at": f"gisteren, door {one.name}",
            "klant": {one.mail: [one.customer, one.iban], "rekening": one.iban.replace(" ", "")},
            "nummer": int(one.phone.replace("-", "")),
        }
        for n, one in enumerate(people)
    ]
    _written(path, "\n".join(json.dumps(data, ensure_ascii=n % 2 == 0) for n, data in enumerate(planted + others())))


def others() -> list[dict[str, object]]:
    """Documents that name nobody of them, though they look alike."""
    return [
        {
            "id": f"ander-{n}",
            "kind": "wiki",
            "title": f"Handleiding {n}",
            "text": f"Artikel {n} van de handleiding. Ordernummer {alike(one.bsn)}, meter {alike(one.phone[3:])}, "
            f"bestelling KL-{alike(one.customer[3:])}, rekening {alike(one.iban)}. "
            f"{one.name.split()[0]} is een voornaam, en {one.name.split()[-1]}straat {n} een adres.",
        }
        for n, one in enumerate(PEOPLE)
    ]


class Traces:
    """Every byte form of some people's values."""

    def __init__(self, people: Iterable[Person]) -> None:
        texts = {form for one in people for text in one.writings for form in (text, text.lower(), text.upper())}
        lowered: set[bytes] = set()
        exact: set[bytes] = set()
        for text in texts:
            raw = text.encode()
            lowered |= {f.encode().lower() for f in (text, quote(text), quote(text, safe=""), quote_plus(text))}
            lowered |= {html.escape(text).encode().lower(), json.dumps(text)[1:-1].encode().lower()}
            lowered |= {text.encode("utf-16-le").lower(), text.encode("utf-16-be").lower()}
            for before in range(3):
                whole = base64.b64encode(b"\0" * before + raw)
                # Only the characters that the value alone decides.
                exact.add(whole[-(-before * 4 // 3) : (before + len(raw)) * 8 // 6])
        self._lowered, self._exact = _by_start(lowered), _by_start(exact)

    def of(self, data: bytes | str) -> set[bytes]:
        raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return {*_found(raw.lower(), self._lowered), *_found(raw, self._exact)}

    def below(self, folder: Path) -> dict[str, set[bytes]]:
        """File -> what stands in its bytes, its name or one of its cells."""
        found: dict[str, set[bytes]] = {}
        for file in sorted(folder.rglob("*")):
            here = self.of(str(file.relative_to(folder)))
            if file.is_file():
                raw = file.read_bytes()
                here |= self.of(raw)
                if raw.startswith(b"SQLite format 3\0"):
                    here |= {trace for cell in cells(file) for trace in self.of(cell)}
            if here:
                found[str(file.relative_to(folder))] = here
        return found


def _by_start(needles: set[bytes]) -> dict[bytes, list[bytes]]:
    grouped: dict[bytes, list[bytes]] = {}
    for needle in needles:
        grouped.setdefault(needle[:_START], []).append(needle)
    return grouped


def _found(data: bytes, needles: dict[bytes, list[bytes]]) -> Iterator[bytes]:
    """Thousands of needles at once: by the beginnings of which some stands in the data."""
    starts = needles.keys() & {data[at : at + _START] for at in range(len(data))}
    return (needle for start in starts for needle in needles[start] if needle in data)


def cells(file: Path) -> Iterator[bytes]:
    """Every cell of a database, and what is in those that are compressed."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.text_factory = bytes
        tables = database.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
        for (table,) in tables:
            for row in database.execute(f'SELECT * FROM "{table.decode()}"'):
                for cell in row:
                    raw = cell if isinstance(cell, bytes) else str(cell).encode()
                    yield raw
                    with contextlib.suppress(zlib.error):
                        yield zlib.decompress(raw)
