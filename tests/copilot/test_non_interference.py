"""An asker gets what a store of just their documents would give: hits, scores and answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from copilot.core.answer import Answer
from copilot.core.types import Asker
from copilot.pipeline import Copilot, Question
from support import DOCUMENTS
from support_hits import BILLING, PUBLIC, QUESTIONS


@pytest.mark.parametrize("extra", ["", "[retrieval]\ndense_weight = 1.0"], ids=["both searches", "dense alone"])
@pytest.mark.parametrize("asker", [PUBLIC, BILLING], ids=lambda asker: asker.name)
def test_what_is_hidden_does_not_show(opened: Callable[..., Copilot], asker: Asker, extra: str) -> None:
    visible = [d for d in DOCUMENTS if asker.may_see(tuple(d["audience"]))]
    whole, alone = opened(extra=extra, name="whole"), opened(visible, extra, name="alone")
    for question in QUESTIONS:
        ours, theirs = whole.search(asker, question, 100).hits, alone.search(asker, question, 100).hits
        assert [(h.chunk, h.document, h.rank) for h in ours] == [(h.chunk, h.document, h.rank) for h in theirs]
        assert [h.score for h in ours] == pytest.approx([h.score for h in theirs])
        assert stable(whole.answer(asker, Question(question))) == stable(alone.answer(asker, Question(question)))


def stable(answer: Answer) -> Answer:
    """Without times, and without scores, which are compared elsewhere."""
    refusal = answer.refusal and dataclasses.replace(
        answer.refusal,
        nearest=tuple(dataclasses.replace(h, score=0, dense=0, lexical=0) for h in answer.refusal.nearest),
    )
    return dataclasses.replace(answer, timings_ms={}, refusal=refusal)
