"""Values that a method gave, kept by its object and by nothing else.

`functools.lru_cache` around a bound method, kept on the object, is a cycle: a replaced snapshot would keep its memory,
files and threads until the garbage collector comes by.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

_Owner = TypeVar("_Owner")
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_Method = Callable[Concatenate[_Owner, _Given], _Result]


def remembered(most: int) -> Callable[[_Method[_Owner, _Given, _Result]], _Method[_Owner, _Given, _Result]]:
    """A decorator of methods with positional, hashable arguments: the last `most` results of each object are kept."""

    def decorate(method: _Method[_Owner, _Given, _Result]) -> _Method[_Owner, _Given, _Result]:
        name = f"_remembered_{method.__name__}"

        @wraps(method)
        def call(self: Any, *arguments: Any) -> Any:
            kept = self.__dict__.get(name)
            if kept is None:
                owner = weakref.ref(self)
                kept = self.__dict__.setdefault(name, lru_cache(most)(lambda *given: method(owner(), *given)))  # type: ignore
            return kept(*arguments)

        return cast(_Method[_Owner, _Given, _Result], call)

    return decorate
