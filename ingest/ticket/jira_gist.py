"""What one comment of a ticket says about the solution, sentence by sentence and by the words of `_jira_words`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.ticket import jira_words as words
from ingest.ticket.closing import is_closing
from ingest.ticket.tickets import Comment

_LONGEST = 12_000
"""Characters of a comment that are looked at."""
_CONFIRMING = 40
"""Words up to which "it works now" is what a comment is about."""
_GIVES_REASON = 12
"""Words beyond which "resolving this since ..." tells why."""
_BARE = 15
"""Words up to which "yes, that fixed it" tells nothing of its own."""
_URL = re.compile(r"https?://\S+|\b[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}|@[\w.:-]{1,60}")
_CHANGE = re.compile(r"/(?:pull|commits?|merge_requests|changesets?|pull-requests|pullrequest)/\w")
"""In the address of a change of the product."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FACT = re.compile(r"[^.?!\n]{0,60}\d[^?!\n]{0,60}")
_OTHER = re.compile(r"\b(?:by|in|as part of|with|via|through|under|against) (?:\w+ ){0,2}[a-z][a-z0-9]{1,9}-\d+\b")
"""Another ticket."""
_THANKS = re.compile(r"\W*(?:many )?(?:thanks|thank you|thx|bedankt|dank|danke|merci)\b")
_TAIL = re.compile(r"(?<=\w.)(?:,|;| and| so| or)? ?(?:please )?let (?:us|me) know\b.*")
"""What follows the news."""
_SPEAKS = re.compile(
    r"\b(?:you|your|u|uw|je|jij|jouw|sie|ihr|ihre|ihnen|du|dein|vous|votre|tu|ton)\b|\A\W*(?:hi|hello|hey|dear|hallo|hoi|beste|bonjour)\b|@\w"
)
_CLOSE = re.compile(r"\b(?:close|closed|sluiten|schließen|fermer)\b")
_COMMIT = re.compile(
    r"\(?\bfrom \[[0-9a-f]{7,40}\]\)?|\[#\d{1,9}[^\]\n]{0,80}\]|\b(?:commit|changeset|revision) \[?[0-9a-f]{7,40}\]?:?"
    r"|integrated in [^\n]{0,100}#\d{1,9}\b[^\n]{0,60}"
)
"""How a version control system begins its notice of a change; its author's message follows."""
_REOPENS = re.compile(r"\bre-?open(?:ing|ed)?\b|\bheropend|\bwieder geöffnet|\brouvert")
_TESTS = re.compile(r"\b(?:tests?|merge (?:branch|pull))\b")
_MESSAGE = 8
"""Words of such a message that tells what was changed."""
_LINKED = re.compile(r"([^\s()]{1,80}) \(/?[a-z]{3,20}[^()\s]{0,300}\)")
"""A link within a text: what is shown, and where it goes."""
_HEADING = re.compile(r"\W*(?:solution|resolution|workaround|root cause|oplossing|oorzaak|lösung|ursache|cause)\W*")
_YES = re.compile(
    r"\W*(?:yes|yep|ok|thanks|thank|thx|it|that|this|great|perfect|works|working|fixed|solved|ja|top|bedankt|dank|super|oui|merci|danke|het|es|das|ça)\b"
)
_ASKING = re.compile(
    r"\W*(?:was|is|are|did|do|does|has|have|could|can|might|may|should|would|will|why|what|how|any|where|when|which|who)\b"
)
_HOW = re.compile(r"\b(?:by|with|via|using|after|because|door|met|na|durch|mit|nach|par|avec|après)\b")
_BY = re.compile(r"\b(?:by|with|via|using|after|because|was|door|na|durch|nach|par|après)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A comment and what its writer says in it, without code, logs and quotations."""

    comment: Comment
    prose: str


@dataclass(slots=True)
class Gist:
    comment: Comment
    claims: bool = False
    advises: bool = False
    describes: bool = False
    """It says what a change of the product consists of."""
    fixed_in: bool = False
    over: bool = False
    """It says that it is fixed, and no more."""
    works_in: bool = False
    """It names a version in which its writer saw it work."""
    commit: bool = False
    """A version control system wrote it, out of what its author wrote."""
    checked: bool = False
    """It has the report of a tester."""
    reports: bool = False
    """It begins with that."""
    verified: bool = False
    """The tester has seen a change of the product."""
    changed: bool = False
    """It is about a change of the product."""
    tries: bool = False
    confirms: bool = False
    owns: bool = False
    """Its writer admits that they were wrong."""
    acted: bool = False
    """Its writer says what they did themselves."""
    complains: bool = False
    reopens: bool = False
    """It says that what was done did not help."""
    asks: bool = False
    speaks: bool = False
    """It speaks to somebody."""
    refuted: bool = False
    """The one who asked tried it in vain."""
    plain: int = 0
    """Words of the sentences that are none of these."""
    words: int = 0

    @property
    def tells(self) -> bool:
        """More than talk."""
        return self.claims or self.advises or self.fixed_in or self.works_in or self.tries or self.over


def gist_of(said: Said) -> Gist:
    gist = Gist(said.comment, changed=_CHANGE.search(said.prose) is not None)
    prose = _LINKED.sub(r"\1", said.prose[:_LONGEST]).lower()
    gist.speaks = _SPEAKS.search(prose) is not None
    message, notices = _COMMIT.subn(" ", prose)
    gist.commit = notices > 0
    gist.changed = gist.changed or notices > 0
    sentences = _sentences(message if notices else prose)
    heading = False
    for at, sentence in enumerate(sentences):
        if words.TEST_STEPS.match(sentence.lstrip("*-#=.: ")):
            break
        told = _TAIL.sub("", sentence) or sentence
        if count := len(_WORD.findall(told)):
            gist.words += count
            claim = heading or _is_claim(told)
            heading = _HEADING.fullmatch(told) is not None
            _take(gist, told, count, claim, at, len(sentences))
    if gist.changed and gist.plain >= _MESSAGE and not (_TESTS.search(message) or gist.checked or gist.asks):
        gist.describes = True
    if gist.checked:
        gist.plain = 0  # What a tester saw.
        gist.fixed_in = gist.fixed_in and (gist.verified or not gist.reports)
    if gist.reports:
        gist.claims = gist.advises = False
    gist.reopens = _REOPENS.search(prose) is not None and (gist.complains or gist.checked)
    return _judged(gist, " ".join(sentences))


def _is_claim(sentence: str) -> bool:
    return words.CLAIM.search(sentence) is not None and not (
        words.OPINION.search(sentence) or words.GUESS.search(sentence)
    )


def _take(gist: Gist, sentence: str, count: int, claim: bool, at: int, of: int) -> None:
    """Adds what a sentence of so many words says, the at-th of so many: the first kind that it fits."""
    start = sentence[:30].lstrip("*-#=.:([ ")
    asks = "?" in sentence[-3:] and not (claim and _BY.search(sentence) and not _ASKING.match(sentence))
    if asks or words.ASKED.search(sentence):
        gist.asks = gist.asks or _CLOSE.search(sentence) is None
        gist.tries = gist.tries or words.TRY.search(sentence) is not None
        gist.fixed_in = gist.fixed_in or (not asks and _since_version(sentence))
    elif words.COMPLAINT.search(sentence) and not (claim and words.TOLD.search(sentence)):
        # What did not help on the way to a solution is no complaint.
        gist.complains = not gist.claims or at >= of - 2
    elif words.MACHINE.search(sentence) and not claim:
        gist.changed = True
        gist.fixed_in = gist.fixed_in or _since_version(sentence)
    elif words.CHECKED.match(start) or words.VERIFIED.search(sentence):
        gist.checked = True
        gist.reports = gist.reports or at < 2
        gist.verified = gist.verified or words.VERIFIED.search(sentence) is not None
        gist.changed = gist.changed or gist.verified
        gist.fixed_in = gist.fixed_in or (gist.verified and _since_version(sentence))
    elif words.STATE.search(sentence):
        gist.fixed_in = gist.fixed_in or _since_version(sentence)
    elif claim:
        gist.claims, gist.complains = True, False
    elif (words.CLOSING.match(start) or words.CLOSES.search(sentence)) and not (
        words.REASON.search(sentence) and count > _GIVES_REASON
    ):
        gist.fixed_in = gist.fixed_in or _since_version(sentence)
    elif words.FIXED_IN.search(sentence):
        gist.fixed_in = True
        gist.changed = gist.changed or _OTHER.search(sentence) is not None
    elif words.WORKS_IN.search(sentence):
        gist.works_in = True
    elif words.OVER.search(sentence) and not words.OPEN.search(sentence):
        gist.over = True
        gist.fixed_in = gist.fixed_in or words.VERSION.search(sentence) is not None
    elif words.OPINION.search(sentence):
        gist.tries = gist.tries or words.TRY.search(sentence) is not None
    elif words.ADVICE.search(sentence):
        gist.advises = True
    elif words.CONFIRMED.search(sentence) and not words.DENIED.search(sentence):
        gist.confirms = True
    elif count > 1 and not (
        words.PROMISED.search(sentence) or words.GREETING.fullmatch(sentence) or is_closing(sentence)
    ):
        gist.plain += count


def _since_version(sentence: str) -> bool:
    return words.FIXED_IN.search(sentence) is not None and words.VERSION.search(sentence) is not None


def _judged(gist: Gist, text: str) -> Gist:
    """What a short comment as a whole comes to: "yes, that fixed it" and "customer found it" only point to another."""
    if (
        gist.words <= _CONFIRMING
        and not gist.works_in
        and words.CONFIRMED.search(text)
        and not words.DENIED.search(text)
    ):
        gist.confirms = not gist.claims or (
            gist.words <= _BARE and _YES.match(text) is not None and not _BY.search(text)
        )
    if gist.words <= _CONFIRMING and words.OWNED.search(text):
        gist.confirms = gist.owns = True
        gist.complains = False
    gist.acted = words.DID.search(text) is not None and not _THANKS.match(text)
    if gist.claims and gist.words <= _BARE:
        left = len(_WORD.findall(words.POINTER.sub(" ", text)))
        gist.confirms = gist.confirms or (left <= 2 and not _HOW.search(text))
    elif gist.claims:
        gist.confirms = False
    return gist


def _sentences(prose: str) -> list[str]:
    """In lower case, without addresses, and without the lines that only list versions and devices."""
    lines = _URL.sub(" ", prose).replace("’", "'").split("\n")
    kept = [line for at, line in enumerate(lines) if not (_is_fact(line) and any(map(_is_fact, _beside(lines, at))))]
    return [stripped for sentence in _SENTENCE.split("\n".join(kept)) if (stripped := sentence.strip(" \t*_|"))]


def _is_fact(line: str) -> bool:
    """Whether it looks like "Firmware: 3.4.0" or "npm@1.4": short, with a number, no sentence."""
    text = line.strip()
    return (
        bool(text)
        and text[-1] not in ".!?"
        and _FACT.fullmatch(text) is not None
        and len(_WORD.findall(text)) <= 7
        and not words.CLAIM.search(text)
        and not words.CHECKED.match(text)
    )


def _beside(lines: Sequence[str], at: int) -> list[str]:
    return [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
