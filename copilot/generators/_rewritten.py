"""What a model made of a question that leaned on the talk before it: one line to search for, or nothing.

The talk may hold instructions that the model obeyed. What it wrote is never shown and finds only what the asker may
see; it still has to be about what the talk is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.core import text as txt
from copilot.generators import _data

_LONGEST = 300
"""Characters of a question; a model that writes more does something else."""
_SHARE = 0.5
"""Share of its content words that must come from the talk."""
_STEM = 5
_LABEL = re.compile(r"^(?:[\w ]{0,30}(?:vraag|question)\s*:)?[\s\"“”„'‘’*`]*", re.IGNORECASE)


def is_complete(written: str) -> bool:
    """Whether what follows can no longer count."""
    return "\n" in written.strip() or len(written) > 2 * _LONGEST


def question(written: str, talk: Sequence[str]) -> str:
    """The first line without its label and quotation marks; "" unless it is short and in the words of the talk."""
    line = _LABEL.sub("", _data.line(written.strip().partition("\n")[0])).rstrip("\"“”'’*` ")
    if len(line) > _LONGEST:
        return ""
    known = {word[:_STEM] for text in talk for word in txt.content_words(text)}
    words = [word[:_STEM] for word in txt.content_words(line)]
    return line if words and sum(word in known for word in words) >= _SHARE * len(words) else ""
