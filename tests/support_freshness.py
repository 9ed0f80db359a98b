"""A desk with one source and its store, and what a reader would find who has never seen the export before."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from copilot.core import settings
from copilot.core.embedders.hashing import HashingEmbedder
from copilot.core.snapshot import DocumentRecord, Snapshot, open_current
from copilot.core.types import Document
from ingest import configured, pipeline
from ingest.report import SourceReport, SyncReport

Known = dict[str, DocumentRecord]
"""By document id."""


class Counting(HashingEmbedder):
    """The hashing embedder, counting what it is asked to embed."""

    def __init__(self) -> None:
        super().__init__(32)
        self.passages = 0

    def embed_passages(self, texts):
        self.passages += len(texts)
        return super().embed_passages(texts)


@dataclass
class Desk:
    """A configuration with one source "bron", its export and its store."""

    folder: Path
    type: str

    @property
    def export(self) -> Path:
        return self.folder / "export"

    def sync(self) -> tuple[SyncReport, SourceReport, int]:
        """The report, that of the source, and how many passages were embedded."""
        embedder = Counting()
        report = pipeline.sync(self._config(), embedder, allow_shrink=True)
        assert report.embedded == embedder.passages
        return report, report.of("bron"), embedder.passages

    def _config(self) -> settings.Settings:
        # One reading process: the exports are small, and processes take longer to start than these to be read.
        toml = '[embedder]\ntype = "hashing"\n[reading]\nprocesses = 1\n'
        toml += f'[[sources]]\nname = "bron"\ntype = "{self.type}"\npath = "export"\n'
        (self.folder / "config.toml").write_text(toml + 'audience = ["staf"]\n', encoding="utf-8")
        return settings.load(self.folder / "config.toml", {})

    def expected(self) -> dict[str, DocumentRecord]:
        """By id, what somebody finds who reads the export for the first time."""
        config = self._config()
        reader, preparing = (
            configured.build_source(config, config.sources[0]),
            configured.preparer(config, config.sources[0]),
        )
        found: dict[str, DocumentRecord] = {}
        for item in list(reader.items()):
            for document in (entry for entry in reader.read(item) if isinstance(entry, Document)):
                for record in preparing.records(document, item.key):
                    if isinstance(record, DocumentRecord):
                        found.setdefault(record.document.id, record)
        return found

    def served(self) -> Snapshot:
        snapshot, degraded = open_current(self.folder / "store")
        assert not degraded
        return snapshot

    def held(self) -> dict[str, str]:
        """Id -> revision of every document that is served."""
        return {document_id: facts.revision for document_id, facts in self.served().records.facts().items()}

    def copy(self, folder: Path) -> Desk:
        shutil.copytree(self.folder, folder)
        return Desk(folder, self.type)


def revisions(known: Known) -> dict[str, str]:
    return {document_id: record.revision for document_id, record in known.items()}


def passages(known: Known) -> set[str]:
    return {chunk.passage for record in known.values() for chunk in record.chunks}


def changed(before: Known, after: Known) -> set[str]:
    return {i for i in before.keys() & after.keys() if before[i].revision != after[i].revision}
