"""The facts of a text, in Dutch and English, in one spelling: what sentences and sources are compared by."""

from __future__ import annotations

from copilot.fact.fact import Fact, Kind
from copilot.fact.read import facts, same

__all__ = ["Fact", "Kind", "facts", "same"]
