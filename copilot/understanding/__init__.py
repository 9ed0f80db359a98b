"""What a question asks, without a language model: a pasted mail reduced, phrases, abbreviations, synonyms."""

from copilot.understanding.synonyms import Synonyms
from copilot.understanding.understand import Query, understand

__all__ = ["Query", "Synonyms", "understand"]
