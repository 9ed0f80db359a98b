"""POST /v1/ask: the whole answer as JSON, or sentence by sentence as an event stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from copilot.api import logs, problems, schemas, visit
from copilot.api.state import State, asker, state_of
from copilot.api.stream import STILL_HERE, EventStream, event
from copilot.api.visit import Visit
from copilot.core.errors import BalieError
from copilot.core.types import Asker
from copilot.pipeline import Copilot, Finished, Found, Question, Said, check

router = APIRouter()


@router.post("/v1/ask", response_model=None)
async def ask(
    body: schemas.AskIn,
    request: Request,
    who: Annotated[Asker, Depends(asker)],
    state: Annotated[State, Depends(state_of)],
    visiting: Annotated[Visit, Depends(visit.of)],
) -> dict[str, Any] | EventStream:
    """A cited answer or a reasoned refusal; on request as events: hits, sentence, answer, error."""
    question = body.value()
    check(question.text)
    if "text/event-stream" in request.headers.get("accept", ""):

        def tell(copilot: Copilot) -> Generator[bytes, None, None]:
            return _told(state, copilot, who, question, visiting)

        # Once the stream has begun its status is 200, so whoever gets no place is told before.
        return EventStream(_safe(await state.stream(visiting, tell), visiting))
    answer = await state.run(visiting, lambda copilot: copilot.answer(who, question, visiting.deadline))
    state.note_answer(visiting, answer)
    return schemas.answer(answer)


def _told(
    state: State, copilot: Copilot, who: Asker, question: Question, visiting: Visit
) -> Generator[bytes, None, None]:
    for happened in copilot.ask(who, question, visiting.deadline):
        match happened:
            case Found(result):
                yield event("hits", schemas.search_result(result))
            case Said(sentence, citations):
                yield event("sentence", schemas.sentence(sentence.text, citations))
            case Finished(answer):
                state.note_answer(visiting, answer)
                yield event("answer", schemas.answer(answer))


async def _safe(events: AsyncIterator[bytes | None], visiting: Visit) -> AsyncIterator[bytes]:
    """The events, and an error as the last one: the response has begun, so no handler can answer any more."""
    try:
        async for told in events:
            yield told or STILL_HERE
    except BalieError as error:
        yield event("error", problems.of(error))
    except Exception as error:
        logs.unexpected(error, id=visiting.id)
        yield event("error", problems.body(500, "something unexpected went wrong", "ask again"))
