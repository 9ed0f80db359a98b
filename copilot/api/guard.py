"""The outermost layer: bounds what comes in, goes with each request to its end, and gives every response its headers.

Whatever a request comes to, it is counted and logged here, once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copilot.api import logs, problems, visit
from copilot.api.state import State
from copilot.api.visit import Visit
from copilot.core.errors import AskerLeftError, RequestError

MAX_BODY = 1_000_000
"""Bytes of a request body; a question with a long conversation is far below it."""
BODY_SECONDS = 10.0
"""In which a body must be here. It takes no place while it comes."""
_SEND_SECONDS = 10.0
"""After its deadline, in which a client must read what it is sent."""
_LEFT = 499
"""Status in logs and metrics of a request whose client has left; nothing is sent."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """ASGI middleware. Of an unexpected error only type and place reach the log: its message may hold user text."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visiting = visit.begin(scope, self._state.settings.service.deadline)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                visiting.status = message["status"]
                MutableHeaders(scope=message).update(HEADERS | {"X-Request-ID": visiting.id})
            elif message["type"] == "http.response.body" and not message.get("more_body", False):
                # Counted before it is sent: whoever has the response finds it in the metrics.
                visiting.complete = True
                self._count(scope, visiting)
            try:
                async with asyncio.timeout(visiting.deadline.left + _SEND_SECONDS):
                    await send(message)
            except TimeoutError:
                visiting.deadline.leave()
                raise

        try:
            if not scope["path"].startswith("/v1/"):
                await self._app(scope, _again(await _body(receive), receive), answer)
                return
            with self._state.visited_by(visiting):
                # Before anything that costs something, so that a service that is full can say so to everyone.
                self._state.places.check()
                body = await _body(receive)
                await _accompany(self._app(scope, _again(body), answer), receive, visiting)
        except AskerLeftError:
            visiting.deadline.leave()
        except RequestError as error:
            await problems.rendered(error)(scope, receive, answer)
        except Exception as error:
            # Whatever it was, the other requests go on; a response that has begun is cut off by the server.
            if not visiting.deadline.asker_left:
                logs.unexpected(error, id=visiting.id)
                if not visiting.status:
                    broken = "something unexpected went wrong", "try again; if it stays, tell your administrator"
                    await problems.response(500, *broken)(scope, receive, answer)
        finally:
            if not visiting.complete:
                self._count(scope, visiting)

    def _count(self, scope: Scope, visiting: Visit) -> None:
        left = visiting.deadline.asker_left
        status = _LEFT if left else visiting.status
        route = _route(scope)
        self._state.metrics.requests.labels(route, str(status)).inc()
        if left:
            self._state.metrics.cancelled.labels(route).inc()
        if scope["path"].startswith("/v1/") and logs.log.isEnabledFor(logging.INFO):
            logs.event("request", route=route, method=scope["method"], status=status, **visiting.noted)


async def _accompany(answering: Awaitable[None], receive: Receive, visiting: Visit) -> None:
    """Answers, unless the client leaves before the answer is complete: then everything that works on it is told."""
    answer = asyncio.ensure_future(answering)
    leaving = asyncio.ensure_future(receive())
    try:
        await asyncio.wait({answer, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if leaving.done() and not visiting.complete and not answer.done():
            raise AskerLeftError("the client has left")
        await answer
    finally:
        if not answer.done():
            visiting.deadline.leave()
        answer.cancel()
        leaving.cancel()
        await asyncio.gather(answer, leaving, return_exceptions=True)


async def _body(receive: Receive) -> list[Message]:
    """The messages of the whole body. Raises RequestError for one that is larger than MAX_BODY, whatever length was
    announced, or slower than BODY_SECONDS, and AskerLeftError."""
    messages: list[Message] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise AskerLeftError("the client has left")
                messages.append(message)
                size += len(message.get("body", b""))
                if size > MAX_BODY:
                    raise RequestError("the request is too large", f"send at most {MAX_BODY} bytes", status=413)
                if not message.get("more_body", False):
                    return messages
    except TimeoutError:
        raise RequestError("the request came too slowly", "send it whole", status=408) from None


def _again(messages: list[Message], receive: Receive | None = None) -> Receive:
    """Gives the messages that were read, then what comes after them; nothing without `receive`."""
    waiting = iter(messages)

    async def give() -> Message:
        message = next(waiting, None)
        if message is not None:
            return message
        return await (receive() if receive else asyncio.get_running_loop().create_future())

    return give


def _route(scope: Scope) -> str:
    """The route's template, also of a request that was refused before it was routed."""
    found = getattr(scope.get("route"), "path", "")
    if found or not scope["path"].startswith("/v1/"):
        return found or "other"
    if scope["path"].startswith("/v1/documents/"):
        return "/v1/documents/{document_id:path}"
    return scope["path"] if scope["path"] in ("/v1/search", "/v1/ask", "/v1/explain") else "other"
