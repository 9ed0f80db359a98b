"""POST /v1/search"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from copilot.api import schemas, visit
from copilot.api.state import State, asker, state_of
from copilot.api.visit import Visit
from copilot.core.types import Asker

router = APIRouter()


@router.post("/v1/search")
async def search(
    body: schemas.SearchIn,
    who: Annotated[Asker, Depends(asker)],
    state: Annotated[State, Depends(state_of)],
    visiting: Annotated[Visit, Depends(visit.of)],
) -> dict[str, Any]:
    """The chunks nearest to a query that exist for this asker: min(k, visible), best first."""
    filters = body.filters.value()
    result = await state.run(
        visiting, lambda copilot: copilot.search(who, body.query, body.k, filters, (), visiting.deadline)
    )
    state.note(visiting, result.timings_ms)
    return schemas.search_result(result)
