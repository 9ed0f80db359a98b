"""A talk as the requests of which it is made: what the customer said in a row, and what the agent replied to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from copilot import phrases
from copilot.conversation import words
from copilot.core import text as txt
from copilot.core.types import Turn

_LOOKED_AT = 2000
"""Characters of a message."""
_NAMED = 2
"""Words that name something in a reply that says something: more than "how annoying"."""


@dataclass(slots=True)
class Request:
    """Messages of the customer with no word of the agent between them."""

    said: list[str] = field(default_factory=list)
    """Sentences that say something, since the last change of topic."""
    replied: list[str] = field(default_factory=list)
    """The agent's turns after it."""
    is_new: bool = False
    """Whether the customer said that this is about something else."""

    def add(self, message: str) -> None:
        """One more message of the customer."""
        for sentence, changes in words.sentences(message[:_LOOKED_AT]):
            if changes:
                self.said, self.is_new = [], True
            if sentence and sentence not in self.said:
                self.said.append(sentence)

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    @property
    def topics(self) -> list[str]:
        return words.topics(self.text)

    @property
    def asked_back(self) -> str:
        """The agent's question to which the customer's next words are the answer; "" when there is none."""
        last = self.replied[-1].strip() if self.replied else ""
        spans = txt.sentences(last)
        question = last[slice(*spans[-1])] if spans else ""
        return question if question.endswith("?") and not words.is_offer(question) else ""

    @property
    def answered(self) -> str:
        """The first sentence of the agent's that names something and does not ask; "" when there is none."""
        for reply in self.replied:
            for start, end in txt.sentences(reply[:_LOOKED_AT]):
                sentence = reply[start:end]
                if len(words.topics(sentence)) >= _NAMED and not sentence.endswith("?") and not phrases.is_ours(reply):
                    return sentence
        return ""


def requests(conversation: Sequence[Turn]) -> list[Request]:
    """In order; the last one is what the customer said since the agent's last turn, possibly nothing."""
    found = [Request()]
    for turn in conversation:
        if turn.role == "customer":
            if found[-1].replied:
                found.append(Request())
            found[-1].add(turn.text)
        elif found[-1].said:
            found[-1].replied.append(turn.text)
        elif len(found) > 1:  # what it replies to said nothing: "ok, thanks"
            found.pop()
            found[-1].replied.append(turn.text)
    return found if not found[-1].replied else [*found, Request()]
