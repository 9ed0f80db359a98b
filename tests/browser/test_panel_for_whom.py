"""What the panel does before an answer can leave for a customer, and how it shows sources that disagree."""

from __future__ import annotations

import json
from typing import Any

import pytest

from browser.page import COSTS, FAULT, LAST, OFF_TOPIC, Open, answer, ask, unmarked

pytestmark = pytest.mark.browser

CLIPBOARD = "navigator.clipboard.readText()"
STEP = f"{LAST} .confirm"


def answered(page: Any, **more: object) -> None:
    """Lets the next question be answered with an answer of ours."""
    cited = {
        "n": 1, "document_id": "desk:1", "source": "desk", "external_id": "1", "chunk_id": "c1", "kind": "ticket",
        "title": "Werkplaats", "uri": "", "quote": "dagen", "start": 0, "end": 5, "also_in": [],
    }  # fmt: skip
    body = {
        "status": "answered", "refusal": None, "confidence": "low", "safe_to_send": False, "answer": "21 dagen. [1]",
        "sentences": [{"text": "21 dagen.", "citations": [1]}],
        "citations": [cited, {**cited, "n": 2, "title": "Oude pagina"}], "conflicts": [], "warnings": [], **more,
    }  # fmt: skip
    stream = f"event: answer\ndata: {json.dumps(body)}\n\n"
    page.route("**/v1/ask", lambda route: route.fulfill(content_type="text/event-stream", body=stream))


def test_an_internal_answer_is_copied_only_after_a_second_step_with_the_keyboard(
    service: str, open_panel: Open
) -> None:
    page = open_panel(service)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('nothing')")
    ask(page, FAULT)
    copy = page.get_by_role("button", name="Kopieer", exact=True)
    copy.focus()
    page.keyboard.press("Enter")
    assert "steunt op interne bronnen" in page.inner_text(STEP)
    assert page.evaluate("document.activeElement.textContent") == "Toch kopiëren, intern"
    page.keyboard.press("Escape")
    assert not page.is_visible(STEP)
    assert page.evaluate("document.activeElement.textContent") == "Kopieer"
    assert page.evaluate(CLIPBOARD) == "nothing"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector(".copied:has-text('Gekopieerd. Let op: intern')")
    assert page.evaluate(CLIPBOARD) == unmarked(page)


def test_personal_data_is_named_as_the_reason(service: str, open_panel: Open) -> None:
    page = open_panel(service, locale="en-GB")
    text = "This holds personal data (name); take it out before this goes to a customer."
    answered(page, warnings=[{"code": "personal_data", "text": text, "citation": 1}])
    ask(page, COSTS)
    assert "Personal data: do not forward" in page.inner_text(f"{LAST} .badges")
    assert text in page.inner_text(f"{LAST} .notice.warning")
    page.get_by_role("button", name="Copy with sources").click()
    assert "Take it out" in page.inner_text(STEP)
    page.get_by_role("button", name="Cancel").click()
    assert not page.is_visible(STEP)
    page.click("[data-language=nl]")
    page.get_by_role("button", name="Kopieer", exact=True).click()
    assert page.is_visible("text=Toch kopiëren, met persoonsgegevens")


def test_an_answer_for_a_customer_is_copied_at_once(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, COSTS)
    page.get_by_role("button", name="Kopieer", exact=True).click()
    assert not page.is_visible(STEP)


def test_sides_of_a_conflict_show_source_date_and_owner(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    sides = [
        {"value": "21 dagen", "citation": 1, "date": "2026-03-01", "owner": "Team Werkplaats"},
        {"value": "14 dagen", "citation": 2, "date": "", "owner": ""},
    ]
    answered(page, conflicts=[{"fact": "Duur van de leenfiets", "sides": sides, "proposed": 0}])
    ask(page, COSTS)
    first, second = page.locator(f"{LAST} .notice.conflict li").all_inner_texts()
    assert all(shown in first for shown in ("21 dagen", "voorgesteld", "Werkplaats · 1 mrt 2026 · Team Werkplaats"))
    assert "voorgesteld" not in second
    assert second.rstrip().endswith("Oude pagina")


def test_a_refusal_for_a_customer_says_what_the_agent_can_do(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    refusal = {"reason": "not_permitted", "text": "Alleen interne bronnen gaan hierover.", "nearest": []}
    answered(page, status="refused", refusal=refusal, sentences=[], citations=[], answer="")
    ask(page, COSTS)
    assert "Dit mag niet naar een klant" in answer(page)
    assert "Vraag het voor jezelf" in answer(page)


def test_a_refusal_is_a_turn_of_the_talk(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, OFF_TOPIC)
    with page.expect_request("**/v1/ask") as request:
        ask(page, COSTS)
    roles = [turn["role"] for turn in request.value.post_data_json["conversation"]]
    assert roles == ["customer", "agent"]
