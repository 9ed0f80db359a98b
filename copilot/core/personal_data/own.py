"""What identifies the organisation itself: its mail domains, its telephone numbers, its accounts."""

from __future__ import annotations

from collections.abc import Iterable

from copilot.core.personal_data.identifiers import FINDERS
from copilot.core.personal_data.view import View

_AS_NAMED = "kenteken, rekening, tel: "
"""Before a value of the organisation, so that it is recognised in any way of writing."""


class Own:
    """Tells the organisation's own values, by their canonical form, from those of persons."""

    def __init__(self, domains: Iterable[str], values: Iterable[str]) -> None:
        """domains: of mail, subdomains included. values: telephone numbers, IBANs, addresses, however written."""
        self.domains = tuple(domain.lower().lstrip("@.") for domain in domains)
        self._values = {
            value for text in values for _, find in FINDERS for _, _, value in find(View(_AS_NAMED + text.strip()))
        }

    def __contains__(self, value: str) -> bool:
        domain = value.rpartition("@")[2] if "@" in value else ""
        return value in self._values or any(domain == own or domain.endswith("." + own) for own in self.domains)
