"""Outcomes and a stored snapshot for the tests of the harness."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copilot.core.answer import Answer, Citation, Refusal, Sentence
from copilot.core.types import Document, Part
from eval.cases import EvalCase
from eval.metrics import Outcome, Ranked

PAGES = {
    "borg": "De borg van een huurfiets is 50 euro. Je krijgt hem terug als de fiets heel is.",
    "lekke-band": "Een lekke band plakken kost 15 euro en duurt een half uur.",
    "openingstijden": "De werkplaats is open van dinsdag tot en met zaterdag, van 9:30 tot 17:30 uur.",
}


@pytest.fixture(scope="session")
def document():
    def make(external_id: str, text: str = "", source: str = "wiki") -> Document:
        return Document(source, external_id, "wiki", external_id, (Part("section", text),))

    return make


@pytest.fixture(scope="session")
def ranked():
    def make(*ids: str | tuple[str, ...]) -> tuple[Ranked, ...]:
        """Ids, or tuples of an id and its duplicates; best first."""
        groups = [(i,) if isinstance(i, str) else i for i in ids]
        return tuple(Ranked(i, i, 1 / rank, tuple(also)) for rank, (i, *also) in enumerate(groups, 1))

    return make


@pytest.fixture(scope="session")
def outcome():
    def make(ranked=(), relevant=(), answer=None, **case) -> Outcome:
        made = EvalCase(**{"id": "c", "question": "q", "relevant": tuple(relevant), **case})
        return Outcome(made, tuple(frozenset({r}) for r in relevant), (), ranked, answer, latency_ms=1.0)

    return make


@pytest.fixture(scope="session")
def answered(document):
    def make(text: str, *cited: tuple[str, str] | Citation) -> Answer:
        """cited: (document id without source, quote), or a whole Citation."""
        citations = tuple(
            c if isinstance(c, Citation) else Citation(n, document(c[0], c[1]), "", c[1], 0, len(c[1]))
            for n, c in enumerate(cited, 1)
        )
        return Answer((Sentence(text, tuple(c.n for c in citations)),), citations)

    return make


@pytest.fixture(scope="session")
def refused() -> Answer:
    return Answer(refusal=Refusal("nothing_relevant", "niets gevonden"))


@pytest.fixture(scope="session")
def config(tmp_path_factory) -> Path:
    """A configuration whose store holds three pages, made with the hashing embedder."""
    from copilot.core import settings
    from copilot.core.embedders import load as load_embedder
    from ingest import pipeline

    folder = tmp_path_factory.mktemp("eval")
    lines = [json.dumps({"id": i, "title": i, "language": "nl", "text": text}) for i, text in PAGES.items()]
    (folder / "pages.jsonl").write_text("\n".join(lines), "utf-8")
    path = folder / "config.toml"
    path.write_text(
        '[embedder]\ntype = "hashing"\n[answers]\nthreshold = 0.0\n'
        '[[sources]]\nname = "wiki"\ntype = "jsonl"\npath = "pages.jsonl"\naudience = ["public"]\n',
        "utf-8",
    )
    read = settings.load(path, {})
    pipeline.sync(read, load_embedder(read.embedder))
    return path
