"""What stands inside the lines of wikitext: comments, code, templates, links, files, emphasis.

`expand` works on a whole page in one pass with a stack, since templates and links nest and run over lines; `text` on
the content of one paragraph or cell afterwards. What must not be touched in between is held aside under a number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copilot.core.types import Removed
from ingest.page.elements import HIDDEN, Element
from ingest.wiki import hidden_html
from ingest.wiki.wikitext_pieces import EXTERNAL, LANGUAGES, LINE_BREAK, TAG, as_lines, shown_file, with_address
from ingest.wiki.wikitext_templates import render

DROPPED = "\ue104"
"""Stands where a template was, so that what follows it does not begin the line."""
HELD_BLOCK = "\ue102"
_HELD = re.compile("\ue100(\\d{1,7})\ue101|\ue102(\\d{1,7})\ue103")
_RESERVED = re.compile("[\ue000\ue100-\ue104]")
_MAX_DEPTH = 40
"""Templates and links inside each other, as in MediaWiki itself; what lies deeper stays as it is written."""

_CODE = {"pre", "source", "syntaxhighlight"}
_UNSHOWN = {"includeonly", "templatedata", "templatestyles", "imagemap", "graph", "timeline", "score", "mapframe"} | {
    *("maplink", "categorytree", "inputbox", "ref")
}
_OPENING = re.compile(
    r"<!--|<(nowiki|math|chem|gallery|" + "|".join(sorted(_CODE | _UNSHOWN)) + r")\b([^<>]{0,500})>", re.I
)
_CLOSING = {
    tag: re.compile(rf"</{tag}\s{{0,9}}>", re.I) for tag in ("nowiki", "math", "chem", "gallery", *_CODE, *_UNSHOWN)
}
_TOKEN = re.compile(r"\{{2,}|\}{2,}|\[\[|\]\]|\||\n\n")
_QUOTES = re.compile(r"'{2,}")
_SWITCH = re.compile(r"__[^\W\d_]{3,30}__")
_SIGNATURE = re.compile(r"~{3,5}")


@dataclass(frozen=True, slots=True)
class Names:
    """How one wiki calls its namespaces, in lower case."""

    file: frozenset[str] = frozenset({"file", "image", "media", "bestand", "afbeelding", "datei", "bild", "fichier"})
    category: frozenset[str] = frozenset({"category", "categorie", "kategorie", "catégorie"})
    template: frozenset[str] = frozenset({"template", "sjabloon", "vorlage", "modèle"})
    every: frozenset[str] = frozenset()


class _Frame:
    """An opened template, parameter or link: its arguments so far, each a list of texts."""

    __slots__ = ("alone", "arguments", "opening", "start")

    def __init__(self, opening: str, start: int, alone: bool) -> None:
        self.opening, self.start, self.alone = opening, start, alone
        self.arguments: list[list[str]] = [[]]

    def unclosed(self) -> str:
        return self.opening + "|".join("".join(texts) for texts in self.arguments)


class Inline:
    """The state of one page."""

    def __init__(self, names: Names, templates: Mapping[str, str]) -> None:
        self._names, self._templates = names, templates
        self._held: list[str] = []
        self._blocks: list[Element] = []
        self.categories: list[str] = []
        self.removed: list[Removed] = []

    def expand(self, text: str) -> str:
        """The page without comments, templates, links and tags, in lines that `_wikitext` reads."""
        text = _RESERVED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = self._without_verbatim(text)
        text, unseen = hidden_html.split(self._without_braces(text))
        self.removed += [Removed(HIDDEN, self.text(hidden, with_blocks=True)) for hidden in unseen]
        return TAG.sub(as_lines, text) if "<" in text else text

    def text(self, content: str, *, with_blocks: bool = False) -> str:
        """A paragraph's, item's or cell's content as a reader sees it; <br> as a line end."""
        content = EXTERNAL.sub(with_address, content)
        content = _SWITCH.sub("", _QUOTES.sub("", content))
        content = _SIGNATURE.sub("", content)
        content = html.unescape(self._restored(content.replace(DROPPED, ""), with_blocks=with_blocks))
        rows = [" ".join(row.split()) for row in content.split(LINE_BREAK)]
        return "\n".join(row for row in rows if row)

    def verbatim(self, line: str) -> str:
        """A preformatted line: emphasis and references resolved, spaces kept."""
        content = _QUOTES.sub("", EXTERNAL.sub(with_address, line)).replace(DROPPED, "").replace(LINE_BREAK, "\n")
        return html.unescape(self._restored(content, with_blocks=True)).rstrip()

    def blocks_in(self, line: str) -> Iterator[Element]:
        """The blocks of code that a line holds, and what stands between them."""
        position = 0
        for found in _HELD.finditer(line):
            if found[2] is None:
                continue
            if between := self.text(line[position : found.start()]):
                yield Element("text", between)
            yield self._blocks[int(found[2])]
            position = found.end()
        if after := self.text(line[position:]):
            yield Element("text", after)

    def _restored(self, text: str, *, with_blocks: bool) -> str:
        def held(found: re.Match[str]) -> str:
            if found[1] is not None:
                return self._held[int(found[1])]
            return self._blocks[int(found[2])].text if with_blocks else ""

        return _HELD.sub(held, text) if "\ue100" in text or HELD_BLOCK in text else text

    def _hold(self, text: str) -> str:
        self._held.append(text)
        return f"\ue100{len(self._held) - 1}\ue101"

    def _hold_code(self, text: str) -> str:
        self._blocks.append(Element("code", html.unescape(text).strip("\n").rstrip()))
        return f"\n{HELD_BLOCK}{len(self._blocks) - 1}\ue103\n" if self._blocks[-1].text else ""

    def _without_verbatim(self, text: str) -> str:
        pieces: list[str] = []
        position = 0
        never_closed: set[str] = set()
        while opening := _OPENING.search(text, position):
            pieces.append(text[position : opening.start()])
            position = opening.end()
            if opening[1] is None:
                end = text.find("-->", position)
                comment = text[position : end if end >= 0 else len(text)].strip()
                position = end + 3 if end >= 0 else len(text)
                if comment:
                    self.removed.append(Removed("hidden: comment", comment))
                continue
            tag, attributes = opening[1].lower(), opening[2].strip()
            if attributes.endswith("/"):
                continue
            closing = None if tag in never_closed else _CLOSING[tag].search(text, position)
            if closing is None:
                never_closed.add(tag)
                pieces.append(self._hold(opening[0]) if tag != "ref" else "")
                continue
            pieces.append(self._verbatim_tag(tag, attributes, text[position : closing.start()]))
            position = closing.end()
        return "".join([*pieces, text[position:]])

    def _verbatim_tag(self, tag: str, attributes: str, content: str) -> str:
        if tag in _UNSHOWN:
            if content.strip():
                rule = "wiki: footnote" if tag == "ref" else "wiki: not shown"
                self.removed.append(Removed(rule, content.strip()))
            return ""
        if tag in ("math", "chem", "nowiki"):
            return self._hold(content)
        if tag == "gallery":
            captions = (line.partition("|")[2].strip() for line in content.split("\n"))
            return "".join(f"\n* {caption}" for caption in captions if caption) + "\n"
        if "inline" in attributes.lower().split() or ("\n" not in content and tag != "pre"):
            return self._hold(content)
        return self._hold_code(content)

    def _without_braces(self, text: str) -> str:
        root: list[str] = []
        stack: list[_Frame] = []
        sink = root
        position = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start > position:
                sink.append(text[position:start])
            position = token.end()
            what = token[0]
            if what == "|":
                if stack:
                    sink = []
                    stack[-1].arguments.append(sink)
                else:
                    sink.append(what)
            elif what == "\n\n":
                # No link goes on in the next paragraph: what was opened as one is text.
                while stack and stack[-1].opening == "[[" and not self._is_file(stack[-1]):
                    sink = self._give_up(stack, root)
                sink.append(what)
            elif what[0] in "{[":
                for opening in _openings(what):
                    if len(stack) >= _MAX_DEPTH or opening == "{":
                        sink.append(opening)
                    else:
                        alone = not stack and (start == 0 or text[start - 1] == "\n")
                        stack.append(_Frame(opening, start, alone))
                        sink = stack[-1].arguments[0]
            elif what == "]]":
                if stack and stack[-1].opening == "[[":
                    frame = stack.pop()
                    sink = _sink(stack, root)
                    sink.append(self._link(frame, ends_line=text[position : position + 1] in ("", "\n")))
                else:
                    sink.append(what)
            else:
                sink = self._closed(len(what), stack, root, text, position)
        if position < len(text):
            sink.append(text[position:])
        while stack:
            self._give_up(stack, root)
        return "".join(root)

    def _closed(self, braces: int, stack: list[_Frame], root: list[str], text: str, end: int) -> list[str]:
        """Closes as many templates and parameters as a run of braces can; the rest of it is text."""
        while braces >= 2:
            while stack and stack[-1].opening == "[[" and any(frame.opening != "[[" for frame in stack):
                self._give_up(stack, root)
            if not stack or stack[-1].opening == "[[":
                break
            frame = stack.pop()
            arguments = ["".join(texts) for texts in frame.arguments]
            sink = _sink(stack, root)
            if frame.opening == "{{{" and braces >= 3:
                braces -= 3
                sink.append(arguments[1] if len(arguments) > 1 else "")
                continue
            if frame.opening == "{{{":
                sink.append("{")
            braces -= 2
            ends_line = text[end : end + 1] in ("", "\n")
            shown = render(arguments, self._names.template, self._templates, block=frame.alone and ends_line)
            if shown is None:
                raw = self._restored(text[frame.start : end], with_blocks=True)
                self.removed.append(Removed("wiki: template", raw))
            sink.append(shown or DROPPED)
        sink = _sink(stack, root)
        if braces:
            sink.append("}" * braces)
        return sink

    def _give_up(self, stack: list[_Frame], root: list[str]) -> list[str]:
        frame = stack.pop()
        sink = _sink(stack, root)
        sink.append(frame.unclosed())
        return sink

    def _is_file(self, frame: _Frame) -> bool:
        return "".join(frame.arguments[0]).partition(":")[0].strip().casefold() in self._names.file

    def _link(self, frame: _Frame, *, ends_line: bool) -> str:
        parts = ["".join(texts) for texts in frame.arguments]
        target = parts[0].strip()
        if not target or "\n" in target:
            return f"[[{'|'.join(parts)}]]"
        shown = target.lstrip(":").strip()
        prefix, colon, rest = shown.partition(":")
        space = prefix.strip().casefold()
        if colon and target[0] != ":":
            if space in self._names.file:
                return shown_file(parts[1:], block=frame.alone) or DROPPED
            if space in self._names.category:
                self.categories.append(rest.strip().replace("_", " "))
                return DROPPED
            foreign = prefix in LANGUAGES and space not in self._names.every
            if foreign and frame.alone and ends_line and len(parts) == 1:
                self.removed.append(Removed("wiki: navigation", f"[[{target}]]"))
                return DROPPED
        if len(parts) == 1:
            return shown.removeprefix("#").replace("_", " ") if shown.startswith("#") else shown
        label = parts[-1].strip() if len(parts) == 2 else "|".join(parts[1:]).strip()
        # "[[Help:Printer (HP)|]]" shows "Printer".
        return label or re.sub(r"\s*\([^()]{1,200}\)$", "", rest.strip() if colon else shown)


def _openings(run: str) -> Iterator[str]:
    """What a run of opening braces opens, outermost first."""
    if run[0] == "[":
        yield run
        return
    left = len(run)
    if left > 2 * _MAX_DEPTH:
        yield from "{" * left
        return
    while left >= 2:
        opening = "{{{" if left == 3 else "{{"
        yield opening
        left -= len(opening)
    if left:
        yield "{"


def _sink(stack: list[_Frame], root: list[str]) -> list[str]:
    return stack[-1].arguments[-1] if stack else root
