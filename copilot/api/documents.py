"""GET /v1/documents/{document_id}"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from copilot.api import schemas, visit
from copilot.api.state import State, asker, state_of
from copilot.api.visit import Visit
from copilot.core.errors import RequestError
from copilot.core.types import Asker

router = APIRouter()


@router.get("/v1/documents/{document_id:path}")
async def document(
    document_id: str,
    who: Annotated[Asker, Depends(asker)],
    state: Annotated[State, Depends(state_of)],
    visiting: Annotated[Visit, Depends(visit.of)],
) -> dict[str, Any]:
    """A document with its text and parts; 404 when it does not exist for this asker."""
    found = await state.run(visiting, lambda copilot: copilot.document(who, document_id))
    if found is None:
        raise RequestError("there is no such document", "it may have been removed; ask again", status=404)
    return schemas.document(found)
