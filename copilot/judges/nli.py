"""`nli`: a cross-encoder for natural language inference reads passage and sentence, by sentence-transformers.

Any model whose labels name entailment. It takes tens of milliseconds a pair on a CPU, and is asked for open cases only.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from copilot.core.deadline import NONE, Deadline
from copilot.core.errors import ModelError
from copilot.core.registry import Options as Base

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_FIX = 'use a folder that holds a model for inference, download = true, or [judge] type = "none"'


class Options(Base):
    model: str
    """A path, or the name of a model in the local Hugging Face cache."""
    max_tokens: int = Field(512, ge=32)
    """Of passage and sentence together; what is longer is cut."""
    batch_size: int = Field(16, ge=1, le=256)
    """Pairs read at once."""
    download: bool = False
    """Whether a model that is not on this machine may be fetched from the hub."""


class InferenceJudge:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._model: CrossEncoder | None = None
        self._entailment = 0
        """Which of the model's labels says that the passage says so."""
        self._lock = threading.Lock()

    def supports(self, pairs: Sequence[tuple[str, str]], deadline: Deadline = NONE) -> Sequence[float | None]:
        """Probability of entailment. Raises ModelError when the model cannot be loaded or returns no numbers."""
        deadline.check()
        if not pairs:
            return []
        model = self._load()
        logits = np.asarray(
            model.predict(
                list(pairs), batch_size=self._options.batch_size, show_progress_bar=False, apply_softmax=False
            ),
            dtype=np.float64,
        ).reshape(len(pairs), -1)
        if not np.isfinite(logits).all():
            raise ModelError(f"model {self._options.model!r} returned scores that are no numbers", "use another model")
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        return [float(p) for p in shares[:, self._entailment] / shares.sum(axis=1)]

    def _load(self) -> CrossEncoder:
        with self._lock:
            if self._model is None:
                if not self._options.download:
                    os.environ.setdefault("HF_HUB_OFFLINE", "1")
                from sentence_transformers import CrossEncoder

                try:
                    model = CrossEncoder(
                        self._options.model,
                        device="cpu",
                        max_length=self._options.max_tokens,
                        local_files_only=not self._options.download,
                    )
                except (OSError, ValueError) as error:
                    reason = (str(error) or type(error).__name__).splitlines()[0]
                    raise ModelError(
                        f"inference model {self._options.model!r} cannot be loaded: {reason}", _FIX
                    ) from error
                self._entailment = _entailment(self._options.model, model.config.id2label)
                self._model = model
            return self._model


def _entailment(name: str, labels: dict[int, str]) -> int:
    found = [number for number, label in labels.items() if label.lower().startswith("entail")]
    if len(labels) < 2 or not found:
        raise ModelError(f"model {name!r} has no label for entailment: its labels are {sorted(labels.values())}", _FIX)
    return found[0]


def build(options: Options, _prompts: Path) -> InferenceJudge:
    return InferenceJudge(options)
