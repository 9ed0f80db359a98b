"""HTML before it is parsed: what the head says, what a visitor never reads taken out, shapes made plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from copilot.core.types import Removed
from ingest.cleaners.hidden import comments, drop_hidden
from ingest.page import furniture, html_tree, mend
from ingest.page.elements import HIDDEN, NAVIGATION

_NEVER_READ = (
    "script", "noscript", "svg", "iframe", "object", "canvas", "select", "textarea", "datalist", "audio", "video",
    "template", "annotation",
)  # fmt: skip
_META_NAMES = {"dc.title": "title", "author": "owner", "dcterms.modified": "updated", "last-modified": "updated"}
_EMPTY = re.compile(r"<(script|title|style|a|div|span|p|td|th|li|b|i|em|strong|iframe|textarea)(\s[^<>]*)?/>", re.I)
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]) | {ord(html_tree.LINE_BREAK): " "}
_CONTROL_ENTITY = re.compile(
    r"&#(?:x0{0,6}(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f])|0{0,6}(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.I,
)
_SHOWN = ";".join(
    f"{what} !important"
    for what in ("display:block", "visibility:visible", "opacity:1", "height:auto", "max-height:none")
)
_FOLDED = re.compile(
    r"(?:^|[\s_-])(?:collapse|accordion|expand(?:er|able)?|tab|faq|toggle|disclosure|spoiler)(?:[\s_-]+(?:body|content|panel|pane|"
    r"text|inner|answer|hidden|container))*(?:$|\s)",
    re.I,
)
_POPUPS = {"dialog", "alertdialog", "menu", "menubar", "listbox", "tooltip", "search", "navigation"}
_TOGGLE_TEXT = re.compile(
    r"\W*(?:menu|open|close|sluit(?:en)?|(?:toon|lees|show|read|view|mehr|see)\s?(?:meer|more)?|expand|\+)\W*", re.I
)


def read_tree(text: str, parser: etree.HTMLParser) -> Any:
    """The tree of a page or fragment. Raises RecursionError when it is nested too deeply to be kept whole,
    lxml.etree.LxmlError when there is nothing in it."""
    # A declaration of the encoding is refused in text that is decoded already.
    declared = re.match(r"\s*<\?xml[^>]*\?>", text)
    if declared or "//DTD XHTML" in text[:500]:
        # Closed as XML is; an HTML parser would take the rest of the page for a title or script.
        text = _EMPTY.sub(r"<\1\2></\1>", text[declared.end() if declared else 0 :])
    tree = etree.fromstring(_CONTROL_ENTITY.sub("", text.translate(_CONTROLS)), parser)
    # libxml2 drops what lies deeper than it can go, and only its log says so.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise RecursionError("elements nested too deeply")
    return tree


def head_of(tree: Any) -> dict[str, str]:
    """What the head says: title, language, url (canonical) and every <meta name>, names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        if name and meta.get("content"):
            found.setdefault(_META_NAMES.get(name, name), meta.get("content").strip())
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.setdefault("url", link.get("href").strip())
    title = tree.find(".//head/title")
    if title is not None and html_tree.text(title):
        found["title"] = html_tree.text(title)
    if tree.get("lang"):
        found.setdefault("language", tree.get("lang"))
    return found


def clean(tree: Any, url: str = "", as_site: bool = True) -> Iterator[Removed]:
    """Leaves only what a visitor reads, in shapes that the parser keeps; gives what was taken out.

    url: of the page, to tell links to other sites. as_site False: made by us from another format, nothing is hidden.
    """
    # lxml makes an object of an element whenever it is looked at; as long as they are held, once.
    held = list(tree.iter())
    mend.anchors(tree)
    if as_site:
        yield from _clean_site(tree)
    del held
    for text in mend.mend(tree, url):
        yield Removed("html: struck through", text)


def _clean_site(tree: Any) -> Iterator[Removed]:
    for text in comments(tree):
        yield Removed("hidden: comment", text)
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_NEVER_READ, with_tail=False)
    _unfold(tree)
    mend.images(tree)
    mend.controls(tree)
    body = tree.find("body")
    for text in (*furniture.drop_furniture(body), *furniture.drop_around_main(body)) if body is not None else ():
        yield Removed(NAVIGATION, text)
    # After the furniture: menus that fold open are hidden on every page, and nobody hides words from people there.
    for text in drop_hidden(tree):
        if text.strip():
            yield Removed(HIDDEN, " ".join(text.split()))
    etree.strip_elements(tree, "style", "head", with_tail=False)


def _unfold(tree: Any) -> None:
    """Opens the panels that a visitor opens with a click: what a button or tab controls, or is named as such a panel.

    The words of the button become the heading of its panel.
    """
    toggles = tree.xpath("//*[@aria-controls or @data-toggle or @data-bs-toggle]")
    by_id = {element.get("id"): element for element in tree.xpath("//*[@id]")} if toggles else {}
    opened = set()
    for toggle in toggles:
        for panel in _panels_of(toggle, by_id):
            if panel in opened or (panel.get("role") or "").lower() in _POPUPS or panel.tag == "nav":
                continue
            if any(True for _ in panel.iterancestors("nav", "header")) or panel in list(toggle.iterancestors()):
                continue
            _show(panel)
            opened.add(panel)
            if toggle.tag in ("button", "a", "li", "div", "span"):
                _head_panel(toggle, panel)
    for element in tree.xpath("//*[@class or @role]"):
        if element.get("role") == "tabpanel" or _FOLDED.search(element.get("class") or ""):
            _show(element)
    for element in tree.iter("details"):
        element.attrib.pop("aria-hidden", None)


def _panels_of(toggle: Any, by_id: dict[str, Any]) -> list[Any]:
    names = (toggle.get("aria-controls") or "").split()
    target = toggle.get("data-bs-target") or toggle.get("data-target") or toggle.get("href") or ""
    if (toggle.get("data-bs-toggle") or toggle.get("data-toggle")) in ("collapse", "tab", "pill", "accordion"):
        names.append(target.removeprefix("#"))
    return [by_id[name] for name in dict.fromkeys(names) if name in by_id]


def _show(panel: Any) -> None:
    for name in ("hidden", "aria-hidden"):
        panel.attrib.pop(name, None)
    panel.set("style", _SHOWN)


def _head_panel(toggle: Any, panel: Any) -> None:
    said = html_tree.text(toggle)
    if any(True for _ in toggle.iterancestors("summary", *html_tree.HEADINGS)) or not html_tree.text(panel):
        return
    if len(said) > 150 or not any(map(str.isalpha, said)) or _TOGGLE_TEXT.fullmatch(said):
        return
    heading = panel.makeelement(f"h{min(html_tree.level_above(panel) + 1, 6)}")
    heading.text, heading.tail, panel.text = said, panel.text, None
    if panel.get("id"):
        heading.set("id", panel.get("id"))
    panel.insert(0, heading)
    html_tree.drop(toggle)
