"""Erased persons leave a document in every writing; everybody else stays. All persons are invented."""

from __future__ import annotations

import base64
import html
import json
import pickle
import quopri
import random
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.core.interchange import to_json
from copilot.core.types import Document, Part, Removed
from ingest.erasure import MASK, PSEUDONYM, Eraser, Register, Subject, traces

FIRST = (
    "Femke Joris Sanne Daan Lotte Bram Noor Thijs Zoë Gijs Merel Ruben Fleur Koen Jip Tess Milan Evi Anne-Fleur Juul"
)
LAST = (
    "Oosterwolde-van Dam|van der Hoekstra|Brinkhorst|de Zandwijk|ter Wiersma|Poststra|in 't Veldhuis|Grafhof|O'Bran"
    "|van Ölzen|Stremwijk|Duinhorst|van den Kolkwaard|Elzinkwoud|Harsveld|Noordbeemster|Ruitkamp|Suurhof|Tweelo|Uilkes"
)


def person(n: int, first: str, last: str) -> list[str]:
    rnd = random.Random(n)
    digits = [int(d) for d in f"{rnd.randrange(10**7, 10**8)}"]
    check = sum(d * w for d, w in zip(digits, range(9, 1, -1), strict=True)) % 11
    bsn = "".join(map(str, digits)) + str(check) if check < 10 else "123456782"
    account = f"{rnd.randrange(10**10):010d}"
    code = 98 - int("".join(str(int(c, 36)) for c in f"RABO{account}NL00")) % 97
    return [
        f"{first} {last}",
        f"{first[0].lower()}.persoon{n}@post{n}.example",
        f"06-{rnd.randrange(10**7, 10**8)}",
        bsn,
        f"NL{code:02d} RABO {account[:4]} {account[4:8]} {account[8:]}",
        f"KL-{rnd.randrange(10**5, 10**6)}",
        f"{rnd.randrange(10, 99)}-XK-{'BCDFGHJKLM'[n % 10]}{'NPRSTVXZ'[n % 8]}",
        f"{9100 + n * 3} KZ {n + 11}",
    ]


PEOPLE = [person(n, f, s) for n, (f, s) in enumerate(zip(FIRST.split(), LAST.split("|"), strict=True))]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    store = tmp_path_factory.mktemp("store")
    register = Register.load(store)
    for values in PEOPLE:
        register.add(Subject.of(values), "2026-11-20")
    return Register.load(store)


@pytest.fixture(scope="module")
def eraser(register: Register) -> Eraser:
    return Eraser(register)


def b64(text: str, before: str = "") -> str:
    return base64.b64encode((before + text).encode()).decode()


WRITINGS = {
    "as it is": str,
    "lower": str.lower,
    "upper": str.upper,
    "url": lambda v: f"https://desk.example/zoek?q={quote(v, safe='')}&p=1",
    "url plus": lambda v: f"/zoek?q={quote_plus(v)}",
    "url twice": lambda v: quote(quote(v, safe="")),
    "every byte": lambda v: "".join(f"%{byte:02X}" for byte in v.encode()),
    "quoted-printable": lambda v: quopri.encodestring(v.encode(), quotetabs=True).decode(),
    "entities": lambda v: "".join(f"&#{ord(c)};" if not c.isalnum() or not c.isascii() else c for c in v),
    "html": html.escape,
    "json": lambda v: json.dumps({"van": v}),
    "base64": b64,
    "base64 at 1": lambda v: b64(v + " .", "1 "),
    "base64 at 2": lambda v: f"data:text/plain;base64,{b64(v, ', ')}",
    "base64 url-safe": lambda v: "x-" + base64.urlsafe_b64encode(f"??? {v} >>>".encode()).decode(),
    "base64 wrapped": lambda v: base64.encodebytes(f"{'regel ' * 12}{v}{' en zo' * 12}".encode()).decode(),
    "base64 twice": lambda v: b64(b64(f"van {v}")),
    "soft hyphen": lambda v: v[:3] + "\u00ad" + v[3:],
    "unseen between": lambda v: "\u2066".join(v) + "\U000e0041\u202c",
    "quoted": lambda v: f"> Op maandag schreef {v}:\n> > {v}",
}
NAMES = {
    "wrapped": lambda v: v.replace(" ", "\n> > "),
    "slug": lambda v: f"inbox/{v.replace(' ', '-').lower()}.eml",
    "underscores": lambda v: f"{v.replace(' ', '_')}.pdf",
    "camel": lambda v: "brief" + "".join(word[0].upper() + word[1:] for word in v.split()) + "2024.docx",
    "dots": lambda v: v.replace(" ", ".").lower(),
    "turned": lambda v: "{1}, {0}".format(*v.split(" ", 1)),
}
PHONES = {
    "+31": lambda v: "+31 6 " + v[3:],
    "0031": lambda v: "00316" + v[3:],
    "(0)": lambda v: "+31 (0)6-" + v[3:7] + " " + v[7:],
    "pairs": lambda v: " ".join(["06", v[3:5], v[5:7], v[7:9], v[9:]]),
    "spreadsheet": lambda v: "6" + v[3:],
}
ADDRESSES = {
    "glued": lambda v: v.replace(" KZ ", "KZ, "),
    "street": lambda v: "Lange Dorpsstraat {2}, {0}{1} Ons Dorp".format(*v.split()),
    "word": lambda v: "{} {} huisnummer {}".format(*v.split()),
}
FORMS = [
    (value, write)
    for values in PEOPLE
    for place, value in enumerate(values)
    for write in (
        *WRITINGS.values(),
        *(NAMES.values() if place == 0 else ()),
        *((lambda v: v.replace("@", " at ").replace(".", " dot "), "<{}>".format) if place == 1 else ()),
        *(PHONES.values() if place == 2 else ()),
        *((lambda v: v.replace(" ", ""), lambda v: v.replace(" ", ".")) if place == 4 else ()),
        *((lambda v: v.replace("-", ""), lambda v: v.replace("-", " ")) if place in (5, 6) else ()),
        *(ADDRESSES.values() if place == 7 else ()),
    )
]


def everywhere(text: str, **metadata: Any) -> Document:
    part = Part("message", f"Goedemiddag,\n{text}\nMet vriendelijke groet", text, "", text, text, text)
    more = {"cc": [text, {"naam": text}], text: "sleutel", "aantal": 3, **metadata}
    removed = (Removed("quotes", text, 0),)
    return Document("desk", text, "mail", text, (part,), text, "nl", owner=text, metadata=more, removed=removed)


def said(document: Document) -> str:
    data = to_json(document)
    return json.dumps(data, ensure_ascii=False) + json.dumps(data) + str(document.removed)


def test_every_writing_in_every_place(eraser: Eraser) -> None:
    for value, write in FORMS:
        text = write(value)
        document, count = eraser.erase(everywhere(text))
        assert count >= 12, text
        left = said(document)
        assert text not in left
        assert not re_found(left, value), (text, left)
        assert MASK in document.parts[0].text
        assert PSEUDONYM in document.id
        assert eraser.erase(document) == (document, 0)


def re_found(left: str, value: str) -> bool:
    return value.lower() in left.lower() or "".join(filter(str.isalnum, value.lower())) in left.lower()


def test_the_rest_of_a_text_stays(eraser: Eraser) -> None:
    name, mail, phone, *_ = PEOPLE[0]
    text = f"Hoi {name}, bel {phone} of mail {mail} over order 48213. <https://desk.example/{quote(name)}/3>"
    document, count = eraser.erase(Document("s", "1", "mail", "", (Part("message", text),)))
    wanted = f"Hoi {MASK}, bel {MASK} of mail {MASK} over order 48213. <https://desk.example/{MASK}/3>"
    assert (document.parts[0].text, count) == (wanted, 4)


@pytest.mark.parametrize("index", range(1, 8))
def test_pieces_of_a_name_go_where_the_person_is_named_by_anything(eraser: Eraser, index: int) -> None:
    pieces = "F. Oosterwolde / Oosterwolde, F. / mevrouw Oosterwolde-van Dam / foosterwolde / femke / F. van Dam"
    parts = (Part("message", pieces, author="Femke O."), Part("message", f"kenmerk {PEOPLE[0][index]}"))
    document, _ = eraser.erase(Document("s", "notities/f.oosterwolde", "mail", "Van Femke", parts))
    left = said(document).lower()
    assert "femke" not in left
    assert "oosterwolde" not in left
    assert "van dam" not in left
    alone = Document("s", "1", "mail", "Van Femke", parts[:1])
    assert eraser.erase(alone) == (alone, 0)


def similar(n: int) -> str:
    name, mail, phone, bsn, iban, customer, plate, address = PEOPLE[n % len(PEOPLE)]
    first, last = name.split(" ", 1)
    code, letters, house = address.split()
    number = phone[3:]
    return [
        f"{first} Jansen en Piet {last}",
        f"{first}, dit gaat over {last}",
        f"x.{mail} en {mail.replace('@', '1@')} en a{mail}",
        f"06-{number[::-1]} en 06-{number}1 en 16{number}",
        f"order {bsn[:-1]} en {bsn}7",
        f"{iban[:-1]}{(int(iban[-1]) + 1) % 10}",
        f"{customer}1 of X{customer}",
        f"{plate[:-1]}{'B' if plate[-1] != 'B' else 'C'} en 1{plate}",
        f"{code} {letters} {house}1, {code} {letters}, 3 x {house}",
        f"ar{name.lower()}; hoi {name}s en {last} {first}a",
        f"{b64(first + ' Jansen vraagt ' + number[::-1])} {quote(first + ' Jansen')}",
        f"{customer.split('-')[1]} stuks, {code} keer, {number[:4]} {number[5:]}",
    ][n // len(PEOPLE) % 12]


def test_others_stay_as_they_are(eraser: Eraser) -> None:
    for n in range(500):
        text = similar(n)
        document = everywhere(text, number=n, share=n / 7, flag=True, none=None)
        assert eraser.erase(document) == (document, 0), text
        assert eraser.key(text) == text
        assert eraser.reason(text) == text


def test_two_things_stay_two_and_one_stays_one(eraser: Eraser) -> None:
    name = PEOPLE[0][0]
    keys = [f"a/{name}.eml", f"a/{name.lower()}.eml", f"b/{name}.eml", f"{name}/{name}"]
    renamed = [eraser.key(key) for key in keys]
    assert len(set(renamed)) == len(keys)
    assert renamed == [eraser.key(key) for key in keys]
    assert renamed == list(map(eraser.key, renamed))
    assert all(eraser.erase(Document("s", key, "wiki", "", ()))[0].external_id == eraser.key(key) for key in keys)
    assert eraser.key(f"{name}#internal") == eraser.key(name) + "#internal"
    assert eraser.reason(f"{name}.eml has no end") == f"{MASK}.eml has no end"


def test_one_by_one_is_as_all_at_once(tmp_path: Path, eraser: Eraser) -> None:
    text = " + ".join(values[0] for values in PEOPLE[:3])
    steps = Register(tmp_path, Register.load(tmp_path).key)
    document, key = everywhere(text), text
    for values in PEOPLE[:3]:
        steps.add(Subject.of(values), "2026-11-20")
        document, key = Eraser(steps).erase(document)[0], Eraser(steps).key(key)
    assert Eraser(steps).erase(everywhere(text))[0] == document
    assert Eraser(steps).key(text) == key


def test_numbers_in_the_metadata(eraser: Eraser) -> None:
    bsn = int(PEOPLE[1][3])
    document = Document(
        "s", "1", "ticket", "", (), metadata={"bsn": bsn, "as float": float(bsn), "n": 12.5, "ok": True}
    )
    found = eraser.erase(document)[0].metadata
    assert found["n"] == 12.5
    assert found["ok"] is True
    assert str(bsn) not in str(found)


def test_it_travels_to_other_processes(eraser: Eraser) -> None:
    document = everywhere(PEOPLE[3][1])
    assert pickle.loads(pickle.dumps(eraser)).erase(document) == eraser.erase(document)


def test_nobody_erased_nothing_done(tmp_path: Path) -> None:
    nobody, document = Eraser(Register.load(tmp_path)), everywhere(PEOPLE[0][0])
    assert nobody.erase(document)[0] is document
    assert (nobody.key("a"), nobody.reason("b")) == ("a", "b")


@pytest.mark.parametrize(
    "unit",
    ["fem ", "a", "aA", "1", "06 ", "%41", "%25", "=", "=41", "&amp;", "QUJD\n", "a@", "a+", "\\u0041", "9100 KZ "],
)
def test_a_megabyte_of_anything_takes_linear_time(eraser: Eraser, unit: str) -> None:
    def seconds(characters: int) -> float:
        begin = time.process_time()
        eraser.reason(unit * (characters // len(unit)))
        return time.process_time() - begin

    assert seconds(200_000) < 10 * max(seconds(50_000), 0.02)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_trace_is_left_of_anybody(tmp_path: Path, data: st.DataObject) -> None:
    letters = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzéüö"), min_size=4, max_size=9)
    first, last, user = (data.draw(letters) for _ in range(3))
    number = data.draw(st.integers(10**7, 10**8 - 1))
    values = [
        f"{first.title()} {last.title()}wijk",
        f"{fold_ascii(user)}{number % 100}x@mail.example",
        f"06{number}",
        f"KZ{number}",
    ]
    value = data.draw(st.sampled_from(values))
    write = data.draw(st.sampled_from(list(WRITINGS.values())))
    before, after = (data.draw(st.sampled_from(["", " ", "\n", "<", ">", "(", ", ", "—", "“"])) for _ in range(2))
    store = tmp_path / "store"
    register = Register(store, b"k" * 32)
    register.add(Subject.of(values), "2026-11-20")
    document, _ = Eraser(register).erase(everywhere(before + write(value) + after))
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    (folder / "a.json").write_text(said(document), encoding="utf-8")
    assert traces(folder, values) == []
    assert traces(store, values) == []


def fold_ascii(text: str) -> str:
    return "".join(char if char.isascii() else "e" for char in text)
