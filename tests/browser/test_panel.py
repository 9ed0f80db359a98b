"""The side panel as an agent meets it: a real browser against the real service."""

from __future__ import annotations

import json
from typing import Any

import pytest

from browser.page import BATTERY, COSTS, DONE, FAULT, LAST, OFF_TOPIC, WIDGET, Open, answer, ask, unmarked
from copilot.core.types import KINDS

pytestmark = pytest.mark.browser


def test_an_answer_is_streamed_with_sentences_badges_and_cards(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, COSTS)
    assert page.locator(f"{LAST} .sentence").count() >= 2
    assert "45 euro per resterende maand" in answer(page)
    assert "Klaar in" in page.inner_text(DONE)
    assert "Mag naar klant" in page.inner_text(f"{LAST} .badges")
    card = page.locator(f"{LAST} .card").first
    assert "Wiki" in card.inner_text()
    assert "Leasefiets tussentijds opzeggen" in card.inner_text()
    assert "12 mrt 2026" in card.inner_text()
    assert "45 euro per resterende maand" in card.locator("mark").inner_text()
    link = card.locator("a")
    assert link.get_attribute("href") == "https://kennis.wielrijk.example/opzeggen"
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")


def test_sentences_appear_while_the_answer_is_still_being_written(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    # Holds back the last event of the real stream until the test lets it through.
    page.evaluate("""() => {
        const real = window.fetch;
        window.fetch = async (...request) => {
            const response = await real(...request);
            const [before, after] = (await response.text()).replaceAll("\\r\\n", "\\n").split("event: answer");
            const encoder = new TextEncoder();
            return new Response(new ReadableStream({ start(stream) {
                stream.enqueue(encoder.encode(before));
                window.release = () => { stream.enqueue(encoder.encode("event: answer" + after)); stream.close(); };
            } }));
        };
    }""")
    page.fill("#question", COSTS)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{LAST} .sentence")
    assert "antwoord schrijven" in page.inner_text(f"{LAST} .status.working")
    assert page.locator(f"{LAST} .badges").count() == 0
    page.evaluate("release()")
    page.wait_for_selector(f"{LAST} .badges")


def test_a_marker_leads_to_its_card_and_back(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, COSTS)
    page.locator(f"{LAST} .marker").first.click()
    assert page.evaluate("document.activeElement.matches('.card.flash')")
    assert page.evaluate("document.activeElement.querySelector('.number').textContent") == "1"
    page.locator(f"{LAST} .card").first.get_by_text("Naar antwoord").click()
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_the_marked_passage_is_the_quote_also_behind_astral_characters(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, BATTERY)
    citation = page.request.post(f"{service}/v1/ask", data={"question": BATTERY}).json()["citations"][0]
    assert citation["start"] > 0
    page.locator(f"{LAST} .card").first.get_by_text("Toon in document").click()
    mark = page.locator("#document-body mark")
    mark.wait_for()
    assert mark.text_content() == citation["quote"]
    assert page.locator("#document-body .note").count() == 0
    assert "Welkom bij de winterpagina" in page.inner_text("#document-body")
    page.keyboard.press("Escape")
    assert not page.is_visible("#document")


def test_a_ticket_is_shown_with_its_structure_and_as_internal(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, FAULT)
    assert "Intern: niet doorsturen" in page.inner_text(f"{LAST} .badges")
    page.locator(f"{LAST} .card").first.get_by_text("Toon in document").click()
    page.wait_for_selector("#document-body mark")
    assert page.locator("#document-body .role").all_inner_texts() == ["Probleem", "Geprobeerd", "Oplossing"]


def test_a_question_outside_the_sources_is_refused_with_the_nearest_passages(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, OFF_TOPIC)
    assert page.is_visible(f"{LAST} .refusal")
    assert page.locator(f"{LAST} .sentence").count() == 0
    assert page.inner_text(f"{LAST} .sources h3").lower() == "dichtstbij, geen antwoord"
    assert page.locator(f"{LAST} .card").count() > 0
    assert page.locator(f"{LAST} .card mark").count() == 0
    page.locator(f"{LAST} .card").first.get_by_text("Toon in document").click()
    page.wait_for_selector("#document-body mark")


def test_the_language_follows_the_browser_and_the_switch_is_remembered(service: str, open_panel: Open) -> None:
    page = open_panel(service, locale="en-GB")
    assert page.inner_text("#send") == "Ask"
    ask(page, COSTS)
    assert "12 Mar 2026" in page.locator(f"{LAST} .card").first.inner_text() or "Mar 12" in page.inner_text(
        f"{LAST} .card"
    )
    page.click("[data-language=nl]")
    assert page.get_attribute("html", "lang") == "nl"
    assert page.inner_text("#send") == "Vraag"
    assert "Zekerheid" in page.inner_text(f"{LAST} .badges")
    assert "12 mrt 2026" in page.locator(f"{LAST} .card").first.inner_text()
    page.reload()
    page.wait_for_selector("#send:has-text('Vraag')")


def test_both_languages_have_the_same_texts(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    dutch, english = page.evaluate("""async () => {
        const { MESSAGES } = await import('/panel/messages.js');
        return [MESSAGES.nl, MESSAGES.en].map(messages => Object.keys(messages).sort());
    }""")
    assert dutch == english
    assert {f"kind_{kind}" for kind in KINDS} <= set(dutch)


@pytest.mark.parametrize("width", [320, 360, 1100])
def test_nothing_scrolls_sideways(service: str, open_panel: Open, width: int) -> None:
    page = open_panel(service, width=width)
    overflow = """() => [document.documentElement, ...document.querySelectorAll('#conversation, #document-body')]
        .map(node => node.scrollWidth - node.clientWidth)"""
    for question in (OFF_TOPIC, "x" * 400, WIDGET):
        page.fill("#question", question)
        assert max(page.evaluate(overflow)) <= 0, question
        ask(page, question)
        assert max(page.evaluate(overflow)) <= 0, question
    page.locator(f"{LAST} .card").first.get_by_text("Toon in document").click()
    page.wait_for_selector("#document-body mark")
    assert max(page.evaluate(overflow)) <= 0


def test_hostile_markup_is_only_text(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, WIDGET)
    assert "Plak de widget nooit dubbel" in answer(page)
    assert "<" not in answer(page), "no sentence that holds markup is shown"
    card = page.locator(f"{LAST} .card").first
    assert "<script>window.pwned='script'</script>" in card.inner_text()
    assert "Widget <b>insluiten</b>" in card.inner_text()
    assert card.locator("a").count() == 0
    assert "javascript:window.pwned" in card.inner_text()
    card.get_by_text("Toon in document").click()
    page.wait_for_selector("#document-body mark")
    assert "onerror=" in page.inner_text("#document-body")
    assert page.locator("#turns img, #turns script, #document img, #document script").count() == 0
    assert page.evaluate("window.pwned") is None


def test_markup_that_reached_an_answer_would_be_only_text(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    hostile = "<script>window.pwned='script'</script> <img src=x onerror=\"window.pwned='img'\">"
    body = {
        "status": "answered", "refusal": None, "confidence": "low", "safe_to_send": False, "answer": f"{hostile} [1]",
        "sentences": [{"text": hostile, "citations": [1]}], "citations": [_citation(1, hostile)],
        "conflicts": [{"fact": hostile, "sides": [{"value": hostile, "citation": 1}] * 2, "proposed": 0}],
        "warnings": [{"code": "outdated", "text": hostile, "citation": 1}],
    }  # fmt: skip
    _replies(page, body)
    ask(page, WIDGET)
    for place in (".answer", ".card", ".notice.conflict", ".notice.warning"):
        assert "<script>window.pwned='script'</script>" in page.locator(f"{LAST} {place}").first.inner_text(), place
    assert page.locator("#turns img, #turns script").count() == 0
    assert page.evaluate("window.pwned") is None


def test_a_follow_up_sends_the_conversation_and_a_new_one_forgets_it(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    ask(page, COSTS)
    first = unmarked(page)
    with page.expect_request("**/v1/ask") as request:
        ask(page, "En bij langdurige ziekte?")
    sent = request.value.post_data_json
    assert sent["conversation"] == [{"role": "customer", "text": COSTS}, {"role": "agent", "text": first}]
    assert page.locator("#turns > .turn[open]").count() == 1
    page.click("#new")
    assert page.is_visible("#welcome")
    page.select_option("#for", "customer")
    with page.expect_request("**/v1/ask") as request:
        ask(page, FAULT)
    assert request.value.post_data_json["conversation"] == []
    assert request.value.post_data_json["for"] == "customer"


def test_an_example_can_be_asked_with_the_keyboard_alone(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    assert page.evaluate("document.activeElement.id") == "question"
    page.locator(".examples button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(DONE, state="attached")


def test_conflicts_and_warnings_stand_with_the_answer(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    sides = [{"value": "21 dagen", "citation": 1}, {"value": "14 dagen", "citation": 2}]
    cited = [_citation(1, "Werkplaats"), _citation(2, "Oude pagina")]
    body = {
        "status": "answered", "refusal": None, "confidence": "low", "safe_to_send": False, "answer": "21 dagen. [1]",
        "sentences": [{"text": "21 dagen.", "citations": [1]}], "citations": cited,
        "conflicts": [{"fact": "Duur van de leenfiets", "sides": sides, "proposed": 0}],
        "warnings": [{"code": "outdated", "text": "Deze pagina is van 2019.", "citation": 2}],
    }  # fmt: skip
    _replies(page, body)
    ask(page, COSTS)
    first, second = page.locator(f"{LAST} .notice.conflict li").all_inner_texts()
    assert "21 dagen" in first
    assert "voorgesteld" in first
    assert "voorgesteld" not in second
    assert "Verouderd" in page.inner_text(f"{LAST} .notice.warning")
    page.locator(f"{LAST} .notice.warning .marker").click()
    assert "Oude pagina" in page.evaluate("document.activeElement.textContent")


def test_copying_leaves_the_markers_out_or_adds_the_sources(service: str, open_panel: Open) -> None:
    page = open_panel(service)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, COSTS)
    first = unmarked(page)
    page.get_by_role("button", name="Kopieer", exact=True).click()
    page.wait_for_selector(".copied:has-text('Gekopieerd')")
    assert page.evaluate("navigator.clipboard.readText()") == first
    page.get_by_role("button", name="Kopieer met bronnen").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('[1] Leasefiets'))")


def _replies(page: Any, body: dict[str, Any]) -> None:
    """The service answers every question with this."""
    stream = f"event: answer\ndata: {json.dumps(body)}\n\n"
    page.route("**/v1/ask", lambda route: route.fulfill(content_type="text/event-stream", body=stream))


def _citation(n: int, title: str) -> dict[str, Any]:
    return {
        "n": n, "document_id": f"desk:{n}", "source": "desk", "external_id": str(n), "chunk_id": f"c{n}",
        "kind": "chat", "title": title, "uri": "", "quote": "dagen", "start": 0, "end": 5, "also_in": [],
    }  # fmt: skip
