"""What belongs to a site and not to its page: navigation, cookie notices, votes, lists of related pages.

It is known by its element, its ARIA role, or by the words of its class or id, as help-centre and documentation systems
name them. An element that holds the page itself is never furniture, whatever its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.page import html_tree

_TAGS = {"nav", "footer", "menu"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "directory"}
_CONTAINERS = {
    "div", "section", "aside", "ul", "ol", "dl", "p", "form", "header", "span", "a", "li", "table", "button", "td",
    "details",
}  # fmt: skip
_COOKIES = r"(?:cookies?|consent|gdpr)"
_SHARE = r"(?:bar|buttons?|links?|icons?|media|sharing|share|this|page)"
_OTHERS = r"(?:articles?|pages?|posts?|topics?|links?|content|items?|list)"
_NAMES = re.compile(
    r"(?:^| |-)(?:"
    + "|".join(
        (
            r"bread-?crumbs?|kruimel-?(?:pad|spoor)|broodkruimels?",
            rf"{_COOKIES}(?:-\w+){{0,3}}-(?:bar|banner|box|notice|melding|popup|wall|overlay|modal|dialog|message|law)",
            rf"{_COOKIES}-?(?:bar|banner|box|notice|melding|popup|wall|overlay|consent|container|law)|onetrust-\w+",
            r"skip-?(?:to|links?|nav|navigation|content)|screen-reader-shortcut|mw-jump-link",
            r"pagination|paginator|pager|page-?nav|page-navigation|(?:prev|previous)-(?:and-)?next|next-prev|prevnext",
            r"(?:post|article|docs?|footer|entry|section)-(?:nav|navigation|pagination|pager)|rst-footer-buttons",
            r"side-?bar(?:-\w+)?|side-?nav|nav-?bar|site-?nav|main-?nav|main-?menu|top-?nav|top-?bar|masthead|off-?canvas",
            r"site-(?:header|footer|navigation|menu)|page-footer|global-(?:header|footer|nav)",
            r"nav-(?:menu|links|list)|navigation",
            rf"social(?:-{_SHARE})?|share-{_SHARE}|sharedaddy|addtoany\w*|addthis\w*|deel-knoppen",
            r"article-(?:votes?|vote-\w+|feedback|rating|subscribe|return-to-top|more-questions|relatives)",
            r"(?:was-)?this-helpful|helpful(?:ness)?|was-helpful|vote-buttons?",
            r"page-(?:feedback|rating|vote)|feedback-(?:form|widget|buttons?)",
            rf"related(?:-{_OTHERS})?(?= |$)|(?:recent|recently-viewed|recommended|similar)-{_OTHERS}|see-also-links",
            r"gerelateerde?(?:-\w+)?|toc|toc-\w+|table-of-contents|on-this-page|page-toc|inhoudsopgave",
            r"back-to-(?:top|index)|to-top|scroll-top|edit-(?:this-)?page|edit-link|print-(?:page|link|button)",
            r"mw-edit-?section|mw-(?:navigation|head|panel)|catlinks|print-?footer|nav-?box",
            r"header-?link|hash-link|heading-anchor|anchor-?js-link",
            r"line-?nos?|line-?numbers?|copy-?(?:btn|button)|code-copy|clipboard-\w+",
        )
    )
    + r")(?= |-|$)"
)
_ALERT = re.compile(
    r"(?:^| |-)(?:alert|notice|notification|announcement|warning|callout|banner|incident|outage"
    r"|melding|mededeling|storing)s?(?= |-|$)"
)
_HELPFUL = re.compile(
    r"(?:was|is|did|has) th(?:is|e) (?:\w+ ){0,2}(?:helpful|useful|help(?:ed)? you)"
    r"|did (?:this|you) (?:\w+ ){0,3}(?:help|find)|\d+ out of \d+ found this helpful|\d+ van \d+ vonden dit nuttig"
    r"|heeft (?:dit|deze) (?:\w+ )?(?:u |je |jou )?geholpen"
    r"|(?:was|is|vond je|vond u) (?:dit|deze) (?:\w+ )?(?:nuttig|behulpzaam|duidelijk)"
    r"|war (?:dieser|diese) \w+ hilfreich|war(?:en)? (?:das|diese informationen) hilfreich"
    r"|cet article vous a-t-il (?:été utile|aidé)",
    re.I,
)
_LINK_LISTS = re.compile(
    r"(?:see also|related (?:articles?|pages?|topics?|links?|content)|recently viewed(?: articles?)?|on this page"
    r"|in this article|table of contents|contents|more in this section|read more|zie ook|gerelateerde? \w+|lees ook"
    r"|meer lezen|op deze pagina|in dit artikel|inhoud|inhoudsopgave|laatst bekeken(?: artikelen)?|siehe auch"
    r"|verwandte (?:artikel|themen)|inhaltsverzeichnis|auf dieser seite|voir aussi|articles associés|sommaire)\W*",
    re.I,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAX_VOTE = 160
_MOST = 0.5
"""Part of a page's text above which an element is the page, whatever its name."""


def drop_furniture(root: Any) -> Iterator[str]:
    """Takes the furniture out of a body, in place; gives the text of each piece."""
    whole = len(html_tree.text(root))
    found = []
    stack = [root]
    while stack:
        element = stack.pop()
        if element is not root and _is_furniture(element, whole):
            found.append(element)
        else:
            stack.extend(reversed(element))
    yield from filter(_says, map(html_tree.spaced, found))
    html_tree.drop_all(root, found)
    yield from _drop_headers(root)
    yield from _drop_link_lists(root, whole)


def drop_around_main(body: Any) -> Iterator[str]:
    """Takes out what stands beside the page's <main>, or beside articles that hold most of it; alerts stay."""
    whole = len(html_tree.text(body))
    for path, least in ((".//main", 0.1), (".//*[@role='main']", 0.1), (".//article[not(ancestor::article)]", 0.6)):
        found = body.xpath(path)
        if found and sum(len(html_tree.text(element)) for element in found) > least * whole:
            yield from _prune(body, set(found))
            return


def _prune(element: Any, kept: set[Any]) -> Iterator[str]:
    alerts = {inner for inner in element.iterdescendants() if _is_alert(inner)}
    holders = {above for one in (*kept, *alerts) for above in one.iterancestors()}
    outside = []
    stack = [element]
    while stack:
        holder = stack.pop()
        loose = [holder.text, *(child.tail for child in holder)]
        holder.text = None
        for child in list(holder):
            child.tail = None
            if child in kept or child in alerts:
                continue
            if child in holders:
                stack.append(child)
            else:
                loose.append(html_tree.spaced(child))
                outside.append(child)
        yield from (" ".join(said.split()) for said in loose if said and _says(said))
    html_tree.drop_all(element, outside)


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_alert(element: Any) -> bool:
    return element.get("role") in ("alert", "status") or bool(_ALERT.search(_names(element, "class", "id")))


def _is_furniture(element: Any, whole: int) -> bool:
    tag = element.tag
    if tag == "footer" and element.getparent() is not None and element.getparent().tag == "blockquote":
        return False
    if tag in _TAGS or (element.get("role") or "").lower() in _ROLES:
        return not _holds_page(element, whole)
    if tag not in _CONTAINERS:
        return False
    # The id of a section is made of its heading: a section about cookies is no cookie notice.
    names = _names(element, "class", "aria-label", *(() if tag == "section" else ("id",)))
    if names and _NAMES.search(names):
        return not _holds_page(element, whole)
    if tag in ("div", "section", "p", "form", "aside") and _HELPFUL.match(
        (element.text or "").strip() or _first(element)
    ):
        return len(html_tree.text(element)) <= _MAX_VOTE
    return False


def _first(element: Any) -> str:
    """The first words inside an element, where they stand not more than two elements deep."""
    for inner in list(element)[:1]:
        return (inner.text or "").strip() or next(((e.text or "").strip() for e in list(inner)[:1]), "")
    return ""


def _names(element: Any, *attributes: str) -> str:
    found = " ".join(filter(None, (element.get(name) for name in attributes)))
    return _CAMEL.sub("-", found).replace("_", "-").lower() if found else ""


def _holds_page(element: Any, whole: int) -> bool:
    if next(element.iter("main", "article", "h1"), None) is not None:
        return True
    return element.tag not in _TAGS and len(html_tree.text(element)) > _MOST * whole


def _drop_headers(root: Any) -> Iterator[str]:
    """The header of a site goes; an article's keeps its headings, and a site's the only h1 of the page."""
    only = sum(1 for _ in root.iter("h1")) == 1
    for header in list(root.iter("header")):
        inside = any(True for _ in header.iterancestors("main", "article"))
        for heading in list(header.iter(*html_tree.HEADINGS)):
            if inside or (only and heading.tag == "h1"):
                heading.tail = None
                header.addprevious(heading)
        if _says(said := html_tree.spaced(header)):
            yield said
        html_tree.drop(header)


def _drop_link_lists(root: Any, whole: int) -> Iterator[str]:
    """Lists of nothing but links below a heading such as "See also"."""
    for heading in list(root.iter(*html_tree.HEADINGS, "p", "strong", "div")):
        if len(heading.text or "") > 60 or not _LINK_LISTS.fullmatch(said := html_tree.text(heading)[:60]):
            continue
        following = heading.getnext()
        if following is None or following.tag not in ("ul", "ol", "div", "p"):
            continue
        linked = sum(len(html_tree.text(link)) for link in following.iter("a"))
        listed = html_tree.text(following)
        if listed and linked >= 0.8 * len(listed) and len(listed) <= _MOST * whole:
            yield f"{said}: {html_tree.spaced(following)}"
            html_tree.drop(following)
            html_tree.drop(heading)
