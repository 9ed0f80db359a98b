"""The word index: BM25 by the book inside any scope, words in their forms, and texts that nobody would type."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from copilot.core.snapshot.lexical import ALL_FIELDS, WEIGHTS, LexicalIndex, Term, terms_of
from support_words import EVERYTHING, Text, index_of, only

K1, B = 1.2, 0.75
WORDS = ("modem", "kabel", "lamp", "router", "balkon", "1234", "7a9")
"""Which no stemmer changes; two of them are codes as well."""


def found(index: LexicalIndex, question: str, k: int = 10) -> list[int]:
    rows, _ = index.matches(terms_of(question), EVERYTHING).best(k)
    return rows.tolist()


# BM25


def plain_bm25(texts: Sequence[Text], inside: Sequence[int], question: Sequence[str]) -> dict[int, float]:
    """Row -> score of the texts that share a word with the question, as the book has it.

    A text has the words of its own language and its codes; so has the question, in every language.
    """
    scores: dict[int, float] = Counter()
    for field, weight in (("text", WEIGHTS["text"]), ("title", WEIGHTS["title"])):
        bags = {row: bag_of(texts[row], field) for row in inside}
        mean = sum(bag.total() for bag in bags.values()) / max(len(bags), 1) or 1.0
        for term in {(kind, word) for word in question for kind in ("nl", "en", "code") if is_kind(word, kind)}:
            holding = [row for row, bag in bags.items() if bag[term]]
            idf = math.log(1 + (len(bags) - len(holding) + 0.5) / (len(holding) + 0.5))
            for row in holding:
                held = min(bags[row][term], 255)
                bound = K1 * (1 - B + B * bags[row].total() / mean)
                scores[row] += weight * idf * held * (K1 + 1) / (held + bound)
    return dict(scores)


def bag_of(text: Text, field: str) -> Counter[tuple[str, str]]:
    words = (text.text if field == "text" else text.title).split()
    language = text.language if text.language in ("nl", "en") else "en"
    return Counter((kind, word) for word in words for kind in (language, "code") if is_kind(word, kind))


def is_kind(word: str, kind: str) -> bool:
    return kind != "code" or any(map(str.isdigit, word))


def test_bm25_worked_out_by_hand(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        Text("modem kabel", "modem"),
        Text("modem modem lamp lamp", "balkon"),
        Text("kabel kabel kabel", "router"),
    )
    rows, scores = index.matches(terms_of("modem"), EVERYTHING).best(9)
    # Text: 3 chunks of 3 words on average, 2 of which hold it: idf = ln(1 + 1.5 / 2.5) = 0.470004.
    # Chunk 0: 1 of 2 words: 0.470004 * 2.2 * 1 / (1 + 1.2 * (0.25 + 0.75 * 2 / 3)) = 1.034008 / 1.9 = 0.544215
    # Chunk 1: 2 of 4 words: 0.470004 * 2.2 * 2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 3)) = 2.068017 / 3.5 = 0.590862
    # Title: 1 of 3 holds it, all have 1 word: idf = ln(1 + 2.5 / 1.5) = 0.980829, times 2.2 * 1 / (1 + 1.2) = 1.
    assert rows.tolist() == [0, 1]
    assert scores.tolist() == pytest.approx([0.544215 + WEIGHTS["title"] * 0.980829, 0.590862], abs=1e-6)


def test_statistics_are_those_of_the_scope(tmp_path: Path) -> None:
    index = index_of(tmp_path, Text("modem kabel"), Text("modem modem lamp lamp"), Text("kabel kabel kabel"))
    rows, scores = index.matches(terms_of("modem"), only(3, 0, 2)).best(9)
    # 2 chunks of 2.5 words, 1 of which holds it: idf = ln(1 + 1.5 / 1.5) = 0.693147.
    # Chunk 0: 0.693147 * 2.2 * 1 / (1 + 1.2 * (0.25 + 0.75 * 2 / 2.5)) = 1.524924 / 2.02 = 0.754913
    assert rows.tolist() == [0]
    assert scores.tolist() == pytest.approx([0.754913], abs=1e-6)


_BAGS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
_TEXTS = st.lists(st.builds(Text, _BAGS, _BAGS, st.sampled_from(["nl", "en", "de", ""])), max_size=12)


@effort(max_examples=80, deadline=None)
@given(_TEXTS, st.data())
def test_scores_are_bm25_inside_any_scope(
    tmp_path_factory: pytest.TempPathFactory, texts: list[Text], data: st.DataObject
) -> None:
    index = index_of(tmp_path_factory.mktemp("bm25"), *texts)
    inside = [row for row in range(len(texts)) if data.draw(st.booleans())]
    question = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    matches = index.matches(terms_of(" ".join(question)), only(len(texts), *inside))
    expected = plain_bm25(texts, inside, question)
    rows, scores = matches.best(100)
    assert dict(zip(rows.tolist(), scores.tolist(), strict=True)) == pytest.approx(expected, rel=1e-5)
    assert np.lexsort((rows, -scores)).tolist() == list(range(len(rows)))
    every = np.arange(len(texts))
    assert matches.scores(every).tolist() == pytest.approx([expected.get(row, 0.0) for row in every], rel=1e-5)
    evidence = sum(WEIGHTS[field] * matches.evidence(field, every).sum(axis=0) for field in ALL_FIELDS)
    assert evidence == pytest.approx(matches.scores(every), rel=1e-5)


def test_a_term_counts_by_its_weight(tmp_path: Path) -> None:
    index = index_of(tmp_path, Text("modem"), Text("lamp"))
    whole, half = (index.matches([Term("modem", "nl", w)], EVERYTHING).best(1)[1][0] for w in (1.0, 0.5))
    assert half == pytest.approx(whole / 2)


def test_a_rare_word_tells_more_and_an_unknown_one_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, Text("modem lamp"), Text("modem"), Text("modem"))
    matches = index.matches([Term(word, "nl") for word in ("lamp", "modem", "kabel")], EVERYTHING)
    rare, common, unknown = matches.telling("text")
    assert rare > common > 0 == unknown
    assert not matches.telling("title").any()


def test_chunks_that_hold_all_words(tmp_path: Path) -> None:
    index = index_of(tmp_path, Text("modem lamp"), Text("modem", "lamp"), Text("lamp kabel modem"))
    both = [Term("modem", "nl"), Term("lamp", "nl")]
    assert index.matches(both, EVERYTHING).holding_all().tolist() == [0, 2]
    assert index.matches(both, only(3, 2)).holding_all().tolist() == [2]
    assert index.matches([*both, Term("balkon", "nl")], EVERYTHING).holding_all().tolist() == []
    assert index.matches([], EVERYTHING).holding_all().tolist() == []


# Analysis


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("nl", "De opzegtermijn is een maand", "opzegtermijnen"),
        ("nl", "Facturen staan in het portaal", "factuur portalen"),
        ("en", "The modem restarts by itself", "restarting"),
        ("en", "Your subscription was cancelled", "subscriptions"),
        ("de", "Printer reports errors", "error"),
        ("nl", "Dubbel geïncasseerd", "GEINCASSEERD"),
        ("nl", "Dubbel geincasseerd", "geïncasseerd"),
        ("nl", "Melding E-17 op het scherm", "wat is e-17"),
        ("nl", "Melding E-17 op het scherm", "E17?"),
        ("en", "See ticket WL-4711.", "wl4711"),
        ("en", "Logged as ERR_NAME_NOT_RESOLVED today", "err_name_not_resolved"),
        ("nl", "Het kost 7,50 euro", "7,50"),
        ("nl", "Versie 2.4.1 is uit", "versie 2.4.1"),
        ("nl", "Bel 3x80 of 0x80070005", "0X80070005"),
    ],
)
def test_words_and_codes_are_found_in_their_forms(tmp_path: Path, language: str, text: str, question: str) -> None:
    index = index_of(tmp_path, Text("iets heel anders", language=language), Text(text, language=language))
    assert found(index, question) == [1]


def test_a_code_in_one_piece_stands_above_its_parts(tmp_path: Path) -> None:
    index = index_of(tmp_path, Text("rij 17 bij vak E"), Text("fout E-17 gezien"), Text("fout E-71 gezien"))
    assert found(index, "E-17")[0] == 1


def test_each_language_has_its_own_stems(tmp_path: Path) -> None:
    """An English "s" is no Dutch one: a text is found through the stem of its own language."""
    nl, en = Text("de boxen", language="nl"), Text("two boxes", language="en")
    index = index_of(tmp_path, nl, en)
    assert (found(index, "boxen"), found(index, "boxes")) == ([0], [1])


@pytest.mark.parametrize(("language", "question"), [("nl", "de het een van ik"), ("en", "the a of is it")])
def test_function_words_find_nothing(tmp_path: Path, language: str, question: str) -> None:
    assert found(index_of(tmp_path, Text(f"{question} modem", language=language)), question) == []


# Order


def test_ties_are_in_order_of_rows_also_at_the_cut(tmp_path: Path) -> None:
    same = Text("modem kabel")
    index = index_of(tmp_path, *[same] * 20, Text("modem modem"), *[same] * 20, Text("lamp lamp"))
    for k in (1, 2, 11, 41, 100):
        assert found(index, "modem", k) == [20, *range(20), *range(21, 41)][:k]


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_was_asked_for(tmp_path: Path, k: int) -> None:
    assert found(index_of(tmp_path, Text("modem")), "modem", k) == []


# Writing


def test_memory_does_not_change_what_is_written(tmp_path: Path) -> None:
    texts = [Text(f"modem {'lamp ' * (n % 5)} w{n % 7} kabel{n}", f"titel {n % 3}", "nl") for n in range(60)]
    folders = [tmp_path / str(run) for run in (1, 17, 4_000_000)]
    for folder in folders:
        index_of(folder, *texts, run_postings=int(folder.name))
    written = [
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        for folder in folders
    ]
    assert written[0] == written[1] == written[2] != {}


def test_a_full_disk_is_an_error_and_not_the_end_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Postings are dealt out through a mapping, in which a page without room would be a signal."""

    def full(_: int, start: int, size: int) -> None:
        assert (start, size > 0) == (0, True)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(OSError, match="No space"):
        index_of(tmp_path, Text("modem lamp"))


@pytest.mark.parametrize("texts", [[], [Text("")], [Text("de het een", "van de")]], ids=["none", "empty", "stop words"])
def test_an_index_without_words(tmp_path: Path, texts: list[Text]) -> None:
    index = index_of(tmp_path, *texts)
    assert len(index) == len(texts)
    assert found(index, "modem E-17 de") == []
    assert index.matches(terms_of("modem"), only(len(texts))).best(3)[0].tolist() == []


def test_a_word_of_many_times(tmp_path: Path) -> None:
    """What stands more than 255 times in a chunk counts as 255, in a text as long as it is."""
    texts = [Text("modem " * 300), Text("modem lamp " * 200), Text("lamp " * 70_000)]
    rows, scores = index_of(tmp_path, *texts).matches(terms_of("modem"), EVERYTHING).best(9)
    shortened = [*texts[:2], Text("lamp " * 65_535)]
    expected = plain_bm25(shortened, range(3), ["modem"])
    assert rows.tolist() == [0, 1]
    assert scores.tolist() == pytest.approx([expected[0], expected[1]], rel=1e-5)


HOSTILE = [
    "\0",
    "modem\0lamp",
    "x" * 100_000,
    "é" * 31,
    " " * 1_000_000,
    "\n".join("-" * 1000),
    "1" * 10_000,
    "a.b-c_d/e:" * 5_000,
    "\ufffe\uffff\U0010ffff",
    "🔑👨‍👩‍👧 \u202eomgekeerd\u202c",
    "ﬁ ½ ²³ Ⅻ İ ß",
    "عربي 中文 ไทย हिन्दी",
    "\u200b\u00ad\ufeff",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_any_text_is_indexed_and_asked(tmp_path: Path, text: str) -> None:
    index = index_of(tmp_path, Text("een modem"), Text(text, text, "en"), Text(f"een modem {text}", text, ""))
    rows, scores = index.matches(terms_of(f"{text} modem"), EVERYTHING).best(9)
    assert {0, 2} <= set(rows.tolist()) <= {0, 1, 2}
    assert np.isfinite(scores).all()
    assert (scores > 0).all()
