"""A store as a killed sync left it, and whether one that was damaged afterwards still serves nothing wrong."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from copilot.core.errors import BalieError, StoreError
from copilot.core.snapshot import open_generation
from support_faults import PERSON, Desk, Served, read, served

OLDER, SERVED = "gen-000002", "gen-000003"
ROWS = f"snapshots/{SERVED}/records.rows"
REGISTER, POINTER, ACCESS = "erased.json", "snapshots/CURRENT", "access.json"
_VERIFIED = (REGISTER, POINTER, ACCESS, f"snapshots/{OLDER}/", f"snapshots/{SERVED}/")
"""What nothing may be wrong with; everything else is made anew when it is damaged."""
DECISIVE = (ROWS, POINTER, ACCESS, REGISTER, f"snapshots/{SERVED}/manifest.json")
_PAGE = 4096
_FIRST = {f"blad-{n}": f"Blad {n}, editie een. " * (n + 1) for n in range(6)} | {"wie": f"Blad van {PERSON}."}
_SECOND = {**{key: text for key, text in _FIRST.items() if key != "blad-1"}, "blad-2": "Blad 2, nieuw."}
_THIRD = {**_SECOND, "blad-4": "Blad 4, ook nieuw.", "x": "Nieuw blad."}


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def zeroed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data)) // _PAGE * _PAGE
    return data[:at] + bytes(len(data[at : at + _PAGE])) + data[at + _PAGE :]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def appended(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.randint(1, 100))


def deleted(data: bytes, chance: random.Random) -> None:
    return None


Damage = Callable[[bytes, random.Random], bytes | None]
KINDS: tuple[Damage, ...] = (flipped, zeroed, truncated, appended, deleted)


@dataclass(frozen=True)
class Template:
    """A store that is whole, what each of its generations serves, and what the next sync makes of it."""

    desk: Desk
    files: list[str]
    right: Mapping[str, Served]
    next: Served


def killed(folder: Path) -> Template:
    """With two generations and the beginning of a third, a journal and a cache with -wal files, and an erasure."""
    desk = Desk.made(folder / "desk", _FIRST)
    desk.sync()
    desk.erase()
    desk.write(_SECOND)
    desk.sync()
    desk.write(_THIRD)
    with closing(sqlite3.connect(desk.store / "cache/vectors.sqlite")) as reader:
        # As long as somebody reads, its -wal file stays.
        reader.execute("SELECT count(*) FROM vectors").fetchall()
        desk.stop(folder / "killed")
    left = Desk(folder / "killed")
    files = sorted(str(path.relative_to(left.store)) for path in left.store.rglob("*") if path.is_file())
    right = {name: read(open_generation(left.store, name)) for name in (OLDER, SERVED)}
    assert right[SERVED] == served(left.store)
    assert left.command("verify")[0] == 0
    assert right[OLDER].documents.keys() == right[SERVED].documents.keys(), "what was removed since is hidden"
    desk.sync()
    return Template(left, files, right, served(desk.store))


def damage(path: Path, kind: Damage, chance: random.Random) -> bool:
    """Whether there was something to damage."""
    data = path.read_bytes()
    if not data and kind not in (appended, deleted):
        return False
    changed = kind(data, chance)
    if changed is None:
        path.unlink()
    else:
        path.write_bytes(changed)
    return changed != data


class Judge:
    """Looks at a copy of the template of which one file is damaged."""

    def __init__(self, template: Template, desk: Desk, file: str) -> None:
        self._template, self._desk, self._file = template, desk, file
        self.faults: list[str] = []

    def look(self, *, again: bool) -> list[str]:
        """What was found, in a word each; what is wrong with it is in `faults`. again: whether a sync must mend it."""
        found = [self._opened(check_texts=True), self._opened(check_texts=False)]
        self._commands()
        if again:
            self._next_sync()
        return found

    def _opened(self, *, check_texts: bool) -> str:
        try:
            now = served(self._desk.store, check_texts=check_texts)
        except BalieError as error:
            # On a guess about access nothing is served; everything else has something to fall back to.
            if self._file != ACCESS or not error.fix:
                self.faults.append(f"refused, though something whole is there: {error}")
            return "refused"
        except Exception as error:
            self.faults.append(f"a traceback: {error!r}")
            return "traceback"
        self._compare(now)
        decides = self._file in (POINTER, ACCESS) or self._file.startswith(f"snapshots/{now.generation}/")
        # Texts that were not all read when it was opened are refused when they are.
        if decides and not now.degraded and (check_texts or self._file != ROWS):
            self.faults.append(f"nothing is told (texts checked: {check_texts})")
        return "degraded" if now.degraded else "refused when read" if now.refused else "not touched"

    def _compare(self, now: Served) -> None:
        right = self._template.right[now.generation]
        if now.generation != SERVED and not now.degraded:
            self.faults.append(f"{now.generation} is served and not called degraded")
        if now.answers != right.answers:
            self.faults.append("searches answer otherwise")
        if any(document != right.documents.get(key) for key, document in now.documents.items()):
            self.faults.append("a document has another content")
        if now.documents.keys() != right.documents.keys() and not now.refused:
            self.faults.append(f"documents are missing: {sorted(right.documents.keys() - now.documents.keys())}")

    def _commands(self) -> None:
        for command in ("status", "verify"):
            try:
                code, told, _ = self._desk.command(command)
            except Exception as error:
                self.faults.append(f"{command}: a traceback: {error!r}")
                continue
            if command == "verify" and self._file.startswith(_VERIFIED) and (code, "FAULT" in told) != (1, True):
                self.faults.append(f"verify: code {code}: {told}")

    def _next_sync(self) -> None:
        try:
            with patch("os.fsync"):
                self._desk.sync()
            now = served(self._desk.store)
        except StoreError as error:
            if self._file != REGISTER or REGISTER not in error.fix:
                self.faults.append(f"the next sync: {error!r}")
            return
        except Exception as error:
            self.faults.append(f"the next sync: a traceback: {error!r}")
            return
        if self._file == REGISTER:
            self.faults.append("a sync does not know who was erased, and goes on")
        right = self._template.next
        if (now.documents, now.answers, now.degraded) != (right.documents, right.answers, ""):
            self.faults.append(f"the next sync serves {sorted(now.texts)}, {now.degraded}")
