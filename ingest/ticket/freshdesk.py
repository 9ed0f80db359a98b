"""What stands where in Freshdesk's exports: every record by its keys, conversations with their ticket."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from copilot.core.types import Rejected
from ingest.export.dates import iso
from ingest.export.records import RecordError, id_of, objects, text_of
from ingest.ticket.exports import Newest, Value, each, from_cells, number_in

FIX = "export it again with Freshdesk's API v2, or its JSON or CSV export of tickets"
_LISTS = ("tickets", "ticket", "results", "conversations", "conversation", "agents", "agent", "contacts", "contact",
    "articles", "article", "folders", "folder", "categories", "category", "groups", "group", "companies", "company",
    "ticket_fields", "helpdesk_ticket", "solution_article", "user")  # fmt: skip
"""What answers and exports wrap their records in."""
_COLUMNS = {
    "id": ("ticket id", "id", "ticket_id", "ticketnummer", "ticketnr", "numéro du ticket"),
    "subject": ("subject", "onderwerp", "betreff", "sujet", "objet", "asunto"),
    "description_text": ("description", "description text", "beschrijving", "omschrijving", "beschreibung"),
    "status_name": ("status", "état", "statut", "estado"),
    "priority_name": ("priority", "prioriteit", "priorität", "priorité", "prioridad"),
    "source_name": ("source", "bron", "quelle"),
    "type": ("type", "ticket type"),
    "requester_name": ("full name", "requester name", "contact name", "name", "naam", "volledige naam"),
    "responder_name": ("agent", "agent name"),
    "created_at": ("created time", "created at", "aangemaakt op", "erstellt am", "heure de création"),
    "updated_at": ("last update time", "last updated time", "updated at", "laatst bijgewerkt op"),
    "tags": ("tags", "labels"),
}


class Records:
    """Every record of an export."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tickets = Newest("ticket")
        self._talks: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
        """ticket id -> conversation id -> conversation."""
        self._articles: dict[tuple[str, str], Mapping[str, Any]] = {}
        """(id, locale) -> solution article, the newest of each."""
        self._agents: dict[str, str] = {}
        self._contacts: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        """("folder", "categor", "group" or "compan" with a locale, id) -> name."""
        self._states: dict[int, str] = {}

    def add(self, value: Value) -> Iterator[Rejected]:
        yield from self._add(_from_csv(value.data) if value.place.startswith("row") else value.data, value, "")

    def _add(self, data: Any, value: Value, kind: str) -> Iterator[Rejected]:
        if isinstance(data, list):
            yield from each(self._source, value, data, FIX, lambda entry: self._add(entry, value, kind))
            return
        if not isinstance(data, Mapping):
            raise RecordError(f"expected a Freshdesk record, found {type(data).__name__}")
        inner = [name for name in _LISTS if isinstance(data.get(name), list | Mapping)]
        if inner and "id" not in data:
            for name in inner:
                yield from self._add(data[name], value, name)
        else:
            self._keep(data, value, kind or value.stem)

    def _keep(self, data: Mapping[str, Any], value: Value, kind: str) -> None:
        keys = data.keys()
        if {"ticket_id", "time_spent"} <= keys or {"billable"} & keys:
            return  # Hours worked hold no knowledge.
        if {"body", "body_text"} & keys and {"private", "incoming", "ticket_id"} & keys:
            self._talk(data, str(data.get("ticket_id") or number_in(value.context, "ticket", "conversation")))
        elif "contact" in keys and isinstance(data["contact"], Mapping):
            self._agents[id_of(data)] = text_of(data["contact"], "name")
        elif {"folder_id", "title"} <= keys:
            self._article(data, value)
        elif {"subject", "requester_id"} & keys or {"status", "description"} <= keys:
            self._ticket_record(data)
        elif data.get("name") == "status" and "choices" in keys:
            choices = data["choices"] if isinstance(data["choices"], Mapping) else {}
            self._states |= {int(n): _first(label) for n, label in choices.items() if str(n).isdigit()}
        elif "name" in keys and "email" in keys:
            staff = data.get("helpdesk_agent") is True
            (self._agents if staff else self._contacts)[id_of(data)] = text_of(data, "name")
        elif "name" in keys:
            for what in ("folder", "categor", "group", "compan"):
                if what in kind:
                    self._names[what + _locale(value), id_of(data)] = text_of(data, "name")
        else:
            raise RecordError(
                f"no record of Freshdesk that is known; its keys are {', '.join(list(data)[:12]) or 'none'}"
            )

    def _ticket_record(self, data: Mapping[str, Any]) -> None:
        # The old API's own number is the one that people see.
        key = id_of(data, "display_id" if "display_id" in data else "id")
        self._tickets.add(key, data, iso(data.get("updated_at")), iso(data.get("created_at")))
        for talk in (*objects(data, "conversations"), *objects(data, "notes")):
            note = talk.get("note")
            self._talk(note if isinstance(note, Mapping) else talk, key)
        requester = data.get("requester")
        if isinstance(requester, Mapping) and requester.get("id"):
            self._contacts.setdefault(str(requester["id"]), text_of(requester, "name"))

    def _talk(self, data: Mapping[str, Any], ticket: str) -> None:
        if not ticket:
            raise RecordError('a conversation without "ticket_id", in a file whose name holds no number of a ticket')
        held = self._talks[ticket]
        held[str(data.get("id", f"#{len(held)}"))] = data

    def _article(self, data: Mapping[str, Any], value: Value) -> None:
        locale = text_of(data, "language") or text_of(data, "language_code") or _locale(value)
        key = id_of(data), locale
        held = self._articles.get(key)
        if held is None or iso(held.get("updated_at")) <= iso(data.get("updated_at")):
            self._articles[key] = data


def _locale(value: Value) -> str:
    """Of solution_articles_fr.json, or of the request /solutions/articles/4/fr."""
    path = value.context.partition("?")[0]
    found = re.search(r"[_\-.]([a-z]{2}(?:[-_][A-Za-z]{2})?)$|/\d+/([a-z]{2}(?:-[A-Za-z]{2})?)$", path)
    return (found[1] or found[2]) if found else ""


def _first(label: Any) -> str:
    return str(label[0]) if isinstance(label, list) and label else str(label)


def _from_csv(cells: Mapping[str, list[str]]) -> dict[str, Any]:
    """A row of the ticket export in the shape of the API. Raises RecordError."""
    data = from_cells(cells, _COLUMNS, "id")
    tags = [tag.strip() for tag in (data["tags"] or "").split(",") if tag.strip()]
    return {**data, "subject": data["subject"] or "", "tags": tags}
