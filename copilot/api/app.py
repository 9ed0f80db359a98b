"""The application: what it is made of."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI

from copilot.api import ask, documents, explain, health, panel, problems, search
from copilot.api.guard import Guard
from copilot.api.state import State


def build(state: State) -> FastAPI:
    """The application around a state. It listens at once; /readyz tells when it can answer."""

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(state.watch())
        yield
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching

    app = FastAPI(title="Balie", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.balie = state
    problems.install(app)
    for resource in (search, explain, ask, documents, health, panel):
        app.include_router(resource.router)
    app.add_middleware(Guard, state=state)
    return app
