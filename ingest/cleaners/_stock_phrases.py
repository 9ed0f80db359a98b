"""The lines that helpdesks, gateways and mail programs add to everybody's messages, per rule and language: data.

Each rule has words of which one stands in every text that it can apply to (a quick look before the patterns), and
patterns for the beginning of such a line, one a line. `more`: how its next lines may go on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.cleaners._phrases import begins_with, words_of


class Stock(NamedTuple):
    rule: str
    kinds: frozenset[str]
    words: tuple[str, ...]
    """In lower case."""
    begins: re.Pattern[str]
    longest: int
    """Characters of such a line."""
    more: re.Pattern[str] | None = None


_HELPDESK = frozenset({"mail", "ticket"})

MARKER = "boilerplate: reply marker"

STOCK = (
    Stock(
        MARKER,
        _HELPDESK,
        words_of(
            """this line | deze regel | deze lijn | dieser zeile | cette ligne | esta línea | esta linea | questa riga
            | desta linha | denna rad | denne linje | tej linii | tuto řádku"""
        ),
        begins_with(
            r"""
            [^\n]{0,90}\b(?:reply|respond|response|answer|text|type|write)\b[^\n]{0,40}\babove[^\n]{0,12}\bline\b
            (?:only )?(?:text|replies|everything) above this line
            [^\n]{0,60}\b(?:antwoord|reactie|typ|schrijf|reageer|tekst)\w{0,3}\b[^\n]{0,40}\bboven deze (?:regel|lijn)\b
            [^\n]{0,40}\bboven deze (?:regel|lijn)[^\n]{0,40}\b(?:antwoord|reactie|typen|schrijven|reageren)
            [^\n]{0,60}\bantwort\w{0,4}\b[^\n]{0,40}\b(?:über|oberhalb)(?: von)? dieser zeile\b
            [^\n]{0,40}\b(?:über|oberhalb) dieser zeile[^\n]{0,40}\bantwort
            [^\n]{0,60}\b(?:répon\w{1,5}|réponse)\b[^\n]{0,40}\bau-dessus de cette ligne\b
            [^\n]{0,60}\b(?:respuesta|responda|escriba)\b[^\n]{0,40}\bencima de esta l[ií]nea\b
            [^\n]{0,60}\b(?:risposta|rispond\w{1,3}|scriv\w{1,3})\b[^\n]{0,40}\bsopra (?:di )?questa riga\b
            [^\n]{0,60}\b(?:resposta|responda)\b[^\n]{0,40}\bacima desta linha\b
            [^\n]{0,60}\b(?:svar|skriv)\w{0,3}\b[^\n]{0,40}\b(?:ovanför|over|ovenfor) (?:denna rad|denne linje)\b
            """
        ),
        170,
    ),
    Stock(
        "boilerplate: external sender",
        _HELPDESK,
        words_of(
            """external | extern | outside | buiten | außerhalb | extérieur | often get email | vaak e-mail
            | oft eine e-mail | häufig e-mails | souvent d | suele recibir"""
        ),
        begins_with(
            r"""
            \[?(?:external|extern\w{0,3}|ext)(?: e-?mail| sender| bericht| message)?\]?\W{0,3}$
            (?:caution|warning|attention|notice)\W{1,4}(?:this (?:e-?mail|message)|external|the sender)
            (?:let op|waarschuwing|opgelet)\W{1,4}(?:deze|dit|externe?)\b[^\n]{0,40}\b(?:extern\w{0,2}|buiten)\b
            (?:achtung|vorsicht|warnung)\W{1,4}(?:diese|externe?)\b[^\n]{0,60}\b(?:extern\w{0,2}|außerhalb)\b
            (?:attention|avertissement)\W{1,4}(?:ce|cet)\b[^\n]{0,60}\b(?:extérieur|externe)\b
            this (?:e-?mail|message)[^\n]{0,24} (?:originate[sd]|(?:sent|comes?|came)) from (?:an )?(?:outside|external)
            (?:deze|dit) (?:e-?mail|bericht|mail) (?:is|komt) (?:\w+ ){0,2}(?:van|door)(?: een)? (?:buiten|externe)
            diese e-?mail (?:stammt|kommt|wurde)[^\n]{0,40}(?:extern|außerhalb)
            you don['’]t often (?:get|receive) e-?mails? from
            some people who received this message don['’]t often
            [uj]e? ontvangt? niet vaak e-?mails?
            sie erhalten nicht (?:oft|häufig)
            vous (?:n['’]obtenez pas souvent|ne recevez pas souvent)
            no suele recibir correos?
            """
        ),
        300,
        begins_with(
            r"""
            [^\n]{0,120}\b(?:links?|attachments?) (?:or|and|unless)
            [^\n]{0,160}\b(?:content is safe|recogni[sz]e the sender|phishing)\b
            [^\n]{0,160}\b(?:bijlagen|afzender)\b[^\n]{0,60}\b(?:vertrouwt|herkent|kent|veilig)
            [^\n]{0,160}\b(?:anhänge|absender)\b[^\n]{0,60}\b(?:vertrauen|kennen|sicher)
            [^\n]{0,160}\b(?:pièces jointes|expéditeur)\b
            (?:learn|find out) why this is important
            meer informatie over waarom dit belangrijk is
            [^\n]{0,30}warum dies wichtig ist
            découvrez pourquoi
            """
        ),
    ),
    Stock(
        "boilerplate: automatic message",
        _HELPDESK,
        words_of(
            """automatic | automatisch | automatique | automático | automated | auto-generated | atlassian | zendesk
            | freshdesk | zammad | do not reply | niet antwoorden | niet te antwoorden | nicht auf diese
            | ne pas répondre | view it on github | you are receiving | you received this | u ontvangt deze
            | delivered by | powered by | additional comments | opmerkingen wilt | weitere kommentare | commentaires
            | een dienst van"""
        ),
        begins_with(
            r"""
            this (?:message|e-?mail) (?:was|is|has been) (?:an )?(?:automatic|auto-|automated|sent automatically)
            this (?:message|e-?mail) was sent by atlassian
            this is an? (?:auto-?(?:mated|matic|-?generated)|automatically generated)
            (?:please )?do not (?:directly )?reply (?:directly )?to this (?:e-?mail|message)
            (?:dit|deze) (?:is een automatisch|(?:e-?mail|mail|bericht) (?:is|werd|wordt) automatisch)
            (?:gelieve |u kunt )?niet (?:te )?(?:antwoorden|reageren) op (?:deze|dit) (?:e-?mail|mail|bericht)
            diese (?:e-?mail|nachricht) wurde automatisch
            dies ist eine automatisch
            bitte antworten sie nicht auf diese
            ceci est un (?:message|e-?mail|courriel) automatique
            (?:merci de )?ne pas répondre à ce
            este es un (?:mensaje|correo) automático
            reply to this email directly(?: or|,)
            you are receiving this (?:because|e-?mail)
            you received this (?:message|e-?mail) because you
            u ontvangt (?:deze|dit) (?:e-?mail|bericht) omdat
            this e-?mail is a service from
            deze e-?mail is een dienst van
            diese e-?mail ist ein service
            cet e-?mail est un service
            (?:delivered|powered) by (?:zendesk|freshdesk|zammad|jira|atlassian|intercom|help ?scout)\b
            to add (?:additional|more) comments,? (?:please )?reply to this
            als u (?:extra |nog )?opmerkingen wilt toevoegen
            (?:um|wenn sie) weitere kommentare
            pour ajouter (?:d['’]autres|des) commentaires
            """
        ),
        300,
    ),
    Stock(
        "boilerplate: acknowledgement",
        _HELPDESK,
        words_of("received | ontvangen | eingegangen | erhalten | reçu | recibid | ricevut"),
        begins_with(
            r"""
            your (?:request|ticket|message|e-?mail)(?: \S{1,24})? (?:has been|was) received
            (?:thank you, )?we have received your (?:request|e-?mail|message)(?: \S{1,24})?(?:\.| and |$)
            (?:je|uw) (?:verzoek|aanvraag|bericht|e-?mail|ticket|melding)(?: \S{1,24})? is (?:\w+ ){0,3}ontvangen
            (?:wij|we) hebben (?:je|uw) (?:verzoek|aanvraag|bericht|e-?mail|melding)(?: in goede orde| goed)? ontvangen
            ihre (?:anfrage|nachricht|e-?mail)(?: \S{1,24})? ist (?:bei uns )?eingegangen
            wir haben ihre (?:anfrage|nachricht|e-?mail)(?: \S{1,24})? erhalten
            votre demande(?: \S{1,24})? a (?:bien )?été reçue
            nous avons bien reçu votre (?:demande|message|e-?mail|courriel)
            (?:hemos recibido su solicitud|su solicitud(?: \S{1,24})? ha sido recibida)
            la (?:sua|tua) richiesta(?: \S{1,24})? è stata ricevuta
            """
        ),
        220,
        begins_with(
            r"""
            (?:and )?(?:is being |will be )?reviewed by our
            (?:en )?(?:wordt|zal) [^\n]{0,20}(?:beoordeeld|behandeld) door
            """
        ),
    ),
    Stock(
        "boilerplate: survey",
        _HELPDESK,
        words_of("satisf | tevreden | zufrieden | rate | beoordeel | bewerten | évalu"),
        begins_with(
            r"""
            how (?:would|do) you rate (?:the|our|your) (?:support|help|service|experience)
            (?:please )?(?:take a moment to )?rate (?:our|your|the) (?:support|service|experience)
            (?:good|bad), i['’]m (?:un|dis)?satisfied
            hoe (?:beoordeelt (?:u|je)|zou (?:u|je)) [^\n]{0,60}(?:ondersteuning|hulp|service)
            (?:goed|slecht), ik ben (?:niet |on)?tevreden
            beoordeel (?:onze|ons|deze) (?:service|hulp|gesprek)
            wie (?:würden|bewerten) sie [^\n]{0,60}(?:unterstützung|support)
            (?:gut|schlecht), ich bin (?:nicht |un)?zufrieden
            comment évalue\w{1,6}-vous
            (?:bien|mauvais|pas bon), je (?:suis|ne suis pas) (?:in)?satisfaite?
            """
        ),
        200,
    ),
    Stock(
        "boilerplate: environment",
        _HELPDESK,
        words_of(
            """environment | milieu | umwelt | environnement | medio ambiente | l'ambiente | ambiente | miljö | miljø
            | środowisk | printing | print this | you print | printen | imprimir | stampare"""
        ),
        begins_with(
            r"""
            (?:please )?(?:consider|think of|think about) the environment
            (?:save|think of the) (?:paper|trees)\b[^\n]{0,60}\bprint
            (?:think )?before (?:you print|printing) this
            (?:please )?do(?:n['’]t| not) print this (?:e-?mail|message)
            (?:denk (?:om|aan)|bescherm|spaar) het milieu
            (?:moet|is het nodig)[^\n]{0,20} (?:deze|dit) (?:e-?mail|bericht|mail)[^\n]{0,24}(?:print|afdruk)
            print deze (?:e-?mail|mail) (?:alleen|niet)
            (?:bitte )?(?:denken sie|prüfen sie|schützen sie|denk)[^\n]{0,60}umwelt
            pensez à l['’]environnement
            (?:merci de )?n['’]imprime[rz]
            (?:piense|piensa) en el medio
            antes de imprimir
            (?:prima di stampare|pensa all['’]ambiente)
            (?:tänk på miljön|tænk på miljøet|tenk på miljøet|pomyśl o środowisku)
            """
        ),
        220,
    ),
    Stock(
        "boilerplate: virus scan",
        _HELPDESK,
        words_of("virus | viren | avast | malware | mailscanner | mimecast"),
        begins_with(
            r"""
            virus[ -]?free\.?(?: \S{0,60}){0,2}$
            this (?:e-?mail|message)(?: and any attachments)? (?:has been|was|is) (?:automatically )?(?:checked|scanned)
            (?:scanned|checked|protected) (?:by|for viruses)\b
            (?:deze|dit) (?:e-?mail|bericht|mail) is (?:gescand|gecontroleerd)
            gescand op virussen
            diese e-?mail wurde [^\n]{0,60}viren
            (?:l['’]absence de virus|ce (?:message|courriel) a été (?:vérifié|analysé)|garanti sans virus)
            (?:libre de virus|privo di virus)
            """
        ),
        260,
    ),
    Stock(
        "boilerplate: unsubscribe",
        _HELPDESK,
        words_of(
            """unsubscribe | uitschrijven | uit te schrijven | afmelden | af te melden | abmelden | abbestellen
            | désabonn | désinscri | darse de baja | cancelar la suscripción | annulla l | cancelar inscri
            | preferences"""
        ),
        begins_with(
            r"""
            (?:click here )?(?:to )?unsubscribe\b
            if you (?:no longer|do not|don['’]t) (?:want|wish)[^\n]{0,90}unsubscribe
            (?:manage|update) your (?:e-?mail |subscription )?preferences
            klik hier om (?:je|u|uzelf)? ?(?:af te melden|uit te schrijven)
            (?:uitschrijven|afmelden)\W*(?:klik|$|https?:|van)
            (?:newsletter )?(?:abmelden|abbestellen)\W*(?:$|https?:|klick)
            (?:se )?(?:désabonner|désinscrire)\W*(?:$|https?:|cliquez)
            pour (?:vous|se) (?:désabonner|désinscrire)
            (?:darse de baja|cancelar la suscripción|annulla l['’]iscrizione|cancelar inscrição)
            """
        ),
        220,
    ),
    Stock(
        "boilerplate: help centre",
        frozenset({"wiki", "ticket", "mail"}),
        words_of("helpful | nuttig | hilfreich | utile | more questions | return to top | meer vragen"),
        begins_with(
            r"""
            was this (?:article|page|answer) helpful\W*(?:yes\W{1,3}no)?\W*$
            \d+ out of \d+ found this helpful\W*$
            have more questions\? ?(?:submit a request)?\W*$
            return to top\W*$
            (?:was|vond (?:je|u)) (?:dit|deze) (?:artikel|pagina|antwoord) nuttig\W*(?:ja\W{1,3}nee)?\W*$
            \d+ van (?:de )?\d+ vonden dit nuttig\W*$
            hebt u meer vragen\? ?(?:een verzoek indienen)?\W*$
            war dieser (?:beitrag|artikel) hilfreich\W*$
            \d+ von \d+ fanden dies hilfreich\W*$
            cet article vous a-t-il été utile\W*$
            """
        ),
        120,
    ),
    Stock(
        "boilerplate: app notice",
        frozenset({"chat", "mail", "ticket"}),
        words_of("cards.unsupported"),
        begins_with(r"\[?card\]?\s?-?\s?access it on https?://go\.skype\.com/cards\.unsupported\S*\s*$"),
        160,
    ),
)
