"""What a text calls a number: the words around it that tell an order from a telephone."""

from __future__ import annotations

import re

from copilot.core.personal_data.view import View

_SIGNS = r"(?:[ \t:#=.,()\[\]\"'*_|>/-]{0,4}|[?:]\s{1,3}|[ ,]?\n[> ]{0,3})"
_GLUE = (
    rf"(?:{_SIGNS}\b(?:is|was|nr|nrs|no|num|number|nummers?|code|id|met|van|the|het|de|with|of|a|reading|reads"
    r"|staat(?: op)?|heeft|has|gas|stroom|elektra|water|die|dat"
    r"|my|mijn|zijn|are|beginning|above|below|hieronder)\b){0,3}"
)
_COMPOUND = (
    r"(?:order|bestel(?=[ldn\W]|code|bon|ref)|ticket|zaak|case|meter|klant(?!en(?:service|dienst))|contract|factuur"
    r"|invoice|kenmerk|referentie|reference|dossier|artikel|article|serie|serial|polis|storing|rekening|account"
    r"|customer(?! (?:service|support|care))|aansluit|pakket|track|zending|shipment|parcel|barcode|onderdeel"
    r"|product|versie|version|firmware|batch|debiteur|relatie|transacti|transaction|betaling|payment|machtiging"
    r"|incident|melding|change|request|session|sessie|voucher|coupon|cadeau|retour|inkoop|chassis|collo"
    r"|(?:leverings|delivery )(?:nr|nummer|number|note)|model|type(?=nummer|nr|code|number)|device|toestel-id"
    r"|kassabon|offerte|quote|booking"
    r"|boeking|reserver|reservation|verzend|bericht|message|thread|job|build|commit|revision|checksum|hash|token"
    r"|scherm|activatie|activation|licentie|license key|commande|auftrag|bestellung|rechnung|kunden|sendung"
    r"|subscription|abonnement|omvormer|inverter|project|werkbon|stand(?:en)?\b|bug|issue|artikel"
    r"|dossier)[^\W\d_]{0,16}"
)
_WHOLE = (
    r"\b(?:ean|ref|po|sku|isbn|imei|vin|sn|s/n|p/n|kvk|btw|vat|rsin|agb|big|rma|uuid|guid|id|pid|tid|lot"
    r"|part(?: number)?|bon|type|item|log|error|fout\w{0,8}|code|pin|kwh|m3|lid(?:nr|nummer|maatschap\w{0,10})?"
    r"|mac|serienr|vo|so|wo|inc|req|chg|ts|timestamp|epoch|size|bytes|port|row|line|regel|sha\d*|md5)\b"
)
_OTHER = re.compile(rf"{_COMPOUND}|{_WHOLE}")
WHOSE = re.compile(
    r"klant(?:en)?|customers?|relatie|debiteur|account|lid|aanvraa?g\w*|melding|dossier|zaak|case|project"
    r"|contract(?:ant)?"
    r"|fout\w*|error|code|id|type|changed?|request(?:er)?",
    re.IGNORECASE,
)
"""Words that say whose number it is or that it is wrong, rather than what it is, when another word has said that."""
_TO_OTHER = re.compile(_GLUE + _SIGNS, re.IGNORECASE)
_OTHER_AFTER = re.compile(
    rf"[\s,:=-]{{0,2}}(?:\(|is (?:het|mijn|de|ons|my|the|our|your|uw|je) |als ){{1,2}}\s?(?:{_COMPOUND}|{_WHOLE})",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[A-Z]{0,3}[\d .-]{5,24}\d(?:\s?[,;/&]\s?|\s(?:en|and|of|or|und|et)\s)(?:of |or )?){1,5}$")

_LIST_SIGN = re.compile(r"(?:[,;/&]|\b(?:en|and|of|or|und|et))\s?(?:of |or )?$")
_PART = re.compile(
    r"(?:artikel|article|onderdeel|part|model|type|product|sku|serie|serial|s/n|order|bestel|maat|size|versie|version)"
    r"[^\W\d_]{0,16}"
)

_NOUN = (
    r"(?:tele?(?:foon|phone|fon|f)?\w{0,10}|gsm|mob|mobiel\w{0,10}|mobile|phone\w{0,2}|cell|fax|voice|whats ?app\w{0,3}"
    r"|caller ?id|contact ?nummer|06[- ]?(?:nummer|nr)|rufnummer|handy\w{0,6}|nood ?nummer|wa\.me"
    r"|(?:mijn|my|ons|our|zijn|haar|his|her) (?:nummer|nr|number))\b"
)
_VERB = (
    r"(?:bel(?:len|t|letje|de|lt)?|gebeld|terug ?bel\w{0,3}|opbellen|call(?:ed|ing|back)?|app(?:en|je|t)?(?!-)"
    r"|ring|sms\w{0,4}|(?:on)?bereik\w{0,6}|anrufen|reach|text me)\b"
)
_ABROAD = r"电话|手机|電話|微信|携帯|тел(?:ефон)?|τηλ"
_AT_START = r"(?:^|[\n|,;(])\s?[tmf](?=[ :.])"
_PHONE_NOUN = re.compile(rf"\b{_NOUN}|{_ABROAD}|{_AT_START}")
_PHONE = re.compile(rf"\b(?:{_NOUN}|{_VERB})|{_ABROAD}|{_AT_START}")
_TO_PHONE = re.compile(r"[^\n\d]{0,25}(?:[?:]\s{1,3})?[^\n\d]{0,12}")
_STRAIGHT_TO_PHONE = re.compile(
    rf"(?:{_SIGNS}\b(?:is|was|op|at|on|number|nummer|nr|no|me|mij|ons|us|even|ook|via|to|naar|dan|graag|please"
    rf"|work|werk"
    rf"|home|thuis|priv[eé]|zakelijk|direct|kantoor|office|it's|dat)\b){{0,4}}{_SIGNS}[ \t]{{0,16}}",
    re.IGNORECASE,
)
_REACH = 60


def is_other(view: View, start: int, end: int, besides: re.Pattern[str] | None = None) -> bool:
    """Whether the text calls the number at [start, end) an order, a meter, a customer and so on.

    A number in a list is what the list is called. Words that match `besides` call it nothing.
    """
    before = view.before(start, 120)
    if _LIST_SIGN.search(before[-9:]) and (listed := _LISTED.search(before)):
        start -= len(listed[0])
    for word, between in view.words_before(_OTHER, start, _REACH):
        if _TO_OTHER.fullmatch(between) and not (besides and besides.fullmatch(word)):
            return True
    return bool(_OTHER_AFTER.match(view.after(end, _REACH)))


def is_part(view: View, start: int) -> bool:
    """Whether the words before call what begins here an article, a part or a model."""
    return any(_TO_OTHER.fullmatch(between) for _, between in view.words_before(_PART, start, _REACH))


def is_phone(view: View, start: int) -> bool:
    """Whether words before speak of a telephone or of calling."""
    return any(_TO_PHONE.fullmatch(between) for _, between in view.words_before(_PHONE, start, _REACH))


def is_phone_noun(view: View, start: int) -> bool:
    """Whether words before speak of a telephone."""
    return any(_TO_PHONE.fullmatch(between) for _, between in view.words_before(_PHONE_NOUN, start, _REACH))


def is_called_phone(view: View, start: int) -> bool:
    """Whether the words just before call the number that begins here a telephone's."""
    return any(_STRAIGHT_TO_PHONE.fullmatch(between) for _, between in view.words_before(_PHONE, start, _REACH))
