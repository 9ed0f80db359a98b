"""What tests of sources share: reading an export as a sync does, telling what came of it, finding the real corpora."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from copilot.core.registry import build
from copilot.core.types import Document, Part, Rejected

Found = list[Document | Rejected]
SHARED = Path(__file__).parents[2] / "shared/data"


def source(type_: str, path: Path, **options: object) -> Any:
    table = {"name": "bron", "type": type_, "path": path, "audience": ["staf"], **options}
    return build("ingest.sources", type_, table)


def read(type_: str, path: Path, **options: object) -> Found:
    member = source(type_, path, **options)
    return [found for item in member.items() for found in member.read(item)]


def reader(type_: str, **options: object) -> Callable[..., Found]:
    """`read` of one type of source: reader("jsonl")(path, **more)."""
    return partial(read, type_, **options)


def read_mail(path: Path) -> tuple[list[Document], list[Rejected]]:
    found = read("mail", path, name="post", audience=["desk"])
    return documents(found), rejected(found)


def documents(found: Iterable[Document | Rejected]) -> list[Document]:
    return [entry for entry in found if isinstance(entry, Document)]


def rejected(found: Iterable[Document | Rejected]) -> list[Rejected]:
    return [entry for entry in found if isinstance(entry, Rejected)]


def keyed(found: Iterable[Document | Rejected]) -> dict[str, Document]:
    """The documents by external id."""
    return {document.external_id: document for document in documents(found)}


def parts(found: Iterable[Document | Rejected]) -> list[Part]:
    return [part for document in documents(found) for part in document.parts]


def assert_told(found: Iterable[Document | Rejected], reason: str) -> None:
    """One of the rejected says this, and each says where it was and what to do."""
    told = rejected(found)
    assert any(reason in entry.reason for entry in told), told
    assert all(entry.fix and entry.item for entry in told)


def shared(*steps: str) -> Path:
    """A file or folder of the real corpora; the test is skipped where it is absent."""
    path = SHARED.joinpath(*steps)
    if not path.exists():
        pytest.skip(f"the real corpora are not here: {path} is absent")
    return path
