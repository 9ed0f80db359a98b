"""Checks of an installation: each fault with its cure, none of them stopping the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copilot import doctor
from copilot.core.sections import GeneratorSettings
from copilot.core.settings import Settings
from copilot.core.snapshot import Generations


def faults(config: Settings) -> dict[str, doctor.Finding]:
    return {finding.check: finding for finding in doctor.examine(config) if not finding.ok}


def test_a_whole_installation_has_no_faults(synced: Settings) -> None:
    findings = doctor.examine(synced)
    assert [f.check for f in findings] == ["python", "disk", "tokens", "embedder", "generator", "snapshot"]
    assert all(finding.ok and finding.message and not finding.fix for finding in findings)
    assert findings[-1].message.startswith("gen-000001, 6 documents, ")


def test_nothing_ingested_is_a_fault_with_the_command(desk: Callable[..., Settings]) -> None:
    found = faults(desk())
    assert found.keys() == {"snapshot"}
    assert "python -m ingest sync" in found["snapshot"].fix


def test_another_embedder_is_named_with_the_command(synced: Settings) -> None:
    other = synced.embedder.model_copy(update={"dimension": 64})
    found = faults(synced.model_copy(update={"embedder": other}))
    assert found.keys() == {"snapshot"}
    assert "python -m ingest sync" in found["snapshot"].fix


def test_several_faults_are_all_found(synced: Settings) -> None:
    broken = synced.model_copy(
        update={
            "generator": GeneratorSettings.model_validate({"type": "chat", "model": "openai:gpt-5-mini"}),
            "embedder": synced.embedder.model_copy(update={"type": "hashnig"}),
        }
    )
    found = faults(broken)
    assert found.keys() == {"embedder", "generator", "snapshot"}
    assert "OPENAI_API_KEY" in found["generator"].fix
    assert "'hashing'" in found["embedder"].fix


@pytest.mark.parametrize("file", ["CURRENT", "gen-000001/manifest.json", "gen-000001/records.rows"])
def test_damage_is_a_fault_with_the_command(published: Callable[..., Settings], file: str) -> None:
    config = published()
    path = Generations(config.store_path).folder / file
    path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    found = faults(config)
    assert found.keys() == {"snapshot"}
    assert "python -m ingest sync" in found["snapshot"].fix


def test_a_full_disk_is_a_fault(synced: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: doctor.shutil._ntuple_diskusage(10, 9, 1_000_000))
    assert "0.0 GB free" in faults(synced)["disk"].message
