"""The readable text of a Slack message: mrkdwn, blocks of an app's card, attachments, names of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.export.records import tidy

_MARK = re.compile(r"<([@#!][^<>\n]+|[A-Za-z][\w+.-]{0,30}:[^<>\n]+)>")
_MENTION = re.compile(r"<@(\w+)")
_DEPTH = 8
"""How deep blocks and lists may be nested; Slack itself allows 6."""
_READ_FILES = {"snippet": ("preview",), "email": ("plain_text", "preview_plain_text")}
"""Kinds of files whose text people read in the channel, and where it stands."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in a text stand for."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)


def mentioned(message: Mapping[str, Any]) -> frozenset[str]:
    """Ids of the people that its text addresses."""
    return frozenset(_MENTION.findall(_string(message, "text")))


def is_app(message: Mapping[str, Any]) -> bool:
    return bool(message.get("bot_id") or message.get("bot_profile") or message.get("subtype") == "bot_message")


def text_of(message: Mapping[str, Any], names: Names) -> tuple[str, list[str]]:
    """(what was said with the names of its files, previews of pages that are linked to).

    Of an app's message Slack shows the blocks, and its text only in notifications; of a person's both say the same.
    """
    said = readable(_string(message, "text"), names)
    if is_app(message) or not said:
        said = _lines(_blocks(message, names)) or said
    cards: list[str] = []
    previews: list[str] = []
    for card in _objects(message, "attachments"):
        found = _card(card, names)
        preview = card.get("from_url") and not card.get("is_share") and not is_app(message)
        (previews if preview and said else cards).append(found)
    pieces = [said, *(card for card in cards if card not in said), *map(_file, _files(message))]
    return tidy("\n".join(piece for piece in pieces if piece)), [preview for preview in previews if preview]


def readable(mrkdwn: str, names: Names) -> str:
    """Ids as names, links as "label (address)"; emphasis, emoji codes and code stay as they were typed."""
    text = _MARK.sub(lambda found: _unmark(found[1], names), mrkdwn) if "<" in mrkdwn else mrkdwn
    return tidy(_unescape(text))


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text


def _unmark(mark: str, names: Names) -> str:
    """The readable form of what stands between < and >."""
    target, _, label = mark.partition("|")
    if target.startswith("@"):
        return _person(target[1:], names, label)
    if target.startswith("#"):
        return "#" + (label or names.channels.get(target[1:], target[1:]))
    if target.startswith("!"):
        # <!here>, <!subteam^S1|@desk>, <!date^1700000000^{date}|14 November>
        kind, _, rest = target[1:].partition("^")
        return "@" + kind if not rest else label or ("@" + rest if kind == "subteam" else rest)
    return _link(target, label)


def _person(user: str, names: Names, label: str = "") -> str:
    return "@" + (names.people.get(user) or label or user).lstrip("@")


def _link(target: str, label: str) -> str:
    if not target:
        return label
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({address})" if label and label not in (target, address) else address


def _files(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Old messages have one `file`, newer ones a list."""
    files = _objects(message, "files")
    old = message.get("file")
    yield from files or ([old] if isinstance(old, Mapping) and old.get("name") else [])


def _file(file: Mapping[str, Any]) -> str:
    name, title = _string(file, "name").strip(), _unescape(_string(file, "title")).strip()
    shown = f"{name}: {title}" if name and title and title not in (name, name.rpartition(".")[0]) else name or title
    keys = _READ_FILES.get(_string(file, "mode") or _string(file, "filetype"), ())
    inside = next((found for key in keys if (found := _string(file, key).strip())), "")
    return _lines([f"[{shown or 'file'}]", inside])


def _card(card: Mapping[str, Any], names: Names) -> str:
    """An attachment: what an app adds to a message, a message that is shared, a preview of a page."""
    title = _link(_string(card, "title_link"), _string(card, "title"))
    text = readable(_string(card, "text"), names)
    if card.get("is_share") and text and card.get("author_name"):
        text = f"{card['author_name']}: {text}"
    fields = [
        _pair(readable(_string(f, "title"), names), readable(_string(f, "value"), names))
        for f in _objects(card, "fields")
    ]
    pieces = [readable(_string(card, "pretext"), names), readable(title, names), text, *fields, *_blocks(card, names)]
    return _lines(pieces) or readable(_string(card, "fallback"), names)


def _pair(title: str, value: str) -> str:
    return f"{title}: {value}" if title and value else title or value


def _blocks(holder: Mapping[str, Any], names: Names) -> list[str]:
    return [text for block in _objects(holder, "blocks") if (text := _block(block, names))]


def _block(block: Mapping[str, Any], names: Names) -> str:
    match block.get("type"):
        case "section":
            return _lines([_text(block.get("text"), names), *(_text(each, names) for each in _list(block, "fields"))])
        case "header" | "markdown":
            return _text(block.get("text"), names)
        case "context":
            return " ".join(filter(None, (_text(each, names) for each in _list(block, "elements"))))
        case "rich_text":
            return _lines(_rich(each, names, _DEPTH) for each in _objects(block, "elements"))
        case "image" | "video":
            shown = _text(block.get("title"), names) or _string(block, "alt_text")
            return f"[{shown}]" if shown else ""
        case "table":
            rows = [row for row in _list(block, "rows") if isinstance(row, list)]
            return _lines(" | ".join(_cell(cell, names) for cell in row) for row in rows)
        case _:  # Buttons, dividers and the like hold nothing to read.
            return ""


def _text(composed: object, names: Names) -> str:
    """A text object: mrkdwn with marks, or plain; a markdown block has the bare text."""
    if isinstance(composed, str):
        return composed.strip()
    if not isinstance(composed, Mapping):
        return ""
    text = _string(composed, "text")
    return readable(text, names) if composed.get("type") == "mrkdwn" else _unescape(text).strip()


def _cell(cell: object, names: Names) -> str:
    if not isinstance(cell, Mapping):
        return ""
    return _rich(cell, names, _DEPTH) if cell.get("elements") else _text(cell, names)


def _rich(element: Mapping[str, Any], names: Names, depth: int) -> str:
    """An element of rich text; what is too deeply nested is left out."""
    kind, text = element.get("type"), _string(element, "text")
    inner = [_rich(each, names, depth - 1) for each in _objects(element, "elements")] if depth else []
    match kind:
        case "rich_text_list":
            marks = (f"{n}. " if element.get("style") == "ordered" else "- " for n in range(1, len(inner) + 1))
            indent = element.get("indent")
            margin = "  " * min(indent, _DEPTH) if isinstance(indent, int) else ""
            return "\n".join(margin + mark + item for mark, item in zip(marks, inner, strict=True))
        case "rich_text_preformatted":
            return "```\n" + "".join(inner) + "\n```"
        case "rich_text_quote":
            return "\n".join("> " + line for line in "".join(inner).split("\n"))
        case "user":
            return _person(_string(element, "user_id"), names)
        case "channel":
            channel = _string(element, "channel_id")
            return "#" + names.channels.get(channel, channel)
        case "usergroup":
            return "@" + _string(element, "usergroup_id")
        case "broadcast":
            return "@" + _string(element, "range")
        case "link":
            return _link(_string(element, "url"), text)
        case "emoji":
            return f":{_string(element, 'name')}:"
        case "date":
            return _string(element, "fallback")
        case _:
            return text or "".join(inner)


def _string(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _list(holder: Mapping[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _objects(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return [entry for entry in _list(holder, key) if isinstance(entry, Mapping)]


def _lines(pieces: Iterable[str]) -> str:
    return "\n".join(piece for piece in pieces if piece)
