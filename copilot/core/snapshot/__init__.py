"""The published index: see docs/architecture.md. Only this package knows faiss and tantivy."""

from copilot.core.snapshot.facts import (
    DocumentFacts,
    DocumentRecord,
    LedgerItem,
    LedgerState,
    Refusal,
    Relation,
)
from copilot.core.snapshot.generations import Generations, Overlay, Pointer
from copilot.core.snapshot.scope import Scope
from copilot.core.snapshot.snapshot import Snapshot, open_current, open_generation, write

__all__ = [
    "DocumentFacts",
    "DocumentRecord",
    "Generations",
    "LedgerItem",
    "LedgerState",
    "Overlay",
    "Pointer",
    "Refusal",
    "Relation",
    "Scope",
    "Snapshot",
    "open_current",
    "open_generation",
    "write",
]
