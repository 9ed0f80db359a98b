"""A text as one string of folded letters and digits, cut into atoms that know where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.erasure.forms import RUN

Lengths = tuple[int, ...]
"""Lengths of forms, in characters of the compact string."""
Piece = tuple[int, int, str, Lengths | None]
"""(start, end, folded) of an atom in its run, and the lengths of forms that can begin there; None: the run ends too
soon to tell."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run, and what can begin in it."""

    folded: str
    pieces: tuple[Piece, ...]
    begins: bool
    """Whether a form can begin in it, whatever follows."""
    tails: tuple[str, ...]
    """Its ends that are too short to tell by themselves."""


class Stream:
    """The atoms of a text and the string they make together."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self._lengths: list[Lengths | None] = []
        for match, word in zip(RUN.finditer(text), words, strict=True):
            at = match.start()
            for start, end, folded, lengths in word.pieces:
                self.starts.append(at + start)
                self.ends.append(at + end)
                self.folded.append(folded)
                self._lengths.append(lengths)
        self.compact = "".join(self.folded)
        self.places = list(accumulate(map(len, self.folded), initial=0))
        """Where each atom begins in `compact`, and the end."""
        self._by_end = {end: number for number, end in enumerate(self.places[1:])}

    def promising(self, of_prefix: Callable[[str], Lengths], size: int) -> Iterator[tuple[int, Lengths]]:
        """(atom, lengths of forms that can begin there)."""
        for number, lengths in enumerate(self._lengths):
            if lengths is None:
                place = self.places[number]
                lengths = of_prefix(self.compact[place : place + size])
            if lengths:
                yield number, lengths

    def ending(self, place: int) -> int | None:
        """The atom that ends at this place of `compact`."""
        return self._by_end.get(place)

    def spelled(self, first: int, last: int) -> str:
        """The atoms as runs joined by spaces."""
        text = self.folded[first]
        for number in range(first + 1, last + 1):
            text += ("" if self.starts[number] == self.ends[number - 1] else " ") + self.folded[number]
        return text

    def gap(self, first: int, last: int) -> int:
        """The widest gap between the atoms, in characters."""
        gaps = (self.starts[number + 1] - self.ends[number] for number in range(first, last))
        return max(gaps, default=0)

    def begins_run(self, atom: int) -> bool:
        return atom == 0 or self.ends[atom - 1] < self.starts[atom]

    def ends_run(self, atom: int) -> bool:
        return atom + 1 == len(self.starts) or self.ends[atom] < self.starts[atom + 1]

    def is_whole(self, first: int, last: int) -> bool:
        """Whether no letter or digit stands against it."""
        return self.begins_run(first) and self.ends_run(last)

    def is_word(self, first: int, last: int) -> bool:
        """Whether no letter stands against it; digits may."""
        before = self.begins_run(first) or self.folded[first - 1].isdigit()
        return before and (self.ends_run(last) or self.folded[last + 1].isdigit())
