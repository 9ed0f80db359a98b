"""Confluence's XML backup of a space or site (entities.xml), from 3.4 to the newest, in two passes.

The first collects everything but the pages' texts: titles, people, labels, restrictions, comments. The second gives
one page after the other, so that a backup of many gigabytes never stands in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import IO, Any

from lxml import etree

from ingest.export.dates import iso
from ingest.wiki import xml_stream as xml
from ingest.wiki.confluence_page import MARKUP, STORAGE, Said, Written
from ingest.wiki.xml_stream import Faults, clean

ROOT = "hibernate-generic"
_PAGES = {"Page", "BlogPost"}
_BASE_URL = re.compile(r"<baseUrl>([^<>]{1,300})</baseUrl>")
_MENTIONED = re.compile(r"""ri:(?:userkey|account-id)\s{0,3}=\s{0,3}["']([^"']{1,100})["']""")
_MAX_ABOVE = 100


@dataclass(slots=True)
class _Content:
    """A page, blog post or comment without its text."""

    kind: str
    values: Mapping[str, str]
    body: str = ""
    body_type: str = ""


@dataclass
class Backup:
    """What the first pass found."""

    is_backup: bool = False
    contents: dict[str, _Content] = field(default_factory=dict)
    """Pages that readers see, by id: no drafts, old versions or deleted ones."""
    comments: dict[str, _Content] = field(default_factory=dict)
    spaces: dict[str, tuple[str, str]] = field(default_factory=dict)
    """(key, name) by id."""
    people: dict[str, str] = field(default_factory=dict)
    """Login names by key."""
    full_names: dict[str, str] = field(default_factory=dict)
    """By login name in lower case."""
    labels: dict[str, str] = field(default_factory=dict)
    labelled: dict[str, list[str]] = field(default_factory=dict)
    """Ids of labels by the id of what carries them."""
    restricted: set[str] = field(default_factory=set)
    attachments: dict[str, list[str]] = field(default_factory=dict)
    base_url: str = ""
    unsure: bool = False
    """Whether part of the backup could not be read, and with it perhaps restrictions."""


def first_pass(stream: IO[bytes], faults: Faults) -> Backup:
    backup = Backup()
    takers: Mapping[str, Callable[[Backup, str, Mapping[str, str]], None]] = {
        "Space": _space,
        "ConfluenceUserImpl": _user,
        "InternalUser": _full_name,
        "DefaultHibernateUser": _full_name,
        "Label": _label,
        "Labelling": _labelling,
        "ContentPermissionSet": _permissions,
        "Attachment": _attachment,
        "ConfluenceBandanaRecord": _setting,
    }
    for event, element in xml.elements(stream, ROOT, ("object",), faults):
        if event == "start":
            backup.is_backup = True
            continue
        kind = element.get("class") or ""
        if kind == "BodyContent":
            if _reference_class(element, "content") == "Comment":
                values = _values(element)
                comment = backup.comments.setdefault(values.get("content", ""), _Content("Comment", {}))
                comment.body, comment.body_type = values.get("body", ""), values.get("bodyType", "")
        elif kind in _PAGES:
            content = _Content(kind, _values(element))
            # Sites keep every version of a page: only those that are read are held.
            if _is_current(content):
                backup.contents[content.values.get("#id", "")] = content
        elif kind == "Comment":
            values = _values(element)
            comment = backup.comments.setdefault(values.get("#id", ""), _Content(kind, values))
            comment.values = values
        elif take := takers.get(kind):
            values = _values(element)
            take(backup, values.get("#id", ""), values)
    backup.unsure = bool(faults.unreadable or faults.errors)
    return backup


class Reader:
    """The second pass: a backup's current pages with their texts, as they come."""

    def __init__(self, backup: Backup, zone: tzinfo, base_url: str) -> None:
        self._backup, self._zone = backup, zone
        self._base = (base_url or backup.base_url).rstrip("/")
        self._comments: dict[str, list[str]] = {}
        for id_, comment in backup.comments.items():
            values = comment.values
            held_by = (
                values.get("containerContent") or values.get("owner") or values.get("content") or values.get("page")
            )
            if held_by and _is_current(comment):
                self._comments.setdefault(held_by, []).append(id_)

    def pages(self, stream: IO[bytes]) -> Iterator[Written]:
        waiting = dict.fromkeys(self._backup.contents)
        for event, element in xml.elements(stream, ROOT, ("object",), Faults()):
            if event == "start" or element.get("class") != "BodyContent":
                continue
            if _reference_class(element, "content") not in _PAGES:
                continue
            values = _values(element)
            id_ = values.get("content", "")
            if id_ in waiting:
                del waiting[id_]
                yield self._page(id_, values.get("body", ""), values.get("bodyType", ""))
        for id_ in waiting:
            yield self._page(id_, "", "2")

    def _page(self, id_: str, body: str, body_type: str) -> Written:
        backup, content = self._backup, self._backup.contents[id_]
        values = content.values
        above = self._above(id_)
        space, space_name = backup.spaces.get(values.get("space", ""), ("", ""))
        comments = tuple(sorted((self._said(c) for c in self._comments.get(id_, ())), key=lambda said: said.order))
        mentioned = {key for text in (body, *(said.body for said in comments)) for key in _MENTIONED.findall(text)}
        return Written(
            id=id_,
            title=" ".join(values.get("title", "").split()) or id_,
            body=body,
            format=_format(body_type),
            author=self._person(values, "creator"),
            owner=self._person(values, "lastModifier"),
            created=self._time(values, "creationDate"),
            updated=self._time(values, "lastModificationDate"),
            uri=f"{self._base}/pages/viewpage.action?pageId={id_}" if self._base else "",
            restricted=backup.unsure or any(one in backup.restricted for one in (id_, *above)),
            comments=comments,
            people={key: self._named(key) for key in mentioned},
            metadata={
                "space": space,
                "space_name": space_name,
                "version": values.get("version", ""),
                "type": "blogpost" if content.kind == "BlogPost" else "",
                "ancestors": [backup.contents[one].values.get("title", "") for one in reversed(above)],
                "labels": [backup.labels[label] for label in backup.labelled.get(id_, ()) if label in backup.labels],
                "attachments": sorted(dict.fromkeys(backup.attachments.get(id_, ()))),
            },
        )

    def _above(self, id_: str) -> list[str]:
        """The pages above a page, nearest first."""
        above: list[str] = []
        seen = {id_}
        parent = self._backup.contents[id_].values.get("parent", "")
        while parent in self._backup.contents and parent not in seen and len(above) < _MAX_ABOVE:
            above.append(parent)
            seen.add(parent)
            parent = self._backup.contents[parent].values.get("parent", "")
        return above

    def _said(self, id_: str) -> Said:
        comment = self._backup.comments[id_]
        at = self._time(comment.values, "creationDate")
        author = self._person(comment.values, "creator")
        return Said(id_, comment.body, _format(comment.body_type), author, at, f"{at} {id_:0>20}")

    def _person(self, values: Mapping[str, Any], role: str) -> str:
        """Since version 5 by key, before that by login name."""
        return self._named(values[role]) if values.get(role) else self._full(values.get(f"{role}Name", ""))

    def _named(self, key: str) -> str:
        return self._full(self._backup.people.get(key, ""))

    def _full(self, login: str) -> str:
        return " ".join((self._backup.full_names.get(login.lower()) or login).split())

    def _time(self, values: Mapping[str, str], name: str) -> str:
        return iso(values.get(name), self._zone)


def _is_current(content: _Content) -> bool:
    values = content.values
    return values.get("contentStatus", "current") in ("current", "") and not (
        values.get("originalVersion") or values.get("originalVersionId")
    )


def _format(body_type: str) -> str:
    """0 and, before version 4, nothing: wiki mark-up; 2: storage format."""
    return MARKUP if body_type in ("", "0", "1") else STORAGE


def _values(element: etree._Element) -> dict[str, str]:
    """Texts and references by name; "#id" is the object's own id. A collection is its first id."""
    found: dict[str, str] = {}
    for child in element:
        name = child.get("name") or ""
        if child.tag == "id":
            found["#id"] = clean(child.text).strip()
        elif child.tag == "property":
            reference = child.find("id")
            found[name] = clean(reference.text).strip() if reference is not None else clean(child.text)
    return found


def _reference_class(element: etree._Element, name: str) -> str:
    return next((child.get("class") or "" for child in element if child.get("name") == name), "")


def _space(backup: Backup, id_: str, values: Mapping[str, str]) -> None:
    backup.spaces[id_] = (values.get("key", ""), values.get("name", ""))


def _user(backup: Backup, id_: str, values: Mapping[str, str]) -> None:
    backup.people[id_] = values.get("name") or values.get("lowerName", "")
    if values.get("atlassianAccountId"):
        backup.people[values["atlassianAccountId"]] = backup.people[id_]


def _full_name(backup: Backup, id_: str, values: Mapping[str, str]) -> None:  # noqa: ARG001 - they are found by login
    name = values.get("displayName") or values.get("fullName") or ""
    if name and (login := values.get("lowerName") or values.get("name", "").lower()):
        backup.full_names[login] = name


def _label(backup: Backup, id_: str, values: Mapping[str, str]) -> None:
    # "my:favourite" is a person's own, "team:" and others are a space's.
    if values.get("namespace", "global") in ("global", ""):
        backup.labels[id_] = values.get("name", "")


def _labelling(backup: Backup, id_: str, values: Mapping[str, str]) -> None:  # noqa: ARG001
    held_by = values.get("content") or values.get("labelableId", "")
    if held_by and values.get("label"):
        backup.labelled.setdefault(held_by, []).append(values["label"])


def _permissions(backup: Backup, id_: str, values: Mapping[str, str]) -> None:  # noqa: ARG001
    if values.get("type", "").lower() == "view":
        backup.restricted.add(values.get("owningContent", ""))


def _attachment(backup: Backup, id_: str, values: Mapping[str, str]) -> None:  # noqa: ARG001
    held_by = values.get("containerContent") or values.get("content", "")
    current = values.get("contentStatus", "current") == "current" and not values.get("originalVersion")
    if held_by and current and (name := values.get("title") or values.get("fileName")):
        backup.attachments.setdefault(held_by, []).append(name)


def _setting(backup: Backup, id_: str, values: Mapping[str, str]) -> None:  # noqa: ARG001
    if values.get("key") == "atlassian.confluence.settings" and (
        found := _BASE_URL.search(values.get("value", "")[:100_000])
    ):
        backup.base_url = found[1].strip()
