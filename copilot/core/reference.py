"""Documentation written from the code: the keys of an options model as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel


def table(model: type[BaseModel], names: Iterable[str]) -> Iterator[str]:
    """The keys of a model as lines of a Markdown table."""
    yield "| key | default | meaning |"
    yield "|---|---|---|"
    for name in names:
        field = model.model_fields[name]
        default = "required" if field.is_required() else f"`{_toml(field.get_default(call_default_factory=True))}`"
        yield f"| `{name}` | {default} | {' '.join((field.description or '').split())} |"


def _toml(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    return str(value) if isinstance(value, int | float) else f'"{value}"'
