"""The word index: BM25 (Robertson and Zaragoza 2009) over fields, every statistic of which is counted inside a scope.

An agent gets the hits of an index that holds just the documents that exist for that agent, and learns nothing from
the others: not how often a word occurs, not how long chunks are, not which words there are.
"""

from copilot.core.snapshot.lexical.analysis import ALL_FIELDS, LANGUAGES, Field, Term, stem, terms_of, words_of
from copilot.core.snapshot.lexical.expand import Expanded, Expander
from copilot.core.snapshot.lexical.index import WEIGHTS, LexicalIndex, Matches, Ranked
from copilot.core.snapshot.lexical.postings import Writer

__all__ = [
    "ALL_FIELDS",
    "LANGUAGES",
    "WEIGHTS",
    "Expanded",
    "Expander",
    "Field",
    "LexicalIndex",
    "Matches",
    "Ranked",
    "Term",
    "Writer",
    "stem",
    "terms_of",
    "words_of",
]
