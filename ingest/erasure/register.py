"""Who was erased from a store: `<store>/erased.json`, so that a re-ingest does not bring them back.

It holds a random key and, per person, keyed hashes (BLAKE2b, RFC 7693) of the canonical forms of their values, with
what is needed to find these in a text: the rule of a form, its length, and a hash of its first three characters. No
value stands in it. The key lies in the same file, so it protects against casual reading, and against copies of other
files. It does not protect against somebody who holds this file and guesses: nine digits or a telephone number are
tried in minutes, a first name from a list and the beginning of any value at once. The file is therefore readable by
its owner only.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from copilot.core.errors import DamagedError, StoreError
from copilot.core.snapshot import durable
from copilot.core.snapshot.generations import checked, sealed
from ingest.erasure.matcher import Hashed, digest
from ingest.erasure.subjects import Subject

FILE = "erased.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Erased:
    """One person in the register."""

    id: str
    """12 hexadecimal digits; the same for the same values, whoever types them and in whatever order."""
    date: str
    """ISO 8601: when the erasure was asked for."""
    pending: bool
    """Set until the whole store has been rewritten without them."""
    forms: tuple[Hashed, ...] = field(repr=False)


class Register:
    """The register of one store; a store without the file has an empty one, and a key that is not yet written."""

    def __init__(self, store: Path, key: bytes, entries: Iterable[Erased] = ()) -> None:
        self._path = store / FILE
        self.key = key
        self.entries = tuple(entries)

    @classmethod
    def load(cls, store: Path) -> Register:
        """Raises DamagedError when the file is not whole: nothing is ingested on a guess about who was erased."""
        path = store / FILE
        try:
            data = checked(path)
            if data["format"] != FORMAT:
                raise DamagedError(f"{path} has format {data['format']}, expected {FORMAT}", "update Balie")
            return cls(store, bytes.fromhex(data["key"]), map(_entry, data["subjects"]))
        except FileNotFoundError:
            return cls(store, secrets.token_bytes(32))
        except (DamagedError, KeyError, ValueError, TypeError) as error:
            if isinstance(error, DamagedError) and error.fix == "update Balie":
                raise
            raise DamagedError(
                f"{path} is damaged, so nobody knows who was erased",
                _cure(store),
            ) from None

    def holding(self, ids: Iterable[str]) -> Register:
        """Itself. Raises StoreError when persons are missing without whom something was already made."""
        if missing := len(set(ids) - {entry.id for entry in self.entries}):
            raise StoreError(
                f"{missing} erased persons are missing from {self._path}, so a sync would bring them back",
                _cure(self._path.parent),
            )
        return self

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def pending(self) -> tuple[Erased, ...]:
        """Those whose erasure was begun and not finished."""
        return tuple(entry for entry in self.entries if entry.pending)

    def including(self, subject: Subject, date: str) -> tuple[Register, Erased]:
        """The register with one more person, pending and not yet on disk. Who is known already keeps place and id."""
        forms = tuple(sorted((Hashed.of(form, self.key) for form in subject.forms), key=lambda form: form.digest))
        named = digest("\0".join(sorted(subject.full)), self.key, True).hex()[:12]
        entry = Erased(named, date, True, forms)
        known = {entry.id: entry for entry in self.entries} | {named: entry}
        return Register(self._path.parent, self.key, known.values()), entry

    def add(self, subject: Subject, date: str) -> Erased:
        """Notes a person as pending, on disk before it returns."""
        more, entry = self.including(subject, date)
        self.entries = more.entries
        self.write()
        return entry

    def done(self, id: str) -> None:
        """Notes that the store holds nothing of this person any more."""
        self.entries = tuple(replace(entry, pending=False) if entry.id == id else entry for entry in self.entries)
        self.write()

    def write(self) -> None:
        """Replaces the file, durably."""
        body = {"format": FORMAT, "key": self.key.hex(), "subjects": [_to_json(entry) for entry in self.entries]}
        durable.make_folder(self._path.parent)
        durable.replace(self._path, sealed(body), mode=0o600)


def _cure(store: Path) -> str:
    """What to do when nobody knows any more who was erased. The cache stays, so that nothing is embedded again."""
    return (
        f"put {FILE} back from a backup; without one remove it and {store / 'snapshots'}, erase these persons again, "
        "and then run: python -m ingest sync"
    )


def _to_json(entry: Erased) -> dict[str, Any]:
    forms = [[form.rule, form.length, form.prefix, form.digest.hex(), form.house.hex()] for form in entry.forms]
    return {"id": entry.id, "date": entry.date, "pending": entry.pending, "forms": forms}


def _entry(data: dict[str, Any]) -> Erased:
    forms = tuple(
        Hashed(rule, int(length), int(prefix), bytes.fromhex(value), bytes.fromhex(house))
        for rule, length, prefix, value, house in data["forms"]
    )
    return Erased(data["id"], data["date"], bool(data["pending"]), forms)
