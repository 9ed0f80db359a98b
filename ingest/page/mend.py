"""HTML rewritten in plain shapes: numbers of steps, terms with their definitions, links and pictures as words.

What is left are headings, paragraphs, lists, tables and code, which is all that the parser has to tell apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from ingest.page import html_tree, tables
from ingest.page.counting import letters, roman
from ingest.page.html_tree import LINE_BREAK

_MAX_DEPTH = 60
"""Elements inside each other; what lies deeper is lifted to here, for parsers recurse."""
_BLOCKS = {
    "p", "div", "section", "article", "blockquote", "header", "figure", "center", "address", "aside", "main", "form",
}  # fmt: skip
_TABULAR = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_KEPT = _BLOCKS | _TABULAR | set(html_tree.HEADINGS) | {
    "html", "body", "ul", "ol", "li", "dl", "dt", "dd", "pre", "a", "hr", "details", "summary", "figcaption", "caption",
    "fieldset", "hgroup",
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FORMS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|bmp)", re.I)
_MAX_URL = 200


def images(tree: Any) -> None:
    """Pictures as the words that stand for them: alternative text of two words or more, emoji as they are."""
    for image in list(tree.iter("img")):
        said = " ".join((image.get("alt") or "").split())
        emoji = re.search(r"emoji|emoticon", image.get("class") or "")
        figure = next(image.iterancestors("figure"), None)
        caption = figure.find(".//figcaption") if figure is not None else None
        wordy = (
            " " in said
            and not _FILE_NAME.fullmatch(said.split()[-1])
            and (caption is None or html_tree.text(caption) != said)
        )
        # The picture of a heading is an ornament.
        if emoji or (wordy and not any(True for _ in image.iterancestors(*html_tree.HEADINGS))):
            image.tag, image.text = "span", said if emoji else f"[{said}]"
    etree.strip_elements(tree, "img", with_tail=False)


def controls(tree: Any) -> None:
    """Buttons and fields go; a button that heads a panel, or is named in a sentence, stays."""
    kept = []
    for button in tree.iter("button"):
        parent = button.getparent()
        if any(True for _ in button.iterancestors("summary", *html_tree.HEADINGS)) or (
            parent.tag in ("p", "li", "td", "dd") and _says_more(parent, button)
        ):
            kept.append(button)
    html_tree.unwrap_all(tree, kept)
    etree.strip_elements(tree, "button", "input", with_tail=False)


def _says_more(sentence: Any, button: Any) -> bool:
    """Whether a button stands in a sentence, by the text directly around it."""
    before = sentence.text if button.getprevious() is None else button.getprevious().tail
    return len((before or "").strip()) + len((button.tail or "").strip()) > len(html_tree.text(button)) > 0


def mend(tree: Any, url: str = "") -> Iterator[str]:
    """Rewrites a cleaned tree in place; gives the texts that are struck through, which it takes out."""
    for element in tree.iter("del", "s", "strike"):
        if said := html_tree.text(element):
            yield said
    etree.strip_elements(tree, "del", "s", "strike", with_tail=False)
    own = _host_of(url)
    for element in list(tree.iter(etree.Element)):
        tag = element.tag
        if tag == "summary":
            element.tag = f"h{min(html_tree.level_above(element) + 1, 6)}"
        elif tag == "br":
            element.text = "\n" if any(True for _ in element.iterancestors("pre")) else LINE_BREAK
        elif tag in ("sup", "sub"):
            if re.fullmatch(r"[0-9+-]{1,4}", said := html_tree.text(element)):
                for child in list(element):
                    element.remove(child)
                element.text = said.translate(_SUPERSCRIPT if tag == "sup" else _SUBSCRIPT)
        elif tag == "a":
            _link(element, own)
        elif tag == "ol":
            _number(element)
    for heading in list(tree.iter(*html_tree.HEADINGS)):
        _mark_anchor(heading)
    html_tree.unwrap_all(tree, [link for link in tree.iter("a") if link.get("class") != _MARK])
    etree.strip_tags(tree, *{e.tag for e in tree.iter(etree.Element)} - _KEPT)
    for element in list(tree.iter("table")):
        if tables.is_layout(element):
            _unwrap_table(element)
    for element in list(tree.iter("dl")):
        _define(element)
    html_tree.unwrap_all(tree, [block for item in tree.iter("li") for block in _blocks_of(item)])
    _lift(tree)


_MARK = "anchor"
_ARROWS = {"↩", "↩︎", "↑", "^", "¶", "#"}


def _link(link: Any, own: str) -> None:
    """What the words of a link do not say is put behind them: an address, a number, a page of another site."""
    href = (link.get("href") or "").strip()
    said = html_tree.text(link)
    if said in _ARROWS:
        link.text = None
        return
    scheme, _, rest = href.partition(":")
    target = ""
    if scheme.lower() in ("mailto", "tel") and rest:
        target = unquote(rest.partition("?")[0])
        if re.sub(r"\W", "", target).lower()[-9:] in re.sub(r"\W", "", said).lower():
            target = ""
    elif scheme.lower() in ("http", "https") and said and _host_of(href) not in ("", own):
        target = href if len(href) <= _MAX_URL else href.partition("?")[0]
        bare = re.sub(r"^https?://(www\.)?|/$", "", target)
        if len(target) > _MAX_URL or bare.startswith(re.sub(r"^https?://(www\.)?|[/…]*$|\.{3}$", "", said)):
            target = target if said.endswith(("…", "...")) and len(target) <= _MAX_URL else ""
    if target and said:
        if len(link):
            link[-1].tail = (link[-1].tail or "") + f" ({target})"
        else:
            link.text = f"{link.text} ({target})"
    elif target:
        link.text = target


def _host_of(href: str) -> str:
    try:
        return urlsplit(href).netloc.lower()
    except ValueError:  # "http://[" is no address
        return ""


def anchors(tree: Any) -> None:
    """Gives each heading as its id the fragment that leads to it, where the page names one around or inside it."""
    for heading in tree.iter(*html_tree.HEADINGS):
        found = [heading.get("id")]
        for inner in heading.iter("a", "span"):
            href = inner.get("href") or ""
            found += [inner.get("id"), inner.get("name"), href[1:] if href.startswith("#") else None]
        parent, before = heading.getparent(), heading.getprevious()
        if before is not None and before.tag == "a" and not html_tree.text(before):
            found += [before.get("id"), before.get("name")]
        if before is None and parent is not None and parent.tag in ("section", "div", "details", "article"):
            found.append(parent.get("id"))
        heading.set("id", next(filter(None, found), ""))


def _mark_anchor(heading: Any) -> None:
    """The fragment that leads to a heading, as a link around its text: that is what the parser passes on."""
    text = " ".join("".join(heading.itertext()).replace(LINE_BREAK, " ").split()).strip("¶#§🔗 ")
    for child in list(heading):
        heading.remove(child)
    heading.text = text
    if anchor := heading.get("id"):
        heading.text = None
        etree.SubElement(heading, "a", {"href": f"#{anchor}", "class": _MARK}).text = text


def _number(items: Any) -> None:
    """Puts its number before each item of an <ol>; other text may refer to it."""
    style = items.get("style") or ""
    if "list-style" in style and "none" in style:
        return
    found = [item for item in items if item.tag == "li"]
    step = -1 if items.get("reversed") is not None else 1
    number = _integer(items.get("start"), len(found) if step < 0 else 1)
    form = _FORMS.get(items.get("type") or "1", str)
    for item in found:
        number = _integer(item.get("value"), number)
        holder = item
        while (
            not (holder.text or "").strip()
            and len(holder)
            and holder[0].tag in ("p", "div", "span", "b", "strong", "a", "em")
        ):
            holder = holder[0]
        holder.text = f"{form(number)}. {(holder.text or '').lstrip()}"
        number += step


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*-?\d{1,6}\s*", value) else default


def _define(terms: Any) -> None:
    """A list of terms as a list of "Term: definition", or as paragraphs where a definition has blocks of its own."""
    plain = all(child.tag in ("dt", "dd", "div") for child in terms)
    simple = plain and not any(True for _ in terms.iter("ul", "ol", "table", "pre", "dl") if _ is not terms)
    simple = simple and all(len(list(dd.iter("p", "div"))) <= 1 for dd in terms.iter("dd"))
    if not simple:
        for element in list(terms.iter("dt", "dd")):
            element.tag = "p" if element.tag == "dt" or not any(True for _ in element.iter(*_BLOCKS)) else "div"
        terms.tag = "div"
        return
    lines: list[str] = []
    term = ""
    for element in list(terms.iter("dt", "dd")):
        said = html_tree.text(element)
        if element.tag == "dt":
            term = f"{term} / {said}" if term else said
        elif said:
            lines.append(f"{term}{'' if term[-1:] in ':?!.' else ':'} {said}".strip() if term else said)
            term = ""
    for child in list(terms):
        terms.remove(child)
    terms.tag, terms.text = "ul", None
    for line in [*lines, *([term] if term else [])]:
        etree.SubElement(terms, "li").text = line


def _unwrap_table(table: Any) -> None:
    for element in list(table.iter("caption", "thead", "tbody", "tfoot", "tr", "td", "th")):
        if next(element.iterancestors("table"), None) is table:
            element.tag = "div"
    table.tag = "div"


def _blocks_of(item: Any) -> Iterator[Any]:
    """The paragraphs of a list item, which become one line of text before its nested lists."""
    for element in item.iterdescendants(*_BLOCKS):
        inside = next(element.iterancestors("li", "td", "th", "pre"), None)
        if inside is item and next(element.iter("ul", "ol", "table", "pre", "dl", *html_tree.HEADINGS), None) is None:
            html_tree.surround(element, " ", " ")
            yield element


def _lift(tree: Any) -> None:
    """Elements that lie too deep give up their place, not their text."""
    deep = []
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _MAX_DEPTH and element.tag not in _TABULAR:
            deep.append(element)
    for element in deep:
        html_tree.surround(element, LINE_BREAK, LINE_BREAK)
    html_tree.unwrap_all(tree, deep)
