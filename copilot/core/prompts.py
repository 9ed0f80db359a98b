"""Prompts are files: a head that declares the inputs, then the text. The version is the hash of the file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from copilot.core.errors import SettingsError

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    name: str
    version: str
    """name@first 12 hexadecimal digits of the file's SHA-256."""
    inputs: frozenset[str]
    template: str

    def render(self, **values: str) -> str:
        """The text with every {{input}} replaced. Raises SettingsError naming inputs that are missing or unknown."""
        if values.keys() != self.inputs:
            missing, unknown = sorted(self.inputs - values.keys()), sorted(values.keys() - self.inputs)
            raise SettingsError(f"prompt {self.name}: missing inputs {missing}, unknown {unknown}", "pass its inputs")
        # One pass, so that a value that looks like a placeholder stays text.
        return _PLACEHOLDER.sub(lambda match: values[match.group(1)], self.template)


def load(folder: Path, name: str) -> Prompt:
    """Reads prompts/<name>.md. Raises SettingsError when it is missing or its head and text disagree."""
    path = folder / f"{name}.md"
    try:
        raw = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(f"prompt {path} does not exist", "restore it from version control") from None
    head, separator, template = raw.removeprefix("---\n").partition("\n---\n")
    declared = re.search(r"^inputs:(.*)$", head, re.MULTILINE)
    if not separator or declared is None:
        fix = "begin it with ---, a line `inputs: a, b`, and ---"
        raise SettingsError(f"prompt {path} has no head with inputs", fix)
    inputs = frozenset(word.strip() for word in declared.group(1).split(",") if word.strip())
    used = frozenset(_PLACEHOLDER.findall(template))
    if used != inputs:
        raise SettingsError(
            f"prompt {path} declares {sorted(inputs)} and uses {sorted(used)}", "make its head and its text agree"
        )
    version = f"{name}@{hashlib.sha256(raw.encode()).hexdigest()[:12]}"
    return Prompt(name, version, inputs, template.strip())


@dataclass(frozen=True, slots=True)
class Translated:
    """One prompt in Dutch and in English; every other language is asked for in English."""

    nl: Prompt
    en: Prompt

    def of(self, language: str) -> Prompt:
        return self.nl if language == "nl" else self.en

    @property
    def version(self) -> str:
        return f"{self.nl.version} {self.en.version}"


def translated(folder: Path, name: str) -> Translated:
    """Reads prompts/<name>.nl.md and prompts/<name>.en.md, as `load` does; both must declare the same inputs."""
    dutch, english = load(folder, f"{name}.nl"), load(folder, f"{name}.en")
    if dutch.inputs != english.inputs:
        raise SettingsError(
            f"prompts {dutch.name} and {english.name} declare {sorted(dutch.inputs)} and {sorted(english.inputs)}",
            "make them take the same inputs",
        )
    return Translated(dutch, english)
