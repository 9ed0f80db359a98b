"""The nouns: spans that are right, and who may see what."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core.answer import Answer, Citation, Refusal, Sentence
from copilot.core.types import LOCAL_ASKER, Asker, Chunk, Document, Part

TEXTS = st.lists(st.text(max_size=12), max_size=5)


def document(*texts: str, uri: str = "https://x.example/p") -> Document:
    parts = tuple(Part("message", text, uri=f"{uri}#{n}" if n else "") for n, text in enumerate(texts))
    return Document("desk", "1", "mail", "Titel", parts, uri=uri)


@given(TEXTS)
def test_spans_cut_the_parts_out_of_the_text(texts: list[str]) -> None:
    made = document(*texts)
    assert [made.text[start:end] for start, end in made.spans] == texts


def test_offsets_are_code_points() -> None:
    made = document("🔑 sleutel", "é")
    assert made.spans == ((0, 9), (11, 12))


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        document("a").title = "b"  # type: ignore[misc]


def test_a_citation_links_to_the_part_that_is_quoted() -> None:
    made = document("eerste", "tweede")
    assert Citation(1, made, "c", "eerste", 0, 6).uri == made.uri
    assert Citation(1, made, "c", "tweede", 8, 14).uri == f"{made.uri}#1"


def test_a_chunk_is_known_by_its_span_and_embedded_with_its_context() -> None:
    chunk = Chunk("desk:1", 3, 9, "tekst", context="Titel")
    assert (chunk.id, chunk.passage) == ("desk:1@3-9", "Titel\ntekst")
    assert Chunk("desk:1", 0, 5, "tekst").passage == "tekst"


GROUPS = st.sets(st.sampled_from("abc"))


@given(GROUPS, GROUPS, st.booleans())
def test_access_is_denied_unless_a_group_is_shared(asker: set[str], audience: set[str], admin: bool) -> None:
    who = Asker("x", frozenset({"admin"} if admin else {"agent"}), frozenset(asker))
    expected = bool(asker & audience) or (admin and not audience)
    assert who.may_see(tuple(audience)) is expected
    assert LOCAL_ASKER.may_see(tuple(audience))


def test_an_asker_is_denied_by_default() -> None:
    assert not Asker("x").may_see(())
    assert not Asker("x").may_see(("public",))


def test_an_answer_shows_its_markers_and_its_status() -> None:
    answer = Answer((Sentence("Ja.", (1, 2)), Sentence("Echt.", ())))
    assert (answer.text, answer.status) == ("Ja. [1] [2] Echt.", "answered")
    assert Answer(refusal=Refusal("nothing_relevant", "Nee.")).status == "refused"
