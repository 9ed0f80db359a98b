"""Errors as application/problem+json (RFC 9457): what was found, what to do next, never a traceback."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from copilot.api.places import RefusedError
from copilot.core.errors import BalieError, RequestError

_HEADERS = {
    401: {"WWW-Authenticate": "Bearer"},
    # Whoever is that slow may send the rest for ever.
    408: {"Connection": "close"},
    503: {"Retry-After": "5"},
}


def body(status: int, detail: str, fix: str = "") -> dict[str, object]:
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, "next": fix}


def response(status: int, detail: str, fix: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(body(status, detail, fix), status, headers, media_type="application/problem+json")


def of(error: BalieError) -> dict[str, object]:
    """The problem of one of our own errors."""
    return body(_status(error), error.problem, error.fix)


def _status(error: BalieError) -> int:
    """What the asker sent is answered with its own status; anything else is the service that cannot serve now."""
    return error.status if isinstance(error, RequestError) else 503


def rendered(error: BalieError) -> JSONResponse:
    """The response to one of our own errors."""
    status = _status(error)
    retry = {"Retry-After": str(error.retry_after)} if isinstance(error, RefusedError) else _HEADERS.get(status)
    return JSONResponse(of(error), status, retry, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Renders every error of the application."""

    @app.exception_handler(BalieError)
    async def _ours(_: Request, error: BalieError) -> JSONResponse:
        return rendered(error)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        places = [".".join(str(step) for step in fault["loc"] if step != "body") for fault in error.errors()]
        found = "; ".join(
            f"{place or 'body'}: {fault['msg'].lower()}" for place, fault in zip(places, error.errors(), strict=True)
        )
        return response(422, found, "see /openapi.json for the shape of the request")

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        return response(
            error.status_code, str(error.detail), "see /openapi.json for what there is", dict(error.headers or {})
        )
