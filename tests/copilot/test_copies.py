"""Documents with the same content: one answers, the others are named, and who that is depends on who asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copilot.core.types import LOCAL_ASKER, Asker, Filters
from copilot.pipeline import Copilot, Question
from support import DOCUMENTS

TEXT = (
    "Wie een fiets langer dan zes weken in de stalling laat staan, krijgt eerst een brief en daarna een kaartje aan "
    "het stuur. Na nog eens twee weken gaat de fiets naar het depot in Haven-Noord, waar hij een half jaar blijft."
)
PAGE = {"id": "stalling", "kind": "wiki", "title": "Fiets te lang in de stalling", "language": "nl", "text": TEXT}
COPIES = [
    {**PAGE, "id": "werkwijze", "audience": ["internal"], "updated_at": "2026-05-01"},
    {**PAGE, "id": "hulp", "audience": ["public"], "updated_at": "2026-01-01"},
    {**PAGE, "id": "oud", "audience": ["billing"], "updated_at": "2020-01-01"},
]
QUERY = "Hoe lang mag een fiets in de stalling staan?"


@pytest.fixture
def copilot(opened: Callable[..., Copilot]) -> Copilot:
    return opened([*COPIES, *DOCUMENTS])


def found(copilot: Copilot, asker: Asker, **filters: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """External id -> what it is also in, of the copies among the hits."""
    hits = copilot.search(asker, QUERY, 10, Filters(**filters)).hits
    return {hit.document.external_id: hit.also_in for hit in hits if hit.document.title == PAGE["title"]}


def asker(*audiences: str) -> Asker:
    return Asker("iemand", frozenset({"agent"}), frozenset(audiences))


def test_one_represents_the_others(copilot: Copilot) -> None:
    assert found(copilot, LOCAL_ASKER) == {"hulp": ("desk:werkwijze", "desk:oud")}


@pytest.mark.parametrize(
    ("audiences", "seen"),
    [
        (("public",), {"hulp": ()}),
        (("internal",), {"werkwijze": ()}),
        (("internal", "billing"), {"werkwijze": ("desk:oud",)}),
        (("nobody",), {}),
    ],
)
def test_who_represents_is_decided_among_what_the_asker_may_see(
    copilot: Copilot, audiences: tuple[str, ...], seen: dict[str, tuple[str, ...]]
) -> None:
    assert found(copilot, asker(*audiences)) == seen


def test_a_copy_can_still_be_opened(copilot: Copilot) -> None:
    assert copilot.document(LOCAL_ASKER, "desk:oud") is not None
    assert copilot.document(asker("public"), "desk:oud") is None


def test_citations_name_the_others(copilot: Copilot) -> None:
    answer = copilot.answer(LOCAL_ASKER, Question(QUERY))
    cited = {c.document.external_id: c.also_in for c in answer.citations}
    assert cited["hulp"] == ("desk:werkwijze", "desk:oud")


def test_a_newer_version_is_told_only_to_those_who_may_see_it(opened: Callable[..., Copilot]) -> None:
    older = {**PAGE, "id": "2025", "audience": ["public"], "updated_at": "2025-01-01"}
    newer = {**PAGE, "id": "2026", "audience": ["internal"], "updated_at": "2026-01-01"}
    newer["text"] = TEXT.replace("zes weken", "3 weken").replace("twee weken", "4 weken")
    older["text"] = TEXT.replace("zes weken", "6 weken").replace("twee weken", "2 weken")
    copilot = opened([older, newer, *DOCUMENTS])
    hits = {h.document.external_id: h.superseded_by for h in copilot.search(LOCAL_ASKER, QUERY).hits}
    assert (hits["2025"], hits["2026"]) == ("desk:2026", "")
    (public,) = [h for h in copilot.search(asker("public"), QUERY).hits if h.document.external_id == "2025"]
    assert public.superseded_by == ""
    assert copilot.answer(LOCAL_ASKER, Question(QUERY)).citations[0].document.external_id == "2026"
