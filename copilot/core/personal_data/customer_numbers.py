"""Customer numbers by the patterns of the configuration, each refused at once if it could run away.

A pattern is tried where a word begins and may match at most REACH characters, so the time grows with the text's length;
what could take too many steps even within them is refused when the configuration is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from copilot.core.errors import SettingsError
from copilot.core.personal_data.view import View

Match = tuple[int, int, str]

REACH = 48
"""Characters of the longest customer number."""

MAX_WAYS = 200_000
"""Ways to match REACH characters that a pattern may have; three open repeats in a row have 110,592."""


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, without regard to case. Raises ValueError saying what is wrong and what would do."""
    try:
        made = re.compile(pattern, re.IGNORECASE)
        tree = parser.parse(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"'{pattern}' is no regular expression: {error}") from error
    if made.match("") or tree.getwidth()[0] < 2:
        raise ValueError(f"'{pattern}' matches an empty text or a single character; expected such as 'WL-\\d{{7}}'")
    if _ways(list(tree)) > MAX_WAYS:
        raise ValueError(
            f"'{pattern}' repeats a repeat, which can take forever; write how often, such as 'WL-\\d{{4,8}}'"
        )
    return made


def checked(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns of the configuration. Raises SettingsError for one that cannot be used."""
    for pattern in patterns:
        try:
            compiled(pattern)
        except ValueError as error:
            raise SettingsError(
                f"personal_data.customer_numbers: {error}", "correct it under [personal_data] in the configuration"
            ) from error
    return patterns


def finder(patterns: tuple[re.Pattern[str], ...]) -> Callable[[View], Iterator[Match]]:
    """Finds matches that neither begin nor end inside a longer word or number."""

    def find(view: View) -> Iterator[Match]:
        text = view.text
        for pattern in patterns:
            position = 0
            while position < len(text):
                match = None if _is_inside(text, position) else pattern.match(text, position, position + REACH)
                if match and not _is_inside(text, match.end()):
                    yield match.start(), match.end(), re.sub(r"[\W_]", "", match[0]).upper()
                    position = match.end()
                else:
                    position += 1

    return find


def _is_inside(text: str, position: int) -> bool:
    """Whether letters or digits stand on both sides of a position, or a decimal point does between digits."""
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


def _ways(tree: list[Any]) -> int:
    """At most so many ways there are to match REACH characters; counted up to beyond MAX_WAYS only."""
    ways = 1
    for op, argument in tree:
        ways *= _ways_of(op, argument)
        if ways > MAX_WAYS:
            break
    return ways


def _ways_of(op: Any, argument: Any) -> int:
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, inner = argument
        width = max(1, inner.getwidth()[0])
        most = min(int(most), max(int(least), REACH // width))
        within = _ways(list(inner))
        if within == 1:
            return int(most - least + 1)
        total = 0
        for count in range(int(least), most + 1):
            total += within**count
            if total > MAX_WAYS:
                break
        return total
    if op is ops.BRANCH:
        return sum(_ways(list(branch)) for branch in argument[1])
    if op is ops.SUBPATTERN:
        return _ways(list(argument[3]))
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return _ways(list(argument[1]))
    if op is ops.ATOMIC_GROUP or op is ops.POSSESSIVE_REPEAT:
        return _ways(list(argument if op is ops.ATOMIC_GROUP else argument[2]))
    if op is ops.GROUPREF_EXISTS:
        return sum(_ways(list(branch)) for branch in argument[1:] if branch)
    return 1
