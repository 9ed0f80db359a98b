"""`verify`: looks at everything that a store keeps, changes nothing, and says of each fault what to type."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from copilot.core.errors import DamagedError, NoSnapshotError, StoreError
from copilot.core.snapshot import Generations, Overlay, Pointer, Snapshot
from copilot.core.snapshot.generations import FORMAT
from ingest import _sqlite, history, journal, progress, vector_cache
from ingest.erasure import Register
from ingest.erasure.register import FILE as ERASED

SYNC = "run: python -m ingest sync"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    found: str
    fix: str = ""
    """What to type; "" where nothing is at fault."""

    def to_text(self) -> str:
        return f"FAULT  {self.what}: {self.found} -> {self.fix}" if self.fix else f"ok     {self.what}: {self.found}"


@dataclass
class Verdict:
    served: str = ""
    """The generation that is served, "" where none can be."""
    next: str = ""
    """What the next sync needs."""
    findings: list[Finding] = field(default_factory=list)

    @property
    def faults(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.fix]

    def to_json(self) -> dict[str, Any]:
        findings = [{"what": f.what, "ok": not f.fix, "found": f.found, "fix": f.fix} for f in self.findings]
        return {"ok": not self.faults, "served": self.served, "next": self.next, "findings": findings}

    def to_text(self) -> str:
        served = f"serving {self.served}" if self.served else "nothing can be served"
        return "\n".join([*(finding.to_text() for finding in self.findings), f"{served}; {self.next}"])


def verify(store: Path) -> Verdict:
    """Reads every byte of every generation. Raises NoSnapshotError where nothing was ever ingested."""
    generations, verdict = Generations(store), Verdict()
    is_busy = _is_busy(store)
    pointer, problem = _pointer(generations)
    whole = _generations(generations, pointer, verdict)
    if problem:
        verdict.findings.append(Finding("CURRENT", problem, SYNC))
    elif pointer:
        pinned = ", pinned by a roll-back" if pointer.pinned else ""
        verdict.findings.append(Finding("CURRENT", f"names {pointer.generation}{pinned}"))
    access, erased = _access(generations), _erased(store, whole)
    verdict.findings += [access, erased, *_kept(store, is_busy=is_busy), *_room(generations)]
    if not access.fix:
        verdict.served = pointer.generation if pointer and pointer.generation in whole else next(reversed(whole), "")
    if erased.fix and not erased.fix.startswith(SYNC):
        verdict.next = f"no sync runs before {ERASED} is cured"
    elif pointer and pointer.pinned and pointer.generation == verdict.served:
        verdict.next = "syncs publish nothing until: python -m ingest sync --unpin"
    elif problem or access.fix or not pointer or verdict.served != pointer.generation:
        verdict.next = "the next sync repairs that by itself, by a new generation"
    else:
        verdict.next = "the next sync needs nothing"
    return verdict


def _is_busy(store: Path) -> bool:
    """Whether a sync is running."""
    try:
        with (store / "writer.lock").open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _pointer(generations: Generations) -> tuple[Pointer | None, str]:
    """What CURRENT says, and what is wrong with it."""
    try:
        return generations.pointer(), ""
    except DamagedError as error:
        return None, error.problem
    except NoSnapshotError:
        if generations.names():
            return None, "missing: a first sync was killed just before it published"
        raise


def _generations(generations: Generations, pointer: Pointer | None, verdict: Verdict) -> dict[str, dict[str, Any]]:
    """The manifests of those that are whole, oldest first; what was found goes into the verdict."""
    whole: dict[str, dict[str, Any]] = {}
    sizes = {name: _size(generations.path(name)) for name in generations.names()}
    with progress.bar("verifying", sum(sizes.values())) as step:
        counted = _one_at_a_time(step)
        for name, size in sizes.items():
            published = pointer.manifest_sha256 if pointer and pointer.generation == name else ""
            try:
                whole[name] = _opened(generations, name, published, counted)
            except StoreError as error:
                if name in generations.names():  # else a sync cleaned it up meanwhile
                    is_served = pointer is not None and pointer.generation == name
                    fix = SYNC if is_served else f"it is never served; run: rm -r {generations.path(name)}"
                    verdict.findings.append(Finding(name, error.problem, fix))
            else:
                found = f"{whole[name]['documents']:,} documents, {whole[name]['chunks']:,} chunks, {_megabytes(size)}"
                verdict.findings.append(Finding(name, found))
    if pointer and pointer.generation not in sizes:
        verdict.findings.append(Finding(pointer.generation, "is missing", SYNC))
    return whole


def _opened(generations: Generations, name: str, published: str, step: Callable[[int], None]) -> dict[str, Any]:
    """The manifest of a generation that is whole in every part. Raises DamagedError."""
    files, manifest = generations.opened(name, published)
    if manifest["format"] != FORMAT:
        raise DamagedError(f"has format {manifest['format']} of another version of Balie", SYNC)
    files.check(texts=True, step=step)
    Snapshot(files, manifest, Overlay())
    return manifest


def _one_at_a_time(step: progress.Step) -> Callable[[int], None]:
    """Files are hashed side by side."""
    lock = Lock()

    def counted(done: int) -> None:
        with lock:
            step(done)

    return counted


def _access(generations: Generations) -> Finding:
    try:
        overlay = generations.overlay()
    except DamagedError as error:
        return Finding("access.json", f"{error.problem}; nothing is served on a guess about access", SYNC)
    hidden = f"hides {len(overlay.removed):,} documents from older generations"
    return Finding("access.json", f"{hidden}, and narrows who sees {len(overlay.audiences):,}")


def _erased(store: Path, whole: dict[str, dict[str, Any]]) -> Finding:
    path = store / ERASED
    try:
        register = Register.load(store)
        for manifest in whole.values():
            register.holding(manifest["erased"])
    except StoreError as error:
        return Finding(ERASED, error.problem, error.fix)
    if not register:
        return Finding(ERASED, "nobody was erased")
    if register.pending:
        return Finding(ERASED, f"the erasure of {len(register.pending)} persons was interrupted", SYNC)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding(ERASED, "others than its owner may read it", f"run: chmod 600 {path}")
    return Finding(ERASED, f"{len(register.entries)} persons are kept out")


def _kept(store: Path, *, is_busy: bool) -> Iterator[Finding]:
    """What decides nothing or only saves time: the next sync passes over it, or makes it anew."""
    damaged = [path.name for path in history.damaged(store)]
    if damaged:
        yield Finding("runs", f"{len(damaged)} damaged reports: {', '.join(damaged[:3])}", f"{SYNC} (removes them)")
    else:
        yield Finding("runs", f"{len(history.paths(store))} reports")
    for what, path, faults in (
        ("journal", journal.path_in(store), journal.faults),
        ("vector cache", vector_cache.path_in(store), vector_cache.faults),
    ):
        if is_busy or not path.is_file():
            yield Finding(what, "in use by a sync that is running" if is_busy else "there is none")
            continue
        try:
            with _sqlite.untouched(path) as copy:
                problem = faults(copy)
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
        fix = f"a sync passes over it; to be rid of it run: rm {path}*"
        yield Finding(what, problem or _megabytes(path.stat().st_size), fix if problem else "")
    folders = [store, store / history.FOLDER, store / "snapshots"]
    leftovers = [path for folder in folders for path in folder.glob("*.tmp")]
    whose = "what a running sync is writing" if is_busy else "left by a killed run, and removed by the next that writes"
    size = _megabytes(sum(_size(path) for path in leftovers))
    yield Finding("leftovers", f"{len(leftovers)}, {size}: {whose}" if leftovers else "none")


def _room(generations: Generations) -> Iterator[Finding]:
    """Whether the next generation has room, and whether only those write here who should."""
    store = generations.store
    needed = max((_size(generations.path(name)) for name in generations.names()), default=0)
    free = shutil.disk_usage(store).free
    found = f"{_megabytes(free)} free, a generation takes {_megabytes(needed)}"
    yield Finding("disk", found, f"make room on the disk of {store}" if free < 2 * needed else "")
    folders = [store, generations.folder]
    locked = [str(path) for path in folders if not os.access(path, os.R_OK | os.W_OK | os.X_OK)]
    opened = [str(path) for path in folders if path.stat().st_mode & stat.S_IWOTH]
    if locked:
        yield Finding("permissions", "a sync of this user cannot write here", f"run: chown -R $USER {locked[0]}")
    elif opened:
        yield Finding("permissions", "everybody may write here", f"run: chmod o-w {' '.join(opened)}")
    else:
        yield Finding("permissions", "only who should may write here")


def _size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; what goes away meanwhile counts nothing."""
    if not path.is_dir():
        return path.stat().st_size if path.is_file() else 0
    return sum(_size(Path(folder, file)) for folder, _, files in os.walk(path) for file in files)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
