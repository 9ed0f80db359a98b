"""POST /v1/search"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from copilot.api import schemas
from copilot.api.state import State, asker, run, state_of
from copilot.core.types import Asker

router = APIRouter()


@router.post("/v1/search")
async def search(
    body: schemas.SearchIn, who: Annotated[Asker, Depends(asker)], state: Annotated[State, Depends(state_of)]
) -> dict[str, Any]:
    """The chunks nearest to a query that exist for this asker: min(k, visible), best first."""
    copilot = state.ready()
    async with state.place():
        result = await run(copilot.search, who, body.query, body.k, body.filters.value())
    for stage, value in result.timings_ms.items():
        state.stages.labels(stage).observe(value / 1000)
    return schemas.search_result(result)
