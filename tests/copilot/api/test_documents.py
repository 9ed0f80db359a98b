"""GET /v1/documents/{id}: text and offsets, odd ids, and the same 404 for what is hidden and what is not there."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest

from support_service import ODD_IDS, bearer, is_problem


def document(client: httpx.Client, name: str, headers: dict[str, str] | None = None, safe: str = "") -> httpx.Response:
    # Else each response has an id of its own.
    named = {"X-Request-ID": "the-same-for-all", **(headers or {})}
    return client.get(f"/v1/documents/{quote(f'desk:{name}', safe=safe)}", headers=named)


def test_a_document_has_the_shape_of_the_contract(client: httpx.Client) -> None:
    found = document(client, "T-1").json()
    assert {
        "id",
        "source",
        "external_id",
        "kind",
        "title",
        "uri",
        "text",
        "parts",
        "audience",
        "updated_at",
    } <= found.keys()
    assert (found["id"], found["source"], found["external_id"]) == ("desk:T-1", "desk", "T-1")
    assert found["audience"] == ["internal"]
    assert [part["role"] for part in found["parts"]] == ["problem", "resolution"]
    assert all(found["text"][part["start"] : part["end"]] == part["text"] for part in found["parts"])


NAMES = [*ODD_IDS, "balie/1", "m1@example.org"]


@pytest.mark.parametrize(
    ("name", "safe"),
    # A client resolves the dots of a path that is not encoded.
    [*((name, "") for name in NAMES), *((name, "/:@") for name in NAMES if ".." not in name)],
)
def test_any_id_can_be_asked_for(client: httpx.Client, name: str, safe: str) -> None:
    response = document(client, name, safe=safe)
    assert response.status_code == 200, response.text
    assert response.json()["external_id"] == name


def test_offsets_count_code_points(client: httpx.Client) -> None:
    found = document(client, "balie/1").json()
    assert "🔑" in found["text"]
    assert found["parts"][-1]["end"] == len(found["text"])


@pytest.mark.parametrize("name", ["bestaat-niet", "", "x" * 5000, "\x00", "%", "é", "T-1 "])
def test_what_is_not_there_is_404_with_a_cure(client: httpx.Client, name: str) -> None:
    assert is_problem(document(client, name), 404)


@pytest.mark.parametrize("hidden", ["T-1", "T-2", "m1@example.org", "balie/1"])
def test_what_may_not_be_seen_is_as_if_it_did_not_exist(locked: httpx.Client, hidden: str) -> None:
    found, absent = (document(locked, name, bearer("public-key")) for name in (hidden, "bestaat-niet"))
    assert (found.status_code, found.content) == (absent.status_code, absent.content)
    same = [{k: v for k, v in r.headers.items() if k != "date"} for r in (found, absent)]
    assert same[0] == same[1]


def test_who_may_see_it_sees_it(locked: httpx.Client) -> None:
    assert document(locked, "m1@example.org", bearer("billing-key")).status_code == 200
