"""The circuit breaker: closed, open, half open, on a clock that the test moves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from copilot.breaker import Breaker
from copilot.core.errors import AskerLeftError, ModelError


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, seconds=10, clock=clock)


FAILURE = ModelError("out of order")


def fail(breaker: Breaker, error: BaseException = FAILURE, meanwhile: Callable[[], object] = lambda: None) -> None:
    def attempt() -> None:
        with breaker.attempt():
            meanwhile()
            raise error

    with pytest.raises(type(error)) as raised:
        attempt()
    assert raised.value is error


def succeed(breaker: Breaker) -> bool:
    """Whether it was the one that tries."""
    with breaker.attempt() as is_trial:
        return is_trial


def is_left_alone(breaker: Breaker) -> bool:
    """Whether the model is not asked."""
    try:
        succeed(breaker)
    except ModelError:
        return True
    return False


def opened(breaker: Breaker) -> Breaker:
    for _ in range(3):
        fail(breaker)
    return breaker


def test_it_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    fail(breaker), fail(breaker)
    assert breaker.state == "closed"
    assert not succeed(breaker), "an answer that came back starts the count anew"
    fail(breaker), fail(breaker)
    assert breaker.state == "closed"
    fail(breaker)
    assert breaker.state == "open"
    assert is_left_alone(breaker)


def test_it_is_half_open_after_a_while_and_closes_with_a_success(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    clock.now += 9.9
    assert breaker.state == "open"
    clock.now += 0.1
    assert breaker.state == "half_open"
    assert succeed(breaker), "this one tries"
    assert breaker.state == "closed"
    assert not succeed(breaker)


def test_a_trial_that_fails_opens_it_for_as_long_again(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    clock.now += 10
    fail(breaker)
    assert breaker.state == "open"
    clock.now += 9.9
    assert is_left_alone(breaker)
    clock.now += 0.1
    assert succeed(breaker)


def test_half_open_exactly_one_of_many_tries(breaker: Breaker, clock: Clock) -> None:
    opened(breaker)
    clock.now += 10
    others_done = threading.Barrier(20)

    def ask(_: int) -> bool | None:
        try:
            with breaker.attempt() as is_trial:
                others_done.wait(10)
                return is_trial
        except ModelError:
            others_done.wait(10)
            return None

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(ask, range(20)), key=bool) == [None] * 19 + [True]
    assert breaker.state == "closed"


@pytest.mark.parametrize("reason", [AskerLeftError("gone"), GeneratorExit(), KeyError("a fault of our own")])
def test_a_trial_that_was_abandoned_says_nothing_and_lets_the_next_try(
    breaker: Breaker, clock: Clock, reason: BaseException
) -> None:
    opened(breaker)
    clock.now += 10
    others = list[bool]()
    fail(breaker, reason, lambda: others.append(is_left_alone(breaker)))
    assert others == [True]
    assert breaker.state == "half_open"
    assert succeed(breaker)


def test_failures_that_were_on_their_way_do_not_keep_it_open(breaker: Breaker, clock: Clock) -> None:
    def meanwhile() -> None:
        opened(breaker)
        clock.now += 9

    fail(breaker, meanwhile=meanwhile)
    clock.now += 1
    assert breaker.state == "half_open"


def test_what_happened_is_logged_without_the_fix(
    breaker: Breaker, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    opened(breaker)
    clock.now += 10
    succeed(breaker)
    assert [record.getMessage() for record in caplog.records] == [
        "out of order (1 in a row, breaker closed)",
        "out of order (2 in a row, breaker closed)",
        "out of order (3 in a row, breaker open)",
        "the language model answers again",
    ]
