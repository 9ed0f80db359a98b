"""Where answers stand: the opening of a page, the resolution of a ticket, the reply in a conversation."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest

from copilot.compose import Lead, passages, usable
from copilot.core.types import Document
from copilot.validity import is_outdated
from support_hits import hit, page, talk

TODAY = date(2026, 6, 1)
OPENING = "Een fiets huren kan elke dag. Wij vragen een borg van 75 euro."
FOUND = "Kinderzitjes kosten 4 euro per dag. Een helm is gratis."
PAGE = page(f"{OPENING}\n\n{FOUND}")
LEAD = Lead(0, len(OPENING), 0.50)


def texts(document: Document, found: list, words: int = 80, lead: Lead | None = None) -> list[str]:
    return [p.text for p in passages(found, words, 6, {document.id: lead} if lead else {})]


def found_part(dense: float):
    return hit(PAGE, len(OPENING) + 2, len(PAGE.text), dense=dense)


def test_a_page_gives_its_opening_and_the_passage_that_was_found() -> None:
    assert texts(PAGE, [found_part(0.52)], lead=LEAD) == [OPENING, FOUND]


def test_an_opening_that_is_far_from_the_question_is_left_out() -> None:
    # 0.60 - 0.50 = 0.10, more than the 0.03 that an opening may be behind
    assert texts(PAGE, [found_part(0.60)], lead=LEAD) == [FOUND]


def test_an_opening_leaves_room_for_what_was_found() -> None:
    # Of 20 words the opening gets int(20 * 0.62) = 12: its first sentence has 6, the second 8 more. 14 are left.
    assert texts(PAGE, [found_part(0.52)], 20, LEAD) == ["Een fiets huren kan elke dag.", FOUND]


def test_the_opening_is_not_given_twice() -> None:
    assert texts(PAGE, [hit(PAGE, 0, len(OPENING), dense=0.5)], lead=LEAD) == [OPENING]


def test_a_passage_is_not_begun_for_a_few_words() -> None:
    # 20 - 14 = 6 words are left, fewer than 8
    assert texts(PAGE, [hit(PAGE, 0, len(OPENING)), found_part(0.4)], 20) == [OPENING]


def test_a_first_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    long = page("woord " * 100)
    assert texts(long, [hit(long)], 10) == [" ".join(["woord"] * 10)]


def test_passages_of_one_document_never_overlap_and_are_numbered() -> None:
    made = passages([found_part(0.5), hit(PAGE, 0, len(OPENING), dense=0.4)], 80, 6, {PAGE.id: LEAD})
    spans = sorted((p.start, p.end) for p in made)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert [p.n for p in made] == [1, 2]


def test_no_more_passages_than_asked_for_best_document_first() -> None:
    pages = [page(f"Bladzijde {n} gaat over fietsen.", f"p{n}") for n in range(5)]
    made = passages([hit(p) for p in pages], 80, 3, {})
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


def test_the_first_row_of_a_table_is_not_given_without_the_others() -> None:
    table = "Code | Betekenis | Wat te doen\nE1 | de batterij van de meter is op en moet vervangen worden | bel ons"
    document = page(f"{OPENING}\n\n{table}")
    found = hit(document, len(OPENING) + 2, len(document.text), dense=0.52)
    # The opening has 14 words, so 12 of 26 are left for a table whose first row has 7 words and whose second has 15.
    assert texts(document, [found], 26, LEAD) == [OPENING]
    assert texts(document, [found], lead=LEAD) == [OPENING, table]
