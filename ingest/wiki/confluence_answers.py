"""All saved answers of Confluence's API together: each page in its newest version, with comments and attachments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copilot.core.types import Rejected
from ingest.export.base import SourceOptions, key_of
from ingest.export.records import UNFIT, reason_of, records
from ingest.wiki import confluence_api as api
from ingest.wiki.confluence_page import Said, Written

_FIX = "ask the API for /rest/api/content with expand=body.storage,version,history,space,ancestors,metadata.labels"


class Answers:
    """Read twice: first which version of what stands where, then file by file, so that one file is held at a time."""

    def __init__(self, options: SourceOptions, files: list[Path], base_url: str) -> None:
        self._options, self._files, self._base_url = options, files, base_url
        self._best: dict[str, tuple[tuple[bool, bool, int], Path, int]] = {}
        self._comments: dict[str, dict[str, Said]] = {}
        self._attachments: dict[str, list[str]] = {}

    def pages(self) -> Iterator[Written | Rejected]:
        for file in self._files:
            yield from self._index(file)
        for file in self._files:
            wanted = {position for _, where, position in self._best.values() if where == file}
            for position, content, base in self._contents(file) if wanted else ():
                if position in wanted and isinstance(content, dict):
                    yield from self._written(file, content, base)

    def _written(self, file: Path, content: dict[str, Any], base: str) -> Iterator[Written | Rejected]:
        key = key_of(self._options, file)
        try:
            id_ = api.id_(content)
            comments = list(self._comments.get(id_, {}).values())
            page = api.written(content, base, self._base_url, comments, sorted(set(self._attachments.get(id_, ()))))
        except UNFIT as error:
            yield self._rejected(key, reason_of(error))
            return
        if not api.has_body(content):
            yield self._rejected(f"{key} {page.title}", "the answer has no text of the page")
        yield page

    def _index(self, file: Path) -> Iterator[Rejected]:
        key, found = key_of(self._options, file), {"pages": 0, "others": 0}
        failed = False
        for position, content, _ in self._contents(file):
            if isinstance(content, Rejected):
                failed = True
                yield content
                continue
            try:
                self._take(file, position, content, found)
            except UNFIT as error:
                failed = True
                yield self._rejected(key, reason_of(error))
        if not failed and not found["pages"] and not found["others"]:
            yield self._rejected(key, "no pages in it")
        elif not failed and not found["pages"]:
            yield self._rejected(key, "only attachments, drafts or deleted pages in it")

    def _take(self, file: Path, position: int, content: dict[str, Any], found: dict[str, int]) -> None:
        kind, id_ = api.kind(content), api.id_(content)
        if kind == "comment":
            found["pages"] += 1
            self._comments.setdefault(api.container(content), {})[id_] = api.said(content)
        elif kind == "attachment":
            found["others"] += 1
            self._attachments.setdefault(api.container(content), []).append(str(content.get("title") or id_))
        elif not kind or api.status(content) in ("draft", "trashed", "deleted", "archived"):
            found["others"] += 1
        else:
            found["pages"] += 1
            rank = api.rank(content)
            if id_ not in self._best or rank > self._best[id_][0]:
                self._best[id_] = (rank, file, position)
            for comment in api.comments_in(content):
                self._comments.setdefault(id_, {})[api.id_(comment)] = api.said(comment)

    def _contents(self, file: Path) -> Iterator[tuple[int, Any, str]]:
        """(position in the file, content or Rejected, base address)."""
        key, position = key_of(self._options, file), 0
        for record in records(self._options.name, key, file):
            if isinstance(record, Rejected):
                yield -1, record, ""
                continue
            try:
                for content, base in api.contents(record[1]):
                    yield position, dict(content), base
                    position += 1
            except UNFIT as error:
                yield -1, self._rejected(f"{key} {record[0]}".strip(), reason_of(error)), ""

    def _rejected(self, where: str, reason: str) -> Rejected:
        return Rejected(self._options.name, where, reason, _FIX)
