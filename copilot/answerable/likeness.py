"""How much of a question's words a text has, also inflected, in compounds and misspelt: by their groups of letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_GROUP = 3


def nearest(wanted: Sequence[str], words: Iterable[str]) -> list[float]:
    """For each wanted word its greatest share in one of the words."""
    sought: dict[str, list[int]] = {}
    sizes = []
    for place, word in enumerate(wanted):
        groups = _groups(word)
        sizes.append(len(groups))
        for group in groups:
            sought.setdefault(group, []).append(place)
    most = [0] * len(wanted)
    for word in words:
        shared = [0] * len(wanted)
        for group in _groups(word):
            for place in sought.get(group, ()):
                shared[place] += 1
        most = [max(pair) for pair in zip(most, shared, strict=True)]
    return [count / size for count, size in zip(most, sizes, strict=True)]


def _groups(word: str) -> set[str]:
    """Its runs of three letters, its beginning and end marked: "borg" -> ^bo bor org rg$."""
    marked = f"^{word}$"
    return {marked[at : at + _GROUP] for at in range(len(marked) - _GROUP + 1)}
