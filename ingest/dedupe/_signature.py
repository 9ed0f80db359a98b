"""What is kept of a text to find its like: a MinHash, and digests of its words and of its facts. 300 bytes.

MinHash (Broder 1997, through datasketch) of the 5-grams of characters of the canonical words: an edit of one word
changes few of them, so that short texts survive typos. Of each of the 128 values the lower 16 bits are kept (b-bit
MinHash, Li and Koenig 2010): chance agreement is 1 in 65,536.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from copilot.core.types import Document, Kind
from ingest.dedupe import _reading
from ingest.dedupe._facts import is_fact

if TYPE_CHECKING:
    from datasketch import MinHash

VERSION = 1
PERMUTATIONS = 128
_GRAM = 5
_BATCH = 4096
"""Grams hashed at once: 128 values of 4 bytes each."""
_POWERS = np.array([pow(0x01000193, power, 1 << 32) for power in range(_GRAM)], dtype=np.uint32)

HEAD = np.dtype([("version", "u1"), ("pad", "u1", 3), ("words", "<u4"), ("exact", "V16"), ("facts", "<u8")])
SIGNATURE = np.dtype([*((name, HEAD[name]) for name in HEAD.names or ()), ("minhash", "<u2", PERMUTATIONS)])
"""One signature: all of them together are an array of this."""


class Signature(NamedTuple):
    """The readable part of a signature."""

    words: int
    exact: bytes
    """Digest of the canonical words in their order."""
    facts: int
    """Digest of the set of facts."""


def signature(document: Document) -> bytes:
    """SIGNATURE of a document's text: the same in every process, whatever its title, source and audience."""
    return of_text(document.text, document.kind)


def of_text(text: str, kind: Kind) -> bytes:
    """SIGNATURE of a text of a document of this kind."""
    words = _reading.words(text, kind)
    joined = " ".join(words)
    record = np.zeros((), dtype=SIGNATURE)
    record["version"] = VERSION
    record["words"] = len(words)
    record["exact"] = hashlib.blake2b(joined.encode(), digest_size=16).digest()
    facts = "\0".join(sorted({word for word in words if is_fact(word)}))
    record["facts"] = int.from_bytes(hashlib.blake2b(facts.encode(), digest_size=8).digest(), "little")
    record["minhash"] = _minhash(joined)
    return record.tobytes()


def read(signatures: list[bytes]) -> NDArray[np.void]:
    """Shape (n,), of SIGNATURE. Raises ValueError for one of another version."""
    table = np.frombuffer(b"".join(signatures), dtype=SIGNATURE)
    if len(table) != len(signatures) or (len(table) and np.any(table["version"] != VERSION)):
        raise ValueError("a signature of another version; read the documents again")
    return table


@lru_cache(maxsize=1)
def _template() -> MinHash:
    # With scipy behind it half a second to load, which a command that signs nothing need not pay.
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")


def _minhash(text: str) -> NDArray[np.uint16]:
    """Shape (PERMUTATIONS,): lower halves of the minima; all ones for a text shorter than a gram."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    if len(codes) < _GRAM:
        return np.full(PERMUTATIONS, 0xFFFF, dtype=np.uint16)
    windows = np.lib.stride_tricks.sliding_window_view(codes, _GRAM)
    grams = np.unique((windows * _POWERS).sum(axis=1, dtype=np.uint32))
    found = _template().copy()
    for start in range(0, len(grams), _BATCH):
        found.update_batch(grams[start : start + _BATCH].tolist())
    minima: NDArray[np.uint32] = found.hashvalues
    return minima.astype(np.uint16)
