"""The jsonl shape: what goes in comes out, and what is wrong is named."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core import interchange
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.interchange import ShapeError
from copilot.core.settings import Settings
from copilot.core.types import KINDS, Document, Part
from ingest import pipeline

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=15)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda x: st.lists(x, max_size=3), max_leaves=4)
PARTS = st.builds(Part, role=st.sampled_from(["message", "section"]), text=TEXT, author=TEXT, heading=TEXT, ref=TEXT)
DOCUMENTS = st.builds(
    Document,
    source=st.just("desk"),
    external_id=TEXT.map(str.strip).filter(bool),
    kind=st.sampled_from(KINDS),
    title=TEXT,
    parts=st.lists(PARTS, max_size=3).map(tuple),
    audience=st.lists(TEXT, max_size=3).map(tuple),
    owner=TEXT,
    resolved=st.sampled_from([None, True, False]),
    metadata=st.dictionaries(st.sampled_from(["tags", "status", "naam"]), JSON),
)


@given(DOCUMENTS)
def test_a_document_survives_the_round_trip(document: Document) -> None:
    line = json.dumps(interchange.to_json(document), ensure_ascii=False).encode()
    assert interchange.from_json("desk", json.loads(line)) == document


def test_metadata_cannot_take_the_place_of_a_known_key() -> None:
    document = Document("desk", "1", "wiki", "T", (Part("section", "a"),), metadata={"id": "2", "text": "b", "x": 1})
    back = interchange.from_json("desk", interchange.to_json(document))
    assert (back.external_id, back.text, back.metadata) == ("1", "a", {"x": 1})


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ([], "JSON object"),
        ({"text": "x"}, '"id"'),
        ({"id": " ", "text": "x"}, '"id"'),
        ({"id": ["a"], "text": "x"}, '"id"'),
        ({"id": "1", "kind": "fax", "text": "x"}, "'fax'"),
        ({"id": "1", "kind": ["wiki"], "text": "x"}, '"kind"'),
        ({"id": "1"}, "exactly one"),
        ({"id": "1", "text": "x", "parts": []}, "exactly one"),
        ({"id": "1", "text": 3}, '"text"'),
        ({"id": "1", "parts": {}}, '"parts"'),
        ({"id": "1", "parts": ["x"]}, "part 1"),
        ({"id": "1", "parts": [{"text": "x"}, {"text": 3}]}, "part 2"),
        ({"id": "1", "text": "x", "audience": "public"}, '"audience"'),
        ({"id": "1", "text": "x", "audience": [3]}, '"audience"'),
        ({"id": "1", "text": "x", "resolved": "yes"}, '"resolved"'),
        ({"id": "1", "text": "x", "title": {}}, '"title"'),
    ],
)
def test_what_is_wrong_is_named(data: object, named: str) -> None:
    with pytest.raises(ShapeError) as error:
        interchange.from_json("desk", data)  # type: ignore[arg-type]
    assert named in str(error.value)


def test_an_audience_of_its_own_replaces_the_sources() -> None:
    base = {"id": "1", "text": "x"}
    assert interchange.from_json("desk", base, ("public",)).audience == ("public",)
    assert interchange.from_json("desk", {**base, "audience": []}, ("public",)).audience == ()
    assert interchange.from_json("desk", {**base, "audience": ["a"]}, ("public",)).audience == ("a",)


def test_lone_surrogates_stop_nothing(desk: Callable[..., Settings]) -> None:
    broken = "\ud800"
    document = {
        **{"id": f"a{broken}", "kind": "wiki", "title": broken, "text": f"tekst {broken}", "audience": [broken]},
        **{"extra": {broken: [broken]}, "uri": broken},
    }
    config = desk()
    (config.folder / "desk.jsonl").write_text(json.dumps(document), encoding="utf-8")
    report = pipeline.sync(config, HashingEmbedder(32)).sources["desk"]
    assert (report.documents, report.rejected) == (1, [])
