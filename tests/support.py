"""A small desk with all four kinds of document, invented for the tests."""

from __future__ import annotations

import json
from pathlib import Path

DOCUMENTS = [
    {
        "id": "opzeggen",
        "kind": "wiki",
        "title": "Contract opzeggen",
        "language": "nl",
        "uri": "https://help.example/opzeggen",
        "updated_at": "2026-03-01",
        "audience": ["public"],
        "text": "Opzeggen kan elke dag via de website. De opzegtermijn is 30 dagen.\n\n## Kosten\n\n"
        "Wie eerder weg wil betaalt 7,50 euro per resterende maand.",
    },
    {
        "id": "reset",
        "kind": "wiki",
        "title": "Resetting the modem",
        "language": "en",
        "updated_at": "2026-05-02T10:00:00+02:00",
        "audience": ["public"],
        "text": "Hold the reset button for ten seconds. The modem restarts within two minutes.",
    },
    {
        "id": "T-1",
        "kind": "ticket",
        "title": "Factuur dubbel geïncasseerd",
        "language": "nl",
        "updated_at": "2026-06-11",
        "audience": ["internal"],
        "resolved": True,
        "parts": [
            {
                "role": "problem",
                "author": "Klant",
                "text": "Er is twee keer geld afgeschreven voor mijn factuur.",
                "ref": "1",
            },
            {
                "role": "resolution",
                "author": "Sanne",
                "text": "Storneren via scherm INC-DUB; de klant heeft het geld na 3 werkdagen.",
                "ref": "2",
            },
        ],
    },
    {
        "id": "T-2",
        "kind": "ticket",
        "title": "Router piept de hele nacht",
        "language": "nl",
        "updated_at": "2026-07-01",
        "audience": ["internal"],
        "resolved": False,
        "parts": [
            {"role": "problem", "author": "Klant", "text": "De router piept de hele nacht en niemand weet waarom."}
        ],
    },
    {
        "id": "m1@example.org",
        "kind": "mail",
        "title": "Vraag over borg",
        "language": "nl",
        "updated_at": "2025-01-05",
        "audience": ["billing"],
        "parts": [
            {
                "role": "message",
                "author": "Jan",
                "text": "Wanneer krijg ik mijn waarborgsom terug?",
                "ref": "m1@example.org",
            },
            {
                "role": "message",
                "author": "Sanne",
                "text": "De waarborgsom gaat na 12 maanden automatisch terug.",
                "ref": "m2@example.org",
            },
        ],
    },
    {
        "id": "balie/1",
        "kind": "chat",
        "title": "#balie: wie heeft de sleutel",
        "language": "nl",
        "updated_at": "",
        "audience": [],
        "parts": [
            {"role": "message", "author": "Piet", "text": "Wie heeft de sleutel van de kluis?"},
            {"role": "message", "author": "Els", "text": "Die ligt in de onderste la van Karin 🔑."},
        ],
    },
]


def write_desk(folder: Path, documents: list[dict[str, object]], extra: str = "") -> Path:
    """Writes the documents and a configuration; returns the configuration's path."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    (folder / "desk.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    config = folder / "config.toml"
    config.write_text(
        '[embedder]\ntype = "hashing"\n'
        f'{extra}\n[[sources]]\nname = "desk"\ntype = "jsonl"\npath = "desk.jsonl"\npersonal_data = "keep"\n',
        encoding="utf-8",
    )
    return config
