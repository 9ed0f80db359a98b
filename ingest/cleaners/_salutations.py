"""The words that stand before a name: greetings, titles, and how people introduce themselves."""

from __future__ import annotations

import re

from ingest.cleaners._given_names import GIVEN
from ingest.cleaners._name_words import FUNCTION
from ingest.cleaners._phrases import any_of

_GREETING = any_of(
    r"""
    (?:mijn |aller)?beste|geachte|hoi|hallo|halo|hai|hee|hé|heey?|hey(?: hey)?|dag|ha|lieve?|waarde|hoi hoi|hallo daar
    goede?n?\s?-?(?:morgen|middag|avond|dag)|goeie(?:morgen|middag|avond|dag)|goedendag|morgen
    weledel(?:geboren|zeergeleerde)
    welkom(?: terug)?|welcome(?: back)?|(?:hi|hello|hallo|hoi|hey) (?:again|nogmaals|weer)
    (?:my )?dear(?:est)?|hi|hiya|hello|hullo|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|evening|yo
    sehr geehrte[rs]?|liebe[rs]?|guten (?:tag|morgen|abend)|moin|servus|grüezi|grüß gott
    bonjour|bonsoir|salut|cher|chère|coucou|hola|buenos días|buenas tardes|estimad[oa]|querid[oa]|olá|oi
    car[oa]|prezad[oa]
    bom dia|boa tarde|ciao|gentile|egregi[oa]|buongiorno|hej|hei|kjære|kære|kära|cześć|witaj|dzień dobry|szanown[ya]
    merhaba|sayın|selam|bună|stimat[eă]|dobrý den|ahoj|zdravo|poštovani|dragi|здравствуйте|привет|добрый день
    уважаем\w{2}
    """
)
TITLE = (
    r"(?:de\s(?=heer))?(?:heer|meneer|mijnheer|dhr|hr|mevrouw|mevr|mw|juffrouw|familie|fam|mr|mrs|ms|miss"
    r"|mister|madam|sir|dr|drs"
    r"|ir|ing|prof|professor|dokter|herrn?|frau|monsieur|madame|mme|señora?|signora?|signor|pan|pani|senhora?|fru"
    r"|bay|bayan)\b\.?"
)
TITLES = rf"(?:{TITLE}(?:\s?(?:/|,|&|en|and|of|or|und|et)\s?|\s)?(?=[^\n])){{1,4}}"
SALUTATION = re.compile(
    rf"^[ \t>*_|]{{0,12}}(?P<greeting>{_GREETING}(?:\s?[/&+,]\s?{_GREETING}|\s{_GREETING})?)"
    rf"(?P<gap>[ \t\u00a0]{{0,3}}[,!.]?[ \t\u00a0]{{1,3}}|[,!]|(?=@))(?P<title>{TITLES}\s{{0,2}})?(?=[^\W\d_]"
    rf"|@|'[st]\s)",
    re.IGNORECASE | re.MULTILINE,
)
"""A greeting at the beginning of a line (for `match`), up to where a name can stand.

`gap` has a comma where the greeting has one.
"""

TITLED = re.compile(
    r"[DdHhMmFf](?:e [Hh]eer|eer|eneer|ijnheer|hr\.?|evrouw|evr\.?|w\.?|am(?:\.|ilie)|rs?\.?|s\.?|errn?|rau"
    r"|me\.?|onsieur"
    r"|adame|HR\.?|EVR\.?|W\.|E HEER|EER|EVROUW|ENEER)[ \u00a0]{1,2}(?=[^\W\d_])"
)
"""What may be a title in running text, up to the name behind it; begins with a set of letters to be quick."""
TITLE_WORDS = frozenset(
    f"{title}{dot}"
    for title in (
        *("de heer", "heer", "meneer", "mijnheer", "dhr", "mevrouw", "mevr", "mw", "fam", "familie", "mr", "mrs", "ms"),
        *("herr", "herrn", "frau", "mme", "monsieur", "madame"),
    )
    for dot in ("", ".")
) - {"fam"}

INTRODUCED = re.compile(
    r"\b(?:mijn naam is|(?:ik|hij|zij|ze) heet|my name is|mein name ist|ich hei(?:ß|ss)e|je m['’]appelle|mon nom est"
    r"|me llamo|mi chiamo|[uj]e? spreekt met|u?w? ?gesprekspartner is|(?:you are"
    r"|you['’]re) (?:now )?(?:chatting|speaking)"
    r" (?:with|to)|ter attentie van|t\.?a\.?v\.?|for the attention of|attn\.?|f\.a\.o\.?|z\. ?hd\.?)[ \t:]{1,3}"
    rf"(?:{TITLES}\s)?(?=[^\W\d_])",
    re.IGNORECASE,
)
"""How somebody says who he is, up to the name."""
INTRODUCTION_CUES = (
    *("naam is", "heet ", "name is", "hei", "appelle", "nom est", "llamo", "chiamo", "spreekt met", "gesprekspartner"),
    *("chatting", "speaking", "attentie", "t.a.v", "tav", "attention", "attn", "f.a.o", "z. hd", "z.hd"),
)
"""One of these stands in every text, folded, that holds such an introduction."""

NAME_FIELD = re.compile(
    r"^[ \t>*_|-]{0,8}(?:(?:volledige |uw |je |klant|contact)?naam|voornaam|achternaam|voor- en achternaam"
    r"|contactpersoon|contact|gesproken met|(?:opgepakt|behandeld|afgehandeld|opgelost|aangenomen) door|door"
    r"|aanvrager|melder|behandelaar|klant|afzender|ingediend door|gemeld door|aangemaakt door|naam (?:van de )?(?:klant"
    r"|melder|aanvrager|contactpersoon|huurder|bewoner)"
    r"|(?:full |your |customer |contact |client )?name|first name|last name|surname|contact person|requester"
    r"|requested by"
    r"|reported by|submitted by|customer|caller|assignee|reporter|agent|assigned to|handled by"
    r"|spoke (?:to|with)|signed-off-by|reviewed-by|acked-by|reported-by|tested-by"
    r"|co-authored-by"
    r"|vorname|nachname|ansprechpartner|nom|prénom|nombre|apellidos?)[*_]{0,2}[ \t]{0,3}[:=][ \t*_]{0,4}"
    rf"(?:{TITLES}\s)?(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
"""A field of a form that holds a name, up to its value."""

INTRODUCED_IF_SURE = re.compile(
    r"\b(?:this is|spoke (?:to|with)|(?:re)?assigned to|(?:handled|solved|closed|picked up) by|on behalf of"
    r"|gesproken met|toegewezen aan|(?:opgepakt|behandeld|afgehandeld|opgelost) door|namens|met toestemming van"
    r"|(?:toegang|account|rechten|inlog|access|login) (?:voor|for)) (?=[^\W\d_])"
)
"""What stands in a folded text before a person, and before much else: believed for a given name that is known."""
CUES_IF_SURE = (
    *("this is ", "spoke ", "assigned to ", "ed by ", "ed up by ", "behalf of ", "gesproken met ", "toegewezen aan "),
    *("pakt door ", "deld door ", "lost door ", "namens ", "toestemming van ", "toegang ", "account ", "rechten voor "),
    *("inlog voor ", "access for ", "login "),
)
"""One of these stands in every folded text that holds such a thing."""

BRACKETED_TIME = re.compile(r"[ \t]{0,4}[(\[]\d{1,2}:\d{2}:\d{2}")
SPOKEN = re.compile(
    r"^[ \t]{0,4}[(\[]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"[)\]]?[ \t]{0,2}"
    r"[-–]?[ \t]{0,2}[*<]{0,2}(?=[^\W\d_])",
    re.MULTILINE,
)
"""The time before a line of a chat that was pasted: "(10:02:11) Anna: ..."."""

ALSO_CLOSES = re.compile(
    r"(?:(?:een )?(?:prettige?|fijne?|mooie?|goed) (?:weekend|avond|dag|week|vakantie)(?: (?:verder|gewenst|nog))?"
    r"|tot (?:dan|snel|ziens|horens|later|morgen|maandag)|see you(?: then| soon| later)?|until then|talk soon"
    r"|speak soon"
    r"|looking forward(?: to it)?|met [a-z]{4,16} groet(?:en|jes)?|(?:vriendelijk|hartelijk|beleefd|u) groetend"
    r"|bij voorbaat (?:hartelijk )?(?:dank|bedankt)(?: en groet)?|succes|liefs|doei)[,.! ]*",
    re.IGNORECASE,
)
"""What closes a message too, and may as well be said inside one."""

VOCATIVE = re.compile(
    r"(?:@|\b(?:thanks|thank you|thx|cheers|hi|hey|hello|bedankt|dank je|dank u|dankjewel|dankuwel|merci"
    r"|danke|hoi|hallo|beste"
    r"|dear|goedemorgen|sorry|yes|yeah|ja|ok[ée]?|welcome|welkom|dhr\.?|heer|meneer|mevr\.?|mevrouw|mw\.?"
    r"|fam\.?|familie|mrs?\.?|ms\.?|miss|by|door|aan|from|with|met|says|wrote|ask|cc)[,!]?\s)$",
    re.IGNORECASE,
)
"""What stands before somebody who is addressed or meant."""

COMPANION = re.compile(r"[ \t]{0,2}(?:,|/|&|\+|\ben\b|\band\b|\bund\b|\bet\b|\by\b|\be\b)[ \t]{0,2}(?=[^\W\d_])")
"""What stands between two names: "Anna en Piet"."""

_CLOSING_WORDS = """
prettig bij vriendelijk hartelijk beleefd goed tot see until talk speak looking succes liefs doei met mvg m.v.g
vriendelijke vriendelijk hartelijke warme beste zonnige oprechte groet groeten groetjes groetje lieve veel de gr vr
hgr grtz hoogachtend fijne prettige mooie nog een fijn with my kind kindest best warm warmest many regards all
cheers yours sincerely respectfully cordially greetings thanks thank thx tnx ta much have take alvast heel hartelijk
bedankt dank dankjewel dankuwel bvd mit viele beste liebe herzliche freundliche schöne gruß gruss grüße gruesse mfg
lg vg bg vielen herzlichen besten schönen danke hochachtungsvoll einen bien très cordialement cdlt cdt crdt
respectueusement amicalement sincèrement avec salutations bonne merci un muchos saludos saludo cordial muy
atentamente cordialmente com os melhores meus cumprimentos atenciosamente att abraço abraços abs saudações muchas
mil gracias cordiali distinti cari tanti saluti buona tante grazie muito obrigado obrigada med vänliga bästa
hjärtliga hälsning hälsningar mvh vh venlig vennlig bedste hilsen kh tack tak takk kiitos ystävällisin parhain
terveisin terveiset serdecznie z pozdrawiam pozdrowienia dziękuję dzięki s se děkuji díky üdvözlettel tisztelettel
üdv köszönöm cu saygılarımla saygılar sevgiler selamlar iyi lijep srdačan lep lp hvala pozdrav vriendelijke
"""
CLOSING_WORDS = frozenset(_CLOSING_WORDS.split())
"""With what a line of `_closings` can begin, in lower case: a quick look before the long pattern."""

GIVEN_IN_LOWER = GIVEN - FUNCTION - {"al", "ad", "an", "per", "do", "ro", "art", "mina", "sultan"}
"""Given names that are told to be names in lower case too, behind a greeting: "hoi jan"."""

_GREETING_WORDS = """
welkom welcome mijn allerbeste beste geachte hoi hallo halo hai hee hé heey hey dag ha lieve lief waarde goede
goeden goed goedemorgen goedemiddag goedenmiddag goedenmorgen goedeavond goedenavond goedendag goededag goeie
goeiemorgen goeiemiddag goeieavond goeiedag morgen weledelgeboren weledelzeergeleerde my dear dearest hi hiya hello
hullo howdy greetings good morning evening yo sehr liebe lieber guten moin servus grüezi grüß bonjour bonsoir salut
cher chère coucou hola buenos buenas estimado estimada querido querida olá oi caro cara prezado prezada bom boa ciao
gentile egregio egregia buongiorno hej hei kjære kære kära cześć witaj dzień szanowny szanowna merhaba sayın selam
bună stimate stimată dobrý ahoj zdravo poštovani dragi
"""
GREETING_WORDS = frozenset(_GREETING_WORDS.split())
"""With what a line of SALUTATION can begin, in lower case."""

THANKS_TO = re.compile(
    r"(?:(?:ok[ée]?|top|super|great|prima|fijn|mooi|perfect)[,!.]? )?"
    r"(?:many |much )?(?:thanks|thank you|thx|(?:heel |alvast )?(?:bedankt|dank je(?: ?wel)?"
    r"|dank u(?: ?wel)?)|danke|merci)"
    r"(?: so much| very much| a lot| again)?,?[ ]{1,2}(?=[^\W\d_])",
    re.IGNORECASE,
)
THANKS_FOR = re.compile(r",?[ ]{1,2}(?:for|voor|für|pour)\b|,[ ]|!\s|[ ]{0,2}[!,.]{1,3}[ \t\r]*(?:\n|$)", re.IGNORECASE)
"""What stands around somebody who is thanked: "Thanks Anna for"."""
