"""A Jira issue, whatever export it comes from, as a Ticket: whether it is solved, and by what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from copilot.core.types import Removed
from ingest.ticket.jira_gist import Said
from ingest.ticket.jira_solving import solution
from ingest.ticket.markup import Rendered
from ingest.ticket.tickets import Comment, Role, Ticket, says_solved

_SOLVING = {"fixed", "done", "resolved", "solved", "completed", "implemented", "answered", "deployed", "released"} | {
    *("workaround", "self-resolved", "opgelost", "verholpen", "hersteld", "gelöst", "behoben", "erledigt", "résolu"),
    *("corrigé", "résolue", "corrigée"),
}
_NEGATED = re.compile(
    r"\b(?:not|no|never|won't|cannot|can't|without|duplicate|invalid|rejected|niet|geen|zonder|nicht|kein|ohne|pas|sans)\b"
)
_TELLS = re.compile(
    r"(?:resolution|fix|solution) (?:notes?|details?|description|comments?|summary|text|steps|information)"
    r"|(?:the |final )?solution|work-?around|root cause(?: (?:analysis|and fix))?|fix applied"
    r"|how (?:was it |it was )?(?:solved|fixed)"
    r"|(?:toelichting )?(?:oplossing|afhandeling)|oplossingsomschrijving|lösung(?:sbeschreibung)?|solution apportée",
    re.I,
)
_TELLING_WORDS = 3
"""A field of fewer words is a choice from a list, such as "Hardware"."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What the exports have in common."""

    key: str
    title: str
    problem: Said
    answers: tuple[Said, ...]
    reporter: str = ""
    assignee: str = ""
    status: str = ""
    resolution: str | None = None
    """"": not resolved. None: the export does not say."""
    resolved_at: str = ""
    told: Said | None = None
    """A field that tells the solution."""
    restricted: bool = False
    """Only for those of a security level."""
    uri: str = ""
    updated_at: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What the export lacks."""


def said(
    body: Rendered,
    author: str = "",
    at: str = "",
    ref: str = "",
    uri: str = "",
    public: bool = True,
    role: Role = "",
    files: tuple[str, ...] = (),
) -> Said:
    removed = tuple(Removed("hidden: html", stretch) for stretch in body.hidden)
    return Said(Comment(body.text, author, at, ref, uri, public, role, removed, files), body.prose)


def tells_solution(field_name: str, text: str) -> bool:
    """Whether a field of one's own, by its name, tells in words what solved the issue."""
    return _TELLS.fullmatch(" ".join(field_name.split())) is not None and len(text.split()) >= _TELLING_WORDS


def is_solved(resolution: str | None, status: str) -> bool:
    """Jira's resolution decides; only where an export lacks it, the status."""
    if resolution is None:
        return says_solved(status)
    words = " ".join(resolution.casefold().split())
    first = re.split(r"[ ,.:(/–-]", words, maxsplit=1)[0]
    return says_solved(words) or ((first in _SOLVING or words in _SOLVING) and not _NEGATED.search(words))


def ticket(issue: Issue) -> Ticket:
    """The comments in the order of time."""
    answers = issue.answers
    if all(one.comment.at for one in answers):
        answers = tuple(sorted(answers, key=lambda one: one.comment.at))
    solved = is_solved(issue.resolution, issue.status)
    found = solution(answers, issue.reporter, issue.assignee, issue.resolved_at) if solved else None
    if issue.told:
        answers = (*answers, issue.told)
        found = issue.told.comment if solved else None
    comments = [one.comment for one in (issue.problem, *answers)]
    if issue.restricted:
        at = next((n for n, comment in enumerate(comments) if comment is found), None)
        comments = [replace(comment, public=False) for comment in comments]
        found = None if at is None else comments[at]
    metadata = {**issue.metadata, "status": issue.status, "resolution": issue.resolution or ""}
    return Ticket(
        id=issue.key,
        title=issue.title or issue.key,
        comments=tuple(comments),
        resolved=solved,
        solution=found,
        uri=issue.uri,
        created_at=issue.problem.comment.at,
        updated_at=issue.updated_at,
        metadata=metadata,
    )
