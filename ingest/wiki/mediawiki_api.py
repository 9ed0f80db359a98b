"""Saved answers of MediaWiki's API (api.php, JSON): pages with their revisions, from every version of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.core.types import Rejected
from ingest.export.dates import iso
from ingest.export.records import records, tidy
from ingest.wiki.mediawiki_dump import CANONICAL, Page, Site

_LISTS = ("allpages", "allrevisions", "recentchanges", "search", "categorymembers", "backlinks", "embeddedin")
_REDIRECT = re.compile(r"\s*#[^\W\d_]{3,30}\s{0,5}:?\s{0,5}\[\[")


@dataclass
class Answer:
    site: Site = field(default_factory=Site)
    pages: list[Page] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


def read(source: str, key: str, file: Path) -> Answer:
    """The pages of one file; what it holds beside pages is told in `rejected`, unless it only describes the wiki."""
    found = Answer()
    newest: dict[str, Page] = {}
    fix = "save answers of api.php with action=query&prop=revisions&rvprop=ids|timestamp|user|content&format=json"
    for record in records(source, key, file):
        if isinstance(record, Rejected):
            found.rejected.append(record)
            continue
        where, data = f"{key} {record[0]}".strip(), record[1]
        if not isinstance(data, Mapping) or not data.keys() & {"query", "parse", "error", "batchcomplete"}:
            found.rejected.append(Rejected(source, where, "not an answer of MediaWiki's API", fix))
            continue
        if isinstance(data.get("error"), Mapping):
            told = str(data["error"].get("info") or data["error"].get("code") or "an error")[:200]
            found.rejected.append(Rejected(source, where, f"the API answered with an error: {told}", fix))
            continue
        held = data.get("query")
        query: Mapping[str, Any] = held if isinstance(held, Mapping) else {}
        found.site = _site(query, found.site)
        before = len(newest)
        for page in [*_pages(query), *_parsed(data.get("parse"))]:
            known = newest.get(page.title)
            if known is None or (known.text is not None, known.at) <= (page.text is not None, page.at):
                newest[page.title] = page
        listed = [name for name in _LISTS if name in query]
        if len(newest) == before and listed:
            reason = f"only a list of titles ({', '.join(listed)}), no text of pages"
            found.rejected.append(Rejected(source, where, reason, fix))
        elif len(newest) == before and not query.keys() & {"general", "namespaces"}:
            found.rejected.append(Rejected(source, where, "no pages in it", fix))
    found.pages = list(newest.values())
    return found


def _pages(query: Mapping[str, Any]) -> Iterator[Page]:
    pages = query.get("pages")
    for entry in pages.values() if isinstance(pages, Mapping) else pages if isinstance(pages, list) else []:
        title = entry.get("title") if isinstance(entry, Mapping) else None
        if not isinstance(title, str) or not title.strip() or entry.get("missing") not in (None, False):
            continue
        revisions = [r for r in entry.get("revisions") or [] if isinstance(r, Mapping)]
        last = max(revisions, key=lambda r: (_time(r), _int(r.get("revid"))), default={})
        first = next((r for r in revisions if r.get("parentid") == 0), {})
        text = _content(last)
        redirect = "redirect" in entry and entry["redirect"] is not False
        yield Page(
            title=" ".join(title.split()),
            namespace=_int(entry.get("ns")),
            page_id=str(entry.get("pageid") or ""),
            revision=str(last.get("revid") or ""),
            at=_time(last) or (iso(entry.get("touched")) if not revisions else ""),
            created=_time(first),
            author=str(last.get("user") or ""),
            comment=tidy(str(last.get("comment") or "")),
            text=text,
            redirect="yes" if redirect or _REDIRECT.match(text or "") else "",
            uri=str(entry.get("fullurl") or entry.get("canonicalurl") or ""),
            categories=tuple(
                str(c.get("title") or "").partition(":")[2]
                for c in entry.get("categories") or []
                if isinstance(c, Mapping)
            ),
        )


def _parsed(parse: Any) -> Iterator[Page]:
    """action=parse, where its source text was asked for."""
    if isinstance(parse, Mapping) and isinstance(parse.get("title"), str):
        text = parse.get("wikitext")
        text = text.get("*") if isinstance(text, Mapping) else text
        yield Page(
            parse["title"], 0, str(parse.get("pageid") or ""), text=tidy(text) if isinstance(text, str) else None
        )


def _content(revision: Mapping[str, Any]) -> str | None:
    """The text under the names that the API's versions gave it."""
    slots = revision.get("slots")
    main = slots.get("main") if isinstance(slots, Mapping) else None
    for holder in (main, revision):
        if isinstance(holder, Mapping):
            for name in ("content", "*"):
                if isinstance(holder.get(name), str):
                    return tidy(holder[name])
    return None


def _site(query: Mapping[str, Any], known: Site) -> Site:
    general, spaces = query.get("general"), query.get("namespaces")
    if not isinstance(general, Mapping) and not isinstance(spaces, Mapping):
        return known
    general = general if isinstance(general, Mapping) else {}
    names = {
        _int(entry.get("id")): str(entry.get("*") or entry.get("name") or "")
        for entry in (spaces.values() if isinstance(spaces, Mapping) else [])
        if isinstance(entry, Mapping)
    }
    base = str(general.get("base") or "")
    return Site(str(general.get("lang") or known.language), base or known.base, names or known.namespaces or CANONICAL)


def _time(revision: Mapping[str, Any]) -> str:
    return iso(revision.get("timestamp"))


def _int(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
