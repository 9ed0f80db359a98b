"""Numbers of list items as they are written: letters and Roman numerals."""

from __future__ import annotations


def letters(number: int) -> str:
    """1 is a, 27 is aa."""
    return chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26) if 0 < number < 200 else str(number)


def roman(number: int) -> str:
    """4 is iv."""
    if not 0 < number < 400:
        return str(number)
    found = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        found += sign * (number // value)
        number %= value
    return found
