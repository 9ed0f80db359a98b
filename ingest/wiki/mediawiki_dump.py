"""MediaWiki's XML dumps as pages in their newest version, from files of any size."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, cast

from lxml import etree

from ingest.export.archives import bounded
from ingest.export.dates import iso
from ingest.wiki import xml_stream as xml
from ingest.wiki.wikitext_inline import Names
from ingest.wiki.xml_stream import Faults, clean

VERSIONS = {f"0.{minor}" for minor in range(1, 12)}
_WITHOUT_PARENTS = {"", *(f"0.{minor}" for minor in range(1, 7))}
"""Versions in which a single revision does not say whether it is the first."""
CANONICAL = {
    -2: "Media",
    -1: "Special",
    0: "",
    1: "Talk",
    2: "User",
    3: "User talk",
    4: "Project",
    5: "Project talk",
    6: "File",
    7: "File talk",
    8: "MediaWiki",
    9: "MediaWiki talk",
    10: "Template",
    11: "Template talk",
    12: "Help",
    13: "Help talk",
    14: "Category",
    15: "Category talk",
    100: "Portal",
    101: "Portal talk",
    828: "Module",
    829: "Module talk",
}
_TECHNICAL = {828, 2300, 2302, 486, 710, 420, 446, 640, 1198, 2600}
"""Namespaces of extensions that hold no pages for readers: code, gadgets, captions of videos, maps, forums."""
_REDIRECT = re.compile(r"\s*#[^\W\d_]{3,30}\s{0,5}:?\s{0,5}\[\[\s*:?([^\[\]|{}\n]{1,300})")
_MAX_REDIRECTS = 500_000
_MAX_TEMPLATES = 20_000
_MAX_TEMPLATE = 300
"""Characters of a template that is put in the place of its name."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a dump says about its wiki."""

    language: str = ""
    base: str = ""
    """Address of its main page."""
    namespaces: Mapping[int, str] = field(default_factory=lambda: CANONICAL)

    def names(self) -> Names:
        usual = Names()

        def of(number: int, known: frozenset[str]) -> frozenset[str]:
            return known | {self.namespaces.get(number, "").casefold()} - {""}

        every = frozenset(name.casefold() for name in self.namespaces.values())
        return Names(of(6, usual.file), of(14, usual.category), of(10, usual.template), every)

    def number_of(self, title: str) -> int:
        """The namespace of a title, for dumps that do not say it."""
        prefix, colon, _ = title.partition(":")
        wanted = prefix.strip().casefold()
        names = {**CANONICAL, **self.namespaces}
        return next((n for n, name in names.items() if colon and name and name.casefold() == wanted), 0)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's newest version as it is written."""

    title: str
    namespace: int
    page_id: str = ""
    revision: str = ""
    at: str = ""
    created: str = ""
    author: str = ""
    comment: str = ""
    model: str = "wikitext"
    text: str | None = ""
    """None: the dump holds no text of it."""
    redirect: str = ""
    uri: str = ""
    categories: tuple[str, ...] = ()


@dataclass
class Index:
    """What is known of a whole dump before its pages are read."""

    site: Site = field(default_factory=Site)
    version: str = ""
    is_dump: bool = False
    redirects: dict[str, list[str]] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)


def is_content(number: int) -> bool:
    """Articles, the project's own and help pages, and the namespaces that a wiki makes for itself; never talk."""
    return number in (0, 4, 12) or (number >= 100 and number % 2 == 0 and number not in _TECHNICAL)


def opened(file: Path) -> IO[bytes]:
    """The file, unpacked where it is packed, by its first bytes and not by its name."""
    with file.open("rb") as stream:
        head = stream.read(6)
    size = file.stat().st_size
    if head.startswith(b"BZh"):
        return bounded(bz2.open(file, "rb"), size)
    if head.startswith(b"\x1f\x8b"):
        return bounded(cast(IO[bytes], gzip.open(file, "rb")), size)
    return bounded(lzma.open(file, "rb"), size) if head.startswith(b"\xfd7zXZ") else file.open("rb")


def index(stream: IO[bytes], faults: Faults) -> Index:
    """One quick pass: who points where, and the texts of templates that are nothing but a text."""
    found = Index()
    held = 0
    for page in pages(stream, found, faults):
        if page.redirect and held < _MAX_REDIRECTS:
            found.redirects.setdefault(_key(page.redirect), []).append(page.title)
            held += 1
        elif page.namespace == 10 and page.text and len(found.templates) < _MAX_TEMPLATES:
            text = _transcluded(page.text)
            if 0 < len(text) <= _MAX_TEMPLATE and not re.search(r"\{\{|\{\||<|\n[*#=|]|__", text):
                found.templates[page.title.partition(":")[2].strip().lower()] = text
    return found


def aliases(found: Index, title: str) -> tuple[str, ...]:
    return tuple(found.redirects.get(_key(title), ()))


def pages(stream: IO[bytes], found: Index, faults: Faults) -> Iterator[Page]:
    """All pages, of every namespace, in the order of the dump."""
    newest: list[tuple[etree._Element, Page]] = []
    history = False
    site = found.site
    for event, element in xml.elements(stream, "mediawiki", ("page", "revision", "siteinfo"), faults):
        tag = xml.name(element)
        if event == "start":
            found.is_dump = True
            found.version = element.get("version") or ""
            language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
            site = found.site = Site(language, site.base, site.namespaces)
        elif tag == "siteinfo":
            site = found.site = _site(element, site.language)
        elif tag == "revision":
            page = element.getparent()
            revision = _revision(element)
            # Full histories hold thousands of versions: only the newest so far is kept.
            if newest and newest[-1][0] is page:
                newest[-1] = (page, _newer(newest[-1][1], revision))
                history = True
            else:
                newest.append((page, revision))
                history = False
        else:
            revision = next((r for parent, r in reversed(newest) if parent is element), Page("", 0, text=None))
            newest = [entry for entry in newest if entry[0] is not element]
            if found.version in _WITHOUT_PARENTS and not history:
                revision = replace(revision, created="")
            yield _page(element, revision, site)


def _page(element: etree._Element, revision: Page, site: Site) -> Page:
    title = " ".join(_text(element, "title").replace("_", " ").split())
    number = _text(element, "ns")
    redirect = element.find("{*}redirect")
    target = redirect.get("title") or "" if redirect is not None else ""
    if not target and (written := _REDIRECT.match((revision.text or "")[:1_000])):
        target = written[1]
    return replace(
        revision,
        title=title,
        namespace=int(number) if number.lstrip("-").isdecimal() else site.number_of(title),
        page_id=_text(element, "id"),
        redirect=target.strip(),
    )


def _revision(element: etree._Element) -> Page:
    who = element.find("{*}contributor")
    text = element.find("{*}text")
    if text is None:
        text = element.find("{*}content/{*}text")
    # A stub says how long the text is without giving it.
    missing = text is not None and not text.text and (text.get("bytes") or "0") != "0" and text.get("deleted") is None
    at = iso(_text(element, "timestamp"))
    return Page(
        title="",
        namespace=0,
        revision=_text(element, "id"),
        at=at,
        created="" if _text(element, "parentid") not in ("", "0") else at,
        author=(_text(who, "username") or _text(who, "ip")) if who is not None else "",
        comment=_text(element, "comment"),
        model=_text(element, "model") or "wikitext",
        text=None if text is None or missing else clean("".join(text.itertext())),
    )


def _newer(one: Page, other: Page) -> Page:
    newest, older = (one, other) if _age(one) >= _age(other) else (other, one)
    # The first version is the one that has none before it.
    return replace(newest, created=min(filter(None, (newest.created, older.created)), default=""))


def _age(revision: Page) -> tuple[str, str]:
    return revision.at, revision.revision.zfill(12)


def _site(element: etree._Element, language: str) -> Site:
    names: dict[int, str] = {}
    for entry in element.iterfind("{*}namespaces/{*}namespace"):
        if (key := entry.get("key") or "").lstrip("-").isdecimal():
            names[int(key)] = clean(entry.text).strip()
    return Site(language, _text(element, "base"), names or CANONICAL)


def _text(element: etree._Element, tag: str) -> str:
    return clean(element.findtext(f"{{*}}{tag}")).strip()


def _transcluded(text: str) -> str:
    """What a page shows that calls this template."""
    only = re.search(r"<onlyinclude>(.{0,2000}?)</onlyinclude>", text[:5_000], re.S)
    text = only[1] if only else re.sub(r"<noinclude>.{0,20000}?(?:</noinclude>|\Z)", "", text[:30_000], flags=re.S)
    text = re.sub(r"<!--.{0,2000}?-->", "", text, flags=re.S)
    return re.sub(r"</?includeonly>", "", text).strip()


def _key(title: str) -> str:
    title = " ".join(title.partition("#")[0].replace("_", " ").split())
    return title[:1].upper() + title[1:]
