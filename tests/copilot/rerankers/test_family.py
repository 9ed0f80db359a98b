"""What every reranker promises, checked on every member of the family."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from copilot.core import settings
from copilot.core.candidates import Candidates, SearchQuery
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.errors import ModelError, SettingsError
from copilot.core.ports import Reranker
from copilot.core.registry import build, member, members
from copilot.core.settings import Settings
from copilot.core.snapshot import DocumentRecord, LedgerState, Overlay, Snapshot, write
from copilot.core.snapshot.lexical import terms_of
from copilot.core.types import KINDS, LOCAL_ASKER, Chunk, Document, Filters, Part

NAMES = members("copilot.rerankers")
EMBEDDER = HashingEmbedder(32)
TEXTS = (
    "De opzegtermijn is een maand.",
    "Storing E-17: herstart de modem.",
    "Restart the modem to solve E-17.",
    "Het kantoor is open op zondag.",
)
QUESTION = "modem herstarten bij storing E-17"
AT = np.array([0, 1, 3, 4, 8, 9], dtype=np.int64)
"""Rows of candidates: 0 and 8, 1 and 9 are the chunks of two documents that are equal but for their ids."""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Five documents of two chunks each, the last like the first."""
    records = []
    for n in (0, 1, 2, 3, 0):
        parts = tuple(Part("section", TEXTS[(n + at) % 4]) for at in range(2))
        document = Document(
            "desk",
            str(len(records)),
            KINDS[n % 4],
            "Titel",
            parts,
            language="nl",
            updated_at="2026-01-01" if n % 2 else "",
            resolved=False if KINDS[n % 4] == "ticket" else None,
        )
        chunks = tuple(
            Chunk(document.id, start, end, document.text[start:end], context="Titel", language="nl")
            for start, end in document.spans
        )
        records.append(DocumentRecord(document, "item", "1", chunks))
    folder = tmp_path_factory.mktemp("snapshot")
    vectors = EMBEDDER.embed_passages([chunk.passage for record in records for chunk in record.chunks])
    manifest = write(folder, records, LedgerState(), [vectors], [b""] * len(vectors), EMBEDDER.identity, {})
    return Snapshot(folder, manifest, Overlay())


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder that learnt nothing and fits in a kilobyte."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross_encoder")
    letters = [chr(code) for code in range(33, 127)]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=1,
        initializer_range=1.0,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture(params=NAMES)
def reranker(request: pytest.FixtureRequest) -> Reranker:
    return made(request.param, request)


def made(name: str, request: pytest.FixtureRequest, config: Settings | None = None) -> Reranker:
    options = {}
    if name == "cross_encoder":
        options = {"model": str(request.getfixturevalue("model")), "max_tokens": 64}
    return build("copilot.rerankers", name, options, config or Settings(as_of="2026-06-01"))


def asked(snapshot: Snapshot, question: str = QUESTION) -> SearchQuery:
    words = snapshot.words.matches(terms_of(question), snapshot.scope(LOCAL_ASKER, Filters()))
    return SearchQuery(question, "nl", EMBEDDER.embed_queries([question])[0], words)


def candidates(query: SearchQuery, snapshot: Snapshot, rows: np.ndarray = AT) -> Candidates:
    dense, lexical = snapshot.cosines(query.vector, rows), query.words.scores(rows)
    return Candidates(rows, dense, lexical, 0.5 * dense + 0.1 * lexical, np.zeros(len(rows), dtype=np.float32))


@pytest.mark.parametrize("count", [0, 1, 2, len(AT)])
@pytest.mark.parametrize("question", [QUESTION, "?", "zzz", "E-17"])
def test_each_candidate_gets_a_score_and_nothing_else_does(
    reranker: Reranker, snapshot: Snapshot, count: int, question: str
) -> None:
    query = asked(snapshot, question)
    found = candidates(query, snapshot, AT[:count])
    before = [column.copy() for column in (found.rows, found.dense, found.lexical, found.fused, found.phrases)]
    scores = reranker.scores(query, found, snapshot)
    assert scores.shape == (count,)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()
    after = (found.rows, found.dense, found.lexical, found.fused, found.phrases)
    assert all(map(np.array_equal, before, after)), "candidates are read only"


def test_the_same_question_gets_the_same_scores(reranker: Reranker, snapshot: Snapshot) -> None:
    query = asked(snapshot)
    found = candidates(query, snapshot)
    first = reranker.scores(query, found, snapshot)
    reranker.scores(asked(snapshot, "iets anders"), found, snapshot)
    np.testing.assert_array_equal(first, reranker.scores(query, found, snapshot))


def test_equal_candidates_get_equal_scores(reranker: Reranker, snapshot: Snapshot) -> None:
    query = asked(snapshot)
    scores = dict(zip(AT.tolist(), reranker.scores(query, candidates(query, snapshot), snapshot).tolist(), strict=True))
    assert (scores[0], scores[1]) == pytest.approx((scores[8], scores[9]), abs=1e-6)
    assert len(set(np.round(list(scores.values()), 4))) > 1


@pytest.mark.parametrize("name", NAMES)
def test_unknown_options_are_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"unknown key reranker\.modle"):
        build("copilot.rerankers", name, {"model": "x", "modle": "x"}, Settings(), where="reranker")


@pytest.mark.parametrize("name", NAMES)
def test_its_file_says_its_name(name: str) -> None:
    assert (member("copilot.rerankers", name).__doc__ or "").startswith(f"`{name}`: ")


# Single members


def test_identity_keeps_the_fused_order(request: pytest.FixtureRequest, snapshot: Snapshot) -> None:
    query = asked(snapshot)
    found = candidates(query, snapshot)
    np.testing.assert_array_equal(made("identity", request).scores(query, found, snapshot), found.fused)


def test_features_lift_what_holds_the_phrase_and_the_code(request: pytest.FixtureRequest, snapshot: Snapshot) -> None:
    query = asked(snapshot)
    found = candidates(query, snapshot)
    reranker = made("features", request)
    before = reranker.scores(query, found, snapshot)
    phrases = np.zeros(len(AT), dtype=np.float32)
    phrases[0] = 1.0
    quoted = Candidates(found.rows, found.dense, found.lexical, found.fused, phrases)
    after = reranker.scores(query, quoted, snapshot)
    assert after[0] > before[0]
    np.testing.assert_array_equal(after[1:], before[1:])


def test_features_lift_a_source_with_authority(
    request: pytest.FixtureRequest, snapshot: Snapshot, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    table = '[[sources]]\nname = "desk"\ntype = "jsonl"\npath = "x.jsonl"\nauthority = {}\n'
    query = asked(snapshot)
    found = candidates(query, snapshot)
    scores = []
    for authority in (0.0, 1.0, -1.0):
        config.write_text(f'as_of = "2026-06-01"\n{table.format(authority)}', encoding="utf-8")
        scores.append(made("features", request, settings.load(config, {})).scores(query, found, snapshot))
    assert (scores[2] < scores[0]).all()
    assert (scores[0] < scores[1]).all()


def test_a_cross_encoder_reads_the_best_and_leaves_the_others_behind_them(
    request: pytest.FixtureRequest, snapshot: Snapshot, model: Path
) -> None:
    query = asked(snapshot)
    found = candidates(query, snapshot)
    before = made("features", request).scores(query, found, snapshot)
    options = {"model": str(model), "max_tokens": 64, "candidates": 3}
    scores = build("copilot.rerankers", "cross_encoder", options, Settings(as_of="2026-06-01")).scores(
        query, found, snapshot
    )
    best = np.lexsort((AT, -before))
    assert set(np.lexsort((AT, -scores))[:3]) == set(best[:3])
    assert scores[best[:3]].min() > 0 >= scores[best[3:]].max()
    assert np.lexsort((AT, -scores))[3:].tolist() == best[3:].tolist()


def test_a_model_that_is_not_there_is_named(snapshot: Snapshot, tmp_path: Path) -> None:
    missing = str(tmp_path / "model")
    query = asked(snapshot)
    reranker = build("copilot.rerankers", "cross_encoder", {"model": missing}, Settings())
    with pytest.raises(ModelError) as error:
        reranker.scores(query, candidates(query, snapshot), snapshot)
    assert missing in error.value.problem
    assert "download" in error.value.fix
