"""Claims beside passages in the other language: Dutch answers from English pages, and the reverse.

Read from data/eval/across.jsonl, a page a line, written for this: {"id", "language", "title", "passage", "claims"},
each claim {"kind", "text"} in the other language. "translated" and "told" (in freer words) are supported; what the page
leaves "unsaid", another "fact", a turned "negation", another "condition" and another "entity" are not.
"""

from __future__ import annotations

import json
from pathlib import Path

from copilot.core.errors import BalieError
from copilot.core.ports import Passage
from copilot.core.settings import ROOT
from copilot.core.types import Chunk, Document, Hit, Part
from eval.bench.verification.corpus import half as half_of
from eval.bench.verification.pairs import HALVES, Pair

CASES = ROOT / "data/eval/across.jsonl"
SUPPORTED = ("translated", "told")
_OTHER = {"nl": "en", "en": "nl"}


def across(half: str, path: Path = CASES) -> list[Pair]:
    """Of the pages of one half, supported ones first. half: "dev" or "report".

    Raises BalieError naming the line that is no page with claims.
    """
    made: list[Pair] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            page = json.loads(line)
            passage, language = _passage(page), _OTHER[page["language"]]
            claims = [(claim["kind"], claim["text"]) for claim in page["claims"]]
        except (KeyError, TypeError, ValueError) as error:
            raise BalieError(
                f"{path.name}:{number} is no page with claims: {error!r}",
                "give id, language (nl or en), title, passage, and claims with kind and text",
            ) from error
        if half_of(page["id"]) == HALVES[half]:
            made += [Pair(kind, "", kind in SUPPORTED, language, text, "", passage) for kind, text in claims]
    return sorted(made, key=lambda pair: not pair.supported)


def _passage(page: dict[str, str]) -> Passage:
    part = Part("section", page["passage"])
    document = Document("across", page["id"], "wiki", page["title"], (part,), language=page["language"])
    chunk = Chunk(document.id, 0, len(document.text), document.text, language=document.language)
    return Passage(1, Hit(chunk, document, 1.0, 1), 0, len(document.text))
