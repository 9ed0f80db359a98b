"""One Document from its source to what is ingested: dates, language, cleaners in their order, personal data, chunks."""

from __future__ import annotations

import copy
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from copilot.core import interchange, registry
from copilot.core import text as txt
from copilot.core.personal_data import customer_numbers
from copilot.core.ports import Cleaner
from copilot.core.settings import Settings
from copilot.core.snapshot import DocumentRecord
from copilot.core.snapshot.scope import seconds
from copilot.core.types import Document, Kind, Part, Rejected
from ingest import chunk, dedupe
from ingest.erasure import Eraser, Register
from ingest.export.base import SourceOptions

log = logging.getLogger(__name__)

VERSION = "4"
"""Changes when the same item would be prepared otherwise; every item is then read again."""

MAX_CHARACTERS = 2_000_000
"""Text of one document; the longest manuals are far below it, a dump gone wrong is not."""

CLEANERS: dict[Kind, tuple[str, ...]] = {
    "mail": ("hidden", "boilerplate", "quotes", "signatures"),
    "chat": ("hidden", "boilerplate"),
    "wiki": ("hidden", "boilerplate"),
    "ticket": ("hidden", "boilerplate", "quotes", "signatures"),
}
"""Cleaners of each kind, in order. Personal data comes last, so that it sees what will be kept."""

PERSONAL_DATA: dict[Kind, str] = {"mail": "mask", "chat": "mask", "wiki": "keep", "ticket": "mask"}
"""What happens to personal data where the source does not say."""

HIDDEN = frozenset(f"hidden: {what}" for what in ("html", "docx", "shape", "tag characters", "bidirectional control"))
"""Rules whose finds are reported after a sync: where somebody hides words from people, they are meant for machines."""

_MASKED = "personal_data: "
"""Begins the rules under which personal data is removed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of a changed item that itself did not change: what was made of it stays."""

    document_id: str


class Preparer:
    """Prepares the documents of one source."""

    def __init__(self, settings: Settings, options: SourceOptions, register: Register | None = None) -> None:
        """register: who was erased from the store and must not come back."""
        self.eraser = Eraser(register or Register(settings.store_path, b""))
        self._chunker = chunk.Chunker(settings.chunks)
        self._options = options
        self.source = options.name
        self._own = {
            "company_domains": settings.organisation_domains,
            "company_values": settings.organisation_values,
            "customer_numbers": customer_numbers.checked(settings.personal_data.customer_numbers),
        }
        self._cleaners: dict[Kind, list[Cleaner]] = {}
        self._origins: Mapping[str, str] = {}
        self._fingerprint = json.dumps(
            [
                VERSION,
                chunk.VERSION,
                dedupe.VERSION,
                settings.chunks.model_dump(),
                self._own,
                options.model_dump(mode="json", exclude={"path"}),
            ]
        )
        # Who is erased may stand in what a cleaner took out, and only in part in what it left: all is read again.
        self._erased = json.dumps(sorted(entry.id for entry in register.entries) if register else [])

    def revision(self, item_revision: str) -> str:
        """Revision of an item together with everything that decides how it is read."""
        return hashlib.sha256(f"{self._fingerprint}\0{self._erased}\0{item_revision}".encode()).hexdigest()[:32]

    def clean(self, document: Document) -> Iterator[Document | Rejected]:
        """The document as it is ingested, after a note for each date that had to be dropped; or why it is too large."""
        document, _ = self.eraser.erase(document)
        return self._clean(document)

    def _clean(self, document: Document) -> Iterator[Document | Rejected]:
        """The same for a document that is without erased persons already."""
        if len(document.text) > MAX_CHARACTERS:
            found = f"{len(document.text):,} characters of text, at most {MAX_CHARACTERS:,} are ingested"
            yield Rejected(document.source, document.external_id, found, "split it, or leave it out")
            return
        for key in ("created_at", "updated_at", "valid_until"):
            if not _is_date(getattr(document, key)):
                found = getattr(document, key)
                yield Rejected(
                    document.source,
                    document.external_id,
                    f"{key} {found!r} is no ISO date; the document is kept without it",
                    "export dates like 2026-11-20 or 2026-11-20T09:30:00+01:00",
                )
                document = replace(document, **{key: ""})  # type: ignore[arg-type]
        language = document.language[:2].lower() or txt.language(f"{document.title}\n{document.text}")
        document = replace(document, language=language)
        for cleaner in self._of(document.kind):
            document = cleaner.clean(document)
        yield replace(document, parts=tuple(_with_language(part, document.language) for part in document.parts))

    def cleaned(self, document: Document) -> list[Document | Rejected]:
        """The same at once; a document that cannot be cleaned is rejected alone."""
        try:
            return list(self.clean(document))
        except MemoryError:
            raise
        except Exception as error:
            return [unexpected(document.source, document.external_id, error)]

    def knowing(self, origins: Mapping[str, str]) -> Preparer:
        """A preparer that leaves alone what did not change. origins: by document id, as noted when it was prepared."""
        made = copy.copy(self)
        made._origins = origins
        return made

    def records(self, document: Document, item: str) -> list[DocumentRecord | Kept | Rejected]:
        """A document from its source to what is ingested; one that cannot be prepared is rejected alone."""
        try:
            document, _ = self.eraser.erase(document)
            origin = _checksum(self._fingerprint, interchange.to_json(document))
            if self._origins.get(document.id) == origin:
                return [Kept(document.id)]
            return [
                entry if isinstance(entry, Rejected) else self.record(entry, item, origin)
                for entry in self._clean(document)
            ]
        except MemoryError:
            raise
        except Exception as error:
            return [unexpected(document.source, document.external_id, error)]

    def record(self, document: Document, item: str, origin: str = "") -> DocumentRecord:
        """A cleaned document with its chunks and its revision. origin: checksum of what it was before cleaning."""
        chunks, size = self._chunker.counted(document)
        rules = Counter(entry.rule for entry in document.removed)
        return DocumentRecord(
            document=document,
            item=self.eraser.key(item),
            revision=_checksum(self._fingerprint, interchange.to_json(document)),
            chunks=chunks,
            origin=origin,
            content=_checksum(document.kind, document.title, [part.text for part in document.parts]),
            tokens=size,
            masked={rule.removeprefix(_MASKED): n for rule, n in sorted(rules.items()) if rule.startswith(_MASKED)},
            hidden=sum(rules[rule] for rule in HIDDEN),
            signature=dedupe.signature(document),
        )

    def _of(self, kind: Kind) -> list[Cleaner]:
        if kind not in self._cleaners:
            given = self._options.personal_data
            modes = dict(given) if isinstance(given, Mapping) else {}
            mode = given if isinstance(given, str) else modes.pop("default", PERSONAL_DATA[kind])
            built = [registry.build("ingest.cleaners", name, {}) for name in CLEANERS[kind]]
            if {mode, *modes.values()} != {"keep"}:
                options = {"mode": mode, "modes": modes, **self._own}
                built.append(registry.build("ingest.cleaners", "personal_data", options))
            self._cleaners[kind] = built
        return self._cleaners[kind]


def unexpected(source: str, item: str, error: Exception) -> Rejected:
    """A fault that nobody foresaw. Its message may hold the item's text, so only its kind is told."""
    log.debug("%s: %s", source, item, exc_info=error)
    return Rejected(source, item, f"failed with {type(error).__name__}", "report the item to us, or remove it")


def _with_language(part: Part, language: str) -> Part:
    """The part, marked where it is surely in another language than its document."""
    if part.language or len(part.text) < chunk.TELLING or language not in txt.LANGUAGES:
        return part
    found = txt.language(part.text, language, certainty=0.999)
    return part if found == language else replace(part, language=found)


def _checksum(*values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:32]


def _is_date(value: str) -> bool:
    try:
        seconds(value)
    except (ValueError, OverflowError):
        return False
    return True
