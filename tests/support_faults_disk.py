"""A disk that may lose power: the log of what a writer did to it, and every state in which it may be found afterwards.

What a writer synced is there. The content of any other file may be anything, and a name that was created, renamed or
removed counts only once its folder was synced, as POSIX has it. SQLite syncs in C, which nobody sees here: its files
count as never synced.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Self
from unittest.mock import patch

Path_ = tuple[str, ...]
"""Names from the root of the disk on."""


@dataclass
class File:
    """One file, whatever its names are."""

    contents: list[bytes]
    """Since it was last synced, oldest first."""
    synced: bool = False

    @property
    def sure(self) -> bool:
        return self.synced and len(self.contents) == 1


@dataclass
class Folder:
    entries: list[dict[str, File | Folder]] = field(default_factory=lambda: [{}])
    """What the folder held since it was last synced, oldest first."""

    @property
    def now(self) -> dict[str, File | Folder]:
        return self.entries[-1]

    def change(self, changed: dict[str, File | Folder]) -> None:
        self.entries.append(changed)


@dataclass(frozen=True)
class Event:
    """One thing that was done to the disk."""

    what: str
    path: Path_
    to: Path_ = ()
    """New path of what was renamed."""
    content: bytes = b""

    def __str__(self) -> str:
        return f"{self.what} {'/'.join(self.path)}"


class Disk:
    """A tree of folders and files, and what of it is on the disk for sure."""

    def __init__(self) -> None:
        self.root = Folder()

    @classmethod
    def holding(cls, folder: Path, name: str) -> Disk:
        """What lies in folder/name, all of it synced."""
        disk = cls()
        for event in differences({}, tree(folder, name)):
            disk.apply(event)
        disk._settle(disk.root)
        return disk

    def _settle(self, folder: Folder) -> None:
        folder.entries = [folder.now]
        for entry in folder.now.values():
            if isinstance(entry, Folder):
                self._settle(entry)
            else:
                entry.contents, entry.synced = entry.contents[-1:], True

    def _at(self, path: Path_) -> Any:
        found: Any = self.root
        for name in path:
            found = found.now[name]
        return found

    def apply(self, event: Event) -> None:
        if event.what == "sync":
            found = self._at(event.path)
            if isinstance(found, Folder):
                found.entries = [found.now]
            else:
                found.contents, found.synced = found.contents[-1:], True
            return
        if event.what == "write":
            self._at(event.path).contents.append(event.content)
            return
        parent, name = self._at(event.path[:-1]), event.path[-1]
        rest = {key: entry for key, entry in parent.now.items() if key != name}
        if event.what in ("create", "mkdir"):
            parent.change({**rest, name: File([b""]) if event.what == "create" else Folder()})
        elif event.what == "rename" and event.to[:-1] == event.path[:-1]:
            parent.change({**rest, event.to[-1]: parent.now[name]})
        elif event.what == "rename":
            target = self._at(event.to[:-1])
            target.change({**target.now, event.to[-1]: parent.now[name]})
            parent.change(rest)
        else:
            parent.change(rest)

    def found_after(self, fate: Fate) -> dict[Path_, bytes | None]:
        """Path -> content of each file, None of each folder, as a power cut now may leave them."""
        found: dict[Path_, bytes | None] = {}

        def look(folder: Folder, at: Path_) -> None:
            for name, entry in sorted(fate.names(folder).items()):
                if isinstance(entry, Folder):
                    found[*at, name] = None
                    look(entry, (*at, name))
                elif (content := entry.contents[-1] if entry.sure else fate.content(entry)) is not None:
                    found[*at, name] = content

        look(self.root, ())
        return found


class Fate:
    """What becomes of everything that is not synced."""

    def __init__(self, contents: str, names: str, chance: random.Random) -> None:
        """contents: a key of DAMAGES, or "any". names: "kept", "dropped" or "any"."""
        self._contents, self._names, self._chance = contents, names, chance

    @property
    def is_mixed(self) -> bool:
        return self._contents == "any"

    def __str__(self) -> str:
        return f"contents {self._contents}, names {self._names}"

    def names(self, folder: Folder) -> dict[str, File | Folder]:
        if self._names != "any":
            return folder.entries[-1 if self._names == "kept" else 0]
        # In any order: that of the operations is kept by no promise. But nothing has two names.
        chosen: dict[str, File | Folder] = {}
        for name in self._shuffled({name for entries in folder.entries for name in entries}):
            versions = [entries.get(name) for entries in folder.entries]
            free = [entry for entry in versions if not any(entry is other for other in chosen.values())]
            if free and (entry := self._chance.choice(free)) is not None:
                chosen[name] = entry
        return chosen

    def _shuffled(self, names: set[str]) -> list[str]:
        found = sorted(names)
        self._chance.shuffle(found)
        return found

    def content(self, file: File) -> bytes | None:
        kind = self._chance.choice(list(DAMAGES)) if self._contents == "any" else self._contents
        written = self._chance.choice(file.contents) if self._contents == "any" else file.contents[-1]
        return DAMAGES[kind](written, self._chance)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


DAMAGES: Mapping[str, Callable[[bytes, random.Random], bytes | None]] = {
    "kept": lambda content, _: content,
    "deleted": lambda _content, _: None,
    "zeroed": lambda content, _: bytes(len(content)),
    "halved": lambda content, _: content[: len(content) // 2],
    "flipped": _flipped,
    "emptied": lambda _content, _: b"",
}


def fates(chance: random.Random, mixed: int) -> Iterator[Fate]:
    """Each damage with all names kept and all dropped; and `mixed` in which each has a fate of its own."""
    for names in ("kept", "dropped"):
        yield from (Fate(contents, names, chance) for contents in DAMAGES)
    yield from (Fate("any", "any", chance) for _ in range(mixed))


def tree(folder: Path, name: str) -> dict[Path_, bytes | None]:
    """Path -> content of each file, None of each folder, in folder/name; a folder before what is in it."""
    found: dict[Path_, bytes | None] = {}
    top = folder / name
    if top.is_dir():
        for path, folders, files in os.walk(top):
            folders.sort()
            here = Path(path).relative_to(folder).parts
            found[here] = None
            found |= {(*here, file): (Path(path) / file).read_bytes() for file in sorted(files)}
    return found


def differences(before: Mapping[Path_, bytes | None], after: Mapping[Path_, bytes | None]) -> Iterator[Event]:
    """What turns one tree into another."""
    for path in sorted(before.keys() - after.keys(), reverse=True):
        yield Event("rmdir" if before[path] is None else "unlink", path)
    for path, content in after.items():
        if path not in before:
            yield Event("mkdir" if content is None else "create", path)
        if content and content != before.get(path):
            yield Event("write", path, content=content)
        elif content == b"" and before.get(path):
            yield Event("write", path)


def build(found: Mapping[Path_, bytes | None], folder: Path) -> None:
    """Makes a folder that holds a tree."""
    for path, content in found.items():
        target = folder.joinpath(*path)
        if content is None:
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.write_bytes(content)


class Log:
    """Notes every operation on folder/name while it is open; what is written in C is seen at the next operation."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder.resolve(), name
        self.before = Disk.holding(folder, name)
        self.events: list[Event] = []
        self._seen = tree(folder, name)
        self._patches = ExitStack()

    def __enter__(self) -> Self:
        for what in ("fsync", "fdatasync"):
            self._patches.enter_context(patch.object(os, what, self._syncing(getattr(os, what))))
        for what, names in _NAMED.items():
            for name in names:
                self._patches.enter_context(patch.object(os, name, self._noted(what, getattr(os, name))))
        return self

    def __exit__(self, *_: object) -> None:
        self._patches.close()
        self.look()

    def look(self) -> None:
        """Notes what changed since the last look."""
        now = tree(self._folder, self._name)
        self.events += differences(self._seen, now)
        self._seen = now

    def _syncing(self, function: Callable[..., None]) -> Callable[..., None]:
        def synced(descriptor: Any) -> None:
            self.look()
            function(descriptor)
            number = descriptor if isinstance(descriptor, int) else descriptor.fileno()
            path = self._below(os.readlink(f"/proc/self/fd/{number}"))
            if path in self._seen or path == ():
                self.events.append(Event("sync", path))

        return synced

    def _noted(self, what: str, function: Callable[..., None]) -> Callable[..., None]:
        def noted(*paths: Any, **options: Any) -> None:
            self.look()
            places = [self._place(path, options) for path in paths[: 2 if what == "rename" else 1]]
            function(*paths, **options)
            if any(place is None for place in places):
                self.look()
                return
            self.events.append(Event(what, *places))
            self._seen = tree(self._folder, self._name)

        return noted

    def _place(self, path: Any, options: Mapping[str, Any]) -> Path_ | None:
        """None when it lies elsewhere."""
        named = Path(os.fsdecode(path))
        if not named.is_absolute():
            at = options.get("dir_fd")
            named = (Path(os.readlink(f"/proc/self/fd/{at}")) if at is not None else Path.cwd()) / named
        return self._below(str(named))

    def _below(self, path: str) -> Path_ | None:
        parts, root = PurePosixPath(path).parts, self._folder.parts
        below = parts[len(root) :]
        if parts[: len(root)] != root or (below and below[0] != self._name):
            return None
        return below


_NAMED = {"rename": ("rename", "replace"), "unlink": ("unlink", "remove"), "mkdir": ("mkdir",), "rmdir": ("rmdir",)}
