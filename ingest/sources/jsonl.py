"""`jsonl`: Balie's own interchange, one Document a line (see docs/sources.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from copilot.core.interchange import ShapeError, from_json
from copilot.core.ports import Item
from copilot.core.types import Document, Rejected
from ingest.export.base import SourceOptions, find_files, item, key_of, lines_of


class Options(SourceOptions):
    """`path`: a .jsonl file, a folder of them, or a glob."""


class JsonlSource:
    def __init__(self, options: Options) -> None:
        self._options = options

    def items(self) -> Iterator[Item]:
        self._files = {key_of(self._options, file): file for file in find_files(self._options, (".jsonl", ".ndjson"))}
        for key, file in self._files.items():
            yield item(key, [file])

    def read(self, item: Item) -> Iterator[Document | Rejected]:
        name = self._options.name
        empty = True
        for number, line in lines_of(self._files[item.key]):
            empty, where = False, f"{item.key} line {number}"
            try:
                yield from_json(name, json.loads(line.decode("utf-8-sig")), self._options.audience)
            except UnicodeDecodeError as error:
                yield Rejected(name, where, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")
            except json.JSONDecodeError as error:
                yield Rejected(
                    name, where, f"not JSON: {error.msg} at column {error.colno}", "write one JSON object a line"
                )
            except (ShapeError, ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits.
                yield Rejected(name, where, str(error), "see the interchange shape in docs/sources.md")
        if empty:
            yield Rejected(name, item.key, "the file is empty", "export it again, or remove it")


def build(options: Options) -> JsonlSource:
    return JsonlSource(options)
