"""Words, sentences and languages, as several packages rely on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core import text as txt


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in txt.sentences(text)]


def test_codes_and_amounts_stay_whole() -> None:
    assert txt.words("Fout E-17: betaal 7,50 op 3x80 A (m.b.t. mijn.wadlicht)") == [
        *["Fout", "E-17", "betaal", "7,50", "op", "3x80", "A", "m.b.t", "mijn.wadlicht"]
    ]


def test_content_words_are_folded_and_without_function_words() -> None:
    assert txt.content_words("Hoe krijg ik de Coördinatie van mijn CAFÉ-pas?") == ["coordinatie", "cafe-pas"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bel dhr. Pot. Hij weet het.", ["Bel dhr. Pot.", "Hij weet het."]),
        ("Het kost 7.50 euro! Echt? Ja.", ["Het kost 7.50 euro!", "Echt?", "Ja."]),
        ("- eerst dit\n- dan dat", ["- eerst dit", "- dan dat"]),
        ("Een lange regel die door het mailprogramma is\nafgebroken loopt door.", None),
        ("Kop\n\nAlinea zonder punt", ["Kop", "Alinea zonder punt"]),
        ('Hij zei "nee." Toen ging hij.', ['Hij zei "nee.', "Toen ging hij."]),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str] | None) -> None:
    assert cut(text) == ([text] if sentences is None else sentences)


@given(st.text(alphabet='ab. \n!?"-|1', max_size=80))
def test_sentences_are_ordered_spans_without_blank_ends(text: str) -> None:
    position = 0
    for start, end in txt.sentences(text):
        assert position <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        position = end


@given(st.text(max_size=80), st.data())
def test_sentences_of_a_span_stay_inside_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert all(start <= s < e <= end for s, e in txt.sentences(text, start, end))


@given(st.text(max_size=60))
def test_strip_agrees_with_python(text: str) -> None:
    start, end = txt.strip(text, 0, len(text))
    assert text[start:end] == text.strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hoe zeg ik mijn contract op?", "nl"),
        ("How do I cancel my contract?", "en"),
        ("Wie kündige ich meinen Vertrag zum Ende des Monats?", "de"),
        ("Comment résilier mon contrat avant la fin du mois ?", "fr"),
        ("E17 12345 !!", "nl"),
        ("", "nl"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert txt.language(text) == language


def test_the_default_counts_where_there_are_no_words() -> None:
    assert txt.language("12345", default="en") == "en"
