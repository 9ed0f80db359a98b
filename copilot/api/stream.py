"""Server-sent events: each is sent the moment it is there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import StreamingResponse

STILL_HERE = b":\n\n"
"""A comment; readers skip it."""


def event(name: str, data: dict[str, Any]) -> bytes:
    # JSON has no line breaks of its own, so one line of data is enough.
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class EventStream(StreamingResponse):
    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[bytes]) -> None:
        # The second is for proxies such as nginx, which would wait for more.
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
