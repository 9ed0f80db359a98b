"""The kinds of request: how each is asked, and whether what came back is what was promised."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from eval.load.client import Address, Response

KINDS = ("search", "ask", "stream")
_PATHS = {"search": "/v1/search", "ask": "/v1/ask", "stream": "/v1/ask"}
_GENERATION = re.compile(r"gen-\d{6,}")
_BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Literal["ok", "refused", "error"]
    """refused: 429 or 503 with Retry-After. error: whatever else is no answer."""
    reason: str = ""
    """Why not, one of a few texts by which they are counted; none of them holds user text."""
    retry_after: float = 0.0
    """Seconds that the service asks to wait."""
    mixed: bool = False
    """Whether one answer names two generations."""


def request(kind: str, question: str, address: Address, key: str | None) -> bytes:
    """The bytes of one request."""
    headers = {"content-type": "application/json"}
    if kind == "stream":
        headers["accept"] = "text/event-stream"
    if key:
        headers["authorization"] = f"Bearer {key}"
    body = {"query" if kind == "search" else "question": question}
    return address.request("POST", _PATHS[kind], headers, json.dumps(body).encode())


def judge(kind: str, response: Response) -> Verdict:
    """What a response is worth."""
    status = response.status
    if status in _BUSY:
        wait = response.headers.get(b"retry-after", b"")
        if wait.isdigit():
            return Verdict("refused", str(status), float(wait))
        return Verdict("error", f"{status} without Retry-After")
    if status != 200:
        return Verdict("error", f"status {status}")
    try:
        generations = _READ[kind](response.body)
    except _ShapeError as error:
        return Verdict("error", str(error))
    except (ValueError, KeyError, TypeError, AttributeError):
        # Whatever it is that came, it is not the JSON of the contract.
        return Verdict("error", f"not the shape of {kind}")
    return Verdict("ok", mixed=len(generations) > 1)


class _ShapeError(Exception):
    """Its text says what is missing."""


def _search(body: bytes) -> set[str]:
    """The generations that a response names. Raises what its shape makes it raise."""
    return _found(json.loads(body))


def _found(found: Mapping[str, Any]) -> set[str]:
    for hit in found["hits"]:
        _need(bool(hit["document_id"] and hit["chunk_id"]), "a hit without document")
    return _generations(found["snapshot"], found["hits"])


def _ask(body: bytes) -> set[str]:
    return _answer(json.loads(body))


def _answer(made: Mapping[str, Any]) -> set[str]:
    answered = made["status"] == "answered"
    _need(answered or made["status"] == "refused", "an answer of unknown status")
    _need(bool(made["answer"] and made["citations"] if answered else made["refusal"]["text"]), "an empty answer")
    shown = made["citations"] if answered else made["refusal"]["nearest"]
    return _generations(made["provenance"]["snapshot"], shown)


def _stream(body: bytes) -> set[str]:
    """What was found, the sentences and the answer must be of one generation, and the answer must be the end."""
    named: set[str] = set()
    last = ""
    for last, data in _events(body):
        if last == "hits":
            named |= _found(data)
        elif last == "sentence":
            named |= _generations("", data["citations"])
        elif last == "answer":
            named |= _answer(data)
        elif last == "error":
            raise _ShapeError(f"event: error {data['status']}")
    _need(last == "answer", "a stream without answer")
    return named


def _events(body: bytes) -> Iterator[tuple[str, Any]]:
    """(name, data) of each event; comments, which keep a connection alive, are none."""
    for block in body.decode().replace("\r\n", "\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and line[0] != ":")
        if "event" in fields:
            yield fields["event"], json.loads(fields["data"])


def _generations(snapshot: str, shown: list[dict[str, Any]]) -> set[str]:
    """The one it says it is from, and those in titles: a store can be made so that every title names its own."""
    return {snapshot or "", *(name for item in shown for name in _GENERATION.findall(item["title"]))} - {""}


def _need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise _ShapeError(otherwise)


_READ = {"search": _search, "ask": _ask, "stream": _stream}
