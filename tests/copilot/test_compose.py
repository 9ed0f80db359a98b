"""Where answers stand: the opening of a page, the resolution of a ticket, the reply in a conversation."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest

from copilot.compose import Asked, Place, passages, usable
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import Document
from copilot.validity import is_outdated
from support_hits import hit, page, talk

TODAY = date(2026, 6, 1)
OPENING = "Een fiets huren kan elke dag. Wij vragen een borg van 75 euro."
FOUND = "Kinderzitjes kosten 4 euro per dag. Een helm is gratis."
PAGE = page(f"{OPENING}\n\n{FOUND}")
START = len(OPENING) + 2
NEAR = (Place(0, len(OPENING), 0.50), Place(START, len(PAGE.text), 0.50))


def asked(question: str) -> Asked:
    """Every word tells as much as another."""
    return Asked(question, dict.fromkeys(terms_of(question), 1.0))


def texts(document: Document, found: list, question: str = "", words: int = 80, near: tuple[Place, ...] = ()) -> list:
    return [p.text for p in passages(found, words, 6, asked(question), {document.id: near} if near else {})]


def found_part(dense: float = 0.5):
    return hit(PAGE, START, len(PAGE.text), dense=dense)


def test_the_passage_that_was_asked_for_comes_first_wherever_it_stands() -> None:
    assert texts(PAGE, [found_part()], "wat kosten kinderzitjes per dag", 8, NEAR)[0].startswith("Kinderzitjes")
    assert texts(PAGE, [found_part()], "hoe hoog is de borg", 8, NEAR)[0] == "Wij vragen een borg van 75 euro."


def test_a_chunk_near_the_question_beats_the_opening_when_no_word_decides() -> None:
    # As between two languages, where no words are shared.
    near = (Place(0, len(OPENING), 0.40), Place(START, len(PAGE.text), 0.50))
    assert texts(PAGE, [found_part()], "what about the kids", near=near)[0].startswith("Kinderzitjes")


def test_the_opening_is_given_when_nothing_decides() -> None:
    assert texts(PAGE, [hit(PAGE)], "xyz", near=NEAR)[0].startswith("Een fiets huren")


def test_an_opening_of_something_else_does_not_hide_the_answer() -> None:
    foreign = "Onze koffie is vers gebrand. Wij schenken hem de hele dag."
    document = page(f"{foreign}\n\n{PAGE.text}")
    near = (Place(0, len(foreign), 0.45), Place(len(foreign) + 2, len(document.text), 0.50))
    made = texts(document, [hit(document)], "wat is de borg voor een fiets", 14, near)
    assert "75 euro" in " ".join(made)
    assert "koffie" not in " ".join(made)


def test_a_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    long = page("woord " * 100)
    assert texts(long, [hit(long)], words=10) == [" ".join(["woord"] * 10)]


def test_passages_of_one_document_never_overlap_and_are_numbered() -> None:
    made = passages([found_part(), hit(PAGE, 0, len(OPENING))], 80, 6, asked("borg kinderzitjes"), {PAGE.id: NEAR})
    spans = sorted((p.start, p.end) for p in made)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert [p.n for p in made] == list(range(1, len(made) + 1))


def test_a_passage_is_whole_units_of_its_document() -> None:
    for words in range(8, 30):
        for text in texts(PAGE, [found_part()], "kosten borg fiets", words, NEAR):
            assert text in PAGE.text
            assert text[0].isupper()
            assert text[-1] == "."


def test_an_answer_to_the_point_is_of_the_best_document() -> None:
    pages = [page(f"Bladzijde {n} gaat over fietsen.", f"p{n}") for n in range(5)]
    made = passages([hit(p) for p in pages], 80, 3, asked("fietsen"), {})
    assert [p.hit.document.external_id for p in made] == ["p0"]


def test_no_more_passages_than_asked_for_best_document_first() -> None:
    pages = [page(f"Bladzijde {n} gaat over fietsen.", f"p{n}") for n in range(5)]
    made = passages([hit(p) for p in pages], 80, 3, asked("fietsen"), {}, to_the_point=False)
    assert [p.hit.document.external_id for p in made] == ["p0", "p1", "p2"]


def test_a_ticket_gives_its_resolution() -> None:
    ticket = talk(
        "ticket",
        ("problem", "K", "De ketting loopt eraf."),
        ("attempt", "S", "Gesmeerd."),
        ("resolution", "S", "Derailleur afgesteld."),
    )
    assert texts(ticket, [hit(ticket, 0, 22)]) == ["Derailleur afgesteld."]


def test_a_conversation_gives_the_reply_instead_of_the_question() -> None:
    mail = talk("mail", ("message", "Jan", "Is de winkel zondag open?"), ("message", "Els", "Ja, van 12 tot 17 uur."))
    assert texts(mail, [hit(mail, 0, 25)]) == ["Ja, van 12 tot 17 uur."]


def test_what_is_asked_is_nearest_and_does_not_outshine_the_reply() -> None:
    asked_, told = "Is de winkel zondag open?", "Ja, van 12 tot 17 uur. De bakker ernaast is dicht. Tot dan."
    mail = talk("mail", ("message", "Jan", asked_), ("message", "Els", told))
    near = (Place(0, len(asked_), 0.9), Place(len(asked_) + 2, len(mail.text), 0.4))
    [text, *_] = texts(mail, [hit(mail, 0, len(asked_))], asked_, near=near)
    assert text.startswith("Ja, van 12 tot 17 uur.")


def test_a_question_that_nobody_replied_to_stands_for_itself() -> None:
    chat = talk("chat", ("message", "Jan", "Is de winkel zondag open?"))
    assert texts(chat, [hit(chat)]) == ["Is de winkel zondag open?"]


def test_unsolved_tickets_and_empty_chunks_are_not_usable() -> None:
    unsolved = talk("ticket", ("problem", "K", "De bel doet het niet."), resolved=False)
    open_one = talk("ticket", ("problem", "K", "De bel rinkelt."), name="los")
    assert usable([hit(unsolved), hit(open_one), hit(page(""))], TODAY) == [hit(open_one)]


def names(*scored: tuple[Document, float], successors: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """successors: external id -> that of the newer version."""
    hits = []
    for document, score in scored:
        newer = successors.get(document.external_id)
        hits.append(dataclasses.replace(hit(document, score=score), superseded_by=f"desk:{newer}" if newer else ""))
    return [h.document.external_id for h in usable(hits, TODAY)]


def test_a_successor_takes_the_place_of_what_it_replaces_also_over_two_steps() -> None:
    a, b, c, other = page("A.", "a"), page("B.", "b"), page("C.", "c"), page("O.", "o")
    line = {"a": "b", "b": "c"}
    assert names((a, 0.9), (other, 0.8), (b, 0.4), (c, 0.1), successors=line) == ["c", "a", "b", "o"]
    assert names((other, 0.9), (a, 0.8), (b, 0.1), successors={"a": "b"}) == ["o", "b", "a"]


def test_pages_that_replace_each_other_do_no_harm() -> None:
    a, b = page("A.", "a"), page("B.", "b")
    assert sorted(names((a, 0.9), (b, 0.4), successors={"a": "b", "b": "a"})) == ["a", "b"]


def test_an_outdated_page_loses_a_fifth() -> None:
    old, new = page("Oud.", "oud", valid_until="2026-05-31"), page("Nieuw.", "nieuw")
    assert names((old, 0.9), (new, 0.71)) == ["nieuw", "oud"]  # 0.9 - 0.2 = 0.70
    assert names((old, 0.9), (new, 0.69)) == ["oud", "nieuw"]


@pytest.mark.parametrize(
    ("until", "outdated"), [("", False), ("2026-05-31", True), ("2026-06-01", False), ("20260531T2359", True)]
)
def test_a_page_is_outdated_the_day_after(until: str, outdated: bool) -> None:
    assert is_outdated(page("x", valid_until=until), TODAY) is outdated


@pytest.mark.parametrize(
    "salutation", ["Beste mevrouw De Vries,", "Hallo!", "Goedemiddag.", "Dear Ms. Smith,", "Hoi Jan"]
)
def test_a_salutation_is_no_answer(salutation: str) -> None:
    mail = page(f"{salutation}\nDe winkel is dicht.")
    assert texts(mail, [hit(mail)]) == ["De winkel is dicht."]


@pytest.mark.parametrize("sentence", ["Morgen bezorgen kan tot 22 uur.", "Dag en nacht bereikbaar via 0800-1234."])
def test_a_sentence_that_begins_like_a_salutation_stays(sentence: str) -> None:
    both = page(f"{sentence} De winkel is dicht.")
    assert texts(both, [hit(both)]) == [both.text]


def test_a_row_of_a_table_comes_with_the_head_of_the_table() -> None:
    table = "Code | Betekenis\nE1 | de batterij is op\nE2 | de band is leeg"
    document = page(f"{OPENING}\n\n{table}")
    made = texts(document, [hit(document)], "wat betekent E2")
    shown = "\n".join(made)
    assert 0 <= shown.find("Code | Betekenis") < shown.find("E2 | de band is leeg")


def test_a_chat_in_which_nothing_is_asked_stands_for_itself() -> None:
    chat = talk("chat", ("message", "Jan", "De winkel is zondag open van 12 tot 17 uur."), ("message", "Els", "Mooi!"))
    assert "12 tot 17 uur" in " ".join(texts(chat, [hit(chat)], "is de winkel zondag open"))
