"""How the documents of a generation stand to each other: the same content, or a newer version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from copilot.core.snapshot import Relation
from ingest import dedupe
from ingest.reading import Planned


@dataclass(frozen=True, slots=True)
class Relations:
    by_id: Mapping[str, Relation]
    """Of the documents that are not alone."""
    copies: tuple[str, ...]
    """Documents that another one represents, where all of them may be seen."""
    superseded: tuple[str, ...]
    """Documents with a newer version."""


def among(documents: Sequence[Planned], text_of: Callable[[Planned], str], today: date) -> Relations:
    """text_of: called for documents with a possible like only."""
    by_id = {planned.facts.id: planned for planned in documents}
    groups = dedupe.group([_entry(planned) for planned in documents], lambda i: text_of(by_id[i]))
    related = {i: Relation(superseded_by=newer) for i, newer in groups.superseded_by.items()}
    copies: list[str] = []
    for number, group in enumerate(sorted(groups.members)):
        for preference, i in enumerate(groups.preferred(group, today)):
            related[i] = Relation(number, preference, groups.superseded_by.get(i, ""))
            copies += [i] if preference else []
    return Relations(related, tuple(copies), tuple(groups.superseded_by))


def _entry(planned: Planned) -> dedupe.Entry:
    facts = planned.facts
    return dedupe.Entry(
        id=facts.id,
        signature=facts.signature,
        kind=facts.kind,
        title=facts.title,
        source=facts.source,
        audience=facts.audience,
        created_at=facts.created_at,
        updated_at=facts.updated_at,
        valid_until=facts.valid_until,
        supersedes=facts.supersedes,
        resolved=facts.resolved,
    )
