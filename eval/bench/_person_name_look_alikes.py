"""What stands where names stand and is none: roles, companies, things, sentences."""

from __future__ import annotations


def _of(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


_ROLES_NL = _of(
    "klant|team|allemaal|klantenservice|lezer|heer/mevrouw|meneer, mevrouw|collega's|"
    "internetprovider|medewerker|bewoners|mensen|buren|redactie|helpdesk"
)
_ROLES_EN = _of(
    "customer|all|team|there|everyone|Sir or Madam|Customer Service|colleagues|folks|guys|support|"
    "Support Team|Hiring Manager|Members|friends"
)
_ORGANISATIONS = _of(
    "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|De "
    "Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
)
_THINGS = _of(
    "Groningen|Amsterdam|maandag|Monday|maart|May|December|iPhone|Windows|Excel|Slimme Meter|"
    "Bluetooth|WiFi|Outlook|Chrome"
)
_SENTENCES_NL = _of(
    "Ik heb een vraag|Graag hulp met mijn nota|Kunt u mij bellen|Mijn internet doet het niet|Wanneer "
    "komt de monteur|Sinds maandag is er storing|Het werkt niet|Vandaag kreeg ik post|Volgens mij "
    "klopt dit niet|Waar vind ik mijn pas"
)
_SENTENCES_EN = _of(
    "I have a question|Can you help|My internet is down|Please call me|When will it arrive|Since "
    "Monday nothing works|It fails|Today I got a letter|Is this right|Where is my card"
)

WITHOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Beste {},\n\nHet is opgelost.", _ROLES_NL),
    ("Hoi {}\n\nIs er nieuws?", _ROLES_NL),
    ("Geachte {},\n\nGraag uw reactie.", _ROLES_NL),
    ("Dear {},\n\nIt is solved.", _ROLES_EN),
    ("Hi {}!\n\nAny news?", _ROLES_EN),
    ("Beste {},\n\nWaarom is het duurder?", _ORGANISATIONS),
    ("Hello {},\n\nWhy is it more expensive?", _ORGANISATIONS),
    ("Het is klaar.\n\nMet vriendelijke groet,\n\n{}", _ORGANISATIONS),
    ("It is done.\n\nKind regards,\n{}", _ORGANISATIONS),
    ("Bedankt,\n{}", _ORGANISATIONS),
    ("@@{} <info@bedrijf.example>\nHier is het nieuws van de week.", _ORGANISATIONS),
    ("@@{}\nUw melding is ontvangen.", _ORGANISATIONS),
    ("Hallo {}\nik heb een vraag", _THINGS),
    ("Thanks,\n{} does not start any more", _THINGS),
    ("De {} is stuk, groeten uit {}", _THINGS),
    ("Van: {}\nNaar: Utrecht\nPrijs: 12 euro", _THINGS),
    ("Hallo,\n{}. Alvast bedankt.", _SENTENCES_NL),
    ("Hoi {}", _SENTENCES_NL),
    ("Goedemorgen, {}?", _SENTENCES_NL),
    ("Beste prijs van {}: nu bestellen", _THINGS),
    ("Hi, {}. Thanks", _SENTENCES_EN),
    ("Hello {}", _SENTENCES_EN),
    ("Bedankt\n\n{}", _SENTENCES_NL),
    ("Thanks!\n\n{}", _SENTENCES_EN),
    (
        "Groetjes {}",
        (
            "allemaal",
            "terug",
            "uit Drenthe",
            "en tot morgen",
            "van ons allen",
            "aan iedereen",
            "namens het team",
        ),
    ),
    (
        "Thanks {}",
        (
            "again",
            "in advance",
            "a lot",
            "for the help",
            "everyone",
            "guys",
            "anyway",
            "so much",
            "Support",
        ),
    ),
    (
        "@@{}\nok",
        (
            "Klant",
            "Customer",
            "Agent",
            "Helpdesk",
            "Support",
            "Systeem",
            "Admin",
            "Bot",
            "[NAAM 1]",
            "jan@voorbeeld.example",
            "noreply@x.example",
            "Wadlicht Energie",
            "user-0012",
            "Visitor 5512",
            "Support Team",
            "Nieuwsbrief",
            "Jira",
            "12345",
        ),
    ),
    (
        "Will I get May's bill? Mark the box, rose by 5%. Bos en Bloem is a shop. {}",
        (
            "Jan 5",
            "Sue them",
            "Frank talk",
            "Grace period",
            "Hope so",
            "Art works",
        ),
    ),
)
