"""`sentence_transformer`: any sentence-transformers model by name or path; `bundled` needs no network.

Query and passage prefixes belong to the model's identity: the ones given here, else the model's own prompts.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from copilot.core.embedders import _bundled
from copilot.core.errors import ModelError
from copilot.core.registry import Options as Base
from copilot.core.types import EmbedderIdentity, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "bundled"


class Options(Base):
    model: str = BUNDLED
    """`bundled`, a path, or the name of a model in the local Hugging Face cache."""
    revision: str = ""
    """Of a model from the hub."""
    query_prefix: str | None = None
    """None: the model's own prompt named "query"."""
    passage_prefix: str | None = None
    """None: the model's own prompt named "passage" or "document"."""
    batch_size: int = Field(32, ge=1, le=1024)
    """Passages embedded at once."""
    threads: int = Field(0, ge=0)
    """CPU threads of the model; 0 leaves torch's default."""
    download: bool = False
    """Whether a model that is not on this machine may be fetched from the hub."""


class SentenceTransformerEmbedder:
    """Loads its model at the first use, so that an ingest without changes never pays for it."""

    def __init__(self, options: Options, cache: Path) -> None:
        self._options = options
        self._cache = cache
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()
        self._identity: EmbedderIdentity | None = None

    @property
    def identity(self) -> EmbedderIdentity:
        """For `bundled` known without loading anything."""
        if self._identity is None:
            if self._options.model == BUNDLED:
                self._identity = EmbedderIdentity(
                    name=_bundled.NAME,
                    revision=_bundled.SOURCE_SHA256[:16],
                    dimension=384,
                    query_prefix=self._prefix(self._options.query_prefix, {"query": "query: "}, "query"),
                    passage_prefix=self._prefix(self._options.passage_prefix, {"passage": "passage: "}, "passage"),
                    pooling="mean",
                    max_tokens=512,
                )
            else:
                self._identity = self._identify(self._load())
        return self._identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self.identity.query_prefix)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self.identity.passage_prefix)

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        if not texts:
            return np.empty((0, self.identity.dimension), dtype=np.float32)
        model = self._load()
        vectors = model.encode(
            list(texts),
            prompt=prefix,
            batch_size=self._options.batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        if not np.isfinite(vectors).all():
            raise ModelError(f"model {self._options.model!r} returned no finite vectors", "use another model")
        return np.asarray(vectors, dtype=np.float32)

    def _load(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                # Read by the hub's client when it is imported: nothing is fetched unless that was asked for.
                if not self._options.download:
                    os.environ.setdefault("HF_HUB_OFFLINE", "1")
                os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
                import torch
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging as transformers_logging

                transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
                if self._options.threads:
                    torch.set_num_threads(self._options.threads)
                bundled = self._options.model == BUNDLED
                name = str(_bundled.folder(self._cache)) if bundled else self._options.model
                try:
                    self._model = SentenceTransformer(
                        name,
                        device="cpu",
                        revision=self._options.revision or None,
                        local_files_only=not self._options.download,
                        # The converted model has no pooler: mean pooling does not use one.
                        model_kwargs={"add_pooling_layer": False} if bundled else None,
                    )
                except (OSError, ValueError) as error:
                    raise ModelError(
                        f"embedding model {name!r} cannot be loaded: {str(error).splitlines()[0]}",
                        'use model = "bundled", a folder that holds the model, or download = true',
                    ) from error
            return self._model

    def _identify(self, model: SentenceTransformer) -> EmbedderIdentity:
        own = {name: prompt or "" for name, prompt in (model.prompts or {}).items()}
        digest = hashlib.sha256()
        for name, tensor in sorted(model.state_dict().items()):
            # The bytes of a few rows tell two models apart; hashing all of a large one would take seconds.
            digest.update(f"{name}{tuple(tensor.shape)}".encode())
            digest.update(tensor.flatten()[:4096].float().cpu().numpy().tobytes())
        return EmbedderIdentity(
            name=self._options.model,
            revision=self._options.revision or digest.hexdigest()[:16],
            dimension=int(model.get_embedding_dimension() or 0),
            query_prefix=self._prefix(self._options.query_prefix, own, "query"),
            passage_prefix=self._prefix(self._options.passage_prefix, own, "passage", "document"),
            pooling="model",
            max_tokens=int(model.max_seq_length or 512),
        )

    @staticmethod
    def _prefix(given: str | None, own: dict[str, str], *names: str) -> str:
        if given is not None:
            return given
        return next((own[name] for name in names if name in own), "")


def build(options: Options, cache: Path) -> SentenceTransformerEmbedder:
    """cache: folder of converted models, one per user."""
    return SentenceTransformerEmbedder(options, cache)
