"""The application: what it is made of."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI

from copilot.api import ask, documents, explain, health, logs, panel, problems, search, stopping
from copilot.api.guard import Guard
from copilot.api.state import State


def build(state: State, *, alone: bool = True) -> FastAPI:
    """The application around a state. It listens at once; /readyz tells when it can answer.

    alone: false where others may listen on the same socket: it listens only when it can answer as they do.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(_unexpected)
        with stopping.on_signal(state.drain):
            watching = asyncio.create_task(state.watch())
            if not alone:
                await state.looked.wait()
            yield
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
            state.places.close()

    app = FastAPI(title="Balie", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.balie = state
    problems.install(app)
    for resource in (search, explain, ask, documents, health, panel):
        app.include_router(resource.router)
    app.add_middleware(Guard, state=state)
    return app


def _unexpected(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """asyncio's own way of telling shows the error's message."""
    error = context.get("exception")
    logs.unexpected(error if isinstance(error, BaseException) else RuntimeError(), what=context["message"])
