"""Paths into records: "fields.status.name" goes down objects and through lists, * stands for every key of an object."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from copilot.core.errors import nearest
from ingest.export.records import tidy

_TRUE = {"1", "true", "yes", "y", "x", "ja", "j", "waar", "oui", "vrai", "wahr", "si", "sí", "t"}
_LABELS = (
    "name",
    "displayName",
    "display_name",
    "realName",
    "title",
    "label",
    "value",
    "login",
    "email",
    "#text",
    "raw",
)


def entries(data: Any, path: str) -> list[Any]:
    """What stands at a path; lists on the way are gone through, * is every key of an object (kept as "*")."""
    found = [data]
    steps = [path] if isinstance(data, Mapping) and _key(data, path) is not None else path.split(".") if path else []
    for step in steps:
        found = [value for entry in found for value in _step(entry, step)]
    return [value for entry in found for value in (entry if isinstance(entry, list) else [entry])]


def _step(entry: Any, step: str) -> Iterator[Any]:
    for one in entry if isinstance(entry, list) else [entry]:
        if step == "*" and isinstance(one, Mapping):
            if "*" in one:
                yield one["*"]
                continue
            for key, value in one.items():
                for inner in value if isinstance(value, list) else [value]:
                    yield {**inner, "*": key} if isinstance(inner, Mapping) else inner
        elif step == "*":
            yield one
        elif isinstance(one, Mapping) and (key := _key(one, step)) is not None:
            value = one[key]
            # What was filed below a * keeps its key on the way down.
            if "*" in one and isinstance(value, list):
                yield [{"*": one["*"], **inner} if isinstance(inner, Mapping) else inner for inner in value]
            else:
                yield value


def _key(record: Mapping[str, Any], name: str) -> str | None:
    return name if name in record else _folded(tuple(record)).get(name.casefold())


@lru_cache(maxsize=4096)
def _folded(keys: tuple[str, ...]) -> dict[str, str]:
    """Records of one export have the same few sets of keys, over and over."""
    return {key.strip().casefold(): key for key in reversed(keys)}


def raw(record: Any, names: Iterable[str]) -> Any:
    """The first value that is not empty; None when there is none."""
    return next((v for name in names for v in entries(record, name) if v is not None and v not in ("", [], {})), None)


def text(record: Any, names: Iterable[str]) -> str:
    return plain(raw(record, names))


def plain(value: Any) -> str:
    """A value as text; of an object its name."""
    if isinstance(value, Mapping):
        return next((plain(value[label]) for label in _LABELS if value.get(label)), "")
    if isinstance(value, bool):
        return "true" if value else "false"
    return tidy(str(value)) if value is not None and not isinstance(value, list) else ""


def holds(record: Any, condition: str) -> bool:
    """Whether "path" is true or yes, "path=a|b" is one of these, or "path!=a|b" is none of them; "" holds never."""
    found = re.fullmatch(r"([^=!]+?)\s*(!?=)\s*(.*)", condition, re.S)
    if not found:
        return bool(condition) and any(plain(value).casefold() in _TRUE for value in entries(record, condition.strip()))
    wanted = {word.strip().casefold() for word in found[3].split("|")}
    values = {plain(value).casefold() for value in entries(record, found[1])} or {""}
    return bool(values & wanted) is (found[2] == "=")


def address(template: str, record: Any, known: Mapping[str, str]) -> str:
    """A link: the column of that name, or the address with its {columns} filled in; "" when one of them is empty.

    known: what may stand in braces besides columns.
    """
    if "{" not in template:
        return text(record, [template]) if template else ""
    names = re.findall(r"\{([^{}]+)\}", template)
    values = {name: text(record, [name]) or known.get(name, "") for name in names}
    if not all(values.values()):
        return ""
    return re.sub(r"\{([^{}]+)\}", lambda found: values[found[1]].replace(" ", "%20"), template)


def lists_of(data: Any, names: Iterable[str]) -> list[Any]:
    """The records of a file: the list, down to 4 levels, whose first entry has most of the columns asked for."""
    wanted = [name for name in names if name]
    best: tuple[int, list[Any]] = (0, [])
    level = [data]
    for _ in range(5):
        deeper: list[Any] = []
        for value in level:
            held = value if isinstance(value, list) else [value]
            first = next((entry for entry in held if isinstance(entry, Mapping)), None)
            if first is None:
                continue
            count = sum(1 for name in wanted if exists(first, name))
            if count > best[0]:
                best = (count, [entry for entry in held if isinstance(entry, Mapping)])
            deeper += [inner for inner in first.values() if isinstance(inner, list | Mapping)][:100]
        level = deeper
    return best[1]


def exists(record: Any, path: str) -> bool:
    """Whether a record has such a column or path, if only an empty one."""
    if not isinstance(record, Mapping):
        return False
    if _key(record, path) is not None:
        return True
    step, _, rest = path.partition(".")
    if step == "*":
        return True
    key = _key(record, step)
    if key is None or not rest:
        return False
    values = record[key] if isinstance(record[key], list) else [record[key]]
    return not any(isinstance(value, Mapping) for value in values) or any(exists(value, rest) for value in values)


def missing(records: list[Any], asked: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """(what was found, what to do) for every mapped column that no record has."""
    known: dict[str, None] = {}
    for record in records[:200]:
        for key, value in record.items() if isinstance(record, Mapping) else ():
            known[key] = None
            inner = value[0] if isinstance(value, list) and value else value
            known |= {f"{key}.{name}": None for name in inner} if isinstance(inner, Mapping) else {}
    for what, names in asked.items():
        named = [name for name in names if name]
        if named and not any(exists(record, name) for record in records for name in named):
            what_is = " or ".join(repr(name) for name in named)
            yield f"there is no column {what_is} (for {what})", f"{nearest(named[0], known)[:300]}; correct the mapping"
