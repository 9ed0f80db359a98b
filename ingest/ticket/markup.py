"""Jira's wiki mark-up as readable text.

Code, logs and links are kept as they are; lists keep their numbers, rows of tables are cells joined by " | ", and the
`{html}` macro, which imports from older trackers use, becomes what it shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mailbox.html import fragment_to_text

# Every repetition that can start in many places is bounded, so that hostile text costs no more than honest text.
_VERBATIM = re.compile(r"\{(code|noformat|html)(?::([^}\n]{0,300}))?\}")
_TITLE = re.compile(r"(?:^|[|\s])title=([^|]{1,200})")
_HOLD = "\ue000{}\ue001"
_HELD = re.compile(r"\ue000(\d{1,9})\ue001")
_QUOTE = re.compile(r"\{quote(?::[^}\n]{0,200})?\}")
_TITLED = re.compile(r"\{(?:panel|expand|info|note|tip|warning|section|column|excerpt)(?::([^}\n]{0,500}))?\}")
_DROPPED = re.compile(r"\{(?:color|code|noformat|html|anchor|toc|status|mailto|adf|align)(?::[^}\n]{0,200})?\}")
_BRACED = re.compile(r"\{([*_+^~-]|\?\?)\}")
_LINK = re.compile(r"\[([^\[\]|\n]{1,300})\|([^\[\]|\n]{1,2000})(?:\|[^\]\n]{0,100})?\]")
_BARE_LINK = re.compile(r"\[((?:https?|ftp|mailto):[^\]|\s]{1,2000})\]")
_FILE = re.compile(r"\[\^([^\[\]\n|]{1,300})(?:\|[^\]\n]{0,100})?\]")
_USER = re.compile(r"\[~(?:accountid:)?([^\[\]\n]{1,100})\]")
_IMAGE = re.compile(r"!([^!\s|][^!\n|]{0,300}\.\w{2,5})(?:\|[^!\n]{0,200})?!")
_WEB_IMAGE = re.compile(r"!(https?://[^!\s|]{1,500})(?:\|[^!\n]{0,200})?!")
_EMPHASIS = re.compile(r"(?<![\w*_+/.:=\\-])(\*|_|\+|\?\?)(?=\S)([^\n]{1,200}?)(?<=\S)\1(?![\w*_+/])")
_MONOSPACE = re.compile(r"\{\{([^{}\n]{1,500})\}\}")
_HEADING = re.compile(r"^[ \t]*h[1-6]\.[ \t]*", re.M)
_BLOCK_QUOTE = re.compile(r"^[ \t]*bq\.[ \t]*", re.M)
_RULE = re.compile(r"^-{4,}[ \t]*$", re.M)
_ITEM = re.compile(r"[ \t]*([*#-]{1,6})[ \t]+(?=\S)")
_ESCAPED = re.compile(r"(?<![\\:])\\([{}\[\]*|!])|(?<![\w:.\\])\\([_+\-#^~?])")
_MAX_ROW_LINES = 20


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as its reader sees it."""

    text: str
    prose: str
    """The same without code, logs and quotations: what its writer says."""
    hidden: tuple[str, ...] = ()
    """Stretches that no reader sees."""


def from_jira(text: str) -> str:
    """The text alone; see `render`. Line ends are \\n."""
    return render(text).text


def render(text: str) -> Rendered:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    held = _Held([], [], [])
    text = _blocks(text, held)
    own = _BLOCK_QUOTE.sub("\ue000\ue001", _without_quotes(text))
    own = re.sub(r"^\ue000\ue001.*$", "", own, flags=re.M)
    shown = _inline(_QUOTE.sub("", text), held)
    prose = shown if own == text else _inline(own, held)
    return Rendered(_fill(shown, held.shown), _fill(prose, held.said), tuple(held.hidden))


def render_html(html: str) -> Rendered:
    """HTML as Jira shows a text, which is also what it exports as XML."""
    shown, hidden = fragment_to_text(html)
    said = fragment_to_text(_without_code(html))[0] if "<pre" in html.lower() else shown
    prose = "\n".join(line for line in said.split("\n") if not line.startswith(">"))
    return Rendered(shown.strip(), prose.strip(), hidden)


def _without_code(html: str) -> str:
    first, *blocks = re.split(r"<pre\b", html, flags=re.I)
    return " ".join(
        [first, *(after for block in blocks for after in re.split(r"</pre>", block, maxsplit=1, flags=re.I)[1:])]
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Stretches that mark-up means nothing in, by number; `said`: what of each is the writer's own prose."""

    shown: list[str]
    said: list[str]
    hidden: list[str]

    def take(self, shown: str, said: str) -> str:
        self.shown.append(shown)
        self.said.append(said)
        return _HOLD.format(len(self.shown) - 1)


def _blocks(text: str, held: _Held) -> str:
    """The text with a numbered mark for each block of code or HTML; a block that is never closed is text."""
    pieces: list[str] = []
    unclosed: set[str] = set()
    done = position = 0
    opening: re.Match[str] | None = None
    while True:
        mark = _VERBATIM.search(text, position)
        if mark is None:
            if opening is None:
                return "".join([*pieces, text[done:]])
            # At most once for each kind.
            unclosed.add(opening[1])
            position, opening = opening.end(), None
            continue
        position = mark.end()
        if opening is None:
            opening = None if mark[1] in unclosed else mark
        elif mark[1] == opening[1]:
            pieces += [text[done : opening.start()], _block(opening, text[opening.end() : mark.start()], held)]
            opening, done = None, mark.end()


def _block(opening: re.Match[str], content: str, held: _Held) -> str:
    if opening[1] == "html":
        page = render_html(content)
        held.hidden.extend(page.hidden)
        return held.take(page.text, page.prose)
    title = _TITLE.search(opening[2] or "")
    shown = (f"{title[1].strip()}\n" if title else "") + content.strip("\n")
    mark = held.take(shown, "")
    return f"\n{mark}\n" if "\n" in shown or content.startswith("\n") else mark


def _without_quotes(text: str) -> str:
    """Every stretch between two {quote} marks left out."""
    pieces = _QUOTE.split(text)
    return text if len(pieces) < 3 else "\n".join([*pieces[::2], *(pieces[-1:] if len(pieces) % 2 == 0 else [])])


def _inline(text: str, held: _Held) -> str:
    text = _MONOSPACE.sub(lambda found: held.take(found[1], found[1]), text)
    text = _TITLED.sub(_title, text)
    text = _DROPPED.sub("", text)
    text = _BRACED.sub("", text)
    text = _USER.sub(r"@\1", text)
    text = _FILE.sub(r"[\1]", text)
    text = _LINK.sub(_link, text)
    text = _BARE_LINK.sub(r"\1", text)
    text = _WEB_IMAGE.sub(r"\1", text)
    text = _IMAGE.sub(r"[\1]", text)
    text = _lines(text)
    text = _HEADING.sub("", text)
    text = _BLOCK_QUOTE.sub("", text)
    text = _RULE.sub("", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPED.sub(r"\1\2", text.replace("\\\\\n", "\n"))


def _title(found: re.Match[str]) -> str:
    title = _TITLE.search(found[1] or "") or (re.match(r"([^|=]{1,200})$", found[1] or ""))
    return f"\n{title[1].strip()}\n" if title else ""


def _link(found: re.Match[str]) -> str:
    shown, target = found[1].strip(), found[2].strip()
    return shown if shown == target or target == f"mailto:{shown}" else f"{shown} ({target})"


def _lines(text: str) -> str:
    """List items and rows of tables, line by line."""
    lines: list[str] = []
    numbers: dict[int, int] = {}
    blank = False
    source = text.split("\n")
    at = 0
    while at < len(source):
        line = source[at]
        at += 1
        if item := _ITEM.match(line):
            depth = len(item[1])
            numbers = {level: number for level, number in numbers.items() if level <= depth}
            if item[1][-1] == "#":
                numbers[depth] = numbers.get(depth, 0) + 1
            sign = f"{numbers[depth]}." if item[1][-1] == "#" else "-"
            lines.append(f"{'  ' * (depth - 1)}{sign} {line[item.end() :]}")
        elif line.lstrip().startswith("|"):
            row = line.strip()
            while not row.endswith("|") and (more := _rest_of_row(source, at)):
                row, at = f"{row} {' '.join(source[at : at + more])}".strip(), at + more
            lines.append(_row(row) if row.endswith("|") and len(row) > 1 else line)
        else:
            if blank and line.strip() and not _HELD.match(line):
                numbers = {}  # A new paragraph; within an item, and after code, its list goes on.
            lines.append(line)
        blank = not line.strip()
    return "\n".join(lines)


def _rest_of_row(source: list[str], at: int) -> int:
    """How many of the next lines belong to a row that is not closed yet; 0 when it never is."""
    for more, line in enumerate(source[at : at + _MAX_ROW_LINES], 1):
        if not line.strip() or line.lstrip().startswith("|"):
            return 0
        if line.rstrip().endswith("|"):
            return more
    return 0


def _row(row: str) -> str:
    return " | ".join(cell.strip() for cell in re.split(r"\|\|?", row.strip("|")))


def _fill(text: str, held: list[str]) -> str:
    # Code in single braces may hold a mark of its own block, so twice.
    for _ in range(2):
        text = _HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
