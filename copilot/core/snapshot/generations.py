"""The store's generations: written beside each other, published by one atomic pointer, never changed afterwards.

<store>/snapshots/gen-000042/   one whole generation with its manifest
<store>/snapshots/CURRENT       name of the served generation, checksum of its manifest, pin, own checksum
<store>/access.json             what must not come back with an older generation, with its own checksum
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.core.errors import DamagedError, NoSnapshotError
from copilot.core.snapshot import durable, rows

_NAME = re.compile(r"gen-(\d{6,})")
MANIFEST = "manifest.json"
FORMAT = 3
"""Of the files of a generation; another one is not read, it is made anew."""
_HASHING = 2
"""Files that are hashed at the same time."""


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
            if self._access.exists():  # written before the first pointer
                raise DamagedError(f"CURRENT is missing from {self.folder}", "run: python -m ingest sync") from None
            raise NoSnapshotError(
                f"nothing has been ingested into {self.store} yet", "run: python -m ingest sync"
            ) from None
        return Pointer(data["generation"], data["manifest_sha256"], bool(data["pinned"]))

    def manifest(self, name: str) -> dict[str, Any]:
        """The manifest of a generation; its own checksum is verified. Raises DamagedError."""
        try:
            return checked(self.path(name) / MANIFEST)
        except FileNotFoundError:
            raise DamagedError(f"{name} has no {MANIFEST}", "run: python -m ingest sync") from None

    def verify(self, name: str, *, texts: bool) -> None:
        """Compares the files of a generation with its manifest. Raises DamagedError naming the first that differs.

        texts: whether the texts are read too. Without it only their size is compared: each row is checked when it is
        read, and reading all of them first would keep the service from starting.
        """
        files = self.manifest(name)["files"]
        largest_first = sorted(files, key=lambda relative: -files[relative]["size"])

        def fault(relative: str) -> str:
            return _fault(self.path(name) / relative, files[relative], texts=texts)

        with ThreadPoolExecutor(_HASHING) as pool:
            for relative, problem in zip(largest_first, pool.map(fault, largest_first), strict=True):
                if problem:
                    raise DamagedError(f"{name}/{relative} {problem}", "run: python -m ingest sync")

    def write(self, fill: Callable[[Path], Mapping[str, Any]]) -> str:
        """Writes a new generation beside the others; it is served only after `publish`.

        fill: writes all files into the folder it is given and returns the facts for the manifest.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for leftover in self.folder.glob("*.tmp"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        number = max((_number(n) for n in self.names()), default=0) + 1
        name = f"gen-{number:06d}"
        building = self.folder / f"{name}.tmp"
        building.mkdir()
        facts = fill(building)
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
        building.rename(self.path(name))
        durable.sync_folder(self.folder)
        return name

    def publish(self, name: str, *, pinned: bool = False) -> None:
        """Makes a whole generation the served one."""
        manifest = self.path(name) / MANIFEST
        body = {"generation": name, "manifest_sha256": durable.file_checksum(manifest), "pinned": pinned}
        durable.replace(self.folder / "CURRENT", sealed(body))

    def prune(self, keep: int, served: str) -> list[str]:
        """Removes all but the newest `keep` generations and the served one; returns the removed names.

        A reader that has one open keeps its open files: they vanish only when it lets go.
        """
        doomed = [n for n in self.names()[:-keep] if n != served]
        for name in doomed:
            # Renamed first, so that a kill in the middle leaves no generation that looks finished.
            gone = self.folder / f"{name}.tmp"
            self.path(name).rename(gone)
            shutil.rmtree(gone)
        return doomed

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


def _fault(path: Path, noted: Mapping[str, Any], *, texts: bool) -> str:
    """In what a file differs from its entry in the manifest; "" when it does not."""
    try:
        if path.stat().st_size != noted["size"]:
            return f"has {path.stat().st_size:,} bytes, its manifest says {noted['size']:,}"
        if (texts or path.suffix != rows.SUFFIX) and durable.file_checksum(path) != noted["sha256"]:
            return "does not match its checksum"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return ""


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
    raw = path.read_bytes()
    try:
        body = json.loads(raw)
        seal = body.pop("sha256")
        whole = seal == durable.checksum(json.dumps(body, ensure_ascii=False, sort_keys=True).encode())
    except (ValueError, KeyError, AttributeError, TypeError):
        whole = False
    if not whole:
        raise DamagedError(f"{path.name} in {path.parent} is damaged", "run: python -m ingest sync")
    return dict(body)
