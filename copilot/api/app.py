"""The application: what it is made of, and the headers that every response carries."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import FastAPI, Request, Response

from copilot.api import ask, documents, health, panel, problems, search
from copilot.api.state import State

_MAX_BODY = 1_000_000
"""Bytes of a request body; a question with a long conversation is far below it."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


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
    for resource in (search, ask, documents, health, panel):
        app.include_router(resource.router)

    @app.middleware("http")
    async def _every_response(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > _MAX_BODY:
            response: Response = problems.response(413, f"the request has {length} bytes", f"send at most {_MAX_BODY}")
        else:
            response = await call(request)
        route = getattr(request.scope.get("route"), "path", "other")
        state.requests.labels(route, str(response.status_code)).inc()
        response.headers.update(_HEADERS)
        return response

    return app
