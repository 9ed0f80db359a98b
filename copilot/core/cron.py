"""Times of a cron expression in a time zone, right also where clocks are put forward and back.

A fixed time such as 02:30 comes once on every day: where that hour is left out, it comes after the gap; where the hour
comes twice, in the first. A repeated one such as every quarter of an hour follows real time. Only here cronsim is
known; its rules are those of cron in Debian.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

_EXPECTED = (
    "expected minute, hour, day of the month, month and day of the week, "
    'such as "0 3 * * *" (every night at three) or "30 6 * * MON-FRI"'
)


def checked_cron(expression: str) -> str:
    """The expression, if it names times. Raises ValueError that names the field and shows examples."""
    fields = len(expression.split())
    if fields != 5:
        raise ValueError(f"{fields} fields; {_EXPECTED}")
    try:
        next(CronSim(expression, datetime(2000, 1, 1)))
    except (CronSimError, ValueError) as error:
        raise ValueError(f"{error}; {_EXPECTED}") from error
    except StopIteration as error:
        raise ValueError(f"there is no such day; {_EXPECTED}") from error
    return expression


def checked_zone(name: str) -> str:
    """The name, if it is a zone's or "". Raises ValueError with an example."""
    try:
        zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        # An OSError is a folder of zones, such as "Europe".
        raise ValueError('no time zone; expected one such as "Europe/Amsterdam", or "" for this machine\'s') from error
    return name


def zone(name: str) -> tzinfo:
    """The zone of this name; "" is the machine's, however that is set."""
    return ZoneInfo(name) if name else _Machine()


def following(expression: str, where: tzinfo, moment: datetime) -> datetime:
    """The first time after a moment, in the zone. moment: with a zone of its own."""
    moment = moment.astimezone(UTC)
    # In an hour that comes twice, cronsim may give a time of the first that has passed in the second.
    return next(time for time in CronSim(expression, moment.astimezone(where)) if time.astimezone(UTC) > moment)


class _Machine(tzinfo):
    """This machine's zone with its changes of the clock, which a plain `astimezone()` freezes as they are today."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return moment.replace(tzinfo=None).astimezone().utcoffset() if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 - nobody asks which part is summer
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return moment.replace(tzinfo=None).astimezone().tzname() if moment else None

    def fromutc(self, moment: datetime) -> datetime:
        local = moment.replace(tzinfo=UTC).astimezone()
        naive = local.replace(tzinfo=None)
        twice = naive.astimezone().utcoffset() != local.utcoffset()
        return naive.replace(tzinfo=self, fold=int(twice))
