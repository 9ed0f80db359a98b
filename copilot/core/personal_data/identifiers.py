"""What identifies a person by its form, checksum and context: the eyes of `personal_data`, a finder for each kind.

Every finder yields (start, end, canonical value); the canonical value is equal for two ways of writing the same thing.
All patterns are bounded, so that the time grows with the length of the text only. FINDERS look at a View, the functions
of this module at a plain text by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copilot.core.personal_data import _accounts, _emails, _phones, _plates, _postal
from copilot.core.personal_data.view import View

Match = tuple[int, int, str]
Finder = Callable[[View], Iterator[Match]]

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("E-MAIL", _emails.emails),
    ("IBAN", _accounts.ibans),
    ("BSN", _accounts.bsns),
    ("KAART", _accounts.cards),
    ("TELEFOON", _phones.phones),
    ("ADRES", _postal.addresses),
    ("KENTEKEN", _plates.plates),
)
"""In order of certainty: where two overlap the first wins."""


def _in_text(find: Finder) -> Callable[[str], Iterator[Match]]:
    def found(text: str) -> Iterator[Match]:
        view = View(text)
        for start, end, value in find(view):
            yield *view.span(start, end), value

    return found


emails = _in_text(_emails.emails)
ibans = _in_text(_accounts.ibans)
bsns = _in_text(_accounts.bsns)
cards = _in_text(_accounts.cards)
phones = _in_text(_phones.phones)
addresses = _in_text(_postal.addresses)
plates = _in_text(_plates.plates)
