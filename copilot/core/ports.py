"""What can be exchanged: one small Protocol per family. A member is one file with `Options` and `build(options)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from copilot.core.deadline import NONE, Deadline
from copilot.core.types import Document, EmbedderIdentity, Hit, Rejected, Turn, Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from copilot.core.candidates import Candidates, Ranked, SearchQuery
    from copilot.core.snapshot import Scope, Snapshot


class Embedder(Protocol):
    """Texts to vectors, as two different acts: a question is not embedded like a passage."""

    @property
    def identity(self) -> EmbedderIdentity: ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension)."""


class Retriever(Protocol):
    """One way of finding chunks."""

    def retrieve(self, query: SearchQuery, snapshot: Snapshot, scope: Scope, k: int) -> tuple[Ranked, ...]:
        """(rows, scores) of at most k chunks inside the scope, best first, ties by row; then lists of further ones."""


class Reranker(Protocol):
    """Scores candidates anew; never adds any."""

    def scores(self, query: SearchQuery, candidates: Candidates, snapshot: Snapshot) -> NDArray[np.float32]:
        """Shape (candidates,): the higher the better."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a generator may cite: a contiguous [start, end) of a document, numbered from 1."""

    n: int
    hit: Hit
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.hit.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence as a generator wrote it, with the numbers of the passages it leans on. Not yet verified."""

    text: str
    passages: tuple[int, ...]


class Judge(Protocol):
    """Says whether a passage supports a sentence, where rules and vectors leave it open."""

    def supports(self, pairs: Sequence[tuple[str, str]], deadline: Deadline = NONE) -> Sequence[float | None]:
        """For pairs of passage and sentence: probability in [0, 1] that the passage says so; None: not known.

        Raises ModelError when its model fails.
        """


class Generator(Protocol):
    """Writes an answer from passages, sentence by sentence. Yields nothing when the passages do not answer."""

    @property
    def model(self) -> str: ...

    @property
    def prompt_version(self) -> str:
        """name@hash of the prompt file, or "" when none is used."""

    @property
    def is_literal(self) -> bool:
        """Whether it says the passages themselves, each of which is then quoted as a whole."""

    @property
    def passage_words(self) -> int:
        """How many words of one document it wants to see."""

    @property
    def tokens(self) -> Mapping[str, int]:
        """Given to its language model and written by it so far, under "prompt" and "completion"."""

    def generate(
        self,
        question: str,
        conversation: Sequence[Turn],
        passages: Sequence[Passage],
        language: str,
        deadline: Deadline = NONE,
    ) -> Iterator[Claim]:
        """Raises ModelError when its model fails, also when it is not done before the deadline."""

    def standalone(self, question: str, conversation: Sequence[Turn], language: str, deadline: Deadline = NONE) -> str:
        """The question as it would be asked without the conversation; "" from who has no model for it.

        Raises ModelError as `generate` does.
        """


@dataclass(frozen=True, slots=True)
class Item:
    """The smallest thing of a source whose change can be seen without parsing: a file, a channel, a mailbox."""

    key: str
    """Stable name inside the source, such as the path below the source's path."""
    revision: str
    """Opaque: equal means unchanged. Never parsed."""
    size: int = 0
    """Bytes of its files, from which the time and memory that reading may take are reckoned; 0 where unknown."""


class Source(Protocol):
    """One connected system. Lists its items cheaply, then reads those that changed."""

    def items(self) -> Iterator[Item]:
        """All items, without parsing them. Raises SourceError when the source as a whole is unusable."""

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        """The documents of one item, as the source has them; what cannot be read is yielded as Rejected."""


@runtime_checkable
class SplitSource(Source, Protocol):
    """A source with items so large that they are read in pieces, side by side: a mailbox, a dump of a wiki.

    `read(item)` gives what its pieces give, in their order.
    """

    def split(self, item: Item) -> Iterator[Any | Rejected]:
        """Pieces that can be sent to another process, without parsing what can be parsed there; small and many.

        One that names places in a file instead of holding their content says by `size` how many bytes they have.
        """

    def read_piece(self, piece: Any) -> Iterator[Document | Rejected]:
        """The documents of one piece, in any process that built the source from the same options."""


@runtime_checkable
class DivisibleSource(SplitSource, Protocol):
    """A source of whose pieces only a part is lost when one of them cannot be read in time."""

    def divide(self, piece: Any) -> Iterator[tuple[str, Any]]:
        """Smaller pieces that give the same together, each with what it holds, for people: such as every page alone."""


class Cleaner(Protocol):
    """Removes what is not knowledge from a document's parts (quotes, signatures, hidden text).

    What it removed it adds to `Document.removed`, with its rule.
    """

    def clean(self, document: Document) -> Document: ...
