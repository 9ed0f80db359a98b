"""Names of persons in a few sentences, where a title, a salutation, a label or a sign-off tells that they are names.

Less than the cleaner `personal_data` finds, which knows the whole document: a name that merely stands there is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copilot.core.personal_data.view import MASK

_PARTICLES = r"(?:(?:van|von|de|der|den|het|ten|ter|te|el|al|la|le|di|da|du|'t)\s+){0,3}"
_WORD = r"[A-ZÀ-ÖØ-Þ](?:\.|[\w'’-]+)"
_NAME = rf"(?P<name>(?:{_PARTICLES}{_WORD})(?:\s+{_PARTICLES}{_WORD}){{0,3}})"
_TITLE = r"(?i:mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|de heer|familie|mrs\.?|mr\.?|ms\.?|miss|mister|the family)"
_PLACES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?<!\w){_TITLE}\s+{_NAME}",
        rf"^\W{{0,3}}(?i:beste|hoi|hallo|hi|hello|hey|dear|geachte|lieve|dag|good (?:morning|afternoon)|"
        rf"goede(?:morgen|middag|navond))\s+(?:{_TITLE}\s+)?{_NAME}(?=\s*(?:[,!:]|$))",
        rf"(?<!\w)(?i:(?:volledige |klant|full |customer )?na(?:am|me)|contact ?person|contactpersoon|"
        rf"rekeninghouder|account ?holder|klant|customer|aanvrager|melder|huurder|tenant|bewoner)\s?:\s*{_NAME}",
        rf"(?<!\w)(?i:t\.?n\.?v\.?|(?:ten|op) name? van|op naam van|in the name of|mijn naam is|my name is|ik heet|"
        rf"u spreekt met|this is)\s+{_NAME}",
        rf"(?i:groet(?:en|jes)?|regards|mvg|sincerely|bedankt|thanks),?\s*\n\W{{0,3}}{_NAME}\s*$",
    )
)
_OTHERS = """
    klant klanten heer heren mevrouw dames team collega collegas allen allemaal iedereen mensen lezer medewerker
    customer customers sir madam all everyone there colleague colleagues user visitor friends reader bezoeker huurder
    bewoner nl bv energie energy
"""
_NOBODY = frozenset(_OTHERS.split())
"""Begin what stands where a name would, and names nobody."""


def names(text: str) -> Iterator[str]:
    """The names, as written, in no order; some may come twice."""
    text = MASK.sub(lambda mask: "\0" * len(mask[0]), text)
    for place in _PLACES:
        for match in place.finditer(text):
            if match["name"].split()[0].lower().strip(".") not in _NOBODY:
                yield match["name"]
