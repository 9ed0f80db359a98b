"""DokuWiki's mark-up as elements. Linear in the page's length."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from copilot.core.types import Removed
from ingest.page import tables
from ingest.page.elements import Element, Kind
from ingest.wiki.grid import Cell, filled
from ingest.wiki.pages import Anchors

_HELD = re.compile("\ue100(\\d{1,7})\ue101|\ue102(\\d{1,7})\ue103")
_RESERVED = re.compile("[\ue000\ue100-\ue103]")
_BREAK = "\ue000"
_OPENING = re.compile(r"<(nowiki|code|file|html|HTML|php|PHP|hidden)\b([^>\n]{0,300})>|%%|\(\(|/\*|<!--")
_CLOSING = {tag: f"</{tag}>" for tag in ("nowiki", "code", "file", "html", "HTML", "php", "PHP")}
_SWITCH = re.compile(r"~~[^~\n]{1,200}~~")
_PLUGIN = re.compile(
    r"</?(?:WRAP|wrap|block|div|inline|span|box|note|tip|important|warning|hidden|color|fs|fc|fg|del|sub|sup|kbd|key|u|"
    r"panel|well|alert|callout|tabs|accordion|grid|col|row|button|text|lead|jumbotron|columns|newcolumn|popover|tooltip|"
    r"badge|label|btn|collapse|caption|figure|table|center|left|right|align|abstract|bdo|slide|spoiler|typo|blockquote)"
    r"\b[^<>\n]{0,300}>"
)
_LINK = re.compile(r"\[\[([^\[\]\n]{1,2000}?)\]\]")
_MEDIA = re.compile(r"\{\{([^{}\n]{1,2000})\}\}")
_NAVIGATION = re.compile(
    r"(?:indexmenu|nspages?|backlinks?|topic|tag|tagtopic|count|rss|blog|archive|catlist|pagelist|include|page|section|changes|"
    r"searchform|dirtylittlehelper|navi|simplenavi|tagcloud|cloud|minical|struct.{0,20})\s{0,3}[>&].*|NEWPAGE.*",
    re.I,
)
_TAGS = re.compile(r'"([^"]{1,100})"|([^\s"]{1,100})')
_ICON = re.compile(r":[!?]:")
_EMPHASIS = (re.compile(r"\*\*"), re.compile(r"__"), re.compile(r"''"), re.compile(r"(?<!:)//"))
_HEADING = re.compile(r"[ \t]*(={2,6})(?!=)(.{1,1000}?)(={2,6})[ \t]*")
_ITEM = re.compile(r"((?: {2,}|\t+)[ \t]*)([*-])[ \t]?(.*)", re.S)
_DIVIDER = re.compile(r"[ \t]*-{4,}[ \t]*")
_ADDRESS = re.compile(r"\b(?:https?|ftps?)://[^\s<>\"|\[\]*']{1,2000}?(?=//(?:\s|$)|[\s<>\"|\[\]*']|$)")
_EMAIL = re.compile(r"<([\w.+-]{1,64}@[\w.-]{1,190})>")


@dataclass
class Page:
    elements: list[Element] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Pages of the same wiki that it links to, as they are written."""

    @property
    def title(self) -> str:
        """The first heading, which DokuWiki shows as the page's name."""
        return next((element.text for element in self.elements if element.kind == "title"), "")


def translate(text: str) -> Page:
    reader = _Reader()
    reader.read(text)
    reader.page.links = list(dict.fromkeys(reader.page.links))
    return reader.page


def anchor(heading: str) -> str:
    """How DokuWiki writes a heading in a link: without accents, in lower case, words joined by "_"."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("æ", "ae").replace("ø", "oe"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    cleaned = re.sub(r"_{2,}", "_", re.sub(r"[^\w.:-]+", "_", plain)).strip(":._-").replace(":", "").replace(".", "")
    return cleaned.lstrip("0123456789_-") or "section" + re.sub(r"\D", "", cleaned)


def _is_indented(line: str) -> bool:
    """An indented * or - begins an item; all else is preformatted."""
    return line.startswith(("  ", "\t")) and line.lstrip()[:1] not in ("*", "-", "")


class _Reader:
    def __init__(self) -> None:
        self.page, self._anchors = Page(), Anchors("", 1)
        self._held: list[str] = []
        self._code: list[str] = []
        self._paragraph: list[str] = []
        self._indented: list[str] = []
        self._rows: list[list[Cell]] = []
        self._indents: list[int] = []
        self._numbers: dict[int, int] = {}

    def read(self, text: str) -> None:
        text = _RESERVED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = self._without_verbatim(text)
        for line in text.split("\n"):
            self._line(line)
        self._end()

    def _without_verbatim(self, text: str) -> str:
        pieces: list[str] = []
        position, seen, line = 0, 0, 0
        never_closed: set[str] = set()
        while opening := _OPENING.search(text, position):
            pieces.append(text[position : opening.start()])
            position = opening.end()
            line = max(line, text.rfind("\n", seen, opening.start()) + 1)
            seen = opening.start()
            if _is_indented(text[line : line + 200]):
                # What is indented is shown as it is written.
                end = text.find("\n", position)
                position = end if end >= 0 else len(text)
                pieces.append(text[opening.start() : position])
                continue
            mark = opening[1] or opening[0]
            closing = {"%%": "%%", "((": "))", "/*": "*/", "<!--": "-->"}.get(mark) or _CLOSING.get(mark, "")
            end = -1 if mark in never_closed or not closing else text.find(closing, position)
            if end < 0:
                never_closed.add(mark)
                pieces.append("" if mark == "hidden" else opening[0])
                continue
            content = text[position:end]
            position = end + len(closing)
            if mark == "((":
                pieces.append(f" ({' '.join(content.split())})")
            elif mark in ("/*", "<!--"):
                # Only a plugin hides the first; without it, it is shown as written.
                self.page.removed.append(Removed("hidden: comment", content.strip()))
            elif mark in ("code", "file"):
                self._code.append(content.strip("\n").rstrip())
                pieces.append(f"\n\ue102{len(self._code) - 1}\ue103\n" if self._code[-1] else "")
            else:
                pieces.append(self._hold(content))
        return "".join([*pieces, text[position:]])

    def _line(self, line: str) -> None:
        content = line.strip()
        item = _ITEM.match(line)
        if not item:
            if content and _is_indented(line):
                self._flush()
                self._indented.append(line[1:] if line[0] == "\t" else line[2:])
                return
            if self._indented and not content:
                self._indented.append("")
                return
            self._flush_code()
            self._indents.clear()
            self._numbers.clear()
        if "~~" in line or "<" in line:
            line = _PLUGIN.sub("", _SWITCH.sub("", line))
            content = line.strip()
            item = _ITEM.match(line)
        if item:
            self._end()
            self._item(item)
        elif content.startswith("==") and (heading := _HEADING.fullmatch(line)):
            self._end()
            self._heading(heading)
        elif not content or _DIVIDER.fullmatch(line):
            self._end()
        elif content[0] == "\ue102":
            self._end()
            self._blocks(content)
        elif content[0] in "|^" and len(content) > 1:
            if not self._rows:
                self._end()
            self._row(content)
        else:
            if self._rows or (content[0] == ">" and not self._paragraph):
                self._end()
            if content[0] == ">":
                content = f"> {self._inline(content.lstrip('> '))}{_BREAK}"
            self._paragraph.append(content)

    def _end(self) -> None:
        self._flush_code()
        self._flush()

    def _flush(self) -> None:
        if self._rows:
            pieces = tables.text_of(filled(self._rows), all(cell.head for cell in self._rows[0]))
            self.page.elements += [Element("table", text) for text in pieces]
            self._rows = []
        self._add("text", self._inline(" ".join(self._paragraph)))
        self._paragraph = []

    def _flush_code(self) -> None:
        self._add("code", self._restored("\n".join(self._indented)).strip("\n").rstrip())
        self._indented = []

    def _add(self, kind: Kind, text: str) -> None:
        if text:
            self.page.elements.append(Element(kind, text))

    def _heading(self, found: re.Match[str]) -> None:
        level = 7 - min(len(found[1]), 6)
        if text := self._inline(found[2]).replace("\n", " "):
            self.page.elements.append(Element("title", text, level, self._anchors.of(anchor(text))))

    def _item(self, found: re.Match[str]) -> None:
        indent = len(found[1].expandtabs(2))
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1]:
            self._indents.append(indent)
        depth = len(self._indents)
        self._numbers = {level: n for level, n in self._numbers.items() if level <= depth}
        text = self._inline(found[3])
        if found[2] == "-" and text:
            self._numbers[depth] = self._numbers.get(depth, 0) + 1
            text = f"{self._numbers[depth]}. {text}"
        else:
            self._numbers.pop(depth, None)
        if text:
            self.page.elements.append(Element("list_item", text, depth))

    def _blocks(self, line: str) -> None:
        for found in _HELD.finditer(line):
            if found[2] is not None:
                self._add("code", self._code[int(found[2])])

    def _row(self, line: str) -> None:
        _, *pieces = re.split(r"([|^])", self._links(line.rstrip()))
        cells: list[Cell] = []
        for mark, raw in zip(pieces[::2], pieces[1::2], strict=True):
            if raw == "" and cells:
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + 1)
            else:
                down = raw.strip() == ":::"
                text = self._above(sum(c.columns for c in cells)) if down else self._inline(raw).replace("\n", " ")
                cells.append(Cell(text, head=mark == "^"))
        if cells and pieces[-1] == "":
            # The bar that ends the row begins no cell.
            cells[-1] = replace(cells[-1], columns=cells[-1].columns - 1)
        self._rows.append([cell for cell in cells if cell.columns])

    def _above(self, column: int) -> str:
        """The cell that reaches down from the row above."""
        above = [cell.text for cell in (self._rows[-1] if self._rows else []) for _ in range(cell.columns)]
        return above[column] if column < len(above) else ""

    def _links(self, text: str) -> str:
        return _MEDIA.sub(self._media, _LINK.sub(self._link, text)) if "[[" in text or "{{" in text else text

    def _link(self, found: re.Match[str]) -> str:
        target, bar, label = found[1].partition("|")
        target, label = target.strip(), label.strip()
        label = _MEDIA.sub(self._media, label)
        space, arrow, rest = target.partition(">")
        if "://" in target or target.startswith(("mailto:", "www.")):
            bare = target.removeprefix("mailto:")
            return f"{label} ({bare})" if label and bare.rstrip("/") not in label else label or bare
        if arrow:
            return label or rest.replace("_", " ") or space
        if target.startswith("\\\\"):
            return f"{label} ({target})" if label else target
        page, _, section = target.partition("#")
        if page:
            self.page.links.append(page)
        last = page.rstrip(":").rpartition(":")[2] or page.strip(":")
        if bar and not label:
            return ""  # A picture that leads to another page.
        return label or (section.replace("_", " ") if not page else last.replace("_", " "))

    def _media(self, found: re.Match[str]) -> str:
        inner = found[1]
        if _NAVIGATION.fullmatch(inner.strip()[:300]):
            kind, _, rest = inner.strip().partition(">")
            if kind.strip().lower() == "tag":
                self.page.tags += [quoted or bare for quoted, bare in _TAGS.findall(rest)]
            else:
                self.page.removed.append(Removed("wiki: navigation", found[0]))
            return ""
        target, _, caption = inner.partition("|")
        if caption.strip():
            return caption.strip()
        name = target.partition("?")[0].strip()
        picture = re.search(r"\.(?:png|jpe?g|gif|svg|webp|ico|bmp)$", name, re.I)
        return "" if picture else name if "://" in name else name.rpartition(":")[2]

    def _inline(self, text: str) -> str:
        """Text as a reader sees it; a forced line break is a line end."""
        text = self._links(text)
        text = re.sub(r"\\\\(?=\s|$|\ue000)", _BREAK, text)
        text = _EMAIL.sub(r"\1", _ICON.sub("", text))
        text = _ADDRESS.sub(lambda found: self._hold(found[0]), text) if "://" in text else text
        for mark in _EMPHASIS:
            # One alone is none: a path, a comment in a line of code.
            if len(mark.findall(text)) > 1:
                text = mark.sub("", text)
        text = self._restored(text)
        rows = [" ".join(row.split()) for row in text.split(_BREAK)]
        return "\n".join(row for row in rows if row)

    def _hold(self, text: str) -> str:
        self._held.append(text)
        return f"\ue100{len(self._held) - 1}\ue101"

    def _restored(self, text: str) -> str:
        def held(found: re.Match[str]) -> str:
            return self._held[int(found[1])] if found[1] is not None else self._code[int(found[2])]

        return _HELD.sub(held, text) if "\ue100" in text or "\ue102" in text else text
