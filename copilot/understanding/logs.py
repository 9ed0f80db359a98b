"""Lines that a machine wrote: how they are told from prose, and which of them say what went wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LOOKED_AT = 300
"""Characters of a line that tell what it is."""
_MOST_WORDS = 25
"""Of a line that is kept."""

_LOGGED = re.compile(
    r"\W{0,3}\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\W{0,3}\d\d:\d\d:\d\d|[A-Z][a-z]{2}\s+\d{1,2}\s\d\d:\d\d:\d\d|"
    r"\W{0,3}(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL|TRACE|SEVERE|NOTICE)\b|"
    r"at\s[\w$<>/]+(?:\.[\w$<>/]+)+[(:]|File \"|Traceback \(|\.{3}\s\d+ more|Caused by:|#\d+\s+(?:0x|[\w:]+\()|"
    r"\w+(?:\.\w+){2,}(?:Error|Exception)\b|0x[0-9a-fA-F]{4,}\b|\$\s\w"
)
_LETTER = re.compile(r"[^\W\d_]")
_TELLING = re.compile(
    r"error|exception|fatal|fail|fout|denied|refused|reject|time-?d? ?out|cannot|can't|unable|mislukt|geweigerd|"
    r"invalid|not found",
    re.IGNORECASE,
)
_CAUSE = "caused by:"
_HEAD = re.compile(
    r"(?:[\s\[\](){}|*-]{0,4}"
    r"(?:\d{4}-\d\d-\d\d(?:[T ]|\b)|\d\d:\d\d:\d\d(?:[.,]\d+)?Z?|[A-Z][a-z]{2}\s+\d{1,2}\b|"
    r"(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL|TRACE|SEVERE|NOTICE)\b|Caused by:|\[[^\]]{0,60}\]|\([^)]{0,60}\)))+"
    r"[\s\])}:|*-]*(?:(?:\w{1,40}\.){1,8}\w{1,40}\s-\s)?"
)
"""The time, level and place before what a line says."""


def is_logged(line: str) -> bool:
    """Whether a machine wrote the line: a time with seconds, a level, a frame of a stack, more signs than letters."""
    line = line[:_LOOKED_AT]
    return _LOGGED.match(line) is not None or (len(line) > 30 and 2 * len(_LETTER.findall(line)) < len(line))


def telling(lines: Sequence[str], most: int) -> list[str]:
    """At most so many of the lines that say what went wrong, without their heads; causes before consequences."""
    found = [line[:_LOOKED_AT] for line in lines if _TELLING.search(line[:_LOOKED_AT])]
    found.sort(key=lambda line: not line.lstrip().lower().startswith(_CAUSE))
    said: dict[str, None] = {}
    for line in found:
        if words := _HEAD.sub("", line, count=1).split():
            said[" ".join(words[:_MOST_WORDS])] = None
        if len(said) == most:
            break
    return list(said)
