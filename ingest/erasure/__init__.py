"""Erasing a person: what to erase, the register that remembers it by keyed hashes, and taking it out of documents.

subject = Subject.of(["Femke Oosterwolde-van Dam", "femke@example.org"])
register = Register.load(store)
entry = register.add(subject, "2026-11-20")       # pending
eraser = Eraser(register)
document, count = eraser.erase(document)
left = traces(store, subject.values)
register.done(entry.id)
"""

from ingest.erasure.eraser import Eraser
from ingest.erasure.register import Erased, Register
from ingest.erasure.subjects import MASK, PSEUDONYM, Subject
from ingest.erasure.traces import traces

__all__ = ["MASK", "PSEUDONYM", "Erased", "Eraser", "Register", "Subject", "traces"]
