"""Which comment of a solved ticket tells what solved it, where the tracker itself does not say.

Jira marks no comment as the answer. So every comment is read sentence by sentence: questions, promises, reports of
testers, notices of machines and courtesy say nothing about the solution, whoever wrote them last. What is left is, in
this order: what the one who asked said in the end that it works, theirs or the advice before it; the last statement of
the solution or its cause; what staff did or advised; the last thing staff said to the asker, unless the product itself
was changed, for then that was only talk on the way; since which version it is gone. What the asker tried in vain is
left out. When nothing is left, no comment tells the solution: rather none than a wrong one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ingest.ticket.jira_gist import Gist, Said, gist_of
from ingest.ticket.jira_words import BOT
from ingest.ticket.tickets import Comment

_SAYS = 2
"""Words that a comment needs to say anything."""
_SPOKE = 4
"""Words with which the one who asked goes on asking."""
_MORE = 8
"""Words that a comment needs beside its questions."""
_GRACE = dt.timedelta(hours=12)
"""Comments that came longer after the ticket was resolved did not solve it."""


def solution(answers: Sequence[Said], reporter: str, assignee: str, resolved_at: str) -> Comment | None:
    """The comment that tells the solution of a solved ticket; resolved_at: ISO time or ""."""
    said = [one for one in answers if one.comment.public and one.comment.text and not _is_bot(one.comment)]
    gists = [gist_of(one) for one in said]
    asker = "" if reporter == assignee else reporter
    _refute(gists, asker)
    for gist in gists:
        gist.claims = gist.claims or (gist.describes and (gist.commit or gist.comment.author == assignee))
    changed = any(gist.changed for gist in gists)
    in_time = [gist for gist in gists if _in_time(gist.comment, resolved_at)]
    # Who reported it and did the work too speaks for staff, but tells of it only where the product was changed.
    silent = asker if changed else reporter
    staff = [g for g in in_time if g.comment.author != (silent or None) and not g.complains and not g.refuted]
    heard = [
        g for g in _before_it_was_over(staff, in_time) if g.speaks or g.comment.author == (assignee or g.comment.author)
    ]
    found = (
        _confirmed(in_time, asker)
        or (
            _last(g for g in staff if g.claims and not g.confirms and g.comment.author == assignee) if changed else None
        )
        or _told(in_time, asker)
        or _last(g for g in staff if g.advises and (not changed or g.comment.author == assignee))
        or (None if changed else _last(g for g in heard if _says(g) or g.fixed_in or g.works_in or g.over))
        or _last(g for g in staff if g.fixed_in and not (g.checked or g.changed))
        or _last(g for g in gists if g.fixed_in and not (changed and g.comment.author == asker))
        or (None if changed else _last(g for g in in_time if g.works_in and not g.complains))
        or _last(g for g in gists if g.claims and not g.confirms and g.comment.author in (reporter, assignee))
    )
    return found.comment if found else None


def _refute(gists: Sequence[Gist], asker: str) -> None:
    """Marks what the one who asked had tried in vain, and what was done before somebody reopened the ticket."""
    since = 0
    for at, gist in enumerate(gists):
        if gist.comment.author == asker:
            for earlier in gists[since:at]:
                earlier.refuted = earlier.refuted or gist.complains
            since = at + 1
        if gist.reopens and gist.complains:
            for earlier in gists[:at]:
                earlier.refuted = earlier.refuted or earlier.changed


def _confirmed(gists: Sequence[Gist], asker: str) -> Gist | None:
    """What the one who asked said in the end that it solved it; their own words where they tell what they did."""
    for at in range(len(gists) - 1, -1, -1):
        gist = gists[at]
        confirms = gist.confirms or gist.over
        if gist.comment.author != asker or not (confirms or gist.complains or gist.claims or gist.asks):
            continue
        if not confirms or gist.complains or gist.asks:
            return None
        if gist.acted and not (gist.claims or gist.owns):
            return gist
        if gist.claims:  # "I solved it": how, they may have said before.
            return _last(g for g in gists[:at] if g.claims and not g.complains and not g.refuted)
        answer = _answered(gists[:at], asker, gist.owns)
        own = gist if gist.fixed_in or gist.works_in else None
        return own if own and answer and not answer.tells else answer or own
    return None


def _answered(gists: Sequence[Gist], asker: str, owned: bool) -> Gist | None:
    """What tells most of what others said since the one who asked last spoke; earlier advice had not helped.

    owned: the asker admits a mistake, so that even a question told them.
    """
    run: list[Gist] = []
    for gist in reversed(gists):
        if gist.comment.author != asker:
            run.insert(0, gist)
        elif gist.words >= _SPOKE and not gist.confirms:
            break
    run = [g for g in run if not g.complains and not g.refuted]
    return (
        _last(g for g in run if g.claims)
        or _last(g for g in run if g.tells)
        or _last(g for g in run if g.plain > _SAYS and _says(g))
        or (_last(iter(run)) if owned else None)
    )


def _told(gists: Sequence[Gist], asker: str) -> Gist | None:
    """The last statement of the solution."""
    changed, changed_later = any(gist.changed for gist in gists), False
    for at in range(len(gists) - 1, -1, -1):
        gist = gists[at]
        asked = gist.comment.author == asker
        if gist.claims and gist.confirms:
            if found := _last(g for g in gists[:at] if g.claims and not g.complains and not g.refuted):
                return found
        # Where the product was changed, what the one who asked had found out was where to look.
        elif not (gist.complains or gist.refuted) and (
            (gist.claims and not (asked and (changed_later or gist.asks))) or (gist.advises and not (asked or changed))
        ):
            return gist
        changed_later = changed_later or gist.changed
    return None


def _before_it_was_over(staff: Sequence[Gist], gists: Sequence[Gist]) -> Sequence[Gist]:
    """What staff said before somebody wrote that a solution was found; thereafter they asked which."""
    over = next((at for at, gist in enumerate(gists) if gist.claims and gist.confirms), len(gists))
    return [gist for gist in staff if any(gist is earlier for earlier in gists[:over])]


def _says(gist: Gist) -> bool:
    """Whether it says anything but questions."""
    return gist.plain >= (_MORE if gist.asks else _SAYS)


def _last(gists: Iterable[Gist]) -> Gist | None:
    found = None
    for found in gists:  # noqa: B007 - the last one is wanted
        pass
    return found


def _in_time(comment: Comment, resolved_at: str) -> bool:
    if len(comment.at) < 20 or len(resolved_at) < 20:
        return True
    return dt.datetime.fromisoformat(comment.at) <= dt.datetime.fromisoformat(resolved_at) + _GRACE


def _is_bot(comment: Comment) -> bool:
    return comment.role == "system" or BOT.search(comment.author) is not None
