"""What somebody pastes as a question, a mail, a chat, a log, in the pieces of which it is made.

Gone are greetings, sign-offs and what stands below them, lines of telephones, legal notices, header fields, what a desk
itself says in a chat. A mail inside a mail, forwarded or quoted, is a message of its own; a log is told from prose.
`ingest.cleaners` does the same with far more care for what is kept for years; here only the search is at stake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from copilot.understanding.logs import is_logged

_LOOKED_AT = 300
"""Characters of a line that tell what it is."""
_LONGEST_WORD = 100
_MOST_LINES = 500

_QUOTE = re.compile(r"(?:>\s?)+|&gt;\s?")
_WROTE = re.compile(r".{0,160}\b(?:schreef|wrote|schrieb)\b.{0,80}:", re.IGNORECASE)
_MOMENT = re.compile(r"(?:op|on|am)\s.{0,20}\d", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"\W{0,4}(?:-{2,}|_{2,}|begin)\s{0,2}(?:oorspronkelijk|origine(?:e)?l|original|doorgestuurd|forwarded).{0,40}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\*{0,2}(?P<name>van|from|aan|to|cc|bcc|verzonden|verstuurd|sent|datum|date|onderwerp|subject|betreft|re|reply-to|"
    r"bijlagen?|attachments?|prioriteit|priority|importance|belang)\*{0,2}\s?:\*{0,2}\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECT = frozenset({"onderwerp", "subject", "betreft", "re"})
_PREFIXES = re.compile(r"(?:(?:re|fw|fwd|doorst|antw|betr|wg)\s?:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)

_GREETING = re.compile(
    r"(?i:(?:beste|geachte|lieve|hoi|hallo|hai|hey|hee|ha|dag|hi|hello|dear|l\.?s\.?|goede(?:morgen|middag|avond|dag)|"
    r"goeie\w+|good (?:morning|afternoon|evening|day)|to whom it may concern)\b)"
    r"(?:[\s/&,]+(?:[A-Z][\w.'’-]*|(?i:van|de|der|den|het|heer|mevrouw|mevr?\.?|dhr\.?|mr\.?|mrs\.?|ms\.?|sir|madam|"
    r"team|mensen|allemaal|allen|all|everyone|collega\S{0,2}|there|daar|en|and|of|or)\b)){0,5}\s*(?:[,!:;.]+\s*|$)",
)
_SIGN_OFF = re.compile(
    r"(?:(?:alvast |heel erg |hartelijk |bij voorbaat )?(?:bedankt|dank)[^.?!]{0,30}[,.!]\s*)?"
    r"(?:(?:met )?(?:een )?(?:\w{3,14}e )?groet\w*|m\.?v\.?g\.?|h?gr(?:tz|oet)?\.?|liefs|hoogachtend|"
    r"(?:with )?(?:kind(?:est)?|best|warm) (?:regards|wishes)|regards|cheers|sincerely|"
    r"yours (?:sincerely|faithfully|truly)|--|sent from my .{2,30}|get outlook for .{2,30}|"
    r"(?:verzonden|verstuurd) (?:vanaf|vanuit|via|met) .{2,40})"
    r"(?:[\s,.!]+(?:[A-Z][\w.'’-]*[\s,.]*){0,4})?",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?\s?[:.]?\s", re.IGNORECASE)
_NOTICE = re.compile(
    r"\b(?:vertrouwelijk\w*|uitsluitend (?:bestemd|bedoeld)|onjuiste adressering|niet de (?:beoogde|geadresseerde)|"
    r"confidential\w*|intended (?:solely|only|recipient)|(?:received|ontvangen) .{0,20}(?:in error|ten onrechte)|"
    r"denk aan het milieu|before printing|afkomstig van buiten|outside (?:of )?(?:the|your) organi[sz]ation|"
    r"external (?:e-?mail|sender)|externe (?:e-?mail|afzender)|unsubscribe|uitschrijven voor|kvk[- ]?(?:nr|nummer|:)|"
    r"algemene voorwaarden (?:zijn )?van toepassing|geen rechten (?:aan )?(?:worden )?ontleend|"
    r"no rights can be derived)",
    re.IGNORECASE,
)

_CHAT_TIME = re.compile(r"\[?\(?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]m)?\)?\]?\s*[-–]?\s*(?=\D)")
_SPEAKER = re.compile(
    r"(?:(?P<desk>agent|medewerker|support|help ?desk|service ?desk|(?:chat)?bot|assistent|assistant|adviseur|advisor|"
    r"klantenservice|customer service|operator|systeem|system)|"
    r"klant|customer|bezoeker|visitor|gebruiker|user|beller|caller|melder)"
    r"(?:\s[\w.]{1,20})?\s?(?:\(?\[?\d{1,2}[:.]\d\d\)?\]?)?\s?:\s*",
    re.IGNORECASE,
)
_FENCE = re.compile(r"```|\{(?:code|noformat)(?::[^}]{0,40})?\}")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Message:
    """One of the mails, chats or notes that were pasted together."""

    quoted: bool = False
    """Whether its lines have a mark of quotation."""
    subject: str = ""
    prose: list[str] = field(default_factory=list)
    """Lines, in order; "" between paragraphs."""
    log: list[str] = field(default_factory=list)
    """Lines that a machine wrote."""
    closed: bool = False
    """Whether its sign-off has been read: nothing below it counts."""

    def add(self, line: str) -> None:
        """A line of prose; "" ends a paragraph."""
        if line or (self.prose and self.prose[-1]):
            self.prose.append(line)

    def begins_paragraph(self) -> bool:
        return not self.prose or not self.prose[-1]


def messages(text: str) -> list[Message]:
    """The messages of a text, the one on top first; at least one."""
    reader = _Reader()
    for line in text.splitlines()[:_MOST_LINES]:
        reader.read(line)
    return reader.found


def is_sign_off(text: str) -> bool:
    """Whether a line or a sentence closes a mail."""
    return len(text) <= _LOOKED_AT and _SIGN_OFF.fullmatch(text) is not None


class _Reader:
    """Goes through a text line by line."""

    def __init__(self) -> None:
        self.found = [Message()]
        self._own = self.found[0]
        """Where lines without a mark of quotation go."""
        self._fenced = self._logged = self._notice = False
        """Whether the line above was inside a fence, of a log, of a legal notice."""
        self._fields = 0
        """Header fields since the last blank line."""

    def read(self, raw: str) -> None:
        """The next line of the text."""
        line = " ".join(word[:_LONGEST_WORD] for word in raw.split())
        fences = len(_FENCE.findall(line))
        is_fenced = self._fenced or fences > 0
        self._fenced ^= fences % 2 == 1
        line = _FENCE.sub(" ", line).strip() if fences else line
        message = self._own
        if quote := _QUOTE.match(line):
            line, message = line[quote.end() :], self._quoted()
        self._logged = bool(line) and (is_fenced or is_logged(line) or (self._logged and raw[:2].isspace()))
        if not line:
            self._notice, self._fields = False, 0
            message.add("")
        elif self._logged:
            message.log.append(line)
        else:
            self._prose(line, message)

    def _prose(self, line: str, message: Message) -> None:
        head = line[:_LOOKED_AT]
        if self._introduces(head, message):
            self._begin()
        elif header := _FIELD.fullmatch(head):
            self._header(header["name"].lower(), header["value"], message)
        elif _POSTSCRIPT.match(head):
            message.closed = False
            message.add(line)
        elif message.closed or self._notice:
            pass
        elif message.begins_paragraph() and _NOTICE.search(head):
            self._notice = True
        elif is_sign_off(line):
            message.closed = True
        elif _LETTER.search(said := _said(line)):
            message.add(said)

    def _begin(self) -> Message:
        self._own = Message()
        self.found.append(self._own)
        return self._own

    def _quoted(self) -> Message:
        if not self.found[-1].quoted:
            self.found.append(Message(quoted=True))
        return self.found[-1]

    def _introduces(self, line: str, message: Message) -> bool:
        """Whether the line introduces another mail; its first half, when it stands on the line above, goes."""
        if _SEPARATOR.fullmatch(line):
            return True
        if not _WROTE.fullmatch(line):
            return False
        if _MOMENT.match(line):
            return True
        is_wrapped = not message.begins_paragraph() and _MOMENT.match(message.prose[-1][:_LOOKED_AT]) is not None
        if is_wrapped:
            message.prose.pop()
        return is_wrapped

    def _header(self, name: str, value: str, message: Message) -> None:
        is_first = self._fields == 0 and name in ("van", "from") and not message.quoted
        if is_first and (message.prose or message.closed):
            message = self._begin()
        self._fields += 1
        if name in _SUBJECT and not message.subject:
            message.subject = _PREFIXES.sub("", value, count=1)


def _said(line: str) -> str:
    """The line without its greeting; of a chat without time and speaker, as a paragraph; "" when the desk says it."""
    timed = _CHAT_TIME.match(line)
    spoken = line[timed.end() :] if timed else line
    if speaker := _SPEAKER.match(spoken[:_LOOKED_AT]):
        return "" if speaker["desk"] else f"{spoken[speaker.end() :]}\n"
    greeting = _GREETING.match(line[:_LOOKED_AT])
    return line[greeting.end() :] if greeting else line
