"""`tickets_freshdesk`: Freshdesk tickets with their conversations, and solution articles, from saved answers of API v2
(tickets, conversations, contacts, agents, solution articles, folders) or the JSON or CSV export of tickets.

Files may lie in any order and in any folder below `path`: conversations and people are joined to their tickets.
Translated articles carry no language; save them as solution_articles_fr.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from copilot.core.types import Document, Rejected
from ingest.export.dates import iso
from ingest.export.records import id_of, text_of
from ingest.ticket.articles import article, safely
from ingest.ticket.exports import Export, ExportOptions, files_of, left_out, link_name, nameless
from ingest.ticket.freshdesk import FIX, Records
from ingest.ticket.tickets import Comment, Role, Ticket, documents, from_html, last_answer, says_solved

_STATUS = {2: "Open", 3: "Pending", 4: "Resolved", 5: "Closed", 6: "Waiting on Customer", 7: "Waiting on Third Party"}
_PRIORITY = {1: "Low", 2: "Medium", 3: "High", 4: "Urgent"}
_CHANNEL = {1: "email", 2: "portal", 3: "phone", 5: "twitter", 6: "facebook", 7: "chat", 9: "feedback widget"}
_CHANNEL |= {10: "outbound email", 11: "ecommerce", 12: "bot", 13: "whatsapp"}
_FORWARDED = 8
"""Source of a conversation that went to a third party: the customer does not see it."""
_SURVEY = 6
_DRAFT = 1


class Options(ExportOptions):
    """`path`: .json, .jsonl or .csv files, in a folder or as a glob."""


class FreshdeskSource(Export):
    """One Item is the whole export, since conversations and people may stand in any of its files."""

    fix = FIX
    _options: Options

    def collector(self) -> _Freshdesk:
        return _Freshdesk(self._options)


class _Freshdesk(Records):
    def __init__(self, options: Options) -> None:
        super().__init__(options.name)
        self._options = options
        self._unknown: set[str] = set()

    def documents(self) -> Iterator[Document | Rejected]:
        name, gone = self._options.name, set()
        yield from self._tickets.notes(name)
        for key in dict.fromkeys([*(key for key, _ in self._tickets.items()), *self._talks]):
            data = self._tickets.get(key)
            if data.get("deleted") is True:
                gone.add(key)
                continue
            yield from safely(name, f"ticket {key}", FIX, self._documents, key, data)
        yield from left_out(name, "deleted", gone)
        seen: set[str] = set()
        for (key, locale), data in sorted(self._articles.items(), key=lambda entry: entry[0][1] != ""):
            external = f"article-{key}/{locale}" if key in seen else f"article-{key}"
            seen.add(key)
            yield from safely(name, external, FIX, self._page, external, data, locale)
        yield from nameless(name, self._unknown, "contacts and agents")

    def _documents(self, key: str, data: Mapping[str, Any]) -> Iterator[Document]:
        yield from documents(self._options, self._ticket(key, data))

    def _ticket(self, key: str, data: Mapping[str, Any]) -> Ticket:
        page = self._options.link(f"/a/tickets/{key}")
        asker = data.get("requester_id")
        created = self._time(data.get("created_at"))
        comments = [self._comment(talk, data, page) for talk in self._talks[key].values()]
        comments.sort(key=lambda comment: comment.at)
        if data:
            text, removed = _description(data)
            outbound = data.get("source") == 10
            person = data.get("responder_id") if outbound else asker
            name = text_of(data, "responder_name" if outbound else "requester_name") or self._name(person, "")
            role: Role = "agent" if outbound else "customer"
            files = files_of(data)
            first = Comment(text, name, created, uri=page, role=role, removed=removed, attachments=files)
            comments.insert(0, first)
        status = self._status(data)
        solved = (status.casefold() in ("resolved", "closed") or says_solved(status)) and data.get("spam") is not True
        return Ticket(
            id=key,
            title=text_of(data, "subject") or f"Ticket {key}",
            comments=tuple(comments),
            resolved=solved,
            solution=last_answer(comments) if solved else None,
            uri=page,
            created_at=created or min((c.at for c in comments if c.at), default=""),
            updated_at=self._time(data.get("updated_at")),
            metadata={
                "status": status,
                "priority": text_of(data, "priority_name") or _PRIORITY.get(_number(data.get("priority")), ""),
                "type": data.get("type") or data.get("ticket_type"),
                "tags": data.get("tags"),
                "channel": text_of(data, "source_name").lower() or _CHANNEL.get(_number(data.get("source")), ""),
                "group": self._names.get(("group", str(data.get("group_id"))), ""),
                "company": self._names.get(("compan", str(data.get("company_id"))), ""),
                "spam": data.get("spam") or None,
            },
        )

    def _comment(self, data: Mapping[str, Any], ticket: Mapping[str, Any], page: str) -> Comment:
        body = text_of(data, "body")
        # In the old API "body" is the text and "body_html" the page.
        html = text_of(data, "body_html") or ("" if "body_html" in data else body)
        text, removed = from_html(html) if html else (text_of(data, "body_text") or body, ())
        person, source = data.get("user_id"), data.get("source")
        incoming = (
            data.get("incoming") is True
            or source == _SURVEY
            or (person is not None and person == ticket.get("requester_id"))
        )
        role: Role = "customer" if incoming else "agent"
        if str(person) in self._agents:
            role = "agent"
        ref = str(data.get("id") or "")
        return Comment(
            text or text_of(data, "body_text"),
            self._name(person, text_of(data, "from_email")),
            self._time(data.get("created_at")),
            ref,
            f"{page}#conversation-{ref}" if page and ref else page,
            data.get("private") is not True and source != _FORWARDED,
            role,
            removed,
            files_of(data),
        )

    def _status(self, data: Mapping[str, Any]) -> str:
        if named := text_of(data, "status_name"):
            return named
        status = data.get("status")
        if isinstance(status, str) and not status.isdigit():
            return status
        number = _number(status)
        return self._states.get(number) or _STATUS.get(number) or (f"status {number}" if number else "")

    def _name(self, person: Any, address: str) -> str:
        found = self._agents.get(str(person)) or self._contacts.get(str(person)) or link_name(address)
        if not found and person is not None:
            self._unknown.add(str(person))
        return found or ("" if person is None else str(person))

    def _time(self, value: Any) -> str:
        return iso(value, self._options.timezone)

    def _page(self, external_id: str, data: Mapping[str, Any], locale: str) -> Iterator[Document]:
        number = id_of(data)
        steps = [
            self._names.get((what + locale, str(data.get(key)))) or self._names.get((what, str(data.get(key))), "")
            for what, key in (("categor", "category_id"), ("folder", "folder_id"))
        ]
        draft = data.get("status") in (_DRAFT, "draft")
        yield article(
            self._options,
            external_id,
            text_of(data, "title"),
            text_of(data, "description") or text_of(data, "description_text"),
            internal=draft,
            uri=self._options.link(f"{'/' + locale if locale else ''}/support/solutions/articles/{number}"),
            language=locale,
            created_at=self._time(data.get("created_at")),
            updated_at=self._time(data.get("updated_at")),
            owner=self._agents.get(str(data.get("agent_id")), ""),
            metadata={
                "tags": data.get("tags"),
                "path": " > ".join(filter(None, steps)),
                "draft": draft or None,
            },
        )


def _description(data: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """In API v2 "description" is HTML; in the old API and in a CSV export it is text, with the HTML beside it."""
    html = text_of(data, "description_html") or ("" if "description_html" in data else text_of(data, "description"))
    text, removed = from_html(html) if html else ("", ())
    return text or text_of(data, "description_text") or text_of(data, "description"), removed


def _number(value: Any) -> int:
    text = str(value)
    return int(text) if text.isdigit() and len(text) < 6 else 0


def build(options: Options) -> FreshdeskSource:
    return FreshdeskSource(options)
