"""Writes long patterns as data: one alternative a line."""

from __future__ import annotations

import re


def any_of(lines: str) -> str:
    """The source of a pattern that matches any of these; a space inside matches any run of spaces."""
    return "(?:" + "|".join(line.strip().replace(" ", r"\s{1,3}") for line in lines.strip().splitlines()) + ")"


def begins_with(lines: str) -> re.Pattern[str]:
    """A pattern, for `match`, of texts that begin like one of these; upper and lower case are alike."""
    return re.compile(any_of(lines), re.IGNORECASE)


def words_of(text: str) -> tuple[str, ...]:
    """Words or phrases separated by "|", however the text is broken into lines."""
    return tuple(word for part in " ".join(text.split()).split("|") if (word := part.strip()))
