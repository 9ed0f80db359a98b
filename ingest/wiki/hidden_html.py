"""Hidden HTML in text that is not HTML itself: Markdown and wikitext let tags through."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    r"<([a-zA-Z]{1,10})\b[^<>]{0,300}style\s{0,3}=[^<>]{0,300}(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|"
    r"font-size\s{0,3}:\s{0,3}0(?![.\d])|opacity\s{0,3}:\s{0,3}0(?![.\d]))[^<>]{0,300}>",
    re.I,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")


def split(text: str) -> tuple[str, list[str]]:
    """(what a reader sees, the stretches that a style hides). What is never closed is hidden to the end."""
    if "style" not in text:
        return text, []
    shown: list[str] = []
    unseen: list[str] = []
    position = 0
    while opening := _INVISIBLE.search(text, position):
        shown.append(text[position : opening.start()])
        depth, position = 1, len(text)
        for tag in re.compile(rf"<(/?){opening[1]}\b[^<>]{{0,1000}}>", re.I).finditer(text, opening.end()):
            depth += -1 if tag[1] else 0 if tag[0].endswith("/>") else 1
            if not depth:
                position = tag.end()
                break
        if content := " ".join(_TAG.sub(" ", text[opening.end() : position]).split()):
            unseen.append(content)
    return "".join([*shown, text[position:]]), unseen
