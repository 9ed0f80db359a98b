"""`cross_encoder`: any sentence-transformers CrossEncoder by name or path reads question and passage together.

It reads the best of what `features` puts first, which takes a second or more on a CPU; the others follow in order.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from copilot.core.candidates import Candidates, SearchQuery
from copilot.core.errors import ModelError
from copilot.core.registry import Options as Base
from copilot.core.settings import Settings
from copilot.core.snapshot import Snapshot
from copilot.rerankers import features

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Options(Base):
    model: str
    """A path, or the name of a model in the local Hugging Face cache."""
    candidates: int = Field(20, ge=1, le=200)
    """Passages that it reads."""
    batch_size: int = Field(16, ge=1, le=256)
    """Pairs read at once."""
    max_tokens: int = Field(512, ge=32)
    """Of question and passage together; what is longer is cut."""
    download: bool = False
    """Whether a model that is not on this machine may be fetched from the hub."""


class CrossEncoderReranker:
    def __init__(self, options: Options, first: features.FeatureReranker) -> None:
        self._options, self._first = options, first
        self._model: CrossEncoder | None = None
        self._lock = threading.Lock()

    def scores(self, query: SearchQuery, candidates: Candidates, snapshot: Snapshot) -> NDArray[np.float32]:
        """Above 0 for what the model read, in its order; at most 0 for the others."""
        before = self._first.scores(query, candidates, snapshot)
        if not len(candidates):
            return before
        read = np.lexsort((candidates.rows, -before))[: self._options.candidates]
        passages = [chunk.passage for chunk, _ in snapshot.records.chunks(candidates.rows[read].tolist())]
        judged = np.asarray(
            self._load().predict(
                [(query.text, passage) for passage in passages],
                batch_size=self._options.batch_size,
                show_progress_bar=False,
            ),
            dtype=np.float32,
        ).reshape(len(read), -1)[:, -1]
        if not np.isfinite(judged).all():
            raise ModelError(f"model {self._options.model!r} returned scores that are no numbers", "use another model")
        scores: NDArray[np.float32] = before - before.max()
        scores[read] = judged - judged.min() + 1
        return scores

    def _load(self) -> CrossEncoder:
        with self._lock:
            if self._model is None:
                if not self._options.download:
                    os.environ.setdefault("HF_HUB_OFFLINE", "1")
                from sentence_transformers import CrossEncoder

                try:
                    self._model = CrossEncoder(
                        self._options.model,
                        device="cpu",
                        max_length=self._options.max_tokens,
                        local_files_only=not self._options.download,
                    )
                except (OSError, ValueError) as error:
                    raise ModelError(
                        f"reranking model {self._options.model!r} cannot be loaded: {str(error).splitlines()[0]}",
                        'use a folder that holds the model, download = true, or [reranker] type = "features"',
                    ) from error
            return self._model


def build(options: Options, settings: Settings) -> CrossEncoderReranker:
    return CrossEncoderReranker(options, features.build(features.Options(), settings))
