"""Puts cases to the question path with its language model, and records what that writes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from copilot.core.errors import BalieError
from copilot.core.settings import Settings
from copilot.pipeline import Copilot, Finished, Question, Said, generator_of
from eval.bench.language_model.recording import FILE, Record, Recording, line, read
from eval.bench.language_model.verified import verify
from eval.bench.verification.verifier import verifier
from eval.cases import EvalCase
from eval.run import asker_of
from ingest.progress import bar


def ask(settings: Settings, cases: Sequence[EvalCase], out: Path) -> dict[str, Record]:
    """Records of all answerable cases, also in `out`, a line as soon as its case is done; what is there is not asked.

    Cases on which the model failed are asked again.
    """
    if settings.generator.type == "extractive":
        raise BalieError("the configuration's generator is extractive", 'set [generator] type = "chat" and its model')
    recording = Recording(generator_of(settings, settings.generator))
    copilot = Copilot.open(settings, generator=recording)
    out.mkdir(parents=True, exist_ok=True)
    known = read(out) if (out / FILE).exists() else {}
    left = [case for case in cases if case.answerable and (case.id not in known or known[case.id].failure)]
    copilot.warm_up()
    verifying = verifier()
    with (out / FILE).open("a", encoding="utf-8") as file, bar("asking", len(left)) as step:
        for case in left:
            known[case.id] = record = _ask(copilot, recording, case)
            for written, verdict in zip(record.claims, verify(record, verifying), strict=True):
                written.reasons = () if written.shown else verdict.reasons or ("supported, but not shown",)
            print(line(record), file=file, flush=True)
            step(1)
    return known


def _ask(copilot: Copilot, recording: Recording, case: EvalCase) -> Record:
    record = recording.record = Record(case.id, case.question)
    started = time.perf_counter()
    try:
        for event in copilot.ask(asker_of(case), Question(case.question, conversation=case.conversation)):
            written = recording.writing
            if isinstance(event, Said) and written:
                written.shown = event.sentence.text == written.text
                if not written.shown:
                    written.instead = f"{written.instead} {event.sentence.text}".strip()
                written.quotes = tuple(citation.quote for citation in event.citations)
            elif isinstance(event, Finished):
                record.status = event.answer.status
    except BalieError as error:  # a case that fails is recorded and stops no other
        record.failure = record.failure or error.problem
    record.seconds = round(time.perf_counter() - started, 2)
    return record
