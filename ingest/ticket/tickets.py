"""What every helpdesk's tickets have in common: their Documents out of their comments, and what solved them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from copilot.core.types import INTERNAL_SUFFIX, Document, Part, Removed
from ingest.export.base import SourceOptions
from ingest.mailbox.html import fragment_to_text
from ingest.ticket.closing import is_closing


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SOLVED = _words(
    "solved resolved closed done fixed complete completed answered implemented delivered finished accepted"
    " opgelost gesloten afgesloten gereed klaar voltooid afgerond uitgevoerd hersteld afgehandeld beantwoord verholpen"
    " gelöst geloest geschlossen erledigt abgeschlossen behoben beantwortet fertig"
    " résolu résolue fermé fermée clos close clôturé clôturée terminé terminée traité traitée"
    " resuelto resuelta cerrado cerrada solucionado solucionada terminado terminada"
    " resolvido fechado concluído risolto chiuso"
) | {"closed successful", "closed - solved", "closed - resolved", "closed (fixed)"}
"""States and resolutions, in lower case, that mean that the problem is gone; every other one means that it is not."""
UNSOLVED = _words(
    "wontfix invalid duplicate spam worksforme incomplete rejected declined abandoned cancelled canceled withdrawn"
    " expired obsolete moved merged deleted removed junk wontdo notabug unreproducible"
    " ongeldig dubbel duplicaat geannuleerd afgewezen ingetrokken vervallen verlopen samengevoegd"
    " ungültig duplikat abgelehnt abgebrochen doublon rejeté rejetée annulé annulée refusé"
    " duplicado rechazado rechazada cancelado cancelada"
) | {
    *("won't fix", "wont fix", "will not fix", "won't do", "cannot reproduce", "can't reproduce", "not reproducible"),
    *(
        "works for me",
        "not a bug",
        "no response",
        "by design",
        "not planned",
        "closed unsuccessful",
        "closed - won't fix",
    ),
    *("niet reproduceerbaar", "niet oplossen", "wordt niet opgelost", "geen reactie", "geen probleem"),
    *("nicht reproduzierbar", "wird nicht behoben", "keine rückmeldung", "non reproductible", "ne sera pas résolu"),
}
"""Resolutions, in lower case, that mean that nothing was solved, whatever the state says."""

OPEN = _words(
    "new open nieuw pending waiting assigned active started unconfirmed confirmed reopened triaged backlog hold"
    " wachtend aangemeld heropend gemeld toegewezen neu offen wartend nouveau ouvert nuevo abierto false true"
) | {
    "in progress",
    "in behandeling",
    "on hold",
    "in wacht",
    "to do",
    "te doen",
    "in bearbeitung",
    "en cours",
    "in review",
}
"""States, in lower case, that say plainly that a ticket is not done."""

Role = Literal["customer", "agent", "system", ""]
_MARKUP = re.compile(
    r"</(?:p|div|span|a|li|td|b|i|strong|em|ul|ol|table|h[1-6]|pre|code|blockquote)>|<(?:br|p|div|hr)\s*/?>", re.I
)


@dataclass(frozen=True, slots=True)
class Comment:
    """One message on a ticket, as its source has it."""

    text: str
    author: str = ""
    at: str = ""
    ref: str = ""
    uri: str = ""
    public: bool = True
    role: Role = ""
    """Who wrote it, a system being a trigger, an automation or a merge; "" where the source does not say."""
    removed: tuple[Removed, ...] = ()
    """What the source left out of the text."""
    attachments: tuple[str, ...] = ()
    """Names of files that came with it."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket, its comments in the order of time; the first is the problem."""

    id: str
    title: str
    comments: tuple[Comment, ...]
    resolved: bool
    solution: Comment | None = None
    """The comment that solved it; one of `comments`."""
    uri: str = ""
    created_at: str = ""
    updated_at: str = ""
    metadata: Mapping[str, Any] | None = None
    language: str = ""


def from_html(html: str) -> tuple[str, tuple[Removed, ...]]:
    """(visible text, what was hidden) of an HTML comment."""
    text, hidden = fragment_to_text(html)
    return text.strip(), tuple(Removed("hidden: html", stretch) for stretch in hidden)


def looks_like_html(text: str) -> bool:
    return "<" in text and _MARKUP.search(text) is not None


def last_answer(comments: Sequence[Comment]) -> Comment | None:
    """The last public reply by staff that says something: no thank-you, automatic close, survey or merge note.

    Where a source does not say who is staff, it is everybody but the one who asked.
    """
    told = {c.author for c in comments} != {""}
    asker = comments[0].author if comments else ""
    return next(
        (
            c
            for c in reversed(comments[1:])
            if (c.role == "agent" or (c.role == "" and (c.author != asker or not told)))
            and c.public
            and c.text
            and not is_closing(c.text)
        ),
        None,
    )


def says_solved(*states: str) -> bool:
    """Whether a ticket's state and resolution, in words, say that its problem is gone."""
    words = {" ".join(state.casefold().split()) for state in states if state.strip()}
    return bool(words & SOLVED) and not words & UNSOLVED


def documents(options: SourceOptions, ticket: Ticket) -> Iterator[Document]:
    """The ticket, and where it has private comments a second Document with just those."""
    private = [c for c in ticket.comments if not c.public]
    public = [c for c in ticket.comments if c.public]
    # A ticket with nothing but private comments shows nothing to others, not even its title.
    if public or not private:
        yield _document(options, ticket, ticket.id, public or [Comment("")], options.audience)
    if private:
        yield _document(options, ticket, ticket.id + INTERNAL_SUFFIX, private, options.internal_audience)


def _document(
    options: SourceOptions, ticket: Ticket, external_id: str, comments: Sequence[Comment], audience: tuple[str, ...]
) -> Document:
    problem = _problem(ticket, comments)
    roles: dict[str, str] = {c.author: c.role for c in comments if c.author and c.role in ("agent", "customer")}
    # Addresses are masked in authors, and metadata is not.
    roles = {name: role for name, role in roles.items() if "@" not in name}
    # Files of private comments are named to their readers only.
    files = [name for c in comments for name in c.attachments if name]
    facts = {**(ticket.metadata or {}), "authors": roles, "attachments": files}
    return Document(
        source=options.name,
        external_id=external_id,
        kind="ticket",
        title=ticket.title,
        parts=tuple(
            _part("problem" if c is problem else "resolution" if c is ticket.solution else "attempt", c)
            for c in comments
        ),
        uri=ticket.uri,
        language=ticket.language,
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        audience=audience,
        resolved=ticket.resolved,
        metadata={key: value for key, value in facts.items() if value not in (None, "", [], {})},
        removed=tuple(replace(gone, part=n) for n, c in enumerate(comments) for gone in c.removed),
    )


def _problem(ticket: Ticket, comments: Sequence[Comment]) -> Comment | None:
    """The ticket's first comment; where others than these readers see that one, the first that is no answer to it."""
    first = ticket.comments[0] if ticket.comments else comments[0]
    if any(comment is first for comment in comments):
        return first
    if not comments[0].public:
        return None  # Notes beside a problem that everybody sees.
    return next((c for c in comments if c is not ticket.solution and c.role != "agent"), None)


def _part(role: str, comment: Comment) -> Part:
    return Part(role, comment.text, author=comment.author, at=comment.at, ref=comment.ref, uri=comment.uri)
