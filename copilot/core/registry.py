"""Finds the members of a family: a file name in the family's package is the name used in the configuration.

A member is one module with `Options` (a pydantic model that refuses unknown keys) and `build(options, ...)`.
It is imported only when it is asked for, so that an unused vendor library costs nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import ModuleType
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from copilot.core.errors import SettingsError, nearest


class Options(BaseModel):
    """Base of every member's options: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def members(family: str) -> list[str]:
    """Names of all members of a family such as "copilot.generators", sorted."""
    package = importlib.import_module(family)
    return sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_"))


def member(family: str, name: str) -> ModuleType:
    """The module of one member. Raises SettingsError naming the nearest known names."""
    known = members(family)
    if name not in known:
        what = family.rsplit(".", 1)[-1].rstrip("s")
        raise SettingsError(f"unknown {what} type {name!r}", nearest(name, known))
    return importlib.import_module(f"{family}.{name}")


def build(family: str, name: str, options: Mapping[str, Any], *args: Any, where: str = "") -> Any:
    """Validates the options of one member and builds it; `where` names the place in the configuration."""
    module = member(family, name)
    try:
        validated = module.Options.model_validate(dict(options))
    except ValidationError as error:
        raise explain(error, where or f"{family}.{name}", module.Options) from error
    return module.build(validated, *args)


def explain(error: ValidationError, where: str, model: type[BaseModel]) -> SettingsError:
    """Turns pydantic's report into one sentence per fault and the nearest known key."""
    problems, fixes = [], []
    for fault in error.errors():
        path = [str(step) for step in fault["loc"]]
        place = ".".join([where, *path]) if where else ".".join(path)
        if fault["type"] == "extra_forbidden":
            problems.append(f"unknown key {place}")
            fixes.append(nearest(path[-1], _fields_at(model, path[:-1])))
        else:
            message = fault["msg"].removeprefix("Value error, ")
            problems.append(f"{place}: {message[:1].lower()}{message[1:]}{_found(fault, model, path)}")
            fixes.append(f"correct {place} in the configuration")
    return SettingsError("; ".join(problems), "; ".join(dict.fromkeys(fixes)))


def _found(fault: ErrorDetails, model: type[BaseModel], path: list[str]) -> str:
    """The value that was found, unless it is none, may hold a secret, or is one."""
    value = fault["input"]
    if fault["type"] == "missing":
        return ""
    if isinstance(value, Mapping | list):
        return f", found a {'list' if isinstance(value, list) else 'table'}"
    field = _model_at(model, path[:-1]).model_fields.get(path[-1]) if path and not path[-1].isdigit() else None
    return ", found a value that is not shown" if field and not field.repr else f", found {value!r}"


def _fields_at(model: type[BaseModel], path: list[str]) -> list[str]:
    return [field.alias or name for name, field in _model_at(model, path).model_fields.items()]


def _model_at(model: type[BaseModel], path: list[str]) -> type[BaseModel]:
    """The model at a path of field names and list positions; BaseModel, which has no fields, for anything else."""
    current: Any = model
    for step in path:
        if step.isdigit():
            continue
        field = current.model_fields.get(step)
        candidates = [field.annotation, *getattr(field.annotation, "__args__", ())] if field else []
        current = next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), BaseModel)
    return cast(type[BaseModel], current)
