"""What a message of Microsoft Teams or Skype shows: its HTML, cards, quotes, and the names of what is attached."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.chat.json_pages import plain
from ingest.export.records import tidy

_EMOJI = re.compile(r"<(?:emoji|customemoji|img)\b([^<>]{0,2000})>", re.I)
_ALT = re.compile(r'\balt="([^"]{1,100})"', re.I)
_QUOTE = re.compile(r"<quote\b([^<>]{0,2000})>(.*?)</quote>", re.S | re.I)
_LEGACY = re.compile(r"<legacyquote>[^<]{0,500}</legacyquote>", re.I)
_BY = re.compile(r'\bauthorname="([^"]{1,200})"', re.I)
_FILE = re.compile(r'<OriginalName\b[^<>]{0,100}?\bv="([^"]{1,500})"', re.I)
_EDITED = re.compile(r"<e_m\b[^<>]{0,500}>(?:</e_m>)?", re.I)
_MAX_DEPTH = 12
_SHOWN = ("title", "subtitle", "text", "activityTitle", "activitySubtitle", "activityText")
_INSIDE = ("body", "items", "columns", "sections", "facts", "rows", "cells", "content")


def visible(content: str) -> tuple[str, tuple[str, ...]]:
    """(what the HTML of a Graph message shows, emoji included; stretches that were hidden)."""
    return plain(_EMOJI.sub(_emoji, content) if "<" in content else content)


def _emoji(tag: re.Match[str]) -> str:
    name = _ALT.search(tag[1])
    is_picture = tag[0][1:4].lower() == "img" and "schema.skype.com/Emoji" not in tag[1]
    return tag[0] if is_picture or name is None else name[1]


def quoted(attachment: Mapping[str, Any]) -> str:
    """The message that is answered or forwarded, as lines that begin with ">"; "" for other attachments."""
    if attachment.get("contentType") not in ("messageReference", "forwardedMessageReference"):
        return ""
    content = _parsed(attachment.get("content"))
    preview = content.get("messagePreview") or content.get("originalMessageContent")
    sender = content.get("messageSender") or content.get("originalMessageSender")
    user = sender.get("user") if isinstance(sender, Mapping) else None
    name = user.get("displayName") if isinstance(user, Mapping) else None
    return _quote(str(name or ""), visible(preview)[0] if isinstance(preview, str) else "")


def card(attachment: Mapping[str, Any]) -> str:
    """The text of a bot's card, else the name of a file as "[name]"; "" for quotes."""
    kind = str(attachment.get("contentType") or "")
    if kind.endswith("essageReference"):
        return ""
    lines = dict.fromkeys(_lines(_parsed(attachment.get("content")))) if ".card." in kind else {}
    name = attachment.get("name")
    return "\n".join(lines) or (f"[{tidy(name)}]" if isinstance(name, str) and name.strip() else "")


def skype(content: str) -> tuple[str, tuple[str, ...]]:
    """(what the mark-up of a personal export's message shows, stretches that were hidden)."""
    if file := _FILE.search(content):
        return f"[{tidy(html.unescape(file[1]))}]", ()
    quotes: list[str] = []
    hidden: list[str] = []

    def lift(found: re.Match[str]) -> str:
        by = _BY.search(found[1])
        text, gone = plain(_LEGACY.sub("", found[2]))
        hidden.extend(gone)
        quotes.append(_quote(html.unescape(by[1]) if by else "", text))
        return ""

    rest = content
    if "</quote>" in content:
        rest = _QUOTE.sub(lift, content[: content.rindex("</quote>") + 8]) + content[content.rindex("</quote>") + 8 :]
    text, gone = plain(_EDITED.sub("", rest))
    return "\n".join(piece for piece in (*quotes, text) if piece), (*hidden, *gone)


def _quote(name: str, text: str) -> str:
    lines = (f"{name}: {text}" if name and text else text).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _parsed(content: Any) -> Mapping[str, Any]:
    try:
        value = json.loads(content) if isinstance(content, str) else content
    except (ValueError, RecursionError):
        return {}  # A text that is no JSON says nothing about a card or quote.
    return value if isinstance(value, Mapping) else {}


def _lines(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts of a card, from the top down; facts as "name: value"."""
    if isinstance(value, list):
        for entry in value:
            yield from _lines(entry, depth)
    elif isinstance(value, Mapping) and depth < _MAX_DEPTH:
        name, fact = value.get("title", value.get("name")), value.get("value")
        if isinstance(name, str) and isinstance(fact, str):
            yield tidy(f"{name.rstrip(':')}: {plain(fact)[0]}")
            return
        yield from (text for key in _SHOWN if isinstance(value.get(key), str) and (text := plain(value[key])[0]))
        for key in _INSIDE:
            yield from _lines(value.get(key), depth + 1)
