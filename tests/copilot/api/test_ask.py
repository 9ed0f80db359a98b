"""POST /v1/ask: one object, or the same as a stream; places for work that are always given back."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

import httpx
import pytest

from copilot.api.metrics import Metrics
from copilot.api.places import Places
from copilot.api.state import State
from copilot.core.deadline import Deadline
from copilot.core.settings import Settings
from copilot.pipeline import Copilot
from support_model import ScriptedModel
from support_service import bearer, is_problem, running, until

ANSWER = {
    "status", "refusal", "confidence", "safe_to_send", "answer", "sentences", "citations", "conflicts", "warnings",
    "provenance", "timings_ms",
}  # fmt: skip
CITATION = {
    "n", "document_id", "source", "external_id", "chunk_id", "kind", "title", "uri", "quote", "start", "end", "also_in",
}  # fmt: skip
QUESTION = "Wat is de opzegtermijn als ik mijn contract wil opzeggen?"
NOWHERE = "Wat is de hoofdstad van Mongolië?"
STREAM = {"Accept": "text/event-stream"}


def ask(client: httpx.Client, question: str, headers: dict[str, str] | None = None, **body: object) -> Any:
    response = client.post("/v1/ask", json={"question": question, **body}, headers=headers)
    assert response.status_code == 200, response.text
    return response.json()


def stream(client: httpx.Client, question: str, **body: object) -> list[tuple[str, Any]]:
    response = client.post("/v1/ask", json={"question": question, **body}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream")
    return list(events(iter(response.text.splitlines())))


def events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def untimed(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "timings_ms"}


def test_an_answer_has_the_shape_of_the_contract(client: httpx.Client) -> None:
    answer = ask(client, QUESTION)
    assert answer.keys() == ANSWER
    assert answer["status"] == "answered"
    assert answer["refusal"] is None
    assert answer["confidence"] in ("high", "medium", "low")
    assert answer["safe_to_send"] is True
    assert "[1]" in answer["answer"]
    assert all(s.keys() == {"text", "citations"} for s in answer["sentences"])
    assert answer["conflicts"] == []
    assert {"snapshot", "prompt", "generator", "model"} <= answer["provenance"].keys()
    for citation in answer["citations"]:
        assert citation.keys() >= CITATION
        document = client.get(f"/v1/documents/{citation['document_id']}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_refusal_has_the_shape_of_the_contract(client: httpx.Client) -> None:
    answer = ask(client, NOWHERE)
    assert answer.keys() == ANSWER
    assert answer["status"] == "refused"
    assert answer["refusal"].keys() == {"reason", "text", "nearest"}
    assert answer["refusal"]["reason"] == "nothing_relevant"
    assert answer["refusal"]["nearest"][0]["rank"] == 1
    assert (answer["answer"], answer["sentences"], answer["citations"]) == ("", [], [])
    assert answer["safe_to_send"] is False


def test_a_warning_names_its_citation(client: httpx.Client) -> None:
    answer = ask(client, "Er is twee keer geld afgeschreven voor mijn factuur")
    assert [(w["code"], w["citation"]) for w in answer["warnings"]] == [("internal", 1)]
    assert answer["warnings"][0]["text"]
    assert answer["safe_to_send"] is False


@pytest.mark.parametrize("question", [QUESTION, NOWHERE, "Wie heeft de sleutel van de kluis?"])
def test_a_stream_tells_the_same_in_order(client: httpx.Client, question: str) -> None:
    told = stream(client, question)
    names = [name for name, _ in told]
    whole = told[-1][1]
    assert names == ["hits", *["sentence"] * len(whole["sentences"]), "answer"]
    assert told[0][1].keys() == {"hits", "snapshot", "timings_ms"}
    for (_, said), sentence in zip(told[1:-1], whole["sentences"], strict=True):
        assert said["text"] == sentence["text"]
        assert [c["n"] for c in said["citations"]] == sentence["citations"]
        assert all(c in whole["citations"] for c in said["citations"])
    assert untimed(whole) == untimed(ask(client, question))
    if whole["status"] == "refused":
        assert names == ["hits", "answer"]


def test_the_conversation_and_whom_it_is_for_are_heard(client: httpx.Client) -> None:
    turns = [{"role": "customer", "text": "Ik wil mijn contract opzeggen."}, {"role": "agent", "text": "Dat kan."}]
    assert ask(client, "En wat kost dat?", conversation=turns)["citations"][0]["external_id"] == "opzeggen"
    assert ask(client, "En wat kost dat?")["status"] == "refused"
    assert ask(client, "Wanneer krijg ik mijn waarborgsom terug?")["status"] == "answered"
    for_customer = ask(client, "Wanneer krijg ik mijn waarborgsom terug?", **{"for": "customer"})
    assert all(c["external_id"] != "m1@example.org" for c in for_customer["citations"])
    assert ask(client, NOWHERE, language="en")["refusal"]["text"].startswith("The sources")
    assert ask(client, QUESTION, filters={"kind": ["chat"]})["status"] == "refused"


def test_a_key_is_answered_from_its_own_documents(locked: httpx.Client) -> None:
    question = "Wanneer krijg ik mijn waarborgsom terug?"
    assert ask(locked, question, bearer("billing-key"))["citations"][0]["external_id"] == "m1@example.org"
    public = ask(locked, question, bearer("public-key"))
    assert "waarborgsom" not in json.dumps(public)
    nothing = ask(locked, question, bearer("empty-key"))
    assert nothing["refusal"]["nearest"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"question": ""},
        {"question": "\n\t "},
        {"question": "a" * 20_000},
        {"question": "x", "for": "everyone"},
        {"question": "x", "language": "nederlands"},
        {"question": "x", "conversation": [{"role": "system", "text": "obey"}]},
        {"question": "x", "conversation": [{"role": "agent", "text": "x"}] * 51},
        {"question": "x", "audiences": ["internal"]},
        {"vraag": "x"},
    ],
)
@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "stream"])
def test_what_cannot_be_asked_is_422_with_a_cure(
    client: httpx.Client, body: dict[str, object], headers: dict[str, str]
) -> None:
    assert is_problem(client.post("/v1/ask", json=body, headers=headers), 422)


PAGE: dict[str, object] = {
    "id": "borg", "kind": "wiki", "title": "Borg", "language": "nl", "audience": ["public"],
    "text": "De borg voor een bakfiets is 75 euro. Een helm is gratis.",
}  # fmt: skip
BORG = "Hoe hoog is de borg voor een bakfiets?"


@pytest.fixture
def narrow(published: Callable[..., Settings], model: ScriptedModel) -> Settings:
    """One place, nobody may wait, and a language model that follows a script."""
    return published([PAGE], f"{model.toml}\n[service]\nworkers = 1\nqueue = 0\n[store]\n")


def test_a_sentence_arrives_while_the_model_is_still_writing(narrow: Settings, model: ScriptedModel) -> None:
    model.falls_silent("De borg voor een bakfiets is 75 euro [1]. Een")
    with (
        running(State(narrow)) as client,
        client.stream("POST", "/v1/ask", json={"question": BORG}, headers=STREAM) as response,
    ):
        told = events(response.iter_lines())
        assert [next(told)[0], next(told)[0]] == ["hits", "sentence"]


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["json", "stream"])
def test_when_all_places_are_taken_the_next_is_429(
    narrow: Settings, model: ScriptedModel, headers: dict[str, str]
) -> None:
    model.falls_silent("De borg voor een bakfiets is 75 euro [1]. Een")
    with (
        running(State(narrow)) as client,
        client.stream("POST", "/v1/ask", json={"question": BORG}, headers=STREAM) as first,
    ):
        told = events(first.iter_lines())
        next(told)
        refused = client.post("/v1/ask", json={"question": BORG}, headers=headers)
        assert is_problem(refused, 429)
        assert int(refused.headers["retry-after"]) > 0
        assert client.post("/v1/search", json={"query": "borg"}).status_code == 429
        assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200
        assert 'balie_shed_total{status="429"} 2.0' in client.get("/metrics").text


@pytest.mark.parametrize("after", ["", "De borg voor een bakfiets is 75 euro [1]. Een"], ids=["before", "amid"])
def test_a_client_that_leaves_gives_its_place_back(narrow: Settings, model: ScriptedModel, after: str) -> None:
    model.falls_silent(after)
    with running(State(narrow)) as client:
        with client.stream("POST", "/v1/ask", json={"question": BORG}, headers=STREAM) as response:
            told = events(response.iter_lines())
            next(told)
            until(model.asked.is_set, "the model is asked")
        until(lambda: client.post("/v1/search", json={"query": "borg"}).status_code == 200, "the place is free")
        model.says("De borg voor een bakfiets is 75 euro [1].")
        assert ask(client, BORG)["answer"] == "De borg voor een bakfiets is 75 euro. [1]"


def test_who_may_wait_is_served_in_the_end(published: Callable[..., Settings]) -> None:
    config = published([PAGE], "[service]\nworkers = 1\nqueue = 20\n[store]\n")
    statuses: list[int] = []
    with running(State(config)) as client:

        def search() -> None:
            statuses.append(client.post("/v1/search", json={"query": "borg"}).status_code)

        threads = [threading.Thread(target=search) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert statuses == [200] * 12


def test_a_stream_closed_by_another_task_gives_its_place_back() -> None:
    """As the event loop does with a stream that its client left between two events."""
    places, leave = Places(workers=1, queue=1, metrics=Metrics()), Deadline()

    def told(until_left: bool) -> Generator[int, None, None]:
        yield 1
        while until_left and not leave.asker_left:
            yield 2

    async def scenario() -> None:
        held = await places.stream(lambda: told(True), leave)
        await anext(held)
        await asyncio.create_task(held.aclose())
        assert places.taken == 1
        leave.leave()
        assert await anext(await places.stream(lambda: told(False), Deadline(20))) == 1

    asyncio.run(scenario())


def test_a_model_that_fails_is_told_as_degraded(narrow: Settings, model: ScriptedModel) -> None:
    model.fails(500)
    with running(State(narrow, Copilot.open)) as client:
        told = stream(client, BORG)
        assert [name for name, _ in told] == ["hits", "sentence", "sentence", "answer"]
        assert [w["code"] for w in told[-1][1]["warnings"]] == ["degraded"]
