"""Token counts: the same without a network, safe for any text."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core import tokens


def test_known_counts() -> None:
    assert [tokens.count(text) for text in ("", "hello world", "De opzegtermijn is 30 dagen.")] == [0, 2, 11]


def test_special_tokens_are_plain_text() -> None:
    assert tokens.count("<|endoftext|>") > 1


def test_the_table_comes_from_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a token table was asked of the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    tokens._encoding.cache_clear()
    assert tokens.count("zonder netwerk") > 0


@given(st.text(max_size=200), st.integers(0, 40))
def test_truncate_is_a_prefix_within_its_limit(text: str, limit: int) -> None:
    cut = tokens.truncate(text, limit)
    assert text.startswith(cut)
    assert tokens.count(text) <= limit or len(cut) < len(text)
    assert cut == text or tokens.count(cut) <= limit + 1, "cutting at a word may regroup the last token"


def test_truncate_cuts_at_a_word() -> None:
    assert tokens.truncate("De waarborgsom wordt teruggestort", 6) in {"De", "De waarborgsom", "De waarborgsom wordt"}
