"""POST /v1/explain"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from copilot.api import schemas, visit
from copilot.api.state import State, asker, state_of
from copilot.api.visit import Visit
from copilot.core.errors import RequestError
from copilot.core.types import Asker

router = APIRouter()


@router.post("/v1/explain")
async def explain(
    body: schemas.ExplainIn,
    who: Annotated[Asker, Depends(asker)],
    state: Annotated[State, Depends(state_of)],
    visiting: Annotated[Visit, Depends(visit.of)],
) -> dict[str, Any]:
    """Why a search does not show a document; 404 when it does not exist for this asker.

    With `audiences`, for administrators: the search of an agent with these groups.
    """
    if body.audiences is not None and "admin" not in who.roles:
        raise RequestError("only an administrator may ask for others", "leave audiences out", status=403)
    groups = None if body.audiences is None else frozenset(body.audiences)
    filters = body.filters.value()
    found = await state.run(
        visiting,
        lambda copilot: copilot.explain(who, body.query, body.document_id, body.k, filters, groups, visiting.deadline),
    )
    if found is None:
        raise RequestError("there is no such document", "check its id", status=404)
    return schemas.explanation(found)
