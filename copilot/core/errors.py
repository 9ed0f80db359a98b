"""Every error that Balie shows a person, with its cure.

BalieError
├── SettingsError      the configuration is not usable
├── SourceError        a whole source cannot be read (its neighbours are not touched)
├── StoreError         the store on disk cannot be used
│   ├── NoSnapshotError    nothing has been published yet
│   ├── DamagedError       a file does not have the content its manifest promises
│   ├── EmbedderMismatchError  the snapshot was made by another embedder
│   └── StoreBusyError     another process is writing
├── ModelError         an embedding or language model is missing, damaged or does not answer
├── DeadlineError      a request took longer than it may
├── AskerLeftError     nobody waits for the answer any more
└── RequestError       what the asker sent cannot be answered as it is
"""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable


class BalieError(Exception):
    """A problem that a person can act on.

    problem: what was found and what was expected, naming the item. fix: what to do or type next.
    """

    exit_code = 1
    """Of a command that ends with it."""

    def __init__(self, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.problem}\n  -> {self.fix}" if self.fix else self.problem


class SettingsError(BalieError):
    """The configuration cannot be used: an unknown key, a wrong value, a missing file."""


class SourceError(BalieError):
    """A source as a whole cannot be read: its path is missing or it is not what its type expects."""


class StoreError(BalieError):
    """The store on disk cannot be used."""


class NoSnapshotError(StoreError):
    """No generation has been published in this store yet."""


class DamagedError(StoreError):
    """A file of a generation is missing or does not match the checksum of its manifest."""


class EmbedderMismatchError(StoreError):
    """The configured embedder is not the one that made the snapshot's vectors."""


class StoreBusyError(StoreError):
    """Another process holds the writer's lock of this store."""

    exit_code = 75
    """EX_TEMPFAIL of sysexits.h: the same command may succeed later."""


class ModelError(BalieError):
    """A model is missing, damaged, or did not answer."""


class DeadlineError(BalieError):
    """A request could not be answered within its time."""


class AskerLeftError(BalieError):
    """The client closed the connection; there is nobody to tell."""


class RequestError(BalieError):
    """A question or request is outside what can be answered; `status` is its HTTP status."""

    def __init__(self, problem: str, fix: str = "", status: int = 422) -> None:
        super().__init__(problem, fix)
        self.status = status


_ROOM = "make room there, then run the same command again; what is served is untouched"
_RIGHTS = "let the user that runs Balie write there, then run the same command again"
_CURES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EIO: "the disk itself fails: look into the system's log, then run the same command again",
    errno.EMFILE: "let a process have more open files (ulimit -n), then run the same command again",
}


def of_system(error: OSError) -> StoreError:
    """What the system refused, such as room on the disk, as an error with its cure."""
    place = f": {error.filename}" if error.filename else ""
    cure = _CURES.get(error.errno or 0, "correct that, then run the same command again")
    return StoreError(f"the system says {(error.strerror or str(error))!r}{place}", cure)


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the known words nearest to `word`, or all of them when none is near."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(repr(name) for name in close)}?"
    return f"known are: {', '.join(names)}"
