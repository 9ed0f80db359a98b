"""`tickets_zammad`: Zammad tickets with their articles, and knowledge base answers, from saved answers of its REST API
(tickets, ticket_articles, users, ticket_states, knowledge_bases), plain, with expand=true or with all=true.

Files may lie in any order and in any folder below `path`: articles and people are joined to their tickets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lxml import etree, html

from copilot.core.types import Document, Rejected, Removed
from ingest.export.dates import iso
from ingest.export.records import RecordError, id_of, objects, text_of, tidy
from ingest.ticket.articles import safely
from ingest.ticket.exports import (
    Export,
    ExportOptions,
    Newest,
    Value,
    each,
    files_of,
    from_cells,
    left_out,
    link_name,
    nameless,
    said,
)
from ingest.ticket.tickets import Comment, Role, Ticket, documents, from_html, last_answer, says_solved
from ingest.ticket.zammad_answers import Answers

_FIX = "export it again with Zammad's REST API (tickets and ticket_articles, as JSON)"
_STATES = {1: "new", 2: "open", 3: "pending reminder", 4: "closed", 5: "merged", 6: "removed", 7: "pending close"}
_PRIORITIES = {1: "1 low", 2: "2 normal", 3: "3 high"}
_SENDERS: dict[Any, Role] = {"agent": "agent", "customer": "customer", "system": "system"}
_SENDERS |= {1: "agent", 2: "customer", 3: "system"}
_COLUMNS = {
    "id": ("id", "ticket id"),
    "number": ("number", "#", "nummer", "ticket#"),
    "title": ("title", "titel", "titre"),
    "state": ("state", "status", "statut"),
    "priority": ("priority", "prioriteit", "priorität"),
    "group": ("group", "groep", "gruppe"),
    "customer": ("customer", "klant", "kunde"),
    "created_at": ("created at", "created_at", "aangemaakt op", "erstellt am"),
    "updated_at": ("updated at", "updated_at", "bijgewerkt op", "aktualisiert am"),
    "note": ("note", "description", "body", "article body"),
}


class Options(ExportOptions):
    """`path`: .json, .jsonl or .csv files, in a folder or as a glob."""


class ZammadSource(Export):
    """One Item is the whole export, since articles and people may stand in any of its files."""

    fix = _FIX
    _options: Options

    def collector(self) -> _Zammad:
        return _Zammad(self._options)


class _Zammad(Answers):
    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._tickets = Newest("ticket")
        self._articles: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)

    def add(self, value: Value) -> Iterator[Rejected]:
        data = _from_csv(value.data) if value.place.startswith("row") else value.data
        yield from self._add(data, value, "")

    def _add(self, data: Any, value: Value, kind: str) -> Iterator[Rejected]:
        if isinstance(data, list):
            take = partial(self._add, value=value, kind=kind)
            yield from each(self._options.name, value, data, _FIX, take)
        elif not isinstance(data, Mapping):
            if not (kind and isinstance(data, int)):  # Lists of numbers stand beside the assets they name.
                raise RecordError(f"expected a Zammad record, found {type(data).__name__}")
        elif assets := data.get("assets", data if any(_is_asset(k, v) for k, v in data.items()) else None):
            for name, entries in assets.items():
                found = entries.values() if isinstance(entries, Mapping) else ()
                yield from each(self._options.name, value, found, _FIX, partial(self._asset, name))
        elif inner := [
            name for name in ("tickets", "ticket", "ticket_articles", "articles", "users", "user") if name in data
        ]:
            if "id" in data:
                self._record(data)
                return
            for name in inner:
                yield from self._add(data[name], value, name)
        else:
            self._record(data)

    def _record(self, data: Mapping[str, Any]) -> None:
        keys = data.keys()
        if {"ticket_id", "body"} <= keys:
            self._message(data, id_of(data, "ticket_id"))
        elif {"title", "number"} <= keys or {"title", "state_id"} <= keys or {"title", "state"} <= keys:
            self._ticket_record(data)
        elif "login" in keys or {"firstname", "lastname"} & keys:
            self._assets["User", id_of(data)] = data
        elif "state_type_id" in keys or ("state_type" in keys and "name" in keys):
            self._assets["TicketState", id_of(data)] = data
        elif {"category_icon"} & keys:
            self._assets["KnowledgeBaseCategory", id_of(data)] = data
        elif not ({"iconset", "permissions"} & keys) and not ("name" in keys and "id" in keys):
            raise RecordError(f"no record of Zammad that is known; its keys are {', '.join(list(data)[:12]) or 'none'}")

    def _asset(self, name: str, entry: Any) -> None:
        if not isinstance(entry, Mapping):
            return
        if name == "Ticket":
            self._ticket_record(entry)
        elif name == "TicketArticle":
            self._message(entry, id_of(entry, "ticket_id"))
        else:
            held = self._assets.get((name, id_of(entry)), {})
            newer = iso(held.get("updated_at")) <= iso(entry.get("updated_at"))
            self._assets[name, id_of(entry)] = {**held, **entry} if newer else {**entry, **held}

    def _ticket_record(self, data: Mapping[str, Any]) -> None:
        self._tickets.add(id_of(data), data, iso(data.get("updated_at")), iso(data.get("created_at")))
        for message in objects(data, "articles"):
            self._message(message, id_of(data))

    def _message(self, data: Mapping[str, Any], ticket: str) -> None:
        # Without an id it is what was sent to the API, not what the API answered.
        key = id_of(data)
        self._articles[ticket][key] = {**self._articles[ticket].get(key, {}), **data}

    def documents(self) -> Iterator[Document | Rejected]:
        name, gone = self._options.name, set()
        yield from self._tickets.notes(name)
        keys = [*(key for key, _ in self._tickets.items()), *self._articles]
        for key in dict.fromkeys(keys):
            data = self._tickets.get(key)
            if self._state(data) == "removed":
                gone.add(key)
            else:
                yield from safely(name, f"ticket {key}", _FIX, self._documents, key, data)
        yield from left_out(name, "removed", gone)
        yield from self.answers(_FIX)
        yield from nameless(name, self._unknown, "users (users.json)")

    def _documents(self, key: str, data: Mapping[str, Any]) -> Iterator[Document]:
        page = self._options.link(f"/#ticket/zoom/{key}")
        raw = self._articles[key].values()
        comments = sorted((self._comment(message, page) for message in raw), key=lambda comment: comment.at)
        if not comments and (note := text_of(data, "note")):
            comments = [Comment(note, self._person(data, "customer"), self._time(data.get("created_at")), uri=page)]
        elif not comments and data:
            comments = [Comment("", self._person(data, "customer"), self._time(data.get("created_at")), uri=page)]
        state = self._state(data)
        known = self._assets.get(("TicketState", str(data.get("state_id"))), {})
        solved = says_solved(state) or text_of(known, "state_type") == "closed"
        solved = solved and state not in ("merged", "removed")
        yield from documents(
            self._options,
            Ticket(
                id=key,
                title=text_of(data, "title") or f"Ticket {key}",
                comments=tuple(comments),
                resolved=solved,
                solution=last_answer(comments) if solved else None,
                uri=page,
                created_at=self._time(data.get("created_at")) or min((c.at for c in comments if c.at), default=""),
                updated_at=self._time(data.get("updated_at")) or max((c.at for c in comments), default=""),
                metadata={
                    "number": data.get("number"),
                    "status": state,
                    "priority": _named(data.get("priority")) or _PRIORITIES.get(data.get("priority_id", 0), ""),
                    "type": data.get("type"),
                    "tags": data.get("tags"),
                    "group": _named(data.get("group")) or self._label("Group", data.get("group_id")),
                    "organization": _named(data.get("organization"))
                    or self._label("Organization", data.get("organization_id")),
                },
            ),
        )

    def _state(self, data: Mapping[str, Any]) -> str:
        number = data.get("state_id")
        label = self._label("TicketState", number) or (_STATES.get(number, "") if isinstance(number, int) else "")
        return (_named(data.get("state")) or label).lower()

    def _comment(self, data: Mapping[str, Any], page: str) -> Comment:
        body = text_of(data, "body")
        text, removed = _readable(body) if text_of(data, "content_type") == "text/html" else (body, ())
        ref = id_of(data)
        sender = data.get("sender") or data.get("sender_id")
        name = link_name(data.get("from"))
        return Comment(
            text,
            name if name and "@" not in name else self._person(data, "origin_by", "created_by") or name,
            self._time(data.get("created_at")),
            ref,
            f"{page}/{ref}" if page else "",
            data.get("internal") is not True,
            _SENDERS.get(sender.lower() if isinstance(sender, str) else sender, ""),
            removed,
            files_of(data),
        )

    def _label(self, kind: str, number: Any) -> str:
        return said(self._assets.get((kind, str(number)), {}), "name")


def _is_asset(name: str, value: Any) -> bool:
    return name[:1].isupper() and isinstance(value, Mapping)


def _named(value: Any) -> str:
    """A name that stands as such (expand=true) or in an object."""
    found = value.get("name") if isinstance(value, Mapping) else value
    return tidy(found) if isinstance(found, str) else ""


def _readable(body: str) -> tuple[str, tuple[Removed, ...]]:
    """Text of an article; the signature that Zammad put below it, which it marks, is told apart."""
    gone: tuple[Removed, ...] = ()
    if "data-signature" in body:
        try:
            root = html.fragment_fromstring(body, create_parent="div")
        except (etree.LxmlError, ValueError):
            return from_html(body)  # Odd HTML is still read, with its signature.
        for element in root.xpath(".//*[@data-signature='true']"):
            gone += (
                Removed(
                    "tickets: signature", from_html(html.tostring(element, encoding="unicode", with_tail=False))[0]
                ),
            )
            element.drop_tree()
        body = html.tostring(root, encoding="unicode")
    text, removed = from_html(body)
    return text, removed + gone


def _from_csv(cells: Mapping[str, list[str]]) -> dict[str, Any]:
    """A row of a ticket export in the shape of the API. Raises RecordError."""
    data = from_cells(cells, _COLUMNS, "id", "number")
    return {**data, "id": data["id"] or data["number"], "title": data["title"] or "", "state": data["state"] or ""}


def build(options: Options) -> ZammadSource:
    return ZammadSource(options)
