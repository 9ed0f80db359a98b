"""The store's generations: written beside each other, published by one atomic pointer, never changed afterwards.

<store>/snapshots/gen-000042/   one whole generation with its manifest
<store>/snapshots/CURRENT       name of the served generation, checksum of its manifest, pin, own checksum
<store>/access.json             what must not come back with an older generation, with its own checksum
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.core.errors import DamagedError, NoSnapshotError
from copilot.core.snapshot import durable
from copilot.core.snapshot.files import Files, unreadable

_NAME = re.compile(r"gen-(\d{6,})")
MANIFEST = "manifest.json"
FORMAT = 3
"""Of the files of a generation; another one is not read, it is made anew."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The content of CURRENT."""

    generation: str
    manifest_sha256: str
    pinned: bool = False
    """Set by a roll-back: `sync` publishes nothing until `sync --unpin`."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Who may see what today, where an older generation does not know it."""

    removed: frozenset[str] = frozenset()
    """Ids of documents that are gone."""
    audiences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Document id -> its audience today, where it differs from that of a kept generation."""


class Generations:
    """The folder of generations of one store."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.folder = store / "snapshots"
        self._access = store / "access.json"

    def names(self) -> list[str]:
        """Names of all finished generations, oldest first."""
        if not self.folder.is_dir():
            return []
        found = [p.name for p in self.folder.iterdir() if _NAME.fullmatch(p.name)]
        return sorted(found, key=_number)

    def path(self, name: str) -> Path:
        return self.folder / name

    def pointer(self) -> Pointer:
        """What CURRENT says. Raises NoSnapshotError when there is none, DamagedError when it is not whole."""
        try:
            data = checked(self.folder / "CURRENT")
        except FileNotFoundError:
            # An only generation is one that was never published: its sync is at work, or was killed before that.
            if self._access.exists() and len(self.names()) > 1:
                raise DamagedError(f"CURRENT is missing from {self.folder}", "run: python -m ingest sync") from None
            raise NoSnapshotError(
                f"nothing has been ingested into {self.store} yet", "run: python -m ingest sync"
            ) from None
        return Pointer(data["generation"], data["manifest_sha256"], bool(data["pinned"]))

    def manifest(self, name: str) -> dict[str, Any]:
        """The manifest of a generation; its own checksum is verified. Raises DamagedError."""
        return self.opened(name)[1]

    def opened(self, name: str, manifest_sha256: str = "") -> tuple[Files, dict[str, Any]]:
        """The files of a generation and its manifest, whose own checksum is verified. Raises DamagedError.

        While the files are held no clean-up removes it. They are read or checked against the manifest by whoever uses
        them. manifest_sha256: of the manifest that was published, where that is known.
        """
        files = Files(self.path(name))
        files.hold()
        raw = files.read(MANIFEST)
        if manifest_sha256 and durable.checksum(raw) != manifest_sha256:
            raise DamagedError(f"the manifest of {name} is not the published one", "run: python -m ingest sync")
        manifest = unsealed(raw, files.folder / MANIFEST)
        if manifest["generation"] != name:
            raise DamagedError(f"{name} is a copy of {manifest['generation']}", "run: python -m ingest sync")
        files.noted = manifest["files"]
        return files, manifest

    def write(self, fill: Callable[[Path], Mapping[str, Any]]) -> str:
        """Writes a new generation beside the others; it is served only after `publish`.

        fill: writes all files into the folder it is given and returns the facts for the manifest.
        """
        durable.make_folder(self.folder)
        for leftover in self.folder.glob("*.tmp"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        number = max((_number(n) for n in self.names()), default=0) + 1
        name = f"gen-{number:06d}"
        building = self.folder / f"{name}.tmp"
        building.mkdir()
        try:
            self._finish(name, building, fill(building))
        except BaseException:
            # A full disk needs the room back.
            shutil.rmtree(building, ignore_errors=True)
            raise
        building.rename(self.path(name))
        durable.sync_folder(self.folder)
        return name

    def _finish(self, name: str, building: Path, facts: Mapping[str, Any]) -> None:
        """Syncs all files and writes their manifest."""
        files = sorted(p for p in building.rglob("*") if p.is_file())
        noted = {}
        for file in files:
            durable.sync_file(file)
            noted[file.relative_to(building).as_posix()] = {
                "size": file.stat().st_size,
                "sha256": durable.file_checksum(file),
            }
        body = {"format": FORMAT, "generation": name, **facts, "files": noted}
        (building / MANIFEST).write_bytes(sealed(body))
        durable.sync_file(building / MANIFEST)
        for folder in {file.parent for file in files} | {building}:
            durable.sync_folder(folder)

    def publish(self, name: str, *, pinned: bool = False) -> None:
        """Makes a whole generation the served one."""
        manifest = self.path(name) / MANIFEST
        body = {"generation": name, "manifest_sha256": durable.file_checksum(manifest), "pinned": pinned}
        durable.replace(self.folder / "CURRENT", sealed(body))

    def prune(self, keep: int, served: str, *, unless_held: bool = False) -> list[str]:
        """Removes all but the newest `keep` generations and the served one; returns the removed names.

        unless_held: one that a reader has open is left for the next clean-up. Else the reader goes on with its open
        files, and their bytes vanish when it lets go.
        """
        removed = []
        for name in self.names()[:-keep]:
            if name == served:
                continue
            with durable.alone_with(self.path(name)) as is_free:
                if is_free or not unless_held:
                    durable.remove_folder(self.path(name))
                    removed.append(name)
        return removed

    def traces(self) -> tuple[tuple[str, int, int, int], ...]:
        """Differs once something was published, removed, changed or put back; found without reading any content."""
        paths = [self._access, self.folder / "CURRENT"]
        for name in self.names():
            paths += [Path(folder, file) for folder, _, files in os.walk(self.path(name)) for file in sorted(files)]
        found = []
        for path in paths:
            with suppress(FileNotFoundError):
                stat = path.lstat()
                found.append((str(path), stat.st_size, stat.st_ino, stat.st_ctime_ns))
        return tuple(found)

    def overlay(self) -> Overlay:
        """Raises DamagedError when it is missing or not whole: nothing is served on a guess about access."""
        try:
            data = checked(self._access)
        except FileNotFoundError:
            raise DamagedError("access.json is missing from the store", "run: python -m ingest sync") from None
        audiences = {key: tuple(value) for key, value in data["audiences"].items()}
        return Overlay(frozenset(data["removed"]), audiences)

    def write_overlay(self, overlay: Overlay) -> None:
        body = {"removed": sorted(overlay.removed), "audiences": {k: list(v) for k, v in overlay.audiences.items()}}
        durable.replace(self._access, sealed(body))


def _number(name: str) -> int:
    match = _NAME.fullmatch(name)
    return int(match.group(1)) if match else 0


def sealed(body: Mapping[str, Any]) -> bytes:
    """A JSON object with the checksum of its own content."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return json.dumps(
        {**body, "sha256": durable.checksum(canonical.encode())}, ensure_ascii=False, sort_keys=True
    ).encode()


def checked(path: Path) -> dict[str, Any]:
    """Reads a sealed object. Raises FileNotFoundError, or DamagedError when its checksum does not match."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise unreadable(error, f"{path.name} in {path.parent}") from error
    return unsealed(raw, path)


def unsealed(raw: bytes, path: Path) -> dict[str, Any]:
    """The object in bytes that `sealed` made. path: where they were read. Raises DamagedError."""
    try:
        body = json.loads(raw)
        seal = body.pop("sha256")
        whole = seal == durable.checksum(json.dumps(body, ensure_ascii=False, sort_keys=True).encode())
    except (ValueError, KeyError, AttributeError, TypeError):
        whole = False
    if not whole:
        raise DamagedError(f"{path.name} in {path.parent} is damaged", "run: python -m ingest sync")
    return dict(body)
