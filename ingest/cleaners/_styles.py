"""The style sheets of a page and which of their declarations hold for an element.

Selectors of tags, classes and ids, also in each other ("table .a > p"); attributes and states of an element
(":hover") say nothing here and their rules are left out, and so are @ rules: they are for other readers than ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_COMBINATOR = re.compile(r"\s*>\s*|\s+")
_MAX_RULES = 5_000
_MAX_ALIKE = 80
"""Rules for one tag, class or id."""
_MAX_STEPS = 8
"""Of one selector."""
_MAX_ABOVE = 64
"""Elements around another that are compared with a selector."""

Style = dict[str, str]
"""{"color": "#fff"}; names and values in lower case."""


class Named(NamedTuple):
    """What selectors can see of an element."""

    tag: str
    names: frozenset[str]
    """".class" and "#id", in lower case."""


class _Step(NamedTuple):
    tag: str
    names: frozenset[str]
    is_child: bool
    """Whether the next element around must match (">"), and not any."""

    def fits(self, element: Named) -> bool:
        return self.tag in ("", element.tag) and self.names <= element.names


class _Rule(NamedTuple):
    rank: tuple[int, int, int, int]
    """Ids, classes, tags, place in the sheet: the higher one wins."""
    steps: tuple[_Step, ...]
    """From the element itself outwards."""
    style: Style
    important: Style


def named(tag: str, classes: str, id_: str) -> Named:
    return Named(
        tag, frozenset([f".{name}" for name in classes.lower().split()] + ([f"#{id_.lower()}"] if id_ else []))
    )


@dataclass(slots=True)
class Sheet:
    """The rules of a page's <style> elements, by what the element itself must be."""

    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _count: int = 0
    _in_context: dict[str, list[_Rule]] = field(default_factory=dict)
    """Those that depend on the elements around."""

    @property
    def has_context(self) -> bool:
        return bool(self._in_context)

    def add(self, css: str) -> None:
        css = _COMMENT.sub("", css.replace("<!--", "").replace("-->", ""))
        for selectors, body in _RULE.findall(_without_at_rules(css)):
            style, important = declarations(body)
            for selector in selectors.split(","):
                if self._count < _MAX_RULES and (steps := _steps(selector.strip())):
                    self._count += 1
                    names = [name for step in steps for name in step.names]
                    ids = sum(name.startswith("#") for name in names)
                    rank = (ids, len(names) - ids, sum(bool(step.tag) for step in steps), self._count)
                    key = min(steps[0].names, default=steps[0].tag)
                    rules = (self._rules if len(steps) == 1 else self._in_context).setdefault(key, [])
                    if len(rules) < _MAX_ALIKE:
                        rules.append(_Rule(rank, steps, style, important))

    def style(self, element: Named, around: Sequence[Named], own: str) -> Style:
        """The declarations that hold for an element inside others (the nearest last); `own`: its style attribute."""
        style, important = declarations(own) if own else ({}, {})
        if not self._count:
            return style | important if important else style
        keys = ("", element.tag, *element.names)
        found = [rule for key in keys for rule in self._rules.get(key, ()) if rule.steps[0].fits(element)]
        if self._in_context:
            near = around[-_MAX_ABOVE:]
            present = frozenset().union(*(one.names for one in near)) if near else frozenset()
            for key in keys:
                found += [
                    rule
                    for rule in self._in_context.get(key, ())
                    if rule.steps[-1].names <= present and _fits(rule.steps, element, near)
                ]
        found.sort(key=lambda rule: rule.rank)
        merged: Style = {}
        for part in (*(rule.style for rule in found), style, *(rule.important for rule in found), important):
            merged |= part
        return merged


@lru_cache(maxsize=4096)
def declarations(css: str) -> tuple[Style, Style]:
    """(the declarations, those marked !important). The caller does not change them."""
    style: Style = {}
    important: Style = {}
    for declaration in css.lower().split(";"):
        name, _, value = declaration.partition(":")
        if value:
            value = value.strip()
            if value.endswith("important"):
                important[name.strip()] = value.rpartition("!")[0].strip()
            else:
                style[name.strip()] = value
    return style, important


def _steps(selector: str) -> tuple[_Step, ...]:
    """The compounds of a selector from right to left; none when it says more than tags, classes and ids."""
    if not selector or len(selector) > 400:
        return ()
    steps: list[_Step] = []
    position, is_child = 0, False
    pieces: list[tuple[str, bool]] = []
    for match in _COMBINATOR.finditer(selector):
        pieces.append((selector[position : match.start()], is_child))
        is_child, position = ">" in match[0], match.end()
    pieces.append((selector[position:], is_child))
    for piece, child in pieces:
        compound = _COMPOUND.fullmatch(piece)
        if not piece or compound is None or len(steps) == _MAX_STEPS:
            return ()
        tag = (compound[1] or "").lower().strip("*")
        steps.append(_Step(tag, frozenset(name.lower() for name in _NAME.findall(compound[2])), child))
    return tuple(reversed(steps))


def _fits(steps: tuple[_Step, ...], element: Named, around: Sequence[Named]) -> bool:
    """Whether the element and those around it match, each compound at the nearest that fits."""
    if not steps[0].fits(element):
        return False
    at = len(around) - 1
    for inner, outer in pairwise(steps):
        while at >= 0 and not outer.fits(around[at]):
            if inner.is_child:
                return False
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True


def _without_at_rules(css: str) -> str:
    """The style sheet without its @media and other @ blocks, whose braces nest."""
    kept, depth, inside_at, start = [], 0, False, 0
    for match in re.finditer(r"@|\{|\}|;", css):
        mark = match[0]
        if mark == "@" and depth == 0 and not inside_at:
            kept.append(css[start : match.start()])
            inside_at = True
        elif mark == "{":
            depth += 1
        elif (mark == "}" and depth) or (mark == ";" and depth == 0 and inside_at):
            depth -= mark == "}"
            if depth == 0 and inside_at:
                inside_at, start = False, match.end()
    return "".join(kept) + ("" if inside_at else css[start:])
