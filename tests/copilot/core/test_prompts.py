"""Prompts: inputs that are declared, values that stay text, versions that follow the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.core import prompts
from copilot.core.errors import SettingsError
from copilot.core.settings import Settings


def write(folder: Path, head: str, text: str) -> Path:
    path = folder / "groet.md"
    path.write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
    return path


@pytest.fixture
def greeting(tmp_path: Path) -> prompts.Prompt:
    write(tmp_path, "inputs: naam, plaats", "Dag {{naam}} uit {{plaats}}, {{naam}}!")
    return prompts.load(tmp_path, "groet")


def test_every_place_is_filled(greeting: prompts.Prompt) -> None:
    assert greeting.render(naam="Els", plaats="Delfzijl") == "Dag Els uit Delfzijl, Els!"


def test_placeholders_in_values_stay_text(greeting: prompts.Prompt) -> None:
    assert greeting.render(naam="{{plaats}}", plaats=r"\1 {{naam}}") == r"Dag {{plaats}} uit \1 {{naam}}, {{plaats}}!"


@pytest.mark.parametrize("values", [{"naam": "Els"}, {"naam": "Els", "plaats": "x", "land": "y"}, {}])
def test_missing_and_unknown_inputs_are_named(greeting: prompts.Prompt, values: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as error:
        greeting.render(**values)
    for name in {"naam", "plaats"} ^ values.keys():
        assert name in error.value.problem


def test_the_version_is_the_files(tmp_path: Path) -> None:
    write(tmp_path, "inputs: a", "{{a}}")
    first = prompts.load(tmp_path, "groet").version
    assert prompts.load(tmp_path, "groet").version == first
    write(tmp_path, "inputs: a", "{{a}} ")
    assert prompts.load(tmp_path, "groet").version != first
    assert first.startswith("groet@")


@pytest.mark.parametrize(
    ("head", "text"), [("inputs: a, b", "{{a}}"), ("inputs: a", "{{a}} {{b}}"), ("title: x", "{{a}}")]
)
def test_a_head_that_disagrees_with_its_text_is_refused(tmp_path: Path, head: str, text: str) -> None:
    write(tmp_path, head, text)
    with pytest.raises(SettingsError) as error:
        prompts.load(tmp_path, "groet")
    assert error.value.fix


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"afscheid\.md does not exist"):
        prompts.load(tmp_path, "afscheid")


@pytest.mark.parametrize("path", sorted(Settings().prompts_path.glob("*.md")), ids=lambda path: path.stem)
def test_our_own_prompts_are_whole(path: Path) -> None:
    prompt = prompts.load(path.parent, path.stem)
    filled = prompt.render(**{name: f"<{name}>" for name in prompt.inputs})
    assert all(f"<{name}>" in filled for name in prompt.inputs)
