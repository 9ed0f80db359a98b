"""Telegram Desktop's export as HTML (messages.html, messages2.html, …) in the shape of its export as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from lxml import etree, html

from ingest.export.records import RecordError

_ID = re.compile(r"message(-?\d+)")
_REPLY = re.compile(r"#go_to_message(-?\d+)")
_TIME = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
_HAS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"


def page(data: bytes) -> tuple[str, list[Mapping[str, Any]]]:
    """(name of the chat, its messages as those of result.json). Raises RecordError."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise RecordError(f"not HTML: {error}") from error
    headers = _all(root, "page_header")
    name = _words(next(iter(_all(headers[0], "text")), headers[0])) if headers else ""
    messages: list[Mapping[str, Any]] = []
    author = ""
    for block in root.xpath(f"//div[{_HAS.format('message')}]"):
        number = _ID.fullmatch(block.get("id", ""))
        if not number:
            continue
        if "service" in block.get("class", "").split():
            # Those with negative ids say which day it is.
            if not number[1].startswith("-") and messages:
                text = " ".join(_words(detail) for detail in _all(block, "details"))
                messages.append({"id": int(number[1]), "type": "service", "date": messages[-1]["date"], "action": text})
            continue
        entry = _message(block, author)
        author = str(entry["from"])
        messages.append({"id": int(number[1]), **entry})
    if not headers and not messages:
        raise RecordError("no messages as in an export of Telegram Desktop")
    return name, messages


def _message(block: html.HtmlElement, previous: str) -> dict[str, Any]:
    """previous: author of the message before, which goes on in a "joined" one."""
    bodies = _all(block, "body")
    body = bodies[0] if bodies else block
    dates = [date.get("title", "") for date in _all(body, "date")]
    names = [name for name in body if "from_name" in name.get("class", "").split()]
    entry: dict[str, Any] = {
        "type": "message",
        "date": _iso(dates[0] if dates else ""),
        "from": _words(names[0]) if names else previous,
    }
    for origin in (name for forwarded in _all(body, "forwarded") for name in _all(forwarded, "from_name")):
        entry["forwarded_from"] = _words(origin)
    for reply in _all(body, "reply_to"):
        if found := _REPLY.search("".join(reply.xpath(".//a/@href"))):
            entry["reply_to_message_id"] = int(found[1])
    files = _media(body, entry)
    texts = [_words(text) for text in _all(body, "text")]
    entry["text"] = "\n".join(piece for piece in (*texts, *files) if piece)
    return entry


def _media(body: html.HtmlElement, entry: dict[str, Any]) -> Iterator[str]:
    for media in _all(body, "media_wrap"):
        for question in _all(media, "question"):
            yield _words(question)
        for answer in _all(media, "answer"):
            yield _words(answer)
        for address in media.xpath(".//a/@href"):
            if "://" in address:
                yield address
            elif address and not address.startswith(("#", "javascript:")):
                yield f"[{PurePosixPath(address).name}]"
        titles = [_words(title) for title in _all(media, "title")]
        if titles and not media.xpath(".//a/@href"):
            entry["media_type"] = titles[0]


def _iso(title: str) -> str:
    found = _TIME.match(title.strip())
    if not found:
        return title
    return f"{found[3]}-{found[2]}-{found[1]}T{found[4]}{found[5] or ''}"


def _all(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """The elements below with this class."""
    found: list[html.HtmlElement] = element.xpath(f".//*[{_HAS.format(name)}]")
    return found


def _words(element: html.HtmlElement) -> str:
    """The text of an element; lines as they were, links with their address."""
    pieces = [element.text or ""]
    for inner in element:
        if isinstance(inner.tag, str) and "details" not in inner.get("class", "").split():
            pieces.append("\n" if inner.tag == "br" else _linked(inner))
        pieces.append(inner.tail or "")
    return "".join(pieces).strip()


def _linked(element: html.HtmlElement) -> str:
    label, address = _words(element), element.get("href", "") if element.tag == "a" else ""
    if "://" not in address or label.rstrip("/") == address.rstrip("/"):
        return element.text_content() if not len(element) else label
    return f"{label} ({address})"
