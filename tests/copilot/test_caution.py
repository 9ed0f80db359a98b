"""What an agent is warned of, and which answers may not go to a customer as they are."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from copilot import caution
from copilot.caution import Policy
from copilot.core.answer import Citation, Sentence, Warning_
from copilot.core.sections import SourceTable
from copilot.core.settings import Settings
from copilot.core.types import Document, Part
from copilot.persons import Persons

TODAY = date(2026, 6, 1)
SETTINGS = Settings.model_validate(
    {
        "organisation_domains": ["wielrijk.example"],
        "organisation_values": ["050-555 33 00"],
        "personal_data": {"customer_numbers": [r"WR-\d{6}"]},
        "sources": [{"name": "desk", "type": "jsonl", "path": "x", "old_after_days": 365}],
    }
)
POLICY = Policy.of(SETTINGS)
PERSONS = Persons.of(SETTINGS)


def cited(text: str, kind: str = "ticket", audience: tuple[str, ...] = ("public",), **more: str) -> Citation:
    """The whole of a document, as citation 1."""
    document = Document("desk", "1", kind, "T", (Part("message", text),), audience=audience, **more)  # type: ignore[arg-type]
    return Citation(1, document, "c1", text, 0, len(text))


def warned(citation: Citation, language: str = "nl", **more: Any) -> list[Warning_]:
    """By POLICY, today."""
    return list(caution.warnings([citation], language, TODAY, policy=POLICY, **more))


def codes(citation: Citation, known: str = "", sentences: tuple[Sentence, ...] = ()) -> list[str]:
    return [warning.code for warning in warned(citation, known=known, sentences=sentences)]


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw De Groot kreeg een leenfiets mee.",
        "Beste Annelies,\nde fiets staat klaar.",
        "Klant: Pieter van Dam, fiets staat klaar.",
        "The deposit was paid back to Mr. Jansen.",
        "Stuur de rekening naar p.vandam@gmail.example svp.",
        "Bel hem terug op 06-12345678 na vijven.",
        "Overgemaakt op NL91 ABNA 0417 1643 00 vandaag.",
        "Haar BSN is 111222333, staat in het dossier.",
        "Bezorgd op 9711 AB 14 in de bus.",
        "Dossier WR-204817 is gesloten.",
    ],
)
def test_personal_data_is_warned_of_and_not_sent(text: str) -> None:
    citation = cited(text)
    found = warned(citation)
    assert [(warning.code, warning.citation) for warning in found] == [("personal_data", 1)]
    assert not caution.safe_to_send([citation], found)


@pytest.mark.parametrize(
    "text",
    [
        "Beste [NAAM 1], je nieuwe pas ligt op [ADRES 1], bel [TELEFOON 1].",
        "Mail naar werkplaats@wielrijk.example of bel 050-555 33 00.",
        "Bij diefstal bel je 0900-8844, dag en nacht.",
        "Beste klant, het duurt 14 dagen en kost 1.250,00 euro.",
        "Dear customer, order 20 spokes of 245 mm by 2026-03-04.",
        "Wielrijk leent fietsen uit in Groningen en Assen.",
    ],
)
def test_masks_the_organisation_itself_and_plain_facts_are_no_personal_data(text: str) -> None:
    citation = cited(text)
    assert codes(citation) == []
    assert caution.safe_to_send([citation], ())


def test_what_the_asker_said_himself_is_no_news() -> None:
    citation = cited("Mevrouw De Groot belt op 06-12345678.")
    assert codes(citation, "Ik ben mevrouw de Groot, mijn nummer is +31 6 12 34 56 78") == []
    assert codes(citation, "Ik ben mevrouw de Groot") == ["personal_data"]


def test_how_a_partner_is_reached_stands_on_public_pages() -> None:
    text = "De laadpaal wordt geplaatst door een partner: bel 050-555 44 11."
    assert codes(cited(text, "wiki"), sentences=(Sentence(text, (1,)),)) == []
    assert codes(cited(text, "ticket")) == ["personal_data"]
    assert codes(cited("Bel Jan op 06-12345678.", "wiki")) == ["personal_data"]


def test_a_sentence_with_personal_data_is_warned_of_once() -> None:
    plain, full = cited("De fiets is klaar."), cited("Mevrouw De Groot haalt hem op.")
    sentence = (Sentence("Mevrouw De Groot haalt hem op.", (1,)),)
    assert codes(plain, sentences=sentence) == ["personal_data"]
    assert codes(full, sentences=sentence) == ["personal_data"]


def test_the_label_before_a_quote_tells_what_a_number_is() -> None:
    text = "Zijn BSN: 111222333 staat in het dossier."
    citation = cited(text)
    cut = Citation(1, citation.document, "c1", text[10:], 10, len(text))
    assert codes(cut) == ["personal_data"]


def test_old_by_policy_is_outdated_with_the_day_of_its_last_change() -> None:
    old = cited("Een band plakken kost 12 euro.", "wiki", updated_at="2024-05-01T10:00:00+02:00")
    (warning,) = warned(old, "en")
    assert warning.code == "outdated"
    assert warning.text == "This source has not been updated since 2024-05-01."
    assert codes(cited("Een band plakken kost 12 euro.", "wiki", updated_at="2026-05-01T10:00:00+02:00")) == []


def test_expired_superseded_and_internal_are_warned_of_together() -> None:
    citation = cited("Een band plakken kost 12 euro.", audience=("internal",), valid_until="2026-01-31")
    citation = Citation(1, citation.document, "c1", citation.quote, 0, citation.end, superseded_by="desk:2")
    assert codes(citation) == ["outdated", "superseded", "internal"]
    assert not caution.safe_to_send([citation], ())


def test_sixty_words_are_looked_through_in_a_few_milliseconds() -> None:
    text = " ".join(["De monteur belt op 06-12345678 over order 4711 en komt dinsdag om 14.30 uur."] * 5)
    PERSONS.kinds(text)
    spent = []
    for _ in range(5):
        began = time.process_time()
        PERSONS.kinds(text)
        spent.append(time.process_time() - began)
    assert min(spent) <= 0.005


def test_settings_without_anything_of_the_organisation_still_warn() -> None:
    policy = Policy.of(Settings(sources=(SourceTable.model_validate({"name": "a", "type": "jsonl", "path": "x"}),)))
    found = list(caution.warnings([cited("Bel 06-12345678.")], "en", TODAY, policy=policy))
    assert [warning.code for warning in found] == ["personal_data"]
    assert "telephone number" in found[0].text
