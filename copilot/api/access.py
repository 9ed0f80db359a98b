"""Who asks: the server decides it from the key, or from the fact that only this machine can reach it."""

from __future__ import annotations

import hashlib
import hmac
import re

from fastapi import Request

from copilot.core.errors import RequestError, SettingsError
from copilot.core.sections import AuthSettings
from copilot.core.settings import Settings
from copilot.core.types import LOCAL_ASKER, Asker

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"\[?(?P<name>[^\]]*?)\]?(:\d*)?")


def check_host(settings: Settings, host: str) -> None:
    """Refuses to serve the network without [auth]."""
    if settings.auth is None and host not in _LOOPBACK:
        raise SettingsError(
            f"serving on {host} without [auth] would show everything to everyone",
            "add [[auth.keys]] to the configuration, or serve on 127.0.0.1",
        )


def asker_of(request: Request, auth: AuthSettings | None) -> Asker:
    """The asker of a request. Raises RequestError 401 without a valid key once [auth] exists."""
    if auth is None:
        # A web page elsewhere may point its own name at this machine; the name it used gives it away.
        # Read from the header itself: Starlette's URL takes the server's own name when the header is not well formed.
        host = _HOST.fullmatch(request.headers.get("host", ""))
        name = host["name"].lower() if host else "?"
        if name not in _LOOPBACK:
            raise RequestError(f"host {name!r} is not this machine", "open http://127.0.0.1", status=421)
        return LOCAL_ASKER
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key:
        digest = hashlib.sha256(key.strip().encode()).hexdigest()
        for known in auth.keys:
            if hmac.compare_digest(known.sha256, digest):
                return Asker(known.name, frozenset(known.roles), frozenset(known.audiences))
    raise RequestError("a valid key is needed", "send it as Authorization: Bearer KEY", status=401)
