"""A follow-up into a question that can be searched on its own, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copilot.core import text as txt
from copilot.core.types import Turn

_OPENING = re.compile(
    r"\s*(en|maar|dus|of|and|but|so|or|what about|how about|hoe zit (dat|het)|ook|also)\b", re.IGNORECASE
)
_POINTER = re.compile(
    r"\b(dat|die|dit|daar\w*|hier\w*|ermee|ervoor|erbij|hem|it|that|this|those|these|they|them|then|dan)\b",
    re.IGNORECASE,
)
_ELLIPTIC = 1
"""A question with at most this many content words says too little to be found: "hoeveel?", "why not?"."""
_LEANING = 6
"""With more content words than this a question stands on its own, whatever it points to."""
_EARLIER = 400
"""Characters of the earlier words that count: behind a long mail the question would fall off the embedder's end."""


def standalone(question: str, conversation: Sequence[Turn]) -> str:
    """The question, preceded by the customer's last words when it cannot be understood without them."""
    earlier = [turn.text.strip() for turn in conversation if turn.role == "customer" and turn.text.strip()]
    if not earlier:
        return question
    topic = len(txt.content_words(question))
    leans = topic <= _LEANING and (_OPENING.match(question) or _POINTER.search(question))
    return f"{earlier[-1][:_EARLIER]}\n{question}" if leans or topic <= _ELLIPTIC else question
