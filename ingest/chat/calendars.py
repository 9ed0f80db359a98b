"""What the numbers in the stamps of a chat mean: years, months, days, hours of which half of the day.

One stamp does not tell whether 3/8/22 is in March or August. A file does: no month has a number above 12, time does not
run backward, and people who talk every day do not talk on the 8th of every month.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

ERAS = {"be": -543, "พศ": -543, "r": 2018, "令和": 2018, "h": 1988, "平成": 1988, "民國": 1911, "民国": 1911}
"""Years to add to those of the Buddhist, Japanese and Minguo calendars."""
_FIRST_YEAR = 2009
"""No messenger that exports text is older."""
_BUDDHIST = range(2500, 2644)
_FIRST_SHORT_BUDDHIST = 52
"""Two digits from here on are of 25xx: 2009 is 2552."""

_BEFORE_NOON = (
    "am πμ öö ص قظ 午前 오전 上午 凌晨 清晨 早上 早晨 पूर्वाह्न मपू ก่อนเที่ยง sa fm vm dop ap fh de pg paradite"
    " priešpiet priekšpusdienā проб дп претпладне преподне לפנהצ לפנה״צ vorm vormittags পূর্বাহ্ণ પૂર્વાહ્ન முற்பகல்"
    " ಪೂರ್ವಾಹ್ನ asubuhi inthemorning delamañana damanhã dumatin"
)
_AFTER_NOON = (
    "pm μμ ös م بظ 午後 오후 下午 晚上 傍晚 中午 午后 अपराह्न मउ หลังเที่ยง ch em nm odp pop ip eh du ptg pasdite"
    " popiet pēcpusdienā слоб пп попладне поподне אחהצ אחה״צ nachm nachmittags অপরাহ্ণ અપરાહ્ન பிற்பகல் ಅಪರಾಹ್ನ jioni"
    " mchana intheafternoon intheevening atnight delatarde delanoche datarde danoite noon"
)
_HALVES = {**dict.fromkeys(_BEFORE_NOON.split(), False), **dict.fromkeys(_AFTER_NOON.split(), True)}
"""{letters in small: whether they say after noon}."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PIECES = re.compile(r"[\s.,،()/\-]+")

_Fields = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Date and clock at the head of a line, as they stand there."""

    fields: tuple[int, int, int]
    eras: tuple[str, str]
    """What stands before the first and the last of the fields."""
    long: tuple[bool, bool]
    """Whether the first, the last of the fields is certainly a year."""
    padded: bool
    clock: tuple[int, int, int]
    words: str
    """What else there is, such as PM, BE or "klo"."""
    separator: str
    """What stands between the fields."""
    shape: tuple[object, ...]
    """Equal for all stamps of one export."""


def letters(words: str) -> str:
    return _PIECES.sub("", words).casefold() if words else ""


def moments(stamps: Sequence[Stamp]) -> list[dt.datetime | None]:
    """The moment of each stamp."""
    words = {stamp.words for stamp in stamps}
    eras = {text: next((ERAS[w] for w in map(letters, text.split()) if w in ERAS), 0) for text in words}
    day = _calendar(stamps, eras)
    known: dict[tuple[object, ...], dt.date | None] = {}
    dates = []
    for stamp in stamps:
        key = (stamp.fields, stamp.eras, stamp.words)
        if key not in known:
            known[key] = day(stamp)
        dates.append(known[key])
    later = _halves(stamps, dates)
    result: list[dt.datetime | None] = []
    for stamp, date in zip(stamps, dates, strict=True):
        hour, minute, second = stamp.clock
        afternoon = later.get(stamp.words)
        if afternoon is not None and hour <= 12:
            hour = hour % 12 + 12 * afternoon
        try:
            result.append(
                dt.datetime.combine(date, dt.time(hour % 24, minute, second)) if date and hour <= 24 else None
            )
        except ValueError:
            result.append(None)  # No such hour: the caller says which line it is.
    return result


def _calendar(stamps: Sequence[Stamp], eras: dict[str, int]) -> Callable[[Stamp], dt.date | None]:
    """What makes a date of a stamp: the order of year, month and day that fits the file best."""
    if any(stamp.long[0] for stamp in stamps):
        orders = [(0, 1, 2), (0, 2, 1)]
    elif any(stamp.long[1] for stamp in stamps):
        orders = [(2, 1, 0), (2, 0, 1)]
    else:
        orders = [(2, 1, 0), (2, 0, 1), (0, 1, 2)]

    def reader(order: _Fields) -> Callable[[Stamp], dt.date | None]:
        y, m, d = order
        era_at = 0 if y == 0 else 1

        def read(stamp: Stamp) -> dt.date | None:
            try:
                return dt.date(_year(stamp, y, era_at, eras[stamp.words]), stamp.fields[m], stamp.fields[d])
            except ValueError:
                return None  # No such day in this order.

        return read

    if len(orders) > 1:
        distinct: dict[tuple[object, ...], Stamp] = {}
        runs: list[Stamp] = []
        for stamp in stamps:
            key = (stamp.fields, stamp.eras, stamp.words)
            if not runs or runs[-1].fields != stamp.fields:
                runs.append(distinct.setdefault(key, stamp))
        series = {order: [reader(order)(stamp) for stamp in runs] for order in orders}
        orders = _least(orders, lambda order: sum(not date or date.year < _FIRST_YEAR for date in series[order]))
        orders = _least(orders, lambda order: _backward(series[order]))
        if len({stamp.fields for stamp in runs}) > 2:
            spans = {order: _span(series[order]) for order in orders}
            orders = [order for order in orders if spans[order] <= 5 * max(1, min(spans.values()))]
        orders = sorted(orders, key=_habit(stamps).index)
    return reader(orders[0])


def _year(stamp: Stamp, y: int, era_at: int, suffix: int) -> int:
    year = stamp.fields[y]
    era = ERAS.get(stamp.eras[era_at]) or suffix
    if era:
        return year + era
    if not stamp.long[era_at]:
        return year + (1957 if year >= _FIRST_SHORT_BUDDHIST else 2000)
    return year - 543 if year in _BUDDHIST else year


def _least(orders: list[_Fields], cost: Callable[[_Fields], int]) -> list[_Fields]:
    costs = {order: cost(order) for order in orders}
    return [order for order in orders if costs[order] == min(costs.values())]


def _backward(dates: Iterable[dt.date | None]) -> int:
    """How often time runs backward."""
    known = [date for date in dates if date]
    return sum(b < a for a, b in itertools.pairwise(known))


def _span(dates: Iterable[dt.date | None]) -> int:
    known = [date for date in dates if date]
    return (max(known) - min(known)).days if known else 0


def _habit(stamps: Sequence[Stamp]) -> list[_Fields]:
    """Orders from the most to the least usual with such separators and words, for files that do not tell."""
    dmy, mdy, ymd, ydm = (2, 1, 0), (2, 0, 1), (0, 1, 2), (0, 2, 1)
    words = {stamp.words for stamp in stamps}
    # Only American English writes 3/8/22 with capital AM and PM; others pad, write small letters or whole years.
    american = stamps[0].separator == "/" and any(re.search(r"\b[AP]M\b", text) for text in words)
    if american and not any(stamp.padded or stamp.long[1] for stamp in stamps):
        return [mdy, dmy, ymd, ydm]
    if any(_EAST_ASIAN.search(text) for text in words) or stamps[0].separator in "年년":
        return [ymd, dmy, mdy, ydm]
    return [dmy, mdy, ymd, ydm]


def _halves(stamps: Sequence[Stamp], dates: Sequence[dt.date | None]) -> dict[str, bool]:
    """{words of a stamp: whether they say after noon}, for those that say it.

    Two unknown words with a clock of 12 hours are told apart by which comes first in a day.
    """
    if any(stamp.clock[0] > 12 for stamp in stamps):
        return {}  # A clock of 24 hours, whatever the words.
    words = {stamp.words for stamp in stamps}
    known = {text: later for text in words if (later := half(text)) is not None}
    if known or len(words) != 2:
        return known
    one, other = sorted(words)
    first: dict[dt.date, str] = {}
    both: set[dt.date] = set()
    for stamp, date in zip(stamps, dates, strict=True):
        if date and first.setdefault(date, stamp.words) != stamp.words:
            both.add(date)
    votes = Counter(first[date] for date in both)
    return {one: votes[other] > votes[one], other: votes[one] > votes[other]} if votes[one] != votes[other] else {}


def half(text: str) -> bool | None:
    """Whether words say after noon; None when they say nothing of it."""
    pieces = [piece for piece in _PIECES.split(text.casefold()) if piece]
    for size in (3, 2, 1):
        for start in range(len(pieces) - size + 1):
            word = "".join(pieces[start : start + size])
            if word in _HALVES:
                return _HALVES[word]
    return None
