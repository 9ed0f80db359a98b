"""A third set of messages, in words that no rule had seen: recall 0.930 and 5.7 % false alarms at its first measure.

Six general faults were mended after that (see the history), so that it is no longer untouched.
"""

from __future__ import annotations

from copilot.core.types import Kind

NL: tuple[tuple[Kind, str, str, str], ...] = (
    ("mail", "{a} <{a.mail}>", "Hallo,\n\nMijn pakket is zoek.\n\nmet vriendelijke groeten\n{a}\n", "Pakket {a}"),
    ("mail", "{a.turned} <{a.mail}>", "Beste meneer/mevrouw,\n\nIk kan niet betalen.\n\nDank en groet,\n{a.given}", ""),
    (
        "mail",
        "{a} | Bakkerij <{a.mail}>",
        "Goeiemorgen!\n\nDe oven doet het niet.\n\nGroetjes,\n\n{a.given} en {b.given}",
        "",
    ),
    ("ticket", "{a} (aanvrager)", "Nog geen nieuws?\n\nHgr,\n{a.given}", ""),
    ("ticket", "{a.handle}", "Inloggen mislukt.\n\nGroet {a.given}", ""),
    ("chat", "{a}", "hoi, ik heb een vraag\n\n{a.lower}", ""),
    ("chat", "Agent", "Hoi {a.given}, ik kijk even voor je.\nOke {a.given}, gevonden!", ""),
    (
        "ticket",
        "Agent",
        "Geachte heer {a.last},\n\nWij hebben uw klacht gezien.\n\nMet vriendelijke groet,\nTeam Klachten",
        "",
    ),
    ("ticket", "Agent", "Beste mevrouw {a.last},\n\nDe monteur komt maandag.", ""),
    (
        "mail",
        "Info <info@wadlicht.example>",
        "Beste {a.given} en {b.given},\n\nWelkom!\n\nHartelijke groet,\nWadlicht",
        "",
    ),
    ("mail", "Info <info@wadlicht.example>", "Goedemiddag {a},\n\nUw afspraak staat.", "Afspraak mevrouw {a.last}"),
    ("mail", "", "Laat u iets weten?\n\nVriendelijke groet\n\n\n{a}\nHoofdstraat, Roden", ""),
    ("mail", "", "Ik wacht op bericht, groetjes {a.given}", ""),
    ("mail", "", "Kunt u dit nazien?\n\nBij voorbaat dank,\n{a}", ""),
    ("mail", "", "Het is een drama.\n\nHoogachtend,\n\nMevrouw {a.initials}", ""),
    ("mail", "", "ik snap er niets van\n\ngr {a.lower}", ""),
    (
        "mail",
        "{b} <{b.mail}>",
        "Zie onder.\n\n________________________________\nVan: {a} <{a.mail}>\nVerzonden: vrijdag 6 maart 2026 14:22\n"
        "Aan: {b} <{b.mail}>\nOnderwerp: offerte\n\nBeste {b.given},\n\nAkkoord.\n\nMvg, {a}",
        "",
    ),
    ("chat", "", "Op vr 6 mrt 2026 om 14:22 schreef {a} <{a.mail}>:\n\n> Is het al klaar?\n> Groetjes {a.given}", ""),
    ("ticket", "", "Naam: {a}\nTelefoon: volgt\nKlacht: traag internet", ""),
    ("ticket", "{a} <{a.mail}>", "Klant {a} meldt storing. Dhr. {a.last} is overdag thuis.", "Storing bij {a}"),
    ("mail", "{s} <s@wadlicht.example>", "Hoi {a.given},\n\nDat klopt.\n\nGroetjes {s.given}", ""),
    ("mail", "", "Dag {a.given},\n\nIk heb het doorgestuurd aan {b}.\n\nGroet,\n{b}", ""),
)
EN: tuple[tuple[Kind, str, str, str], ...] = (
    ("mail", "{a} <{a.mail}>", "Hello,\n\nMy parcel is lost.\n\nkind regards\n{a}\n", "Parcel {a}"),
    ("mail", "{a.turned} <{a.mail}>", "Dear Sir or Madam,\n\nI cannot pay.\n\nThanks and regards,\n{a.given}", ""),
    ("ticket", "{a} (requester)", "Any news?\n\nBest,\n{a.given}", ""),
    ("ticket", "{a.handle}", "Login failed.\n\nRegards {a.given}", ""),
    ("chat", "Agent", "Hi {a.given}, let me look that up.\nOk {a.given}, found it!", ""),
    ("ticket", "Agent", "Dear Mr. {a.last},\n\nWe have seen your complaint.\n\nSincerely,\nComplaints Team", ""),
    (
        "mail",
        "Info <info@wadlicht.example>",
        "Dear {a.given} and {b.given},\n\nWelcome!\n\nWarm regards,\nWadlicht",
        "",
    ),
    (
        "mail",
        "Info <info@wadlicht.example>",
        "Good afternoon {a},\n\nYour appointment stands.",
        "Appointment Mrs. {a.last}",
    ),
    ("mail", "", "Will you let me know?\n\nKindest regards\n\n\n{a}\nMain Street, Leeds", ""),
    ("mail", "", "I await your message, cheers {a.given}", ""),
    ("mail", "", "Could you check this?\n\nThank you in advance,\n{a}", ""),
    ("mail", "", "i do not get it\n\nthanks {a.lower}", ""),
    (
        "mail",
        "{b} <{b.mail}>",
        "See below.\n\n________________________________\nFrom: {a} <{a.mail}>\nSent: Friday, March 6, 2026 2:22 PM\n"
        "To: {b} <{b.mail}>\nSubject: quote\n\nHi {b.given},\n\nAgreed.\n\nRegards, {a}",
        "",
    ),
    ("chat", "", "On Fri, Mar 6, 2026 at 2:22 PM {a} <{a.mail}> wrote:\n\n> Is it ready?\n> Cheers {a.given}", ""),
    ("ticket", "", "Full name: {a}\nPhone: later\nComplaint: slow internet", ""),
    ("ticket", "{a} <{a.mail}>", "Customer {a} reports an outage. Mr. {a.last} is at home.", "Outage at {a}"),
    ("mail", "{s} <s@wadlicht.example>", "Hi {a.given},\n\nThat is right.\n\nCheers {s.given}", ""),
    ("mail", "", "Dear {a.given},\n\nI passed it to {b}.\n\nRegards,\n{b}", ""),
)


def _of(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


WITHOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Beste {},\n\nWaar blijft mijn bestelling?",
        _of(
            "webwinkel|Albert Heijn|mensen van de helpdesk|klantendienst|Technische Dienst|bezorger|Hema|"
            "monteurs|Postcode Loterij"
        ),
    ),
    (
        "Dear {},\n\nWhere is my order?",
        _of(
            "web shop|Tesco|people of the helpdesk|Customer Care|Technical Service|courier|eBay|engineers|Lost Property"
        ),
    ),
    (
        "Hoi {}!\n\nHet werkt.",
        _of("lieve collega's|KPN team|jullie|samen|Teamgenoten|Mediamarkt|beste helpdesk|iedereen daar"),
    ),
    ("Hi {}!\n\nIt works.", _of("dear colleagues|BT team|you all|both|Teammates|Ikea|good people|everybody there")),
    (
        "Met vriendelijke groet,\n\n{}",
        _of("Uw bezorgdienst|Ziggo Zakelijk|Afdeling Inkoop|Het hele team|Basisschool De Regenboog"),
    ),
    (
        "Kind regards,\n\n{}",
        _of("Your courier|Virgin Media|Purchasing Department|The whole team|Rainbow Primary School"),
    ),
    ("Groetjes\n\n{}", _of("Ps. mijn adres is gewijzigd|Foto volgt|Zie onder|Nogmaals dank")),
    ("Thanks!\n\n{}", _of("PS my address has changed|Photo follows|See below|Once more sorry")),
    (
        "Goedemorgen,\n{} doet het niet.",
        _of("Mijn Samsung|De Volvo|Onze Nest|Windows|Teams|Het scherm|Google Maps|Spotify"),
    ),
    (
        "Good morning,\n{} does not work.",
        _of("My Samsung|The Volvo|Our Nest|Windows|Teams|The screen|Google Maps|Spotify"),
    ),
    ("Ik woon in {} en het regent.", _of("Assen|Den Haag|Bergen op Zoom|Sint Annaparochie|Paris|Florence|Rose Hill")),
    ("I bought it in {} and it rains.", _of("May|August|April|London|Georgia|Chester|Victoria Station")),
    ("{} wint in de test van dit jaar.", _of("Bosch|Miele|Siemens|Dyson|Tesla|Ford|Opel|Philips")),
    ("Bestelling: {}\nAantal: 1", _of("Rose|Jan van Gent|Max|Mark IV|Bloem|Iris|Daisy")),
    (
        "@@{}\nzie boven",
        _of("Klantcontact|Eerstelijns Support|Storingsdienst|Desk 2|Reception|Facilitair|Bedrijfsbureau|Systeembeheer"),
    ),
    (
        "@@{} <no-reply@winkel.example>\nUw bon.",
        _of("Winkel|De Winkel|Boekenhuis|Fietsplaza|Winkel Nieuws|Mijn Winkel"),
    ),
    ("Bedankt {}", _of("voor alles|hoor|voor je tijd|en tot ziens|weer|namens ons allen")),
    ("Thanks {}", _of("for everything|then|for your time|and goodbye|once more|from all of us")),
)
