"""How long a request may still take: one object from the door to the model, which every stage asks."""

from __future__ import annotations

import math
import threading
import time

from copilot.core.errors import AskerLeftError, DeadlineError


class Deadline:
    """A moment on the monotonic clock that may be brought forward, and whether the asker is still there.

    Safe to share between threads. Who waits looks again every POLL seconds, so that neither needs to be woken.
    """

    POLL = 0.1
    """Seconds."""

    def __init__(self, seconds: float = math.inf) -> None:
        """seconds: from now on."""
        self._at = time.monotonic() + seconds
        self._left = threading.Event()

    @property
    def left(self) -> float:
        """Seconds, never below 0."""
        return max(0.0, self._at - time.monotonic())

    def cap(self, seconds: float) -> None:
        """At most so many seconds from now on; a nearer deadline stays."""
        self._at = min(self._at, time.monotonic() + seconds)

    def leave(self) -> None:
        """Notes that nobody waits for the answer any more."""
        self._left.set()

    @property
    def asker_left(self) -> bool:
        return self._left.is_set()

    def check(self) -> None:
        """Raises AskerLeftError when nobody waits any more, DeadlineError when the time is over."""
        if self.asker_left:
            raise AskerLeftError("the asker has left")
        if not self.left:
            raise DeadlineError("this took longer than a request may", "try again in a few seconds")


NONE = Deadline()
"""Of commands and tests: whoever asks waits until the end."""
