"""Whether a text tells who somebody is: what is quoted to a customer must not hold another customer's data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from copilot.core import text as txt
from copilot.core.personal_data import customer_numbers
from copilot.core.personal_data.identifiers import FINDERS
from copilot.core.personal_data.named import names
from copilot.core.personal_data.own import Own
from copilot.core.personal_data.view import View
from copilot.core.settings import Settings

_NAME = "NAAM"
_CONTACT = frozenset({"TELEFOON", "ADRES"})
"""What an organisation publishes to be reached by: of its partners, its grid operators, itself."""
_MOBILE = re.compile(r"0?6|31 ?6")
_MAILBOXES = """
    info contact klantenservice klantcontact support service servicedesk help helpdesk sales verkoop zakelijk privacy
    noreply no-reply administratie receptie balie office mail post hello hallo facturen facturatie incasso storing
"""
_ROLES = frozenset(_MAILBOXES.split())
"""Before the @ of an address at which nobody in particular reads."""


class Persons:
    """Finds what identifies somebody else than the organisation and whoever asks."""

    def __init__(self, own: Own, customer_number_patterns: tuple[str, ...] = ()) -> None:
        patterns = tuple(customer_numbers.compiled(pattern) for pattern in customer_number_patterns)
        self._own = own
        self._finders = (*FINDERS, ("KLANTNUMMER", customer_numbers.finder(patterns)))
        self._own_words = {label for domain in own.domains for label in domain.split(".")[:-1]}

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """From the organisation's domains and values, and the patterns of its customers' numbers."""
        own = Own(settings.organisation_domains, settings.organisation_values)
        return cls(own, customer_numbers.checked(settings.personal_data.customer_numbers))

    def kinds(self, text: str, before: str = "", known: str = "", *, is_published: bool = False) -> tuple[str, ...]:
        """Kinds of personal data in a text, such as "IBAN", each once; masks such as [IBAN 1] are none.

        before: what stands before it in its document. known: where the asker named persons already.
        is_published: the organisation shows it to everybody, with how it and its partners are reached.
        """
        found = [
            (kind, value)
            for kind, value in self._found(text, before)
            if not is_published or kind not in _CONTACT or _MOBILE.match(value)
        ]
        if found and known:
            said, squashed = {value for _, value in self._found(known, "")}, _squashed(known)
            found = [(kind, value) for kind, value in found if value not in said and _squashed(value) not in squashed]
        return tuple(dict.fromkeys(kind for kind, _ in found))

    def _found(self, text: str, before: str) -> Iterator[tuple[str, str]]:
        view = View(text, before)
        for kind, find in self._finders:
            for _, _, value in find(view):
                if value not in self._own and value.partition("@")[0] not in _ROLES:
                    yield kind, value
        for name in names(text):
            if self._own_words.isdisjoint(txt.fold(name).split()):
                yield _NAME, name


def _squashed(text: str) -> str:
    """Letters and digits only, folded: one spelling of a number or a name."""
    return re.sub(r"[\W_]", "", txt.fold(text))
