"""GET /panel: the side panel, plain files under a strict content security policy."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, RedirectResponse

from copilot.core.errors import RequestError

router = APIRouter(include_in_schema=False)

_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@router.get("/")
async def root() -> RedirectResponse:
    return RedirectResponse("/panel")


@router.get("/panel")
async def panel() -> FileResponse:
    return _file("panel.html")


@router.get("/panel/{name}")
async def asset(name: str) -> FileResponse:
    return _file(name)


def _file(name: str) -> FileResponse:
    import copilot.web

    folder = Path(next(iter(copilot.web.__path__)))
    known = {path.name: path for path in folder.iterdir() if path.suffix in _TYPES}
    if name not in known:
        raise RequestError("there is no such file", "open /panel", status=404)
    return FileResponse(known[name], media_type=_TYPES[known[name].suffix], headers={"Cache-Control": "no-cache"})
