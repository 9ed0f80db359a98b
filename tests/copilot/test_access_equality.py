"""Everybody finds what an index of just their own documents would find: the same hits in the same order and scores.

Askers with 0 to 100 % of a generated desk, 500 questions each, which ask for hidden documents as often as for others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.types import LOCAL_ASKER, Asker, Hit
from copilot.pipeline import Copilot
from ingest import pipeline
from support import write_desk
from support_access import Json, askers, documents, near_copies, questions

DOCUMENTS = documents(seed=1, count=400)
QUESTIONS = questions(seed=2, count=500, about=DOCUMENTS)
ASKERS = askers()
Opened = Callable[[str, Sequence[Json]], Copilot]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """opened(name, documents) -> a co-pilot over these documents."""
    folder = tmp_path_factory.mktemp("desks")
    embedder = HashingEmbedder(48)

    def make(name: str, found: Sequence[Json]) -> Copilot:
        config = settings.load(write_desk(Path(folder, name), list(found)), {"BALIE_AS_OF": "2026-06-01"})
        pipeline.sync(config, embedder)
        return Copilot.open(config, embedder)

    return make


@pytest.fixture(scope="module")
def shared(opened: Opened) -> Copilot:
    return opened("shared", DOCUMENTS)


def visible(asker: Asker, found: Sequence[Json]) -> list[Json]:
    return [document for document in found if asker.may_see(tuple(document["audience"]))]  # type: ignore[arg-type]


def told(hits: Sequence[Hit]) -> list[tuple[object, ...]]:
    """All that an asker is told of each hit, but for its scores."""
    return [(hit.rank, hit.chunk, hit.document, hit.also_in, hit.superseded_by) for hit in hits]


def scored(hits: Sequence[Hit]) -> list[float]:
    return [score for hit in hits for score in (hit.score, hit.dense, hit.lexical)]


@pytest.mark.parametrize("share", [share for share in ASKERS if share != "0"])
def test_hits_are_those_of_an_index_of_ones_own_documents(shared: Copilot, opened: Opened, share: str) -> None:
    asker = ASKERS[share]
    own = visible(asker, DOCUMENTS)
    assert len(own) == len(DOCUMENTS) * int(share) // 100
    alone = opened(f"of {share}", own)
    for number, (question, filters) in enumerate(QUESTIONS):
        k = 100 if number % 25 == 0 else 10
        ours = shared.search(asker, question, k, filters).hits
        theirs = alone.search(LOCAL_ASKER, question, k, filters).hits
        assert told(ours) == told(theirs), (question, filters)
        assert scored(ours) == pytest.approx(scored(theirs), abs=1e-6), (question, filters)
        chunks = alone.snapshot.scope(LOCAL_ASKER, filters).chunks
        assert len(ours) == min(k, alone.snapshot.chunks if chunks is None else chunks.sum())


def test_who_may_see_nothing_finds_nothing(shared: Copilot) -> None:
    assert visible(ASKERS["0"], DOCUMENTS) == []
    for question, filters in QUESTIONS:
        for asker in (ASKERS["0"], Asker("unknown")):
            assert shared.search(asker, question, 10, filters).hits == ()


def test_near_copies_are_grouped_over_the_whole_desk(opened: Opened) -> None:
    """The one difference: two documents that are alike only by way of a hidden one count as copies of each other.

    Nothing is lost by it: each document that an asker may see is found, or named by the one that stands for it.
    """
    found = near_copies(seed=3, count=80)
    asker = ASKERS["50"]
    shared, own = opened("near", found), visible(asker, found)
    for question, _ in questions(seed=4, count=20, about=found):
        hits = shared.search(asker, question, 100).hits
        named = {name for hit in hits for name in (hit.document.id, *hit.also_in)}
        assert named == {f"desk:{document['id']}" for document in own}
