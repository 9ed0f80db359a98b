"""Times of a schedule: on every day once, also on the two days a year on which clocks are changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.core import cron

AMSTERDAM = "Europe/Amsterdam"
"""There clocks go from 2 to 3 on 2026-03-29 and from 3 to 2 on 2026-10-25, both at 01:00 UTC."""


@pytest.fixture(params=["named", "machine"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Amsterdam, by its name and as the zone of this machine."""
    monkeypatch.setenv("TZ", AMSTERDAM)
    time.tzset()
    yield cron.zone(AMSTERDAM if request.param == "named" else "")
    monkeypatch.undo()
    time.tzset()


def times(expression: str, zone: object, start: str, count: int) -> list[str]:
    """The first times after a moment, in UTC."""
    moment, found = datetime.fromisoformat(start).replace(tzinfo=UTC), []
    for _ in range(count):
        moment = cron.following(expression, zone, moment)
        found.append(f"{moment.astimezone(UTC):%d %H:%M}")
    return found


def test_every_night_is_at_the_same_hour_of_the_clock(zone: object) -> None:
    assert times("0 3 * * *", zone, "2026-03-27T12:00", 3) == ["28 02:00", "29 01:00", "30 01:00"]
    assert times("0 3 * * *", zone, "2026-10-23T12:00", 3) == ["24 01:00", "25 02:00", "26 02:00"]


def test_an_hour_that_is_left_out_costs_no_run(zone: object) -> None:
    assert times("30 2 * * *", zone, "2026-03-28T00:00", 3) == ["28 01:30", "29 01:00", "30 00:30"]


def test_an_hour_that_comes_twice_gives_one_run(zone: object) -> None:
    assert times("30 2 * * *", zone, "2026-10-24T00:00", 3) == ["24 00:30", "25 00:30", "26 01:30"]
    # Asked in the second of the two hours, it is not the first.
    assert times("30 2 * * *", zone, "2026-10-25T01:10", 1) == ["26 01:30"]


def test_quarters_of_an_hour_follow_real_time(zone: object) -> None:
    around = ["25 00:45", "25 01:00", "25 01:15", "25 01:30", "25 01:45", "25 02:00"]
    assert times("*/15 * * * *", zone, "2026-10-25T00:30", 6) == around
    assert times("*/15 * * * *", zone, "2026-03-29T00:30", 3) == ["29 00:45", "29 01:00", "29 01:15"]


def test_the_zone_of_the_machine_is_named(zone: object) -> None:
    summer, winter = (cron.following("0 3 * * *", zone, datetime(2026, month, 1, tzinfo=UTC)) for month in (7, 12))
    assert f"{summer:%H:%M %Z} {winter:%H:%M %Z}" == "03:00 CEST 03:00 CET"


def test_a_moment_is_taken_in_whatever_zone_it_comes() -> None:
    moment = datetime(2026, 5, 1, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    assert cron.following("0 3 * * *", cron.zone("UTC"), moment) == datetime(2026, 5, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "expression", ["0 3 * * *", "*/5 8-18 * * MON-FRI", "0 0 L * *", "30 6 1,15 * *", "0 0 29 2 *"]
)
def test_usual_expressions_are_taken(expression: str) -> None:
    assert cron.checked_cron(expression) == expression


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("61 3 * * *", "minute"),
        ("0 25 * * *", "hour"),
        ("0 3 32 * *", "day-of-month"),
        ("0 3 * 13 *", "month"),
        ("0 3 * * noon", "day-of-week"),
        ("0 0 30 2 *", "day-of-month"),
        ("*/0 * * * *", "minute"),
        ("1" * 5000 + " 3 * * *", "digits"),
        ("@daily", "1 fields"),
        ("0 0 3 * * *", "6 fields"),
        ("", "0 fields"),
    ],
)
def test_what_names_no_time_is_told_with_the_field_and_an_example(expression: str, found: str) -> None:
    with pytest.raises(ValueError, match=found) as error:
        cron.checked_cron(expression)
    assert '"0 3 * * *"' in str(error.value)


@pytest.mark.parametrize("name", ["Mars/Base", "Europe", "../etc/passwd", "Europe/Amsterdam\0", "x" * 5000])
def test_what_is_no_zone_is_told_with_an_example(name: str) -> None:
    with pytest.raises(ValueError, match="Europe/Amsterdam"):
        cron.checked_zone(name)
