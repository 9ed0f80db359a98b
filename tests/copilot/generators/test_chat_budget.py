"""What a model is given fits its window: whole sentences, the newest words of the talk, the best passages."""

from __future__ import annotations

import re

import pytest

from copilot.core import tokens
from copilot.core.errors import ModelError, SettingsError
from copilot.core.ports import Generator, Passage
from copilot.core.registry import build
from copilot.core.settings import ROOT
from copilot.core.types import Turn
from support_hits import passage
from support_model import ScriptedModel

CONTEXT, ANSWER = 2048, 500


@pytest.fixture
def generator(model: ScriptedModel) -> Generator:
    model.says("NOT_FOUND")
    options = {
        "model": "openai:scripted",
        "base_url": model.base_url,
        "context_tokens": CONTEXT,
        "max_tokens": ANSWER,
    }
    return build("copilot.generators", "chat", options, ROOT / "prompts", 80)


def long(subject: str, sentences: int, n: int = 1) -> Passage:
    return passage(" ".join(f"Over {subject} geldt regel {at} van de vereniging." for at in range(sentences)), n)


def ask(generator: Generator, question: str, talk: tuple[Turn, ...], passages: list[Passage]) -> None:
    assert list(generator.generate(question, talk, passages, "nl")) == []


@pytest.mark.parametrize("sentences", [1, 30, 400])
@pytest.mark.parametrize("turns", [0, 3, 40])
def test_a_request_and_its_answer_fit_the_window(
    generator: Generator, model: ScriptedModel, sentences: int, turns: int
) -> None:
    talk = tuple(Turn("customer", f"Beurt {at}. " + "Ik wil nog iets weten. " * 12) for at in range(turns))
    ask(generator, "Wat geldt er?", talk, [long("kano's", sentences, n) for n in (1, 2, 3)])
    assert tokens.count(model.prompt) + ANSWER <= CONTEXT
    assert "Over kano's geldt regel 0 van de vereniging." in model.prompt


def test_the_last_passage_gives_way_first_and_between_sentences(generator: Generator, model: ScriptedModel) -> None:
    given = [long("kano's", 10), long("vlotten", 400, 2), long("boeien", 3, 3)]
    ask(generator, "Wat geldt er?", (), given)
    assert given[0].text in model.prompt
    assert "boeien" not in model.prompt
    assert re.search(r"Over vlotten geldt regel \d+ van de vereniging\.\n</passage-", model.prompt)


def test_the_oldest_of_the_talk_gives_way_first_and_between_sentences(
    generator: Generator, model: ScriptedModel
) -> None:
    said = " ".join(f"Dit is zin {at} van mijn lange verhaal." for at in range(100))
    ask(generator, "En nu?", (Turn("customer", "Helemaal aan het begin."), Turn("customer", said)), [long("kano's", 2)])
    assert "Helemaal aan het begin" not in model.prompt
    assert "Dit is zin 99 van mijn lange verhaal.\n" in model.prompt
    assert re.search(r"\nklant: Dit is zin [1-9]\d van", model.prompt)


def test_a_question_is_given_whole_or_not_at_all(generator: Generator, model: ScriptedModel) -> None:
    question = " ".join(f"Vraag {at}: mag ik de kano meenemen?" for at in range(50))
    ask(generator, question, (), [long("kano's", 400)])
    assert question in model.prompt
    with pytest.raises(ModelError, match="leave nothing of the 1548 tokens") as refused:
        ask(generator, question * 3, (), [long("kano's", 400)])
    assert "context_tokens" in refused.value.fix
    assert len(model.requests) == 1


def test_a_window_that_holds_no_more_than_the_answer_is_refused() -> None:
    options = {"model": "openai:x", "base_url": "http://127.0.0.1:9", "context_tokens": 2048, "max_tokens": 1800}
    with pytest.raises(SettingsError, match="context_tokens") as refused:
        build("copilot.generators", "chat", options, ROOT / "prompts", 80, where="generator")
    assert refused.value.fix
