"""Language models that fail in every way, asked through the real service: an answer comes in time, from the sources."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from copilot.api.state import State
from copilot.core import settings
from copilot.core.embedders import load
from copilot.core.settings import Settings
from copilot.pipeline import Copilot
from ingest import pipeline
from support import write_desk
from support_drills import ANSWERED, STREAM, Metrics, Told, ask, question, stream, together
from support_drills import edition as desk_of
from support_model import ScriptedModel
from support_service import running, until

DEADLINE, LATE, OPEN, RECOVERED, LEFT = 1.5, 0.5, 0.3, 30.0, 1.0
"""Seconds: for a request; that an answer may come after it; for an answer while the breaker is open; until the model
answers again once it is back; until the model's connection is closed behind a client who left."""

QUESTION = question(3)
QUOTED = "De fietstas 3 kost in editie 1 precies 13 euro per maand."
WRITTEN = "De fietstas 3 kost per maand precies 13 euro."
GOOD = f"{WRITTEN[:-1]} [1]."
SAID = f"{GOOD} De borg voor de fietstas 3"
FOREIGN = "The bicycle bag costs exactly 13 euro per month in this edition [1]. You also pay a deposit for it [1]."

KINDS: dict[str, Callable[[ScriptedModel], object]] = {
    "refused": ScriptedModel.refuses,
    "time-out before the stream": ScriptedModel.hangs_before_headers,
    "time-out amid the stream": lambda model: model.falls_silent(SAID),
    "429": lambda model: model.fails(429),
    "500": lambda model: model.fails(500),
    "broken JSON": ScriptedModel.broken_json,
    "empty": ScriptedModel.empty,
    "endless": lambda model: model.never_stops("De prijs, de prijs, "),
    "half a stream": lambda model: model.breaks_off(SAID),
    "slow drip": lambda model: model.drips(SAID, 0.1),
    "truncated": lambda model: model.truncates(SAID),
    "wrong content type": ScriptedModel.answers_html,
    "wrong language": lambda model: model.says(FOREIGN),
}


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel, whole: bool) -> Settings:
    breaker = "breaker_failures = 10" if whole else "breaker_failures = 2\nbreaker_seconds = 0.5"
    extra = f"[service]\nworkers = 8\ndeadline = {DEADLINE}\n{breaker}\n{model.toml}[store]\n"
    config = settings.load(write_desk(tmp_path_factory.mktemp("desk"), desk_of(1), extra), {})
    pipeline.sync(config, load(config.embedder))
    return config


@pytest.fixture(scope="module")
def state(published: Settings) -> State:
    return State(published)


@pytest.fixture(scope="module")
def client(state: State, model: ScriptedModel) -> Iterator[httpx.Client]:
    with running(state) as found:
        # Whatever is loaded with the first question of a process is loaded.
        model.says("NOT_FOUND")
        ask(found, QUESTION)
        yield found


def copilot(state: State) -> Copilot:
    assert state.copilot
    return state.copilot


def answered(told: Told) -> dict[str, Any]:
    assert told.outcome == ANSWERED, told
    return told.events[-1][1] if told.events else json.loads(told.text)


def is_from_the_sources(told: Told) -> bool:
    """Labelled, cited, extractive; and as a stream with the same sentences."""
    answer = answered(told)
    assert answer["status"] == "answered"
    assert [w["code"] for w in answer["warnings"]] == ["degraded"]
    assert answer["provenance"]["generator"] == "extractive"
    quotes = {citation["n"]: citation["quote"] for citation in answer["citations"]}
    assert all(any(quotes[n] for n in sentence["citations"]) for sentence in answer["sentences"])
    assert {sentence["text"] for sentence in answer["sentences"]} in ({QUOTED}, {WRITTEN})
    if told.events:
        said = [data["text"] for name, data in told.events if name == "sentence"]
        assert said == [sentence["text"] for sentence in answer["sentences"]]
    return True


def comes_back(client: httpx.Client, model: ScriptedModel) -> float:
    """Seconds until the model answers once it is sound again."""
    model.says(GOOD)
    back = time.monotonic()
    until(lambda: answered(ask(client, QUESTION))["warnings"] == [], "the model answers again", RECOVERED)
    answer = answered(stream(client, QUESTION))
    assert (answer["answer"], answer["provenance"]["generator"]) == (
        f"{WRITTEN} [1]",
        "chat",
    )
    return time.monotonic() - back


@pytest.mark.parametrize("kind", KINDS)
def test_every_failure_is_answered_from_the_sources(
    client: httpx.Client, state: State, model: ScriptedModel, kind: str, whole: bool
) -> None:
    if copilot(state).breaker.state != "closed":
        comes_back(client, model)
    KINDS[kind](model)
    seconds: dict[str, list[float]] = {"closed": [], "open": []}
    for number in range(20 if whole else 3):
        breaker = copilot(state).breaker.state
        told = (stream if number % 2 else ask)(client, QUESTION)
        assert is_from_the_sources(told), told
        seconds[breaker].append(told.seconds)
    back = comes_back(client, model)
    print(
        f"{kind}: {len(seconds['closed'])} asked it, at most {max(seconds['closed']):.2f} s; "
        f"{len(seconds['open'])} while open, at most {max(seconds['open']):.3f} s; back after {back:.1f} s"
    )
    assert max(seconds["closed"]) <= DEADLINE + LATE
    assert max(seconds["open"]) <= OPEN


def test_many_at_once_wait_no_longer(client: httpx.Client, model: ScriptedModel) -> None:
    model.hangs_before_headers()
    found = together([lambda n=n: (stream if n % 2 else ask)(client, QUESTION) for n in range(8)])
    assert all(map(is_from_the_sources, found))
    assert max(told.seconds for told in found) <= DEADLINE + LATE
    comes_back(client, model)


LEAVERS: dict[str, tuple[bool, Callable[[ScriptedModel], object], bytes]] = {
    "streamed": (True, lambda model: model.falls_silent(SAID), b"event: sentence"),
    "plain": (False, lambda model: model.falls_silent(SAID), b""),
    "before the first word": (True, ScriptedModel.hangs_before_headers, b"event: hits"),
    "plain, before the first word": (False, ScriptedModel.hangs_before_headers, b""),
}


@pytest.mark.parametrize("kind", LEAVERS)
def test_who_leaves_takes_the_model_along(
    client: httpx.Client, state: State, model: ScriptedModel, kind: str, whole: bool
) -> None:
    streamed, script, heard = LEAVERS[kind]
    script(model)
    freed, closed = list[float](), list[float]()
    for _ in range(100 if whole else 3):
        model.calls.clear()
        with closing(http.client.HTTPConnection(client.base_url.host, client.base_url.port or 80)) as leaver:
            leaver.request(
                "POST",
                "/v1/ask",
                json.dumps({"question": QUESTION}),
                {"Content-Type": "application/json", **(STREAM if streamed else {})},
            )
            until(lambda: bool(model.calls), "the model is asked")
            if heard:
                response = leaver.getresponse()
                while not response.readline().startswith(heard):
                    """Reads on."""
                response.close()
        left = time.monotonic()
        until(lambda: model.calls[0].hung_up is not None, "the model's connection is closed", LEFT)
        assert model.calls[0].hung_up is not None
        closed.append(model.calls[0].hung_up - left)
        until(lambda: Metrics(client)("balie_in_flight") == 0, "the place is free", LEFT)
        freed.append(time.monotonic() - left)
    print(f"{len(closed)} left, {kind}: connection closed after {max(closed):.2f} s, place free after {max(freed):.2f}")
    assert max(freed) <= LEFT
    assert copilot(state).breaker.state == "closed", "who leaves says nothing about the model"
