"""POST /v1/search: the contract's shape, its bounds, and who sees what."""

from __future__ import annotations

import httpx
import pytest

from support_service import bearer, is_problem

HIT = {
    "rank", "score", "document_id", "source", "external_id", "chunk_id", "kind", "title", "uri", "text", "heading",
    "updated_at", "also_in",
}  # fmt: skip


def search(client: httpx.Client, query: str = "contract opzeggen", **body: object) -> httpx.Response:
    return client.post("/v1/search", json={"query": query, **body})


def test_a_search_has_the_shape_of_the_contract(client: httpx.Client) -> None:
    found = search(client).json()
    assert found.keys() == {"hits", "snapshot", "timings_ms"}
    assert found["snapshot"] == "gen-000001"
    assert all(value >= 0 for value in found["timings_ms"].values())
    best = found["hits"][0]
    assert best.keys() == HIT
    assert best["document_id"] == "desk:opzeggen"
    assert (best["source"], best["external_id"], best["kind"]) == ("desk", "opzeggen", "wiki")
    assert best["uri"] == "https://help.example/opzeggen"
    assert [hit["rank"] for hit in found["hits"]] == list(range(1, len(found["hits"]) + 1))
    document = client.get(f"/v1/documents/{best['document_id']}").json()
    assert best["text"] in document["text"]


def test_there_are_min_k_and_visible(client: httpx.Client, locked: httpx.Client) -> None:
    everything = len(search(client, k=100).json()["hits"])
    assert [len(search(client, k=k).json()["hits"]) for k in (1, 3)] == [1, 3]
    assert len(search(client).json()["hits"]) == 10
    visible = locked.post("/v1/search", json={"query": "x", "k": 100}, headers=bearer("public-key")).json()["hits"]
    assert 0 < len(visible) < everything


@pytest.mark.parametrize(
    "body",
    [
        {"query": "x", "k": 101},
        {"query": "x", "k": 0},
        {"query": "x", "k": "many"},
        {"query": ""},
        {"query": " \n"},
        {"query": "a" * 20_000},
        {"query": None},
        {},
        {"query": "x", "filter": {}},
        {"query": "x", "filters": {"kind": ["fax"]}},
        {"query": "x", "filters": {"updated_after": "gisteren"}},
        [],
    ],
)
def test_what_cannot_be_searched_is_422_with_a_cure(client: httpx.Client, body: object) -> None:
    assert is_problem(client.post("/v1/search", json=body), 422)


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"query": "\\ud83d"}', b"[" * 5000])
def test_what_is_no_json_is_a_problem_too(client: httpx.Client, raw: bytes) -> None:
    response = client.post("/v1/search", content=raw, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert is_problem(response, response.status_code)


def test_filters_restrict(client: httpx.Client) -> None:
    filters = {"kind": ["ticket", "wiki"], "language": ["nl"], "updated_after": "2026-06-30"}
    assert [hit["external_id"] for hit in search(client, filters=filters).json()["hits"]] == ["T-2"]


def test_a_key_sees_its_audiences_and_nothing_else(locked: httpx.Client) -> None:
    def kinds(key: str) -> set[str]:
        body = {"query": "contract waarborgsom factuur sleutel", "k": 100}
        return {h["external_id"] for h in locked.post("/v1/search", json=body, headers=bearer(key)).json()["hits"]}

    assert "opzeggen" in kinds("public-key")
    assert kinds("billing-key") - kinds("public-key") == {"m1@example.org"}
    assert kinds("empty-key") == set()
