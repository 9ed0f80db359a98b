"""GET /healthz, /readyz and /metrics: for the machines that watch over the service. No key, no user text.

None of them waits for anything: no thread, no lock that is held for long, no disk.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from copilot.api.state import State, state_of

router = APIRouter()


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(state: Annotated[State, Depends(state_of)]) -> JSONResponse:
    """200 when a snapshot serves, also an older one; 503 with the reason otherwise."""
    copilot, problem = state.copilot, state.problem
    if state.places.stopping:
        return JSONResponse({"status": "stopping", "reason": "the service is stopping"}, 503, {"Retry-After": "5"})
    if copilot is None:
        why = {"status": "not ready", "reason": problem.problem, "next": problem.fix}
        return JSONResponse(why, 503, {"Retry-After": "5"})
    reason = copilot.degraded or problem.problem
    status = "degraded" if reason else "ready"
    return JSONResponse({"status": status, "snapshot": copilot.snapshot.name, "reason": reason})


@router.get("/metrics")
async def metrics(state: Annotated[State, Depends(state_of)]) -> Response:
    """Prometheus."""
    state.metrics.look(state.copilot)
    return Response(state.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)
