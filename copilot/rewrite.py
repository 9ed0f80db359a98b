"""A follow-up into a question that can be searched on its own, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.core import text as txt
from copilot.core.types import Turn

_CUE = re.compile(
    r"^\s*(en|maar|dus|and|but|so|what about|how about|hoe zit (dat|het)|ook|also)\b"
    r"|\b(dat|die|dit|daar\w*|hier\w*|ermee|ervoor|erbij|hem|it|that|this|those|these|they|them|then|dan)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 3
"""A question with at most this many content words may lean on what was said before."""
_EARLIER = 400
"""Characters of the earlier words that count: after a long mail the question itself would fall off the embedder's end."""
_SOME_WORDS = 7
"""A question with more content words than this stands on its own, whatever words it has."""


def standalone(question: str, conversation: Sequence[Turn]) -> str:
    """The question, preceded by the customer's last words when it cannot be understood without them."""
    earlier = [turn.text.strip() for turn in conversation if turn.role == "customer" and turn.text.strip()]
    if not earlier:
        return question
    topic = len(txt.content_words(question))
    if topic <= _FEW_WORDS or (topic <= _SOME_WORDS and _CUE.search(question)):
        return f"{earlier[-1][:_EARLIER]}\n{question}"
    return question
