"""Markdown to HTML, with the dialects that wikis use: GitHub, Obsidian, Docusaurus, MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from lxml.html import defs

_FENCE = re.compile(r"\s*(```+|~~~+)")
_MARKS = "[]*_`<!\\&("
_STANDS_FOR = {chr(0xE010 + number): mark for number, mark in enumerate(_MARKS + "|.-+>")}
_AS_SIGNS = {ord(mark): sign for sign, mark in _STANDS_FOR.items()}
_AS_ENTITIES = {ord(sign): f"&#{ord(mark)};" for sign, mark in _STANDS_FOR.items()}
"""Marks that mean nothing go through the renderer as signs that it does not look at."""
_MAX_MARKS = 400
_MAX_UNIT = 40_000
"""Marks of one kind, and characters, of a paragraph above which it is text and nothing more: the renderer looks for the
other half of each mark in all of what follows."""
_MAX_LINES, _MAX_LENGTH = 50_000, 20_000_000
"""Of a page, above which all of it is text; the renderer takes each block off the front of a list of all others."""
_NEW_UNIT = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}\.)\s+|\||>\s?|#{1,6}\s)")
_NESTED = re.compile(r"(?:[ \t]{0,8}(?:(?:[-*+]|\d{1,9}\.)[ \t]+|>[ \t]?)){20}")
"""Lists or quotes in each other on one line, of which the renderer makes as many levels."""
_HEADING_ID = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*\{#([\w.:-]+)\}[ \t]*$")
_CALLOUT = re.compile(r"^(\s*>\s*)\[!(\w+)\][-+]?[ \t]*(.*)$")
_CONTAINER = re.compile(r"^\s*:::+[ \t]*(?:\{?\.?([\w-]+)\}?)?[ \t]*(.*)$")
_ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?)[ \t]+[\w -]{1,40}(?:"([^"]*)")?[ \t]*$')
_WIKI_LINK = re.compile(r"!?\[\[([^\]\[|\n]{1,200})(?:\|([^\]\[\n]{1,200}))?\]\]")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,500})~~")
_CODE_SPAN = re.compile(r"(`[^`]+`)")
_TAG = re.compile(r"</?([A-Za-z][\w-]{0,40})(?![\w.+:@-])[^<>\n]{0,300}>")
_TAGS = defs.tags | {"main", "dialog", "picture", "svg", "video", "audio", "source", "wbr", "time", "math"}
_LESS = "\ue001"
"""Stands for "<" on the way through the renderer."""
_PLAIN = re.compile(r"[^\W_]")
_WRAPPED = 60
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_FOLDING = re.compile(r"^[ ]{0,3}<(details|div|section|article|aside)((?:\s[^<>]*)?)>", re.I)


def to_html(text: str) -> str:
    """HTML of a page; never raises, and takes time in proportion to its length."""
    import markdown

    if text.count("\n") > _MAX_LINES or len(text) > _MAX_LENGTH:
        return "".join(f"<p>{escape(block)}</p>" for block in re.split(r"\n(?:[ \t]*\n)+", text))
    own = dict.fromkeys(map(ord, (_LESS, *_STANDS_FOR)))
    lines = _with_breaks(_plain_dialect(text.translate(own).splitlines()))
    bounded = "\n".join(_bounded(regular_lists(lines)))
    extensions = ["tables", "fenced_code", "sane_lists", "def_list", "footnotes", "md_in_html"]
    return str(markdown.markdown(bounded, extensions=extensions)).replace(_LESS, "&lt;").translate(_AS_ENTITIES)


def _with_fences(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """(line, whether it is code between fences or a fence itself)."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        yield line, bool(fence or mark)


def _plain_dialect(lines: Iterable[str]) -> Iterator[str]:
    """Lines with what only some renderers know brought to what ours knows."""
    indented = False
    for line, is_code in _with_fences(lines):
        if is_code:
            yield line
            continue
        if indented and line.strip() and not line.startswith(("    ", "\t")):
            indented = False
        if found := _ADMONITION.match(line):
            indented = True
            yield from ("", f"**{found[1]}**" if found[1] else "", "")
            continue
        if indented:
            line = re.sub(r"^( {4}|\t)", "", line)
        if found := _HEADING_ID.match(line):
            level = len(found[1]) - len(found[1].lstrip("#"))
            # Rendered by the reader of HTML, which keeps the id.
            yield from ("", f'<h{level} id="{found[2]}">{found[1].lstrip("#").strip(" #")}</h{level}>', "")
            continue
        if found := _CALLOUT.match(line):
            line = f"{found[1]}**{found[3] or found[2].capitalize()}**  "
        elif found := _CONTAINER.match(line):
            line = f"\n**{found[2]}**\n" if found[2] else ""
        pieces = _CODE_SPAN.split(line)
        pieces[::2] = map(_plain_inline, pieces[::2])
        yield _FOLDING.sub(r'<\1\2 markdown="1">', "".join(pieces))
        if _UNDERLINE.fullmatch(line):
            yield ""  # The renderer takes headings off a paragraph one by one, and what is left is looked at anew.


def _plain_inline(text: str) -> str:
    if "[[" in text:
        text = _WIKI_LINK.sub(lambda found: found[2] or found[1], text)
    if "~~" in text:
        text = _STRUCK.sub(r"<del>\1</del>", text)
    if "<" in text:
        # "Vul <klantnummer> in": a reader of HTML would take it for an element and show nothing.
        text = _TAG.sub(lambda found: found[0] if found[1].lower() in _TAGS else _LESS + found[0][1:], text)
    return text


def _with_breaks(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a paragraph that their writer ended, and not the width of the page, stay lines of their own."""
    held = ""
    for line, is_code in _with_fences([*lines, ""]):
        ended = _PLAIN.match(held) and len(held) < _WRAPPED and not is_code
        yield f"{held.rstrip()}  " if ended and _PLAIN.match(line) and line[0].isupper() else held
        held = line


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with marks as plain characters in every paragraph, item or row that has more than anybody writes."""
    held: list[str] = []
    for line, is_code in _with_fences(lines):
        if held and (is_code or not line.strip() or _NEW_UNIT.match(line)):
            yield from _plain_where_crowded(held)
            held = []
        if is_code:
            yield line
        else:
            held.append(line)
    yield from _plain_where_crowded(held) if held else []


def _plain_where_crowded(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    nested = any(_NESTED.match(line) for line in lines)
    crowded = len(text) > _MAX_UNIT or any(text.count(mark) > _MAX_MARKS for mark in _MARKS)
    if not crowded and not nested:
        return lines
    start = _NEW_UNIT.match(text)
    head = start[0] if start else ""
    meant = _MARKS + ("|" if any(line.count("|") > _MAX_MARKS for line in lines) else "") + (".-+>" if nested else "")
    signs = {ord(mark): _AS_SIGNS[ord(mark)] for mark in meant}
    return [head + text[len(head) :].translate(signs)]


def regular_lists(lines: Iterable[str]) -> Iterator[str]:
    """Lists as the renderer wants them: a blank line before, four spaces a level. People write it in many ways."""
    indents: list[int] = []
    blank = True
    for line, is_code in _with_fences(lines):
        item = None if is_code else re.match(r"([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(.*)", line)
        if item and not re.fullmatch(r"\s*([-*] *){3,}", line):
            indent = len(item[1].expandtabs(4))
            if not indents and not blank:
                yield ""
            while indents and indent < indents[-1]:
                indents.pop()
            if not indents or indent > indents[-1] + 1:
                indents.append(indent)
            yield " " * 4 * (len(indents) - 1) + f"{item[2].replace(')', '.')} {item[3]}"
        elif indents and not is_code and line.strip() and line[0] in " \t":
            yield " " * 4 * len(indents) + line.strip()
        else:
            if (line.strip() and blank) or line.startswith("#"):
                indents = []
            yield line
        blank = not line.strip()
