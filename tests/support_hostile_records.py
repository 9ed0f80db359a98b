"""Exports of records (JSON, JSON lines, CSV, XML) with everything wrong that their syntax lets be wrong."""

# ruff: noqa: E501 - a case a line
from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support_hostile import FIXTURES, MAIN, SECRET, Hostile, content, csv_bytes, leaves, main_file, replaced

_JSON = [source for source, file in MAIN.items() if Path(file).suffix in (".json", ".jsonl", "") and source != "mail"]
_CSV = ("tickets_table", "tickets_zendesk", "tickets_freshdesk", "tickets_jira", "wiki_files", "wiki_notion")
_XML = {"tickets_jira": "navigator.xml", "tickets_table": "alles.xml", "tickets_zendesk": "tickets.xml"}
_XML |= {"wiki_mediawiki": "dump.xml", "wiki_confluence": "site/entities.xml", "tickets_freshdesk": "Tickets.xml"}

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, -62135596801, 10**18, 10**300, 1e308, float("inf"), float("nan"), "", " ", "\x00", "\ud800", "x" * 100_000,
    "0" * 5_000, "99999-12-31T25:61:61Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2026-02-30", "1e999", "-5",
    "١٢٣", "²", "../../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "\u202egnp.exe", "a\nb", "<b>", "[]", "{}",
    [], {}, [[]], [None], [{}], {"": ""}, {"id": None}, [1, "a", None], {"$date": {"$numberLong": "x"}}, {"a": [{"b": {}}]},
)  # fmt: skip
"""What stands where something else is expected."""


def records(scale: float) -> list[Hostile]:
    found = [case for source in _JSON for case in _json(source)]
    found += [case for source in _CSV for case in _csv(source)]
    found += [case for source, file in _XML.items() for case in _xml(source, file, scale)]
    found += [case for source in ("chat_whatsapp", "chat_signal", "chat_telegram") for case in _moments(source)]
    found += [case for source in MAIN for case in _bytes(source)]
    return found


def wrong(source: str, chance: random.Random, changes: int = 3, file: str = "") -> bytes:
    """A JSON file of the good export with values in it that nobody expects."""
    data = (FIXTURES / source / "good" / (file or MAIN[source])).read_bytes().decode("utf-8-sig")
    try:
        values, lines = [json.loads(data)], False
    except ValueError:
        values, lines = [json.loads(line) for line in data.splitlines() if line.strip()], True
    for _ in range(changes):
        path = chance.choice([found for found, _ in leaves(values) if found])
        replaced(values, path, copy.deepcopy(chance.choice(VALUES)))
    written = [json.dumps(value) for value in values]
    return ("\n".join(written) if lines else written[0]).encode()


def _every(source: str, by: Any) -> bytes:
    """The main file with one value in place of every leaf."""
    data = main_file(source).decode("utf-8-sig")
    try:
        values, lines = [json.loads(data)], False
    except ValueError:
        values, lines = [json.loads(line) for line in data.splitlines() if line.strip()], True
    for path, value in list(leaves(values)):
        if len(path) > 1 and not isinstance(value, dict | list):
            replaced(values, path, by)
    written = [json.dumps(value) for value in values]
    return ("\n".join(written) if lines else written[0]).encode()


def _json(source: str) -> list[Hostile]:
    def deep(opening: str, closing: str) -> Callable[[], bytes]:
        return lambda: (opening * 100_000 + "1" + closing * 100_000).encode()

    chance = random.Random(source)
    found = [
        content(source, "json of lists 100,000 deep", deep("[", "]")),
        content(source, "json of objects 100,000 deep", deep('{"messages":[', "]}")),
        content(source, "json 900 deep", ("[" * 900 + "]" * 900).encode()),
        content(source, "json number of a million digits", b'[{"id": ' + b"9" * 1_000_000 + b"}]"),
        content(source, "json null", b"null"),
        content(source, "json text", b'"' + b"a" * 1_000 + b'"'),
        content(source, "json of 100,000 empty objects", lambda: json.dumps([{}] * 100_000).encode()),
        content(source, "json of 300,000 keys", lambda: json.dumps({f"k{n}": n for n in range(300_000)}).encode()),
        content(source, "json with a key 10,000 times", b"{" + b",".join([b'"id": 1'] * 10_000) + b"}"),
        *(content(source, f"json with {by!r} everywhere", _every(source, by)) for by in (None, [], {}, "\ud800", -1.5)),
        content(source, "json of moments beyond time", _every(source, 1e300)),
    ]
    found += [content(source, f"json with wrong values {n}", wrong(source, chance)) for n in range(3)]
    return found


def _csv(source: str) -> list[Hostile]:
    head = ["Ticket ID", "Subject", "Description", "Status", "Created"]
    wide = [f"kolom {n}" for n in range(100_000)]
    return [
        content(source, "csv of 100,000 columns", lambda: csv_bytes([wide, wide]), "breed.csv"),
        content(source, "csv of one column name 50,000 times", lambda: csv_bytes([["a"] * 50_000] * 2), "zelfde.csv"),
        content(source, "csv with a cell of 10 MB", lambda: csv_bytes([head, ["1", "a" * 10_000_001, "b", "", ""]]), "cel.csv"),
        content(source, "csv with a quote never closed", b'a,b\n1,"' + b"x,\n" * 200_000, "open.csv"),
        content(source, "csv of 1,000,000 delimiters", b"," * 1_000_000, "komma.csv"),
        content(source, "csv of 500,000 quotes", b'"' * 500_000, "quotes.csv"),
        content(source, "csv with NUL bytes", b"a,b\n1,\x00\n\x00,2\n" * 100, "nul.csv"),
        content(source, "csv of 200,000 rows of another width", b"a,b\n" + b"1\n" * 200_000, "rijen.csv"),
    ]  # fmt: skip


def _xml(source: str, file: str, scale: float) -> list[Hostile]:
    entities = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, 12))
    laughs = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a><b>&e11;</b></a>'
    quadratic = '<!DOCTYPE a [<!ENTITY e "' + "x" * 100_000 + '">]><a>' + "&e;" * 20_000 + "</a>"
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "../../buiten.txt">]><a><ticket><id>1</id><text>&x;</text></ticket></a>'
    remote = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'
    depth = int(1_000_000 * min(1.0, scale * 2))
    root = {"wiki_mediawiki": "mediawiki", "wiki_confluence": "hibernate-generic"}.get(source, "tickets")
    return [
        content(source, "xml of a billion laughs", laughs.encode(), file),
        content(source, "xml with quadratic entities", quadratic.encode(), file),
        content(source, "xml with an outer entity", outside.encode(), file),
        content(source, "xml with an outer document type", remote.encode(), file),
        content(source, "xml without end of tags", lambda: f"<{root}>{'<page>' * depth}".encode(), file),
        content(source, "xml with 300,000 attributes", lambda: _attributes(root), file),
        content(source, "xml with an attribute of 11 MB", lambda: b'<a a="' + b"x" * 11_000_000 + b'"/>', file),
        content(source, "xml of 300,000 empty elements", lambda: f"<{root}>{'<page/>' * 300_000}</{root}>".encode(), file),
        content(source, "xml in an encoding that is none", f'<?xml version="1.0" encoding="{SECRET}"?><{root}/>'.encode(), file),
        content(source, "xml in UTF-16 that says UTF-8", f'<?xml version="1.0" encoding="utf-8"?><{root}/>'.encode("utf-16"), file),
        content(source, "xml of one comment", f"<{root}><!--{'-' * 1_000_000}".encode(), file),
    ]  # fmt: skip


def _attributes(root: str) -> bytes:
    names = " ".join(f'a{n}=""' for n in range(300_000))
    return f"<{root} {names}/>".encode()


def _moments(source: str) -> list[Hostile]:
    if source == "chat_telegram":
        return [
            content(source, "html with messages of no time", b'<div class="message default" id="message1">' * 20_000, "h/messages.html"),
            content(source, "html with one message 20,000 deep", b"<html><div class=history>" + b"<div class=body>" * 20_000, "d/messages.html"),
        ]  # fmt: skip
    stamps = "99-99-9999 99:99 - a: b", "01-02-26 10:00 - a: b", "1/2/26, 1:00 PM - a: b", "[31/12/99999, 1:1:1] a: b"
    stamps += "[2026-02-30, 12:23] a: b", "٠٣-٠٢-٢٠٢٦ ٠٩:٠٠ - a: b", "03-02-2026 09:00 - " + "a" * 5_000
    mixed = "\n".join(f"{n % 31 + 1}-{n % 12 + 1}-26 10:00 - Jan {n}: x" for n in range(5_000))
    return [
        *(content(source, f"chat of {stamp[:24]!r}", f"{stamp}\n".encode() * 2_000) for stamp in stamps),
        content(source, "chat of days and months in any order", mixed.encode()),
        content(source, "chat of one message a million lines long", f"03-02-2026 09:00 - A: x{chr(10) * 1_000_000}".encode()),
        content(source, "chat of 10,000 senders", "".join(f"03-02-2026 09:00 - Jan {n}: x\n" for n in range(10_000)).encode()),
    ]  # fmt: skip


def _bytes(source: str) -> list[Hostile]:
    """What every format must survive: nothing, noise, and the good file cut, doubled or in another encoding."""
    good = main_file(source)
    noise = random.Random(source).randbytes(200_000)
    text = good.decode("utf-8-sig")
    return [
        content(source, "no bytes at all", b"", told=False),
        content(source, "noise", noise),
        content(source, "NUL bytes", b"\0" * 1_000_000),
        content(source, "NUL bytes behind the good file", good + b"\0" * 100_000),
        content(source, "cut in the middle", good[: len(good) // 2]),
        content(source, "twice in one file", good + good),
        content(source, "UTF-16", text.encode("utf-16"), told=source != "mail"),
        content(source, "UTF-32", text.encode("utf-32")),
        content(source, "three byte order marks", b"\xef\xbb\xbf" * 3 + good),
        content(source, "bytes that are no UTF-8", good.replace(b"e", b"\xe9\xff")),
        content(source, "a zip by another name", b"PK\x03\x04" + noise[:5_000]),
        content(source, "a gzip by another name", b"\x1f\x8b\x08\x00" + noise[:5_000]),
    ]
