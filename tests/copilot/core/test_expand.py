"""A question's words are repaired, joined and split with words of the scope, and with no others."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from copilot.core.snapshot import Scope
from copilot.core.snapshot.lexical import Expander, LexicalIndex, words_of
from support_words import EVERYTHING, Text, index_of, only

MAIL = 10_000
"""Characters of the longest question."""


def terms(
    index: LexicalIndex,
    question: str,
    scope: Scope = EVERYTHING,
    synonyms: Iterable[tuple[str, float]] = (),
    language: str = "nl",
) -> dict[str, float]:
    """The words and codes that are searched for, each with its highest weight in any language."""
    found: dict[str, float] = {}
    for term in Expander(index).expand(question, language, synonyms, scope).terms:
        found[term.word] = max(found.get(term.word, 0.0), term.weight)
    return found


def stems(*words: str) -> set[str]:
    return {term.word for word in words for term in words_of(word, "nl")}


def added(index: LexicalIndex, question: str, scope: Scope = EVERYTHING) -> set[str]:
    """What is searched for beside what any index is searched for."""
    return terms(index, question, scope).keys() - terms(index, question, only(len(index))).keys()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return index_of(
        tmp_path_factory.mktemp("desk"),
        Text("De opzegtermijn van het abonnement"),
        Text("Een storing aan de warmtepomp, warmtepomp stuk"),
        Text("Het adres van uw bedrijf, een termijn"),
        Text("Reset the router, restart the firewall", language="en"),
        Text("Melding E-17 bij de monteur"),
    )


# Joined and split


def test_words_that_belong_together_are_joined(index: LexicalIndex) -> None:
    assert terms(index, "wat is de opzeg termijn")["opzegtermijn"] == 1.0
    assert added(index, "opzeg termijn") == {"opzegtermijn"}


def test_words_that_make_no_known_word_are_not_joined(index: LexicalIndex) -> None:
    assert added(index, "storing adres") == set()


@pytest.mark.parametrize(
    ("compound", "halves"),
    [
        ("warmtepompstoring", {"warmtepomp", "storing"}),
        ("storingsmonteur", {"storing", "monteur"}),
        ("bedrijfsadres", {"bedrijf", "adres"}),
        ("bedrijvenmonteur", {"bedrijf", "monteur"}),
    ],
)
def test_a_compound_is_taken_apart_with_its_link(index: LexicalIndex, compound: str, halves: set[str]) -> None:
    found = terms(index, f"mijn {compound}")
    assert added(index, compound) == stems(*halves)
    assert all(0 < found[half] < 1.0 for half in stems(*halves))
    assert all(found[whole] == 1.0 for whole in stems(compound))


def test_a_half_must_be_known_too(index: LexicalIndex) -> None:
    assert added(index, "warmtepompgarantie") == set()


def test_of_two_ways_to_take_a_word_apart_the_likelier_one(tmp_path: Path) -> None:
    likely = [Text("de dorpskern en een paard")] * 3
    index = index_of(tmp_path, *likely, Text("kernpaard"), Text("dorp"))
    assert added(index, "dorpskernpaard") == {"dorpskern", "paard"}


# Typing errors


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("monter", "monteur"),
        ("monteuur", "monteur"),
        ("montuer", "monteur"),
        ("omnteur", "monteur"),
        ("abonnemnet", "abonnement"),
        ("abonement", "abonnement"),
        ("abbonnemennt", "abonnement"),
        ("opzegtremijm", "opzegtermijn"),
        ("pozegtermijn", "opzegtermijn"),
        ("ABONEMENT", "abonnement"),
        ("ábonnemént", "abonnement"),
    ],
)
def test_typing_errors_are_repaired(index: LexicalIndex, typed: str, meant: str) -> None:
    found = terms(index, f"waar is de {typed}")
    assert 0 < found[meant] <= 1.0
    assert (found[meant] == 1.0) == (typed == "ábonnemént"), "accents are no typing errors"


@pytest.mark.parametrize(("language", "meant"), [("nl", "modem"), ("en", "model"), ("de", "model")])
def test_a_word_is_repaired_to_one_of_the_language_of_the_question(tmp_path: Path, language: str, meant: str) -> None:
    index = index_of(tmp_path, Text("een modem", language="nl"), *[Text("two model", language="en")] * 2)
    expanded = Expander(index).expand("modeq", language, [], EVERYTHING)
    assert [(typed, term.word) for typed, term in expanded.repaired.items()] == [("modeq", meant)]
    assert expanded.repaired["modeq"] in expanded.terms


@pytest.mark.parametrize("typed", ["mont", "xxnteur", "mnntuur", "abbbonnemmennt", "qqqqqq"])
def test_what_is_too_short_or_too_far_is_not_repaired(index: LexicalIndex, typed: str) -> None:
    assert added(index, typed) == set()


@pytest.mark.parametrize("typed", ["E-71", "E71", "monteur1", "router2", "rou_ter", "12345"])
def test_codes_and_numbers_are_not_repaired(tmp_path: Path, typed: str) -> None:
    index = index_of(tmp_path, Text("E-17 e17 monteur router router3 12346 rou_tre"))
    assert added(index, typed) == set()


def test_known_words_are_not_repaired(tmp_path: Path) -> None:
    index = index_of(tmp_path, *[Text("rekening")] * 9, Text("tekening"), Text("drawing", language="en"))
    assert added(index, "tekening tekeningen drawing drawings") == set()


def test_the_nearest_word_is_taken_and_of_equals_the_most_frequent(tmp_path: Path) -> None:
    nearest = index_of(tmp_path / "nearest", Text("warmtepomp"), *[Text("warmtekomp")] * 3)
    assert added(nearest, "warmtepmp") == {"warmtepomp"}
    frequent = index_of(tmp_path / "frequent", Text("beker"), *[Text("beeker")] * 3, Text("beeker", language="en"))
    assert added(frequent, "bekker") == {"beeker"}


# Access


def test_nothing_is_learnt_from_words_outside_the_scope(tmp_path: Path) -> None:
    """Nearer, more frequent and longer words stand in chunks that do not exist for this asker."""
    hidden = "abonnement fusiedossier opzegtermijn warmtepomp storing monteur adressen"
    index = index_of(tmp_path, *[Text(hidden)] * 9, Text("contant geld"))
    visible = only(10, 9)
    for question in ("abonement", "fusiedosier", "opzeg termijn", "warmtepompstoring", "monteursadressen"):
        assert added(index, question), "it is known to those who may see it"
        assert added(index, question, visible) == set()


def test_a_hidden_word_does_not_stand_before_a_visible_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, *[Text("abonnementen abonnement")] * 9, Text("abonnee"), Text("abonneren"))
    assert added(index, "abonneeren", only(11, 9, 10)) == added(
        index_of(tmp_path / "own", Text("abonnee"), Text("abonneren")), "abonneeren"
    )


def test_many_hidden_words_do_not_push_a_visible_one_out(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    near = [Text(f"kabelba{one}{two}") for one in letters for two in letters if one + two not in ("qx", "an")]
    index = index_of(tmp_path, *near, Text("kabelbaan"))
    assert added(index, "kabelbaqx", only(len(near) + 1, len(near))) == {"kabelbaan"}


_STEMS = ("opzeg", "termijn", "storing", "monteur", "warmtepomp", "bedrijf", "adres", "factuur", "modem", "router")
_KNOWN = st.sampled_from(_STEMS) | st.tuples(
    st.sampled_from(_STEMS), st.sampled_from(["", "s", "en"]), st.sampled_from(_STEMS)
).map("".join)
_SAID = st.lists(_KNOWN, min_size=1, max_size=6).map(" ".join)


@st.composite
def _mistyped(draw: st.DrawFn) -> str:
    said = list(draw(_SAID))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(said) - 1))
        said[at : at + 1] = draw(st.sampled_from([[], [said[at]] * 2, ["e"], list(reversed(said[at : at + 2]))]))
        said = said or ["e"]
    return "".join(said)


@effort(max_examples=50, deadline=None)
@given(st.lists(st.builds(Text, _SAID, _SAID, st.sampled_from(["nl", "en"])), min_size=1, max_size=8), st.data())
def test_terms_are_those_of_an_index_that_holds_the_scope_alone(
    tmp_path_factory: pytest.TempPathFactory, texts: list[Text], data: st.DataObject
) -> None:
    inside = [row for row in range(len(texts)) if data.draw(st.booleans())]
    folder = tmp_path_factory.mktemp("scope")
    shared, alone = index_of(folder / "shared", *texts), index_of(folder / "alone", *(texts[row] for row in inside))
    scope = only(len(texts), *inside)
    expander, own = Expander(shared), Expander(alone)
    for question in data.draw(st.lists(_mistyped(), min_size=1, max_size=5)):
        language = data.draw(st.sampled_from(["nl", "en", "de"]))
        assert expander.expand(question, language, [], scope) == own.expand(question, language, [], EVERYTHING)


# Synonyms and bounds


def test_synonyms_count_by_their_weight(index: LexicalIndex) -> None:
    found = terms(index, "firewall kapot", synonyms=[("monteur", 0.6), ("defecte firewall", 0.6)])
    assert (found["kapot"], found["monteur"], found["defect"]) == (1.0, 0.6, 0.6)
    assert found["firewall"] == 1.0, "what was typed counts in full, also where it is a synonym as well"


def test_each_term_comes_once(index: LexicalIndex) -> None:
    found = Expander(index).expand("modem modems monter E-17 e17", "nl", [("modem", 0.5)], EVERYTHING).terms
    assert len({(term.word, term.language) for term in found}) == len(found)


@pytest.mark.parametrize("question", ["", "   ", "de het een", "\0", "?!", "🔑", "é" * 500])
def test_any_text_is_a_question(index: LexicalIndex, question: str) -> None:
    assert added(index, question) == set()


def _random_words(seed: int) -> str:
    source = random.Random(seed)
    return " ".join("".join(source.choices("abcdeginorst", k=source.randint(4, 14))) for _ in range(2_000))[:MAIL]


@pytest.mark.parametrize(
    "mail",
    [
        _random_words(1),
        "opzegtermijnstoring" * (MAIL // 19),
        "x" * MAIL,
        " ".join(f"abonnementsvorm{n}en" for n in range(600))[:MAIL],
        " ".join("stor" + letter * 50 for letter in "abcdefghijklmnopqrstuvwxyz" * 9)[:MAIL],
        "-".join(["monteur"] * (MAIL // 8)),
    ],
    ids=["words", "one compound", "one letter", "numbered", "long words", "one code"],
)
def test_a_pasted_mail_takes_a_bounded_time(tmp_path: Path, mail: str) -> None:
    """Against words that all begin alike. Takes some 50 ms; the bound is for machines that do other things too."""
    source = random.Random(2)
    words = ["".join(source.choices("abcdeginorst", k=source.randint(4, 12))) for _ in range(20_000)]
    index = index_of(tmp_path, *(Text(" ".join(words[at : at + 100])) for at in range(0, len(words), 100)))
    expander = Expander(index)
    started = time.process_time()
    found = expander.expand(mail, "nl", [], EVERYTHING).terms
    assert time.process_time() - started < 1.5
    assert len(found) < 1_000
