"""Confluence's macros and own elements as plain HTML, in place: what a reader sees of them.

Code, panels, folded text, tasks, links and dates keep what they say. What only lists pages or leads to them (contents,
child pages, recent changes) is taken out and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from copilot.core.types import Removed
from ingest.page.elements import NAVIGATION

AC = "{urn:ac}"
RI = "{urn:ri}"

_NAVIGATION_MACROS_TEXT = """
toc children pagetree pagetreesearch recently-updated recently-updated-dashboard index blog-posts
contentbylabel attachments space-attachments livesearch gallery labels-list popular-labels related-labels
listlabels navmap recently-used-labels favpages contributors contributors-summary change-history spaces
spaceslist anchor rss search create-from-template create-space-button tasks-report-macro content-report-table
space-details userlister network profile-picture global-reports detailssummary page-index toc-zone
"""
_NAVIGATION_MACROS = frozenset(_NAVIGATION_MACROS_TEXT.split())
_CODE_MACROS = {"code", "noformat", "codeblock", "paste-code-macro", "latex", "mathblock", "html", "markdown"} | {
    *("plantuml", "mermaid"),
}
_WITHIN_TEXT = {"profile", "mathinline", "view-file"}


class Links:
    """What the page's links can be resolved with: people by key."""

    def __init__(self, people: Mapping[str, str] | None = None) -> None:
        self.people = people or {}


class Rewriter:
    """Turns Confluence's elements into HTML, in place."""

    def __init__(self, links: Links, removed: list[Removed]) -> None:
        self._links, self._removed = links, removed

    def rewrite(self, root: etree._Element) -> None:
        # From the inside out, so that what a macro holds is plain HTML when the macro's turn comes.
        for element in list(root.iter(etree.Element))[::-1]:
            if element is root or not isinstance(element.tag, str):
                continue
            if element.tag.startswith(AC):
                name = element.tag.removeprefix(AC)
                change = _CHANGES.get(name)
                if change:
                    change(self, element)
                else:
                    element.tag = "div" if name in _CONTAINERS else "span"
            elif element.tag.startswith(RI) and _above(element) not in _LINK_HOLDERS:
                _replace(element, self._resource(element))
            elif element.tag.startswith("{urn:at}"):
                _replace(element, "")
            elif element.tag == "time" and not (element.text or "").strip():
                element.text = element.get("datetime") or ""
            elif element.get("data-highlight-colour"):
                # The colour of a cell stands in a class, and light text on it is not hidden.
                element.set("bgcolor", "gray")

    def macro(self, element: etree._Element) -> None:
        name = (element.get(f"{AC}name") or "").lower()
        parameters = {p.get("data-name") or "": _flat(p) for p in element.findall("parameter")}
        plain = next((b for b in element if b.get("data-body") == "plain"), None)
        rich = next((b for b in element if b.get("data-body") == "rich"), None)
        if name in _NAVIGATION_MACROS:
            self._removed.append(Removed(NAVIGATION, f"{{{name}}}"))
            self._keep_only(element, rich if name == "toc-zone" else None)
        elif name in _CODE_MACROS or (plain is not None and rich is None):
            code = plain.text or "" if plain is not None else _flat(rich) if rich is not None else ""
            self._become(element, "div", parameters.get("title", ""), etree.Element("pre"), code)
        elif name == "status":
            _replace(element, parameters.get("title", ""))
        elif name in ("jira", "jiraissues"):
            found = parameters.get("key") or parameters.get("jqlQuery") or parameters.get("") or ""
            _replace(element, found)
        elif name in ("excerpt-include", "include", "includeplus", "excerpt-include-plus"):
            page = parameters.get("") or parameters.get("page") or parameters.get("default-parameter") or ""
            self._removed.append(Removed("wiki: included page", page))
            _replace(element, "")
        elif name in _WITHIN_TEXT:
            _replace(element, next((v for k, v in parameters.items() if k in ("title", "name", "user", "body")), ""))
        elif rich is not None:
            # Panels, folded text, columns and macros of others: their title and what they hold.
            if name in ("excerpt", "details") and parameters.get("hidden", "").lower() == "true":
                self._removed.append(Removed(f"hidden: {name}", _flat(rich)))
                _replace(element, "")
            else:
                self._keep_only(element, rich, parameters.get("title", ""))
        else:
            told = "; ".join(f"{key}: {value}" if key else value for key, value in parameters.items() if value)
            self._removed.append(Removed("wiki: macro", f"{{{name}}} {told}".strip()))
            _replace(element, "")

    def link(self, element: etree._Element) -> None:
        body = next((b for b in element if b.get("data-body")), None)
        target = next((child for child in element if str(child.tag).startswith(RI)), None)
        said = "".join(body.itertext()).strip() if body is not None else ""
        if (
            body is not None
            and not said
            and body.find(".//img") is not None
            and not any(i.get("alt") for i in body.iter("img"))
        ):
            # A picture that leads to another page is a button.
            self._removed.append(Removed(NAVIGATION, self._resource(target) if target is not None else ""))
            _replace(element, "")
            return
        shown = said or (self._resource(target) if target is not None else (element.get(f"{AC}anchor") or ""))
        if body is not None and said and any(True for _ in body.iter("pre", "table", "ul", "p")):
            self._keep_only(element, body)
            return
        _replace(element, "", keep=body if body is not None and said else None)
        if not said:
            element.text = shown
        element.tag = "span"

    def image(self, element: etree._Element) -> None:
        caption = next((child for child in element if child.get("data-body") == "caption"), None)
        said = _flat(caption) if caption is not None else ""
        alternative = element.get(f"{AC}alt") or element.get(f"{AC}title") or ""
        picture = etree.Element("img", alt=said or alternative)
        _replace(element, "", keep=picture)
        element.tag = "span"

    def tasks(self, element: etree._Element) -> None:
        element.tag = "ul"

    def task(self, element: etree._Element) -> None:
        status = element.findtext("task-status") or ""
        body = next((child for child in element if child.get("data-body") == "task"), None)
        _replace(element, "[x] " if status.strip() == "complete" else "[ ] ", keep=body)
        element.tag = "li"

    def task_part(self, element: etree._Element) -> None:
        element.tag = str(element.tag).removeprefix(AC)

    def held(self, element: etree._Element) -> None:
        """A body: kept for the macro around it, which comes later."""
        kind = str(element.tag).removeprefix(AC)
        if kind in ("rich-text-body", "layout-cell"):
            element.tag = "div"
            element.set("data-body", "rich")
        elif kind == "plain-text-body":
            element.tag = "pre"
            element.set("data-body", "plain")
        elif kind == "task-body":
            element.tag = "span"
            element.set("data-body", "task")
        elif kind == "caption":
            element.tag = "span"
            element.set("data-body", "caption")
        else:
            element.tag = "span"
            element.set("data-body", "link")

    def parameter(self, element: etree._Element) -> None:
        texts = [self._resource(child) for child in element if str(child.tag).startswith(RI)]
        element.set("data-name", element.get(f"{AC}name") or "")
        element.tag = "parameter"
        _replace(element, " ".join([element.text or "", *texts]).strip())
        element.tag = "parameter"

    def emoticon(self, element: etree._Element) -> None:
        shown = element.get(f"{AC}emoji-fallback") or ""
        _replace(element, shown if shown and not shown.startswith(":") else "")

    def dropped(self, element: etree._Element) -> None:
        text = _flat(element)
        if text:
            self._removed.append(Removed("hidden: placeholder", text))
        _replace(element, "")

    def adf(self, element: etree._Element) -> None:
        """Blocks of the newer editor carry a copy for older ones."""
        copy = next((child for child in element if child.get("data-body") == "adf"), None)
        if copy is not None:
            self._keep_only(element, copy)
        else:
            element.tag = "div"

    def adf_part(self, element: etree._Element) -> None:
        element.set("data-body", "adf")
        element.tag = "div"

    def _resource(self, target: etree._Element) -> str:
        """What a link without a text of its own shows."""
        kind = str(target.tag).removeprefix(RI)
        if kind == "user":
            key = target.get(f"{RI}userkey") or target.get(f"{RI}account-id") or ""
            return (
                "@" + (self._links.people.get(key) or target.get(f"{RI}username") or "").strip()
                if key or target.get(f"{RI}username")
                else ""
            )
        for name in ("content-title", "filename", "value", "space-key", "shortcut-key"):
            if found := target.get(f"{RI}{name}"):
                return str(found)
        return ""

    def _become(self, element: etree._Element, tag: str, title: str, inner: etree._Element, text: str) -> None:
        inner.text = text
        _replace(element, "", keep=inner)
        element.tag = tag
        if title:
            heading = etree.Element("p")
            heading.text = title
            element.insert(0, heading)

    def _keep_only(self, element: etree._Element, kept: etree._Element | None, title: str = "") -> None:
        _replace(element, "", keep=kept)
        element.tag = "div" if kept is None or kept.tag == "div" else "span"
        if title:
            heading = etree.Element("p")
            heading.text = title
            element.insert(0, heading)


def _above(element: etree._Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _replace(element: etree._Element, text: str, keep: etree._Element | None = None) -> None:
    """Empties an element but for a text and one child; what follows it stays."""
    for child in list(element):
        if child is not keep:
            element.remove(child)
    element.text = text
    for name in list(element.attrib):
        if name != "data-name":
            del element.attrib[name]
    if keep is not None and keep.getparent() is not element:
        element.append(keep)
    if keep is not None:
        keep.tail = None
    element.tag = "span"


def _flat(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


_CONTAINERS = {"layout", "layout-section", "layout-cell", "task-list", "adf-extension"}
_LINK_HOLDERS = {f"{AC}link", f"{AC}image", f"{AC}parameter", f"{RI}attachment"}
_CHANGES: Mapping[str, Callable[[Rewriter, etree._Element], None]] = {
    "structured-macro": Rewriter.macro,
    "macro": Rewriter.macro,
    "link": Rewriter.link,
    "image": Rewriter.image,
    "task-list": Rewriter.tasks,
    "task": Rewriter.task,
    "task-id": Rewriter.task_part,
    "task-uuid": Rewriter.task_part,
    "task-status": Rewriter.task_part,
    "task-body": Rewriter.held,
    "rich-text-body": Rewriter.held,
    "plain-text-body": Rewriter.held,
    "link-body": Rewriter.held,
    "plain-text-link-body": Rewriter.held,
    "caption": Rewriter.held,
    "parameter": Rewriter.parameter,
    "default-parameter": Rewriter.parameter,
    "emoticon": Rewriter.emoticon,
    "placeholder": Rewriter.dropped,
    "adf-extension": Rewriter.adf,
    "adf-fallback": Rewriter.adf_part,
    "adf-content": Rewriter.adf_part,
    "adf-attribute": Rewriter.emoticon,
}
