"""POST /v1/ask: the whole answer as JSON, or sentence by sentence as an event stream."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from copilot.api import problems, schemas
from copilot.api.state import State, asker, run, state_of
from copilot.core.errors import BalieError
from copilot.core.types import Answer, Asker
from copilot.pipeline import Copilot, Finished, Found, Question, Said, check

router = APIRouter()
log = logging.getLogger(__name__)


@router.post("/v1/ask", response_model=None)
async def ask(
    body: schemas.AskIn,
    request: Request,
    who: Annotated[Asker, Depends(asker)],
    state: Annotated[State, Depends(state_of)],
) -> dict[str, Any] | EventSourceResponse:
    """A cited answer or a reasoned refusal; on request as events: hits, sentence, answer, error."""
    copilot, question = state.ready(), body.value()
    check(question.text)
    if "text/event-stream" in request.headers.get("accept", ""):
        # Once the stream has begun its status is 200, so a full queue must be told before.
        state.admit()
        return EventSourceResponse(_stream(state, copilot, who, question), headers={"Cache-Control": "no-store"})
    async with state.place():
        answer = await run(copilot.answer, who, question)
    _count(state, answer)
    return schemas.answer(answer)


async def _stream(state: State, copilot: Copilot, who: Asker, question: Question) -> AsyncIterator[ServerSentEvent]:
    try:
        async with state.place():
            events = copilot.ask(who, question)
            while (event := await run(_next, events)) is not None:
                match event:
                    case Found(result):
                        yield _event("hits", schemas.search_result(result))
                    case Said(sentence, citations):
                        yield _event("sentence", schemas.sentence(sentence.text, citations))
                    case Finished(answer):
                        _count(state, answer)
                        yield _event("answer", schemas.answer(answer))
    except BalieError as error:
        yield _event("error", problems.of(error))
    except Exception as error:
        # The response has begun, so no handler can answer any more. The message may hold user text.
        log.error("unexpected %s while streaming", type(error).__name__)
        yield _event("error", problems.body(500, "something unexpected went wrong", "ask again"))


def _next(events: Iterator[Found | Said | Finished]) -> Found | Said | Finished | None:
    return next(events, None)


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(event=name, data=json.dumps(data, ensure_ascii=False))


def _count(state: State, answer: Answer) -> None:
    for stage, value in answer.timings_ms.items():
        state.stages.labels(stage).observe(value / 1000)
    if answer.refusal:
        state.refusals.labels(answer.refusal.reason).inc()
