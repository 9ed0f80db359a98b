"""`chat`: the language model is asked whether the passage says so, and answers yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from copilot.core import prompts
from copilot.core import text as txt
from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import ModelError
from copilot.generators._model import Model
from copilot.generators._model import Options as ModelOptions
from copilot.generators._reply import UnusableError

_VERDICT = re.compile(r"\W*(?:(ja|yes)|(nee|no))\b", re.IGNORECASE)


class Options(ModelOptions):
    """Those of the chat generator's model."""


class ChatJudge:
    def __init__(self, model: Model, by_language: dict[str, prompts.Prompt]) -> None:
        self._model, self._prompts = model, by_language

    def supports(self, pairs: Sequence[tuple[str, str]], deadline: Deadline = NONE) -> Sequence[float | None]:
        """1 for yes, 0 for no, None for a reply that is neither. Raises ModelError when the model fails."""
        return [self._asked(passage, sentence, deadline) for passage, sentence in pairs]

    def _asked(self, passage: str, sentence: str, deadline: Deadline) -> float | None:
        prompt = self._prompts["en" if txt.language(sentence) == "en" else "nl"]
        # The passage is data: it cannot close the mark that it stands in.
        request = f"<passage>\n{_harmless(passage)}\n</passage>\n<sentence>\n{_harmless(sentence)}\n</sentence>"
        try:
            reply = "".join(self._model.pieces([("system", prompt.render()), ("human", request)], deadline))
        except UnusableError as error:
            raise ModelError(f"language model {self._model.name} {error}", "use another model for [judge]") from error
        verdict = _VERDICT.match(reply)
        return None if verdict is None else float(bool(verdict[1]))


def _harmless(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")


def build(options: Options, prompts_path: Path) -> ChatJudge:
    """Raises SettingsError when the model or a prompt is missing."""
    by_language = {language: prompts.load(prompts_path, f"judge.{language}") for language in ("nl", "en")}
    return ChatJudge(Model.of(options, "judge"), by_language)
