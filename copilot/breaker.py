"""A circuit breaker for the language model: after failures in a row it is left alone for a while.

closed -> open after so many failures in a row -> half open after so many seconds: one question tries the model, the
others go to the sources at once -> closed again, or open.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from copilot.core.errors import ModelError

log = logging.getLogger(__name__)

State = Literal["closed", "open", "half_open"]


class Breaker:
    """Safe to share between threads."""

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """failures: in a row, until it opens. seconds: until it is half open. clock: in seconds, never set back."""
        self._most, self._seconds, self._clock = failures, seconds, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0
        self._is_tried = False

    @property
    def state(self) -> State:
        if self._failures < self._most:
            return "closed"
        return "open" if self._clock() < self._rests_until else "half_open"

    @contextmanager
    def attempt(self) -> Iterator[bool]:
        """Around all use of the model; gives whether this is the one that tries it again.

        Raises ModelError at once when the model is to be left alone. A ModelError inside is a failure, a clean end is
        a success, and whatever else ends it, such as an asker who leaves, says nothing about the model.
        """
        is_trial = self._admit()
        try:
            yield is_trial
        except ModelError as error:
            self._failed(error, is_trial)
            raise
        else:
            self._succeeded()
        finally:
            if is_trial:
                self._is_tried = False

    def _admit(self) -> bool:
        with self._lock:
            state = self.state
            if state == "open" or (state == "half_open" and self._is_tried):
                raise ModelError("the language model failed several times in a row", "it is tried again by itself")
            self._is_tried = self._is_tried or state == "half_open"
            return state == "half_open"

    def _failed(self, error: ModelError, is_trial: bool) -> None:
        with self._lock:
            self._failures += 1
            # Questions that were on their way when it opened do not make it rest longer.
            if is_trial or self._failures == self._most:
                self._rests_until = self._clock() + self._seconds
            in_a_row, state = self._failures, self.state
        log.warning("%s (%d in a row, breaker %s)", error.problem, in_a_row, state)

    def _succeeded(self) -> None:
        with self._lock:
            if self._failures >= self._most:
                log.warning("the language model answers again")
            self._failures = 0
