"""Chunks: what holds for any document, then the cuts that people notice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from copilot.core import tokens
from copilot.core.sections import ChunkSettings
from copilot.core.types import KINDS, PART_SEPARATOR, Chunk, Document, Part
from ingest.chunk import Chunker

SMALL = ChunkSettings(max_tokens=32, context_tokens=20)
CHUNKER = Chunker(SMALL)
HEADING = re.compile(r"^#{1,6}[ \t]+\S.*$", re.MULTILINE)

WORDS = st.sampled_from(
    ["de", "klant", "heeft", "7,50", "euro", "betaald.", "Waarom?", "🔑", "漢字漢字", "x" * 90, "E-17"]
)
LINES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.sampled_from(
    ["# Kop", "## Sub", "- punt", "", " \t"]
)
TEXTS = st.lists(LINES, max_size=9).map("\n".join) | st.text(max_size=150)
PARTS = st.builds(
    Part,
    role=st.sampled_from(["message", "section", "problem", "attempt", "resolution", "attachment"]),
    text=TEXTS,
    heading=st.sampled_from(["", "Kosten", "Kosten > Vast"]),
)
DOCUMENTS = st.builds(
    Document,
    source=st.just("desk"),
    external_id=st.just("1"),
    kind=st.sampled_from(KINDS),
    title=st.sampled_from(["", "Opzeggen", "Een heel lange titel " * 12]),
    parts=st.lists(PARTS, max_size=5).map(tuple),
    language=st.just("nl"),
)


@effort(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_chunks_are_ordered_spans_that_cover_the_text_once(document: Document) -> None:
    chunks = CHUNKER.chunks(document)
    covered = [0] * len(document.text)
    position = 0
    for chunk in chunks:
        assert chunk.document_id == document.id
        assert chunk.text == document.text[chunk.start : chunk.end]
        assert chunk.text == chunk.text.strip()
        assert position <= chunk.start <= chunk.end
        position = chunk.end
        covered[chunk.start : chunk.end] = [1] * (chunk.end - chunk.start)
    outside = PART_SEPARATOR.join(
        part.text if part.role == "message" else HEADING.sub(lambda match: " " * len(match.group()), part.text)
        for part in document.parts
    )
    missed = [c for c, times in zip(outside, covered, strict=True) if not times and not c.isspace()]
    assert missed == []


@effort(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_the_budgets_are_respected(document: Document) -> None:
    for chunk in CHUNKER.chunks(document):
        assert tokens.count(chunk.text) <= SMALL.max_tokens
        limit = SMALL.context_tokens if chunk.text else SMALL.max_tokens
        assert tokens.count(chunk.context) <= limit + 1, "cutting at a word may regroup the last token"


@effort(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_the_same_document_is_cut_the_same_way(document: Document) -> None:
    assert CHUNKER.chunks(document) == Chunker(SMALL).chunks(document)


def wiki(text: str, title: str = "Contract") -> Document:
    return Document("desk", "1", "wiki", title, (Part("section", text),), language="nl")


def cut(document: Document, settings: ChunkSettings = SMALL) -> list[Chunk]:
    return list(Chunker(settings).chunks(document))


def test_a_chunk_carries_title_and_heading_path() -> None:
    text = "Inleiding.\n\n## Kosten\n\nVast.\n\n### Vast contract\n\n7,50 per maand.\n\n## Termijn\n\n30 dagen."
    assert [(chunk.text, chunk.heading, chunk.context) for chunk in cut(wiki(text))] == [
        ("Inleiding.", "", "Contract"),
        ("Vast.", "Kosten", "Contract\nKosten"),
        ("7,50 per maand.", "Kosten > Vast contract", "Contract\nKosten > Vast contract"),
        ("30 dagen.", "Termijn", "Contract\nTermijn"),
    ]


def test_a_heading_path_starts_at_the_parts_own() -> None:
    part = Part("section", "# Prijs\n\n7,50.", heading="Bijlage")
    assert cut(Document("desk", "1", "wiki", "T", (part,)))[0].heading == "Bijlage > Prijs"


def test_a_resolution_carries_its_problem() -> None:
    parts = (
        Part("problem", "Er is twee keer\n\ngeld afgeschreven."),
        Part("attempt", "Gebeld."),
        Part("resolution", "Gestorneerd."),
    )
    problem, attempt, resolution = cut(Document("desk", "T-1", "ticket", "Dubbel", parts))
    assert resolution.context == "Dubbel\nEr is twee keer geld afgeschreven."
    assert problem.context == attempt.context == "Dubbel"
    assert resolution.role == "resolution"


def test_short_messages_are_packed_and_never_beyond_the_budget() -> None:
    texts = [f"Bericht nummer {n}." for n in range(30)]
    chunks = cut(Document("desk", "1", "chat", "Gesprek", tuple(Part("message", text) for text in texts)))
    assert len(chunks) < len(texts) / 2
    assert all(chunk.text.split("\n\n") for chunk in chunks)
    assert "\n\n".join(chunk.text for chunk in chunks).split("\n\n") == texts
    assert all(tokens.count(chunk.text) <= SMALL.max_tokens for chunk in chunks)


def test_a_message_within_the_budget_is_never_split() -> None:
    long = "De monteur komt dinsdag tussen negen en elf uur langs."
    chunks = cut(Document("desk", "1", "mail", "Afspraak", tuple(Part("message", long) for _ in range(6))))
    assert all(set(chunk.text.split("\n\n")) == {long} for chunk in chunks)


def test_roles_are_not_packed_together() -> None:
    parts = (Part("attempt", "Gebeld."), Part("attempt", "Gemaild."), Part("resolution", "Opgelost."))
    assert [chunk.text for chunk in cut(Document("desk", "1", "ticket", "T", parts))] == [
        "Gebeld.\n\nGemaild.",
        "Opgelost.",
    ]


def test_a_long_section_is_split_at_sentences() -> None:
    text = " ".join(f"Dit is zin nummer {n} van een lange alinea." for n in range(20))
    chunks = cut(wiki(text))
    assert len(chunks) > 3
    assert all(chunk.text.endswith(".") for chunk in chunks)


@pytest.mark.parametrize("text", ["", " \n\t ", "# Kop zonder tekst"])
def test_a_document_without_text_is_found_by_its_title(text: str) -> None:
    (chunk,) = cut(wiki(text))
    assert (chunk.start, chunk.end, chunk.text, chunk.context) == (0, 0, "", "Contract")
    assert chunk.passage.strip() == "Contract"


def test_a_message_has_no_headings() -> None:
    (chunk,) = cut(Document("desk", "1", "chat", "Gesprek", (Part("message", "# 4711 is mijn klantnummer"),)))
    assert (chunk.text, chunk.heading) == ("# 4711 is mijn klantnummer", "")


def test_nothing_at_all_gives_no_chunk() -> None:
    assert cut(wiki("", title="")) == []


def test_a_chunk_has_its_own_language() -> None:
    dutch = "Goedemiddag, ik heb een vraag over de rekening van deze maand."
    english = "Good afternoon, could you please help me with the bill of this month?"
    parts = (Part("message", dutch), Part("attachment", english))
    assert [c.language for c in cut(Document("desk", "1", "mail", "", parts, language="nl"))] == ["nl", "en"]


def test_context_prefix_and_text_fit_the_embedder() -> None:
    """At the largest settings: 400 + 100 of tiktoken's tokens, and "passage: "."""
    largest = ChunkSettings(max_tokens=400, context_tokens=100)
    document = wiki("woord " * 3000, title="titel " * 300)
    assert all(tokens.count(f"passage: {chunk.passage}") <= 512 for chunk in cut(document, largest))


def test_a_huge_line_without_spaces_is_cut() -> None:
    chunks = cut(wiki("a" * 20_000))
    assert "".join(chunk.text for chunk in chunks) == "a" * 20_000
