"""A language model that does not answer as it should, and an asker who does not wait for it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from copilot.core import settings
from copilot.core.answer import Answer
from copilot.core.deadline import Deadline
from copilot.core.embedders import load
from copilot.core.errors import AskerLeftError, ModelError
from copilot.core.registry import build
from copilot.core.settings import ROOT, Settings
from copilot.core.types import LOCAL_ASKER
from copilot.generators.chat import ChatGenerator
from copilot.pipeline import Copilot, Finished, Question, Said
from ingest import pipeline
from support import write_desk
from support_model import ScriptedModel
from support_service import until

PAGES: list[dict[str, object]] = [
    {
        "id": "borg",
        "kind": "wiki",
        "title": "Borg voor een bakfiets",
        "language": "nl",
        "audience": ["public"],
        "text": "De borg voor een bakfiets is 75 euro. De klant krijgt de borg binnen 5 werkdagen terug.",
    },
    {
        "id": "deposit",
        "kind": "wiki",
        "title": "Deposit for a bakfiets",
        "language": "en",
        "audience": ["public"],
        "text": "Whoever has no card pays the deposit for the bakfiets in cash at the counter of the shop.",
    },
]
QUESTION = Question("Hoe hoog is de borg voor een bakfiets en wanneer krijgt de klant de borg terug?")
FIRST, SECOND = "De borg voor een bakfiets is 75 euro.", "De klant krijgt de borg binnen 5 werkdagen terug."
GOOD = f"{FIRST[:-1]} [1]. {SECOND[:-1]} [1]."
FOREIGN = "The deposit for a bakfiets is 75 euro [1]. The customer gets the deposit back within 5 working days [1]."
ENGLISH_QUOTE = "Whoever has no card pays the deposit for the bakfiets in cash at the counter of the shop [2]."

SOON = 0.5
"""Seconds within which a connection is closed; 0.2 are promised, the rest is for a busy machine."""

FAILURES: dict[str, Callable[[ScriptedModel], object]] = {
    "refused": ScriptedModel.refuses,
    "429": lambda model: model.fails(429),
    "500": lambda model: model.fails(500),
    "broken JSON": ScriptedModel.broken_json,
    "empty": ScriptedModel.empty,
    "blank": lambda model: model.says(" \n "),
    "endless": lambda model: model.never_stops("De borg, de borg, "),
    "half a stream": lambda model: model.breaks_off(GOOD),
    "broken off before it began": ScriptedModel.breaks_off,
    "cut at a limit": lambda model: model.truncates(GOOD),
    "cut amid a sentence": lambda model: model.says("De borg voor een bakfiets is 75 euro [1]. De klant krijgt de"),
    "a page of HTML": ScriptedModel.answers_html,
    "another language": lambda model: model.says(FOREIGN),
}


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as scripted:
        yield scripted


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel) -> Settings:
    extra = f"[service]\nbreaker_failures = 2\nbreaker_seconds = 30\n{model.toml}[store]\n"
    config = settings.load(write_desk(tmp_path_factory.mktemp("desk"), PAGES, extra), {})
    pipeline.sync(config, load(config.embedder))
    return config


@pytest.fixture
def copilot(published: Settings, model: ScriptedModel) -> Copilot:
    model.calls.clear()
    return Copilot.open(published)


def sentences(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failure_is_answered_from_the_sources(copilot: Copilot, model: ScriptedModel, kind: str) -> None:
    FAILURES[kind](model)
    events = list(copilot.ask(LOCAL_ASKER, QUESTION))
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    assert sentences(answer) == [FIRST, SECOND]
    assert [event.sentence for event in events if isinstance(event, Said)] == list(answer.sentences)
    assert [w.code for w in answer.warnings] == ["degraded"]
    assert answer.provenance["generator"] == "extractive"
    assert all(c.document.text[c.start : c.end] == c.quote != "" for c in answer.citations)
    assert copilot.breaker.state == "closed"
    assert sentences(copilot.answer(LOCAL_ASKER, QUESTION)) == [FIRST, SECOND]
    assert copilot.breaker.state == "open"


def test_a_model_that_wrote_nothing_is_not_named_as_the_writer(copilot: Copilot, model: ScriptedModel) -> None:
    model.fails(500)
    provenance = copilot.answer(LOCAL_ASKER, QUESTION).provenance
    assert (provenance["model"], provenance["prompt"]) == ("extractive", "")


def test_an_open_breaker_leaves_the_model_alone(copilot: Copilot, model: ScriptedModel) -> None:
    model.fails(500)
    copilot.answer(LOCAL_ASKER, QUESTION), copilot.answer(LOCAL_ASKER, QUESTION)
    model.says(GOOD)
    answer = copilot.answer(LOCAL_ASKER, QUESTION)
    assert answer.provenance["generator"] == "extractive"
    assert [w.code for w in answer.warnings] == ["degraded"]
    assert len(model.calls) == 2


@pytest.mark.parametrize("reply", [GOOD, "NOT_FOUND", "Ik weet het niet."])
def test_whatever_was_finished_is_no_failure(copilot: Copilot, model: ScriptedModel, reply: str) -> None:
    for _ in range(2):
        model.fails(500)
        copilot.answer(LOCAL_ASKER, QUESTION)
        model.says(reply)
        assert copilot.answer(LOCAL_ASKER, QUESTION).provenance["generator"] == "chat"
    assert copilot.breaker.state == "closed"


@pytest.mark.parametrize(
    "reply",
    [
        f"{FIRST[:-1]} [1]. {ENGLISH_QUOTE}",
        f"{ENGLISH_QUOTE} {GOOD}",
        'De borg voor een bakfiets betaal je "in cash at the counter of the shop and not with the card" [2].',
        "The bakfiets [1]. De borg voor een bakfiets is 75 euro [1].",
        "De borg voor een bakfiets is 75 euro, ga naar Settings, My account and billing [1].",
        "- De borg voor een bakfiets is 75 euro [1]\n- De borg is binnen 5 werkdagen terug",
    ],
)
def test_quotes_and_names_in_another_language_are_no_failure(
    copilot: Copilot, model: ScriptedModel, reply: str
) -> None:
    model.says(reply)
    assert copilot.answer(LOCAL_ASKER, QUESTION).provenance["generator"] == "chat"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_an_answer_must_be_in_the_language_that_was_asked_for(
    copilot: Copilot, model: ScriptedModel, language: str
) -> None:
    model.says("Voor een bakfiets is de borg 75 euro [1]. Die krijgt de klant binnen 5 werkdagen weer terug [1].")
    answer = copilot.answer(LOCAL_ASKER, Question(QUESTION.text, language=language))
    assert [w.code for w in answer.warnings] == ["degraded"]
    assert answer.status == "answered"


def test_what_is_said_twice_on_end_is_told_once(copilot: Copilot, model: ScriptedModel) -> None:
    model.never_stops(f"{FIRST[:-1]} [1]. ")
    assert sentences(copilot.answer(LOCAL_ASKER, QUESTION)) == [FIRST, SECOND]
    until(lambda: model.calls[-1].hung_up is not None, "the model's line is dropped")


SLOW: dict[str, Callable[[ScriptedModel], object]] = {
    "before the headers": ScriptedModel.hangs_before_headers,
    "before the first word": ScriptedModel.falls_silent,
    "amid the answer": lambda model: model.falls_silent(GOOD),
    "dripping": lambda model: model.drips(GOOD * 9, 0.05),
    "endless nothing": lambda model: model.never_stops(""),
}


@pytest.mark.parametrize("slow", SLOW)
def test_the_sources_answer_before_the_deadline(copilot: Copilot, model: ScriptedModel, slow: str) -> None:
    SLOW[slow](model)
    started = time.monotonic()
    answer = copilot.answer(LOCAL_ASKER, QUESTION, Deadline(0.6))
    assert time.monotonic() - started < 0.6 + 0.3
    assert sentences(answer)[:2] == [FIRST, SECOND]
    assert answer.provenance["generator"] == "extractive"
    until(lambda: model.calls[-1].hung_up is not None, "the model's line is dropped", SOON)


@pytest.mark.parametrize("slow", SLOW)
def test_an_asker_who_leaves_closes_the_connection_to_the_model(
    copilot: Copilot, model: ScriptedModel, slow: str
) -> None:
    SLOW[slow](model)
    for _ in range(3):
        left = leave(lambda deadline: copilot.answer(LOCAL_ASKER, QUESTION, deadline), model.asked)
        until(lambda: model.calls[-1].hung_up is not None, "the connection is closed")
        assert model.calls[-1].hung_up is not None
        assert model.calls[-1].hung_up - left < SOON
    assert copilot.breaker.state == "closed", "who leaves says nothing about the model"


@pytest.fixture
def deaf() -> Iterator[str]:
    """Address of a server that takes no connection and refuses none."""
    with socket.socket() as server, socket.socket() as first, socket.socket() as second:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


def test_connecting_ends_too(deaf: str) -> None:
    options = {"model": "openai:deaf", "base_url": deaf}
    chat: ChatGenerator = build("copilot.generators", "chat", options, ROOT / "prompts", 80)
    leave(lambda deadline: list(chat.generate("?", (), [], "nl", deadline)))
    started = time.monotonic()
    with pytest.raises(ModelError, match="TimeoutError"):
        list(chat.generate("?", (), [], "nl", Deadline(0.5)))
    assert time.monotonic() - started < 0.8


def leave(ask: Callable[[Deadline], object], asked: threading.Event | None = None) -> float:
    """Asks in a thread and leaves once the model was asked; when, on the monotonic clock."""
    deadline, ended = Deadline(20), list[float]()

    def run() -> None:
        with pytest.raises(AskerLeftError):
            ask(deadline)
        ended.append(time.monotonic())

    if asked:
        asked.clear()
    asking = threading.Thread(target=run)
    asking.start()
    if asked:
        assert asked.wait(10)
    left = time.monotonic()
    deadline.leave()
    asking.join(10)
    assert ended, "the asker's thread ended as it should"
    assert ended[0] - left < SOON
    return left


def test_tokens_are_counted(copilot: Copilot, model: ScriptedModel) -> None:
    assert copilot.tokens == {"prompt": 0, "completion": 0}
    model.says(GOOD)
    copilot.answer(LOCAL_ASKER, QUESTION)
    once = dict(copilot.tokens)
    assert once["prompt"] > 200, "rules, passages and the question"
    assert 20 < once["completion"] < 60
    copilot.answer(LOCAL_ASKER, QUESTION)
    assert copilot.tokens == {kind: 2 * n for kind, n in once.items()}
    assert copilot.query_cache == (1, 1)
