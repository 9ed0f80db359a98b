"""Whether sources disagree on what was asked, and which of them to propose; nothing is chosen silently."""

from __future__ import annotations

from copilot.conflict.find import Found, FoundSide, find

__all__ = ["Found", "FoundSide", "find"]
