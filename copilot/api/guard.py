"""The outermost layer: bounds what comes in, and gives every response its headers, its count and its last resort."""

from __future__ import annotations

import logging

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copilot.api import problems
from copilot.api.state import State

log = logging.getLogger(__name__)

MAX_BODY = 1_000_000
"""Bytes of a request body; a question with a long conversation is far below it."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """ASGI middleware. Of an unexpected error only the type reaches the log: its message may hold user text."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(HEADERS)
                route = getattr(scope.get("route"), "path", "other")
                self._state.requests.labels(route, str(message["status"])).inc()
            await send(message)

        try:
            body = await _body(receive)
            if body is None:
                refused = problems.response(413, "the request is too large", f"send at most {MAX_BODY} bytes")
                await refused(scope, receive, answer)
            else:
                await self._app(scope, _again(body, receive), answer)
        except Exception as error:
            # Whatever it was, the other requests go on; a response that has begun is cut off by the server.
            log.error("unexpected %s", type(error).__name__)
            if not begun:
                broken = problems.response(
                    500, "something unexpected went wrong", "try again; if it stays, tell your administrator"
                )
                await broken(scope, receive, answer)


async def _body(receive: Receive) -> list[Message] | None:
    """The messages of the whole body; None once it is larger than MAX_BODY, whatever length was announced."""
    messages: list[Message] = []
    size = 0
    while True:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            return None
        if not message.get("more_body", False):
            return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """Gives the messages that were read, then what comes after them."""
    waiting = iter(messages)

    async def give() -> Message:
        return next(waiting, None) or await receive()

    return give
