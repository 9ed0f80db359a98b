"""Documents into chunks: along the structure, within a budget of tiktoken tokens.

A chunk never crosses a Document. A message or section is split only when it exceeds the budget, by LangChain's
recursive splitter at paragraphs, lines, sentences and words. Short consecutive messages are packed together.
Each chunk carries its title and heading path, a resolution also its ticket's problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from langchain_text_splitters import RecursiveCharacterTextSplitter

from copilot.core import text as txt
from copilot.core import tokens
from copilot.core.sections import ChunkSettings
from copilot.core.types import Chunk, Document

VERSION = "4"
"""Changes when the same document would be cut otherwise."""

_HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*)$", re.MULTILINE)
_PACKED_ROLES = frozenset({"message", "attempt"})
TELLING = 200
"""Characters from which a part is taken to have a language of its own."""
_PIECE_OF_A_WORD = r"[\s\S]{16}"
"""A text without blanks is cut there; to count every character of a megabyte by itself takes half a minute."""
_WORD = 40
_DETECTABLE = 40
"""Characters from which the language of a single chunk can be told."""


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    role: str
    heading: str
    size: int
    """Tokens."""
    language: str
    """The part's; "" where it is too short to tell."""


class Chunker:
    def __init__(self, settings: ChunkSettings) -> None:
        self._budget = settings.max_tokens
        self._context = settings.context_tokens
        self._splitter = RecursiveCharacterTextSplitter(
            separators=["\n\n", "\n", r"(?<=[.!?])\s", " ", _PIECE_OF_A_WORD, ""],
            is_separator_regex=True,
            keep_separator="end",
            chunk_size=settings.max_tokens,
            chunk_overlap=0,
            length_function=_size,
        )

    def chunks(self, document: Document) -> tuple[Chunk, ...]:
        """All chunks in order. A document without text gives one empty chunk that is found by its title."""
        return self.counted(document)[0]

    def counted(self, document: Document) -> tuple[tuple[Chunk, ...], int]:
        """The chunks, and the tokens of their texts together."""
        problem = next((p.text for p in document.parts if p.role == "problem"), "")
        blocks = self._pack(document.text, list(self._blocks(document)))
        made = [
            Chunk(
                document_id=document.id,
                start=block.start,
                end=block.end,
                text=document.text[block.start : block.end],
                role=block.role,
                heading=block.heading,
                context=self._context_of(document, block, problem),
                language=_language(document, block),
            )
            for block in blocks
        ]
        if not made and document.title:
            title = tokens.truncate(document.title, self._budget)
            made = [Chunk(document.id, 0, 0, "", context=title, language=document.language)]
        return tuple(made), sum(block.size for block in blocks)

    def _context_of(self, document: Document, block: _Block, problem: str) -> str:
        lines = [document.title, block.heading if block.heading != document.title else ""]
        if block.role == "resolution":
            lines.append(" ".join(problem.split()))
        return tokens.truncate("\n".join(line for line in lines if line), self._context)

    def _blocks(self, document: Document) -> Iterator[_Block]:
        for part, (start, end) in zip(document.parts, document.spans, strict=True):
            language = part.language or (document.language if len(part.text) >= TELLING else "")
            # In a message a line such as "# 4711 is mijn klantnummer" is no heading.
            whole = [(start, end, part.heading)]
            sections = whole if part.role == "message" else _sections(document.text, start, end, part.heading)
            for begin, stop, heading in sections:
                for first, last in self._split(document.text, begin, stop):
                    size = tokens.count(document.text[first:last])
                    yield _Block(first, last, part.role, heading, size, language)

    def _split(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans of at most the budget, without blank space at their ends."""
        start, end = txt.strip(text, start, end)
        if start == end:
            return
        if tokens.count(text[start:end]) <= self._budget:
            yield start, end
            return
        position = start
        for piece in self._splitter.split_text(text[start:end]):
            found = text.index(piece, position, end)
            position = found + len(piece)
            yield found, position

    def _pack(self, text: str, blocks: list[_Block]) -> list[_Block]:
        packed: list[_Block] = []
        for block in blocks:
            last = packed[-1] if packed else None
            if last and self._belong_together(last, block):
                both = tokens.count(text[last.start : block.end])  # with what stands between them
                if both <= self._budget:
                    packed[-1] = replace(last, end=block.end, size=both)
                    continue
            packed.append(block)
        return packed

    def _belong_together(self, last: _Block, block: _Block) -> bool:
        may_fit = last.size + block.size <= self._budget
        same = last.role == block.role and last.heading == block.heading
        return may_fit and same and (block.role in _PACKED_ROLES or bool(block.heading))


def _sections(text: str, start: int, end: int, heading: str) -> Iterator[tuple[int, int, str]]:
    """[start, end) between Markdown heading lines, each with its heading path below `heading`."""
    path: list[tuple[int, str]] = []
    begin = start
    for match in _HEADING.finditer(text, start, end):
        yield begin, match.start(), _joined(heading, path)
        depth = len(match.group(1))
        path = [(d, h) for d, h in path if d < depth] + [(depth, match.group(2).strip())]
        begin = match.end()
    yield begin, end, _joined(heading, path)


def _size(text: str) -> int:
    """Tokens. Words come again and again, and the splitter asks for each of them."""
    return _size_of_word(text) if len(text) <= _WORD else tokens.count(text)


@lru_cache(maxsize=1 << 16)
def _size_of_word(text: str) -> int:
    return tokens.count(text)


def _joined(heading: str, path: list[tuple[int, str]]) -> str:
    return " > ".join(([heading] if heading else []) + [h for _, h in path])


def _language(document: Document, block: _Block) -> str:
    """Of the chunk itself where one document can hold several and its parts are too short to tell."""
    content = document.text[block.start : block.end]
    if block.language or document.kind == "wiki" or len(content) < _DETECTABLE:
        return block.language or document.language
    return txt.language(content, document.language)
