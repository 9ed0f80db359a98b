"""The words that close a mail, per language, and what the lines below them can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.cleaners._phrases import any_of, words_of

MAX_LINES = 14
"""Lines with text in a signature; more is none."""
_MAX_WIDTH = 70

_ANY = any_of(
    r"""
    (?:met )?(?:een )?(?:vriendelijke?|hartelijke?|warme|beste|zonnige|oprechte)\s?groet(?:en|jes)?
    met groet(?:en)?|(?:lieve |veel |de )?groet(?:en|jes)?|gr|vr\.?\s?gr|hgr|grtz|mvg|m\.?v\.?g
    hoogachtend|met hoogachting
    (?:nog )?(?:een )?(?:fijne|prettige|mooie) (?:dag|avond|middag|weekend)(?: verder| gewenst)?|fijn weekend
    (?:with )?(?:my )?(?:kind(?:est)?|best|warm(?:est)?|many)\s?(?:regards|wishes|greetings)|regards|best|all the best
    cheers|yours(?: (?:sincerely|faithfully|truly))?|(?:yours )?sincerely(?: yours)?|respectfully|cordially|greetings
    (?:thanks|thank you)(?: very much| so much)?,? (?:and|&|with) (?:kind |best |warm )?regards
    have a (?:nice|great|good|lovely) (?:day|evening|weekend|one)(?: ahead)?|take care
    mit (?:freundlich|best|herzlich|lieb|sonnig)\w{1,2} (?:gr(?:ü|ue)(?:ß|ss)(?:en)?|empfehlungen)
    (?:viele|beste|liebe|herzliche|freundliche|schöne)[nr]? gr(?:ü|ue)(?:ß|ss)e?(?: aus [\w\s]{2,20})?
    gr(?:u|ü|ue)(?:ß|ss)e?|mfg|lg|vg|bg|hochachtungsvoll|(?:einen )?schönen (?:tag|abend)(?: noch)?
    (?:bien |très )?cordialement|bien à (?:vous|toi)|cdlt|cdt|crdt|respectueusement|amicalement|sincèrement
    (?:avec (?:mes|nos) )?(?:sincères |meilleures |cordiales )?salutations(?: distinguées| cordiales)?
    bonne (?:journée|soirée|réception|fin de journée)(?: à (?:vous|toi))?
    (?:je vous prie|nous vous prions|veuillez)[^\n]{0,20}agréer[^\n]{0,160}
    (?:un |muchos )?(?:cordial(?:es)? |afectuosos? )?saludos?(?: cordial(?:es)?)?|un abrazo
    (?:muy )?atentamente|cordialmente|(?:com os )?(?:melhores|meus) cumprimentos|cumprimentos|atenciosamente|att
    abraços?|abs|um abraço|saudações
    (?:cordiali|distinti|cari|tanti) saluti|saluti|un (?:caro |cordiale )?saluto|buona giornata
    (?:med )?(?:vänliga?|bästa|hjärtliga) hälsning(?:ar)?|hälsningar|mvh|vh
    (?:med )?(?:venlig|vennlig|bedste|beste|hjertelig|kærlig|mange) (?:hilsen|hilsner)|(?:de )?bedste hilsner
    hilsen|kh|dbh|knus|(?:ystävällisin|parhain|sydämellisin) terveisin|terveisin|terveiset|yt|terv
    (?:serdecznie |z )?pozdrawiam(?: serdecznie)?|pozdrowienia|z powa[żz]aniem|z wyrazami szacunku|łączę pozdrowienia
    s (?:přátelským |srdečným )?pozdrav[eo]m|se srdečným pozdravem|s úctou|zdravím
    (?:s přáním )?(?:hezk|pěkn|pekn)\w{1,3} (?:den|dne|deň)
    (?:szívélyes |baráti )?üdvözlettel|tisztelettel|üdv|köszönettel
    cu (?:stimă|stima|respect|drag)|o zi bună|toate cele bune
    saygılarım(?:la|ızla)|saygılar|iyi (?:çalışmalar|günler)|sevgiler|selamlar
    (?:lijep|srdačan|lep|lepo) pozdrav|pozdrav|s s?poštovanjem|lp|srdačno
    с (?:уважением|уважение|наилучшими пожеланиями)|всего (?:доброго|наилучшего)
    з (?:повагою|найкращими побажаннями)|поздрави|με (?:εκτίμηση|φιλικούς χαιρετισμούς)|φιλικά|χαιρετισμούς
    lugupidamisega|parimate soovidega|tervitades|ar cieņu|pagarbiai
    בברכה|בכבוד רב|مع (?:تحياتي|أطيب التحيات|خالص التحية)|تحياتي|با احترام
    trân trọng|thân mến|kính thư|hormat saya|salam(?: hormat)?
    此致|敬礼|此致敬礼|敬禮|祝好|顺祝商祺|顺颂商祺|敬具|[가-힣]{2,4} 드림|[가-힣]{2,4} 올림
    """
)
_THANKS = any_of(
    r"""
    (?:many |much )?(?:thanks|thank you|thx|tnx)(?: again| so much| very much| a lot| in advance)?|ta
    (?:alvast |heel |hartelijk )?(?:bedankt|dank)(?: (?:je|u)\s?wel| alvast| bij voorbaat)?|dankjewel|dankuwel|bvd
    (?:vielen |herzlichen |besten |schönen )?dank(?:e|e schön)?(?: im voraus)?|merci(?: d['’]avance| beaucoup| bien)?
    (?:muchas |mil )?gracias(?: de antemano)?|(?:tante )?grazie(?: mille| in anticipo)?|(?:muito )?obrigad[oa]
    (?:stort )?tack(?: på förhand| så mycket)?|(?:mange )?tak(?: på forhånd)?|(?:tusen )?takk|kiitos(?: etukäteen)?
    dzi[ęe]kuj(?:[ęe]|emy)|dzięki|děkuj(?:i|eme)|díky|ďakujem|köszönöm|mulțumesc|teşekkürler|teşekkür ederim
    спасибо|благодарю|дякую|ευχαριστώ|hvala|aitäh|tänan|paldies|ačiū|תודה|شكرا|cảm ơn|terima kasih|谢谢|感谢|謝謝
    ありがとうございます|감사합니다|고맙습니다
    """
)
_NAMED = r"\s*[,.!]?(?:\s(?-i:[^\W\d_a-zß-öø-ÿ])[\w.'’-]{0,20}){0,4}"
_AND = r"(?:\s?(?:[/|,&+–-]|und|en|and|et)\s?"
_SIGN_OFF = re.compile(
    rf"(?:{_ANY}[.,!]?{_AND}(?:{_ANY}|{_THANKS})[.,!]?){{0,2}}|{_THANKS}{_AND}{_ANY}){{1,2}}){_NAMED}\s?[,.!:;)]*",
    re.IGNORECASE,
)
_THANKS_LINE = re.compile(rf"{_THANKS}\s?[,.!:]*", re.IGNORECASE)
_SLASHED = re.compile(r"/ ?[^\W\d_][\w.-]{1,20}(?: [^\W\d_][\w.-]{0,20})?")
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?\s?[:.]?\s|n\.?b\.?\s?:", re.IGNORECASE)

_LABELLED = re.compile(
    any_of(
        r"""
        klant|relatie|debiteur|contract|order|bestel|factuur|polis|dossier|zaak|ticket|meter|storing|aansluit|lidmaatschap
        customer|client|account|invoice|policy|case|reference|serial|member|booking|reservation|referentie|kenmerk
        kunden|vertrags|bestell|rechnungs|auftrags|zähler|vorgangs|aktenzeichen
        commande|contrat|facture|réservation|cliente|pedido|factura|contrato|ordine|fattura|kund|ordre|klienta|zamówieni
        n[°º]\s?de
        """
    )
    + r"[^\n\d]{0,28}\d[\w-]{2,}|\bean\b\D{0,8}\d{6,}",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w@./-])[A-Z]{1,4}-?\d{5,}(?![\w@.])")
_VERSION = re.compile(r"\b(?:version|versie|v|firmware|build|release|kernel)\b\.?:?\s?\d+\.\d+", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:kvk|k\.v\.k|coc|btw|vat|ust|iban|bic|kbo|rsin|hrb|siret|siren|tva|nif|cif|p\.?\s?iva|cvr|org\.?\s?nr|tel|mob"
    r"|fax|phone)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"\s*[^\W\d_][\w /-]{1,28}:\s")
_PARTICLES = frozenset(
    words_of(
        """van | der | den | de | het | een | ter | te | von | zu | und | y | e | di | da | do | dos | das | la | le
        | el | of | and | en | et | & | voor | bij | for | the | at | du | des | op"""
    )
)
_TYPED = re.compile(
    r"^\s*-{3,}\s?\w|[{};=]|\w\(|^\s{2,}at |^\s*[$#>]\s|\w\.\w+\(|\(\S{0,80}:\d+|[/\\]\w+[/\\]\w+[/\\.]|\w_\w"
)
"""Marks of code, logs and paths, and rules with words in them."""
_CONTACT = re.compile(
    r"@|www\.|https?://|\b(?:tel|telefoon|telefon|phone|mob|mobiel|mobile|fax|t|m|e|w|i|kvk|btw|postbus)\b\s?[.:|]"
    r"|\+?\d[\d ()./-]{7,}\d|\b\d{4} ?[A-Z]{2}\b|linkedin|facebook|twitter|instagram|[|•·]",
    re.IGNORECASE,
)


def is_sign_off(line: str) -> bool:
    """Whether this line is a greeting at the end of a mail, with a name or without."""
    return (len(line) <= _MAX_WIDTH or "agréer" in line[:60]) and _SIGN_OFF.fullmatch(
        line.strip().strip("*_~")
    ) is not None


def is_thanks(line: str) -> bool:
    """Whether this line thanks and says no more: that may close a mail or be what it says."""
    return len(line) <= 60 and _THANKS_LINE.fullmatch(line.strip().strip("*_~")) is not None


def is_two_words(line: str) -> bool:
    """ "Groetjes Jan", "Regards, Roman": one word of greeting with one name."""
    words = line.split()
    return len(words) == 2 and is_sign_off(words[0]) and not is_sign_off(words[1])


def is_slashed_name(line: str) -> bool:
    """ "/Anna", the Scandinavian way to sign; a dash may as well open the item of a list."""
    return _SLASHED.fullmatch(line.strip()) is not None


def holds_number(line: str) -> bool:
    """Whether a line names a customer, an order, a contract: knowledge, also in a signature."""
    is_code = _CODE.search(line) is not None and _COMPANY.search(line) is None
    return is_code or _LABELLED.search(line) is not None or _VERSION.search(line) is not None


def closing_length(lines: Sequence[str]) -> int:
    """How many of the lines below a sign-off belong to the signature; -1 when they are no signature at all.

    A signature is a paragraph of few short lines, and further ones as far as they say how to reach somebody. What reads
    as a sentence, a list of facts, code or a postscript is said and stays, and so does everything below it.
    """
    end = filled = 0
    for number, (start, stop) in enumerate(paragraphs(lines)):
        paragraph = lines[start:stop]
        filled += len(paragraph)
        said = next((start + at for at, line in enumerate(paragraph) if is_said(line)), None)
        facts = sum(_FACT.match(line) is not None and not _CONTACT.search(line) for line in paragraph)
        if number == 0:
            if said == start or facts > 1 or filled > MAX_LINES:
                return -1
            end = stop if said is None else said
        elif said is None and facts < 2 and filled <= MAX_LINES and are_contacts(paragraph):
            end = stop
        if said is not None or facts > 1:
            if number < 2 and not lines[0].strip() and not _POSTSCRIPT.match(lines[said or start].strip()):
                return 0  # what stands between the greeting and these words may be their heading
            break
    return end if any(line.strip() for line in lines[end:]) else len(lines)


def delimited_length(lines: Sequence[str]) -> int:
    """How many of the lines below "-- " are a signature: all that are few, short and no code; -1 when they are not."""
    postscript = next((at for at, line in enumerate(lines) if _POSTSCRIPT.match(line.strip())), len(lines))
    filled = [line for line in lines[:postscript] if line.strip()]
    wrong = any(
        (len(line.strip()) > _MAX_WIDTH and not _CONTACT.search(line))
        or line.rstrip().endswith("?")
        or _TYPED.search(line)
        for line in filled
    )
    return -1 if wrong or len(filled) > MAX_LINES else postscript


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """[start, end) of the stretches of lines between blank ones."""
    start = None
    for at, line in enumerate(lines):
        if line.strip():
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(lines)


def is_said(line: str) -> bool:
    """Whether a line says something: a sentence, a question, a line of code; no name, function or address."""
    bare = line.strip()
    if bare.endswith(("?", ":")) or _TYPED.search(line) or _POSTSCRIPT.match(bare):
        return True
    if _CONTACT.search(bare):
        return False
    words = [word for word in bare.split()[1:] if word.lower() not in _PARTICLES]
    small = sum(word[:1].islower() for word in words)
    return len(bare) > _MAX_WIDTH or (len(words) >= 3 and small * 10 >= len(words) * 6)


def are_contacts(lines: Sequence[str]) -> bool:
    """Whether among these lines one at least says how to reach somebody."""
    return any(_CONTACT.search(line) for line in lines)
