"""What every generator promises, checked on every member of the family."""

from __future__ import annotations

import pytest

from copilot.core.errors import SettingsError
from copilot.core.ports import Generator
from copilot.core.registry import build, member, members
from copilot.core.settings import ROOT
from support_hits import passage
from support_model import ScriptedModel

NAMES = members("copilot.generators")
PASSAGES = [passage("De winkel is zondag dicht. Maandag gaan wij om 9 uur open."), passage("Een helm is gratis.", 2)]


@pytest.fixture(params=NAMES)
def generator(request: pytest.FixtureRequest, model: ScriptedModel) -> Generator:
    model.says("De winkel is zondag dicht [1]. Een helm is gratis [2].")
    options = {"chat": {"model": "openai:scripted", "base_url": model.base_url}}.get(request.param, {})
    return build("copilot.generators", request.param, options, ROOT / "prompts", 80)


def test_claims_name_passages_that_were_given(generator: Generator) -> None:
    claims = list(generator.generate("Is de winkel zondag open?", (), PASSAGES, "nl"))
    assert claims
    assert all(claim.text == claim.text.strip() != "" for claim in claims)
    assert {n for claim in claims for n in claim.passages} <= {1, 2}
    assert claims[0].text.startswith("De winkel is zondag dicht")
    assert claims[0].passages == (1,)


def test_without_passages_nothing_is_made_up_by_us(generator: Generator, model: ScriptedModel) -> None:
    model.says("NOT_FOUND")
    assert list(generator.generate("Is de winkel zondag open?", (), [], "nl")) == []


def test_it_says_what_it_is(generator: Generator) -> None:
    assert generator.model
    assert generator.passage_words > 0
    assert generator.prompt_version == "" or "@" in generator.prompt_version


@pytest.mark.parametrize("name", NAMES)
def test_unknown_options_are_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"unknown key generator\.modle"):
        build("copilot.generators", name, {"modle": "x"}, ROOT / "prompts", 80, where="generator")


@pytest.mark.parametrize("name", NAMES)
def test_its_file_says_its_name(name: str) -> None:
    assert (member("copilot.generators", name).__doc__ or "").startswith(f"`{name}`: ")


def test_an_unknown_type_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="'extractve'") as refused:
        build("copilot.generators", "extractve", {})
    assert "'extractive'" in refused.value.fix
