"""Hostile files for every type of source: what breaks parsers, as rules that write it where a test wants it.

A case is written into a folder `hostile` beside a folder `good`, which holds an export that must be read all the same.
"""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures/sources"
SECRET = "GEHEIM-8f31-BUITEN"
"""Stands in a file outside the export; a document that holds it has read what it must not read."""

MAIN = {
    "chat_gitter": "room1/page_1",
    "chat_instagram": "messages/inbox/zoe_123/message_1.json",
    "chat_intercom": "gesprek_501.json",
    "chat_mattermost": "bulk/import.jsonl",
    "chat_rocketchat": "api/pagina_1.json",
    "chat_signal": "Dana.txt",
    "chat_slack": "balie/2026-03-02.json",
    "chat_teams": "balie/messages.json",
    "chat_telegram": "account/result.json",
    "chat_whatsapp": "WhatsApp-chat met Werkplaats Noord.txt",
    "chat_zendesk": "chats.json",
    "jsonl": "tips.jsonl",
    "mail": "eml/koelkast.eml",
    "tickets_freshdesk": "tickets.json",
    "tickets_jira": "v3.json",
    "tickets_table": "reacties.json",
    "tickets_zammad": "alles.json",
    "tickets_zendesk": "tickets.json",
    "wiki_confluence": "ruimte/Borg_1002.html",
    "wiki_dokuwiki": "data/pages/verhuur/borg.txt",
    "wiki_files": "verhuur/borg.html",
    "wiki_mediawiki": "handboek.xml",
    "wiki_notion": "Kennisbank 4f1c0a9be2d84c6f9a31d7e5b08c1200.md",
}
"""Of each type, the file of its good export that holds texts."""

_OTHERS = {
    "chat_instagram": "messages/inbox/mal_9/message_1.json",
    "chat_signal": "Mal.txt",
    "chat_whatsapp": "WhatsApp-chat met Mal.txt",
}
"""Where a hostile file is called otherwise: two chats of one name would each get another."""

Rule = Callable[[], bytes]
"""Makes the bytes of a file when they are wanted."""

_SMALL = {"wiki_files": ("verhuur", "balie"), "tickets_zendesk": ("opname",), "tickets_jira": ("v3.json",)}
"""What of a good export is enough as a neighbour, where all of it takes long."""


@dataclass(frozen=True, slots=True)
class Hostile:
    source: str
    """Type of source."""
    name: str
    write: Callable[[Path], None]
    """Writes it into a folder that exists."""
    told: bool = True
    """Whether something must come of it: a document, or a reason why not."""
    again: bool = False
    """Whether it holds tickets of its neighbour once more: of those the newest counts, whatever became of it."""


def neighbour(source: str, folder: Path) -> None:
    """A good export of this type as `folder`/good."""
    good = FIXTURES / source / "good"
    for name in _SMALL.get(source, ("",)):
        place = folder / "good" / name
        if (good / name).is_dir():
            shutil.copytree(good / name, place)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(good / name, place)


def cases(scale: float = 1.0, seed: int = 20261120) -> list[Hostile]:
    """All of them; scale: 1 writes texts as long as a document may be, less writes shorter ones."""
    from support_hostile_archives import archives
    from support_hostile_mail import mails
    from support_hostile_office import office
    from support_hostile_pages import pages
    from support_hostile_records import records
    from support_hostile_texts import texts
    from support_hostile_trees import trees

    chance = random.Random(seed)
    found = [case for family in (trees, mails, pages, office, archives, records) for case in family(scale)]
    found += texts(scale, chance)
    assert len({(case.source, case.name) for case in found}) == len(found)
    return found


def usual(source: str) -> Path:
    """Where a hostile file of this type stands below its folder."""
    return Path(_OTHERS.get(source, MAIN[source]))


def sample(found: list[Hostile], count: int, seed: int) -> list[Hostile]:
    """So many cases: of every name one, each in another type where there is a choice, and then whatever comes."""
    shuffled = random.Random(seed).sample(found, len(found))
    first: dict[str, Hostile] = {}
    for case in shuffled:
        first.setdefault(case.name, case)
    chosen = list(first.values())[:count]
    kept = {(case.source, case.name) for case in chosen}
    rest = [case for case in shuffled if (case.source, case.name) not in kept and "10 MB" not in case.name]
    return chosen + rest[: max(0, count - len(chosen))]


def content(
    source: str, name: str, data: bytes | Rule, file: str = "", told: bool = True, again: bool = False
) -> Hostile:
    """A file of these bytes, called `file`, or as the one with texts is called in a good export."""

    def write(folder: Path) -> None:
        place = folder / (file or usual(source))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data() if callable(data) else data)

    return Hostile(source, name, write, told, again)


def main_file(source: str) -> bytes:
    return (FIXTURES / source / "good" / MAIN[source]).read_bytes()


def planted(source: str, text: str) -> bytes:
    """The main file of a type with another text in the place of its longest one."""
    data, suffix = main_file(source).decode("utf-8-sig"), Path(MAIN[source]).suffix
    if suffix in (".json", ".jsonl", "") and source != "mail":
        return _planted_json(data, text)
    if suffix == ".xml":
        start = data.rindex("<text")
        start = data.index(">", start) + 1
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        return (data[:start] + escaped + data[data.index("</text>", start) :]).encode("utf-8", "replace")
    if source == "mail":
        head = data.partition("\n\n")[0]
        lines = [line for line in head.split("\n") if not line.lower().startswith(("content-", "mime-", " "))]
        kept = "\n".join(line for line in lines if not line.lower().startswith("message-id"))
        return f"{kept}\nMessage-ID: <vijandig@x.example>\n\n{text}\n".encode("utf-8", "replace")
    if source == "wiki_confluence":
        start = data.index(">", data.index('id="main-content"')) + 1
        return (data[:start] + text + data[start:]).encode("utf-8", "replace")
    if source == "chat_signal":
        return f"[2026-02-04, 12:23] Dana: {text}\n".encode("utf-8", "replace")
    if source == "chat_whatsapp":
        return f"03-02-2026 09:00 - Ilse Brand: {text}\n03-02-2026 09:01 - Bram: ja\n".encode("utf-8", "replace")
    return text.encode("utf-8", "replace")


def _planted_json(data: str, text: str) -> bytes:
    try:
        values, lines = [json.loads(data)], False
    except ValueError:
        values, lines = [json.loads(line) for line in data.splitlines() if line.strip()], True
    paths = sorted(strings(values), key=lambda found: (len(found[1]), " " in found[1]))
    path = next((p for p, _ in reversed(paths) if p[-1] in ("text", "message", "body", "content", "msg")), paths[-1][0])
    replaced(values, path, text)
    written = [json.dumps(value) for value in values]
    return ("\n".join(written) + "\n" if lines else written[0]).encode()


def strings(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """(steps to it, text) of every text in a JSON value."""
    yield from ((where, found) for where, found in leaves(value, path) if isinstance(found, str))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """(steps to it, value) of everything in a JSON value, and of itself."""
    yield path, value
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> None:
    for step in path[:-1]:
        value = value[step]
    value[path[-1]] = by


def filled(piece: str, size: int) -> str:
    """A text of so many characters, made of one piece again and again."""
    return (piece * (size // len(piece) + 1))[:size]


def csv_bytes(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()
