"""Who sees what: decided inside both searches, for any audiences, filters and askers."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import RequestError
from copilot.core.snapshot import DocumentRecord, LedgerState, Overlay, Scope, Snapshot, write
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import KINDS, LOCAL_ASKER, Asker, Chunk, Document, Filters, Part

EMBEDDER = HashingEmbedder(32)
GROUPS, SOURCES, LANGUAGES = ("public", "internal", "billing"), ("desk", "post"), ("nl", "en", "")
TAGS = ("borg", "wifi", "factuur")
START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


DATES = st.just("") | st.integers(0, 9).map(day)
SOME = st.lists(st.sampled_from(GROUPS), max_size=2, unique=True).map(tuple)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        source=st.sampled_from(SOURCES),
        external_id=st.just(""),
        kind=st.sampled_from(KINDS),
        title=st.just(""),
        parts=st.integers(1, 2).map(lambda n: tuple(Part("section", f"sleutel {i}") for i in range(n))),
        language=st.sampled_from(LANGUAGES),
        updated_at=DATES,
        audience=SOME,
        metadata=st.lists(st.sampled_from(TAGS), max_size=2).map(lambda tags: {"tags": tags}),
    ),
    min_size=1,
    max_size=12,
).map(lambda found: [dataclasses.replace(d, external_id=str(n)) for n, d in enumerate(found)])
ASKERS = st.just(LOCAL_ASKER) | st.builds(
    Asker, st.just("x"), st.sampled_from([frozenset(), frozenset({"admin"}), frozenset({"agent"})]), SOME.map(frozenset)
)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    kind=some(*KINDS),
    source=some(*SOURCES, "elders"),
    language=some("nl", "en"),
    tags=some(*TAGS),
    updated_after=DATES,
    updated_before=DATES,
)
OVERLAYS = st.builds(
    lambda removed, audiences: Overlay(frozenset(removed), audiences),
    st.sets(st.sampled_from([f"{s}:{n}" for s in SOURCES for n in range(12)]), max_size=4),
    st.dictionaries(st.sampled_from([f"{s}:{n}" for s in SOURCES for n in range(12)]), SOME, max_size=4),
)


def make(folder: Path, documents: list[Document], overlay: Overlay) -> Snapshot:
    records = []
    for document in documents:
        chunks = tuple(
            Chunk(document.id, start, end, document.text[start:end], language=document.language)
            for start, end in document.spans
        )
        records.append(DocumentRecord(document, "item", "1", chunks))
    matrix = EMBEDDER.embed_passages([chunk.passage for record in records for chunk in record.chunks])
    manifest = write(folder, records, LedgerState(), [matrix], [b""] * len(matrix), EMBEDDER.identity, {})
    return Snapshot(folder, manifest, overlay)


def by_words(snapshot: Snapshot, text: str, k: int, scope: Scope) -> list[int]:
    rows, _ = snapshot.words.matches(terms_of(text), scope).best(k)
    return rows.tolist()


def by_vector(snapshot: Snapshot, text: str, k: int, scope: Scope) -> list[int]:
    rows, _ = snapshot.dense(EMBEDDER.embed_queries([text])[0], k, scope)
    return rows.tolist()


def owners(snapshot: Snapshot, rows: list[int]) -> list[str]:
    return [snapshot.records.chunk(row)[0].document_id for row in rows]


def allowed(document: Document, asker: Asker, filters: Filters, overlay: Overlay) -> bool:
    """The rules, said once more in the plainest way."""
    groups = [document.audience]
    if document.id in overlay.audiences:
        groups.append(overlay.audiences[document.id])
    if asker.audiences is not None:
        for audience in groups:
            if not asker.audiences & set(audience) and not (not audience and "admin" in asker.roles):
                return False
    at = document.updated_at
    return (
        document.id not in overlay.removed
        and (not filters.kind or document.kind in filters.kind)
        and (not filters.source or document.source in filters.source)
        and (not filters.language or document.language in filters.language)
        and (not filters.tags or bool(set(filters.tags) & set(document.metadata.get("tags", ()))))
        and (not filters.updated_after or (at != "" and at >= filters.updated_after))
        and (not filters.updated_before or (at != "" and at <= filters.updated_before))
    )


@effort(max_examples=60, deadline=None)
@given(DOCUMENTS, OVERLAYS, st.lists(st.tuples(ASKERS, FILTERS, st.integers(1, 30)), min_size=1, max_size=8))
def test_both_searches_return_all_that_is_allowed_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[Document],
    overlay: Overlay,
    searches: list[tuple[Asker, Filters, int]],
) -> None:
    snapshot = make(tmp_path_factory.mktemp("scope"), documents, overlay)
    for asker, filters, k in searches:
        visible = {d.id: len(d.parts) for d in documents if allowed(d, asker, filters, overlay)}
        scope = snapshot.scope(asker, filters)
        for search in (by_words, by_vector):
            rows = search(snapshot, "sleutel", k, scope)
            assert set(owners(snapshot, rows)) <= visible.keys()
            assert len(set(rows)) == len(rows) == min(k, sum(visible.values()))
        if filters == Filters():
            for document in documents:
                assert (snapshot.document(document.id, asker) is not None) == (document.id in visible)


@effort(max_examples=25, deadline=None)
@given(DOCUMENTS, OVERLAYS, ASKERS, FILTERS)
def test_an_overlay_only_narrows(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[Document],
    overlay: Overlay,
    asker: Asker,
    filters: Filters,
) -> None:
    folder = tmp_path_factory.mktemp("overlay")
    plain = make(folder, documents, Overlay())
    narrowed = Snapshot(folder, plain.manifest | manifest_of(plain), overlay)
    assert not (narrowed.scope(asker, filters).documents & ~plain.scope(asker, filters).documents).any()


def manifest_of(snapshot: Snapshot) -> dict[str, object]:
    return dict(snapshot.manifest)


PUBLIC = Document("desk", "a", "wiki", "", (Part("section", "sleutel"),), audience=("public",))
NOBODY = Document("desk", "b", "wiki", "", (Part("section", "sleutel"),))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return make(tmp_path_factory.mktemp("two"), [PUBLIC, NOBODY], Overlay())


@pytest.mark.parametrize(
    ("asker", "seen"),
    [
        (Asker("x"), []),
        (Asker("x", frozenset({"agent"}), frozenset({"internal"})), []),
        (Asker("x", frozenset({"agent"}), frozenset({"public"})), ["desk:a"]),
        (Asker("x", frozenset({"admin"}), frozenset()), ["desk:b"]),
        (Asker("x", frozenset({"admin"}), frozenset({"public"})), ["desk:a", "desk:b"]),
        (LOCAL_ASKER, ["desk:a", "desk:b"]),
    ],
)
def test_denied_by_default(two: Snapshot, asker: Asker, seen: list[str]) -> None:
    scope = two.scope(asker, Filters())
    for search in (by_words, by_vector):
        assert owners(two, search(two, "sleutel", 9, scope)) == seen
    assert scope.is_empty == (not seen)


def test_scores_do_not_depend_on_the_order_of_the_filters(two: Snapshot) -> None:
    query = EMBEDDER.embed_queries(["sleutel"])[0]
    one = two.dense(query, 9, two.scope(LOCAL_ASKER, Filters(source=("desk", "post"))))
    np.testing.assert_array_equal(one, two.dense(query, 9, two.scope(LOCAL_ASKER, Filters())))


@pytest.mark.parametrize("name", ["updated_after", "updated_before"])
@pytest.mark.parametrize("value", ["gisteren", "2026-13-01", "2026", "\0"])
def test_a_bound_that_is_no_date_is_refused(two: Snapshot, name: str, value: str) -> None:
    with pytest.raises(RequestError) as error:
        two.scope(LOCAL_ASKER, Filters(**{name: value}))
    assert name in error.value.problem
    assert error.value.status == 422


def test_dates_are_compared_in_time_not_as_text(tmp_path: Path) -> None:
    document = dataclasses.replace(PUBLIC, updated_at="2026-03-01T00:30:00+02:00")
    snapshot = make(tmp_path, [document], Overlay())
    assert snapshot.scope(LOCAL_ASKER, Filters(updated_before="2026-02-28T22:30:00Z")).documents.all()
    assert snapshot.scope(LOCAL_ASKER, Filters(updated_after="2026-02-28T22:31:00Z")).is_empty


def test_a_tiny_audience_gets_its_full_list(tmp_path: Path) -> None:
    """A filter after the search would leave nothing of the 1 % that this asker may see."""
    documents = [
        dataclasses.replace(PUBLIC, external_id=str(n), audience=("billing",) if n % 100 == 7 else ("public",))
        for n in range(400)
    ]
    snapshot = make(tmp_path, documents, Overlay())
    scope = snapshot.scope(Asker("x", frozenset(), frozenset({"billing"})), Filters())
    assert by_vector(snapshot, "sleutel", 4, scope) == [7, 107, 207, 307]
    assert by_words(snapshot, "sleutel", 4, scope) == [7, 107, 207, 307]
    assert np.flatnonzero(scope.documents).tolist() == [7, 107, 207, 307]


def test_tags_are_wanted_in_any_case(tmp_path: Path) -> None:
    """One of those that are wanted is enough, whether the source calls them tags or labels."""
    metadata = [{"tags": ["WiFi", "Borg"]}, {"labels": ("wifi",)}, {"tags": "wifi"}, {"tags": [7, None]}, {}]
    documents = [dataclasses.replace(PUBLIC, external_id=str(n), metadata=found) for n, found in enumerate(metadata)]
    snapshot = make(tmp_path, documents, Overlay())
    for wanted, rows in [(("wifi",), [0, 1]), (("WIFI", "x"), [0, 1]), (("borg",), [0]), (("7",), []), (("wi",), [])]:
        scope = snapshot.scope(LOCAL_ASKER, Filters(tags=wanted))
        assert np.flatnonzero(scope.documents).tolist() == rows
        assert by_words(snapshot, "sleutel", 9, scope) == by_vector(snapshot, "sleutel", 9, scope) == rows


def test_askers_who_see_the_same_share_a_scope(two: Snapshot) -> None:
    agent, other = (Asker(n, frozenset({r}), frozenset({"public"})) for n, r in (("an", "agent"), ("bo", "qa")))
    scope = two.scope(agent, Filters())
    assert two.scope(other, Filters()) is scope
    assert two.scope(agent, Filters(kind=("wiki",))) is not scope
    for stranger in (
        Asker("an", frozenset({"agent"}), frozenset({"public", "billing"})),
        Asker("an", frozenset({"admin"}), frozenset({"public"})),
        Asker("an", frozenset({"agent"}), frozenset()),
        LOCAL_ASKER,
    ):
        assert two.scope(stranger, Filters()) is not scope
