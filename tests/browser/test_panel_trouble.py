"""The side panel when something is missing, busy, broken or stopped: it says what, and what to do next."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from browser.page import COSTS, DONE, FAULT, LAST, Open, answer, ask

pytestmark = pytest.mark.browser


def test_a_key_is_asked_for_and_the_question_then_answered(
    locked_service: str, panel_key: str, open_panel: Open
) -> None:
    page = open_panel(locked_service, expected="401")
    ask(page, COSTS)
    assert page.is_visible("#key")
    page.fill("#key", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("#key-help:has-text('niet aanvaard')")
    page.fill("#key", panel_key)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{LAST} .badges")
    assert "45 euro" in answer(page)
    assert not page.is_visible("#key")
    assert page.locator("#turns > .turn").count() == 1
    page.reload()
    ask(page, COSTS)
    assert "45 euro" in answer(page)


def test_a_busy_service_counts_down_before_the_next_try(service: str, open_panel: Open) -> None:
    page = open_panel(service, expected="429")
    page.clock.install()
    busy = {"title": "Too Many Requests", "status": 429, "detail": "32 questions wait", "next": "ask again"}
    page.route(
        "**/v1/ask", lambda route: route.fulfill(status=429, headers={"Retry-After": "3"}, body=json.dumps(busy))
    )
    ask(page, COSTS)
    button = page.locator(f"{LAST} .problem button")
    assert "Even te druk" in page.inner_text(f"{LAST} .problem")
    assert button.inner_text() == "Opnieuw over 3 s"
    assert button.is_disabled()
    page.clock.run_for(3100)
    page.unroute("**/v1/ask")
    button.click()
    page.wait_for_selector(f"{LAST} .badges")


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "Niet gevonden"), (422, "Pas de vraag aan"), (503, "nog niet klaar"), (502, "Er ging iets mis")],
)
def test_every_failure_says_what_to_do(service: str, open_panel: Open, status: int, words: str) -> None:
    page = open_panel(service, expected=str(status))
    page.route("**/v1/ask", lambda route: route.fulfill(status=status, body="<html>no json</html>"))
    ask(page, COSTS)
    assert words in page.inner_text(f"{LAST} .problem")


def test_a_lost_network_is_named_and_the_question_can_be_repeated(service: str, open_panel: Open) -> None:
    page = open_panel(service, expected="ERR_CONNECTION_REFUSED")
    page.route("**/v1/ask", lambda route: route.abort("connectionrefused"))
    ask(page, COSTS)
    assert "Geen verbinding met Balie" in page.inner_text(f"{LAST} .problem")
    page.unroute("**/v1/ask")
    page.locator(f"{LAST} .problem button").click()
    page.wait_for_selector(f"{LAST} .badges")
    assert page.locator("#turns > .turn").count() == 1


def test_a_stream_that_breaks_off_is_not_taken_for_an_answer(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    said = 'event: sentence\ndata: {"text": "Half een antwoord.", "citations": []}\n\n'
    page.route("**/v1/ask", lambda route: route.fulfill(content_type="text/event-stream", body=said))
    ask(page, COSTS)
    assert "Half een antwoord." in answer(page)
    assert "niet af" in page.inner_text(DONE)
    assert page.locator(f"{LAST} .badges, {LAST} .copy").count() == 0


def test_stop_and_a_new_question_end_the_running_one(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    page.route("**/v1/ask", lambda _: None)  # never answers
    page.fill("#question", COSTS)
    page.keyboard.press("Enter")
    page.click("#stop")
    assert "Gestopt" in page.inner_text(DONE)
    page.fill("#question", COSTS)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{LAST} .status.working")
    page.unroute("**/v1/ask")
    ask(page, FAULT)
    assert page.locator(".status.working").count() == 0
    assert "snelheidssensor" in answer(page)


def test_a_document_that_is_gone_says_so(service: str, open_panel: Open) -> None:
    page = open_panel(service, expected="404")
    ask(page, COSTS)
    page.route("**/v1/documents/**", lambda route: route.fulfill(status=404, body="{}"))
    page.locator(f"{LAST} .card").first.get_by_text("Toon in document").click()
    page.wait_for_selector("#document-body .problem:has-text('Niet gevonden')")


def test_an_empty_or_endless_question_is_not_sent(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    page.fill("#question", "  \n ")
    page.keyboard.press("Enter")
    assert page.inner_text("#hint") == "Typ eerst een vraag."
    assert not page.is_visible("#counter")
    page.fill("#question", "é" * 4001)
    assert page.inner_text("#counter") == "4.001 / 4.000"
    page.keyboard.press("Enter")
    assert "te lang" in page.inner_text("#hint")
    assert page.locator("#turns > .turn").count() == 0
    page.fill("#question", "een\n")
    page.keyboard.press("Shift+Enter")
    assert page.input_value("#question").count("\n") == 2
    assert page.inner_text("#hint") == ""


def test_a_document_that_changed_since_the_answer_is_searched_for_the_quote(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, COSTS)
    quote = page.locator(f"{LAST} .card mark").first.inner_text()
    for text, note, marks in (
        (f"Nieuw begin 🚲. {quote}", "gewijzigd", [quote]),
        ("Leeg.", "staat er niet meer in", []),
    ):
        found = {"kind": "wiki", "source": "desk", "title": "Opzeggen", "updated_at": "", "text": text}
        body = json.dumps(found | {"parts": [{"role": "section", "text": text, "start": 0, "end": len(text)}]})
        page.route("**/v1/documents/**", partial(_fulfil, body))
        page.locator(f"{LAST} .card").first.get_by_text("Toon in document").click()
        page.wait_for_selector(f"#document-body .note:has-text('{note}')")
        assert page.locator("#document-body mark").all_text_contents() == marks
        page.keyboard.press("Escape")


def _fulfil(body: str, route: Any) -> None:
    route.fulfill(body=body)
