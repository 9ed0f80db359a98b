"""The word index: the one door to tantivy. BM25 with Dutch and English analysis, filtered inside the search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tantivy

from copilot.core.types import Chunk

if TYPE_CHECKING:
    from copilot.core.snapshot.scope import Scope

FOLDER = "lexical"

_LANGUAGES = {"nl": "dutch", "en": "english"}
"""Analysis per language of a chunk; any other language is analysed as English."""
_FIELDS = ("title", "text")
_TITLE_BOOST = 0.6
"""A word in the title or heading counts again with this weight."""
_MAX_TERMS = 64
"""A pasted mail must not become a query of thousands of terms."""
_WRITER_BYTES = 64_000_000


def _analyzer(stemmer: str) -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword(stemmer))
        .filter(tantivy.Filter.stemmer(stemmer))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Signed integers: a Python int in an unsigned field kills tantivy's writer thread.
    builder.add_integer_field("row", fast=True)
    builder.add_integer_field("document", indexed=True)
    builder.add_integer_field("facet", indexed=True)
    builder.add_integer_field("updated", indexed=True, fast=True)
    for language in _LANGUAGES:
        for field in _FIELDS:
            builder.add_text_field(f"{field}_{language}", tokenizer_name=language, index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> tantivy.Index:
    for language, stemmer in _LANGUAGES.items():
        index.register_tokenizer(language, _analyzer(stemmer))
    return index


class Writer:
    """Writes the word index, one row after the other."""

    def __init__(self, folder: Path) -> None:
        target = folder / FOLDER
        target.mkdir()
        self._writer = _register(tantivy.Index(_schema(), path=str(target))).writer(
            heap_size=_WRITER_BYTES, num_threads=1
        )

    def add(self, row: int, chunk: Chunk, title: str, document: int, facet: int, updated: int) -> None:
        """document: its row; updated: in seconds since 1970."""
        language = chunk.language if chunk.language in _LANGUAGES else "en"
        entry = tantivy.Document()
        for name, value in (("row", row), ("document", document), ("facet", facet), ("updated", updated)):
            entry.add_integer(name, value)
        entry.add_text(f"title_{language}", f"{title} {chunk.heading}")
        entry.add_text(f"text_{language}", chunk.passage)
        self._writer.add_document(entry)

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()


class LexicalIndex:
    def __init__(self, folder: Path) -> None:
        self._index = _register(tantivy.Index.open(str(folder / FOLDER)))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._analyzers = {language: _analyzer(stemmer) for language, stemmer in _LANGUAGES.items()}

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, query: str, k: int, scope: Scope) -> list[tuple[int, float]]:
        """(row, BM25) of the k best rows inside the scope, best first, ties by row."""
        words = [clause for language in _LANGUAGES if (clause := self._word_query(language, query)) is not None]
        if not words or k < 1 or scope.is_empty:
            return []
        clauses = [(tantivy.Occur.Must, tantivy.Query.boolean_query([(tantivy.Occur.Should, w) for w in words]))]
        clauses += [(tantivy.Occur.Must, tantivy.Query.const_score_query(f, 0.0)) for f in self._filters(scope)]
        if scope.hidden_documents:
            clauses.append((tantivy.Occur.MustNot, self._among("document", scope.hidden_documents)))
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=k, count=False).hits
        rows: list[Any] = self._searcher.fast_field_values("row", [address for _, address in found])
        hits = [(int(row), float(score)) for row, (score, _) in zip(rows, found, strict=True)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def _word_query(self, language: str, query: str) -> tantivy.Query | None:
        terms = list(dict.fromkeys(self._analyzers[language].analyze(query)))[:_MAX_TERMS]
        clauses = []
        for term in terms:
            for field, boost in (("text", 1.0), ("title", _TITLE_BOOST)):
                match = tantivy.Query.term_query(self._schema, f"{field}_{language}", term, "freq")
                clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(match, boost)))
        return tantivy.Query.boolean_query(clauses) if clauses else None

    def _filters(self, scope: Scope) -> list[tantivy.Query]:
        filters = []
        if scope.facets is not None:
            filters.append(self._among("facet", scope.facets))
        if scope.updated_from is not None or scope.updated_to is not None:
            filters.append(
                tantivy.Query.range_query(
                    self._schema, "updated", tantivy.FieldType.Integer, scope.updated_from, scope.updated_to
                )
            )
        return filters

    def _among(self, field: str, values: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, list(values))
