"""A text as its lines, with the first word of each: what decides quickly whether a line is worth a longer look."""

from __future__ import annotations

import re
from itertools import accumulate

_HEAD = re.compile(r"[ \t\u00a0>*_|~/–—\"'“-]{0,12}([^\W\d_](?:[^\W\d_]|[.'’](?=[^\W\d_])){0,30})")


class Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))
        """Where each line begins, and after these where a further one would."""
        self.heads = [match[1].lower() if line and (match := _HEAD.match(line)) else "" for line in self.lines]
        """The first word of each line in lower case, "" where none begins it."""
        self.labelled = [at for at, line in enumerate(self.lines) if ":" in line or "：" in line or "=" in line]
        """The lines that can be a field and its value."""
        self.last = next((at for at in range(len(self.lines) - 1, -1, -1) if self.heads[at]), -1)
        """The last line that begins with a word."""

    def end(self, at: int) -> int:
        """Where line `at` ends in the text."""
        return self.starts[at + 1] - 1
