"""Sentences of service desks in Dutch and English, by kind of identifier: {x} is where it stands.

"||" parts two messages: who asks names the kind, the answer is the bare value. SETS holds the set by which the rules
were made, the one by which they were mended, and one that was held out.
"""

from __future__ import annotations

from eval.bench import _pd_texts_held_out, _pd_texts_second

GREETINGS = (
    "",
    "",
    "",
    "Goedemiddag,\n\n",
    "Hallo,\n",
    "Beste klantenservice,\n\n",
    "Hi,\n\n",
    "L.S.,\n\n",
    "hoi ",
    "Dear support team,\n\n",
)
CLOSINGS = (
    "",
    "",
    "",
    "\n\nMvg",
    "\n\nAlvast bedankt!",
    " Graag snel een reactie.",
    "\n\nKind regards",
    " thx",
    "\nGroetjes",
)
FILLERS = (
    "", "", "", "", "Sinds gisteren doet de slimme meter het niet meer. ", "Ik heb al 3 keer gemaild. ",
    "My router keeps rebooting since the update of 12-05-2026. ", "Mijn order 4581237 is nog niet binnen. ",
    "Factuur 2026004513 klopt volgens mij niet. ", "De storing begon om 09:30 uur. ", "Error F3 on the display. ",
    "Het gaat om type SL-204. ", "I paid € 129,95 last week. ",
)  # fmt: skip

ANYWHERE = {
    "E-MAIL": (
        "Mijn mailadres is {x}.", "je kunt me mailen op {x}", "Stuur de bevestiging naar {x} aub", "mailto:{x}",
        "Nieuw e-mailadres: {x} (oude vervalt)", "Inloggen met {x} lukt niet", "cc: {x}", "From: {x}",
        "Please send the invoice to {x} instead.", "My account is under {x}", "{x} is mijn adres", "<{x}>",
        "De mail naar {x} komt terug", "https://shop.example/unsubscribe?mail={x}", "gebruiker {x} heeft geen rechten",
        "email {x}, thanks", "Contact: {x} / 2e lijn", "user={x}", "'{x}' werkt niet", "**{x}**", "van:{x}",
        "On Monday {x} wrote:", "Welk mailadres heeft u?||{x}", "What is your e-mail?||{x}",
    ),
    "IBAN": (
        "Mijn rekeningnummer is {x}.", "graag terugstorten op {x}", "IBAN: {x}", "iban {x} tnv mijn man",
        "U schrijft af van {x} maar dat is een oude rekening", "Please refund to {x}, thanks", "Het moet {x} zijn",
        "{x} is mijn nieuwe rekening", "(rek. {x})", "nieuwe bank: {x}", "overgemaakt van {x} op 3 mei",
        "| IBAN | {x} |", "Direct debit from {x} was rejected", "rekening:{x};", "Kunt u {x} wijzigen?",
        "Mag ik uw IBAN?||{x}", "order 4581237, {x}", "Storten kan op {x}. Dank!", "account number {x} in your system",
    ),
    "BSN": (
        "Mijn BSN is {x}.", "bsn {x}", "Burgerservicenummer: {x}", "BSN-nummer {x} staat verkeerd",
        "mijn burgerservicenr {x}",
        "{x} (BSN)", "U vraagt om mijn BSN, dat is {x}", "sofinummer {x}", "My citizen service number (BSN) is {x}",
        "Wat is uw BSN?||{x}", "Kunt u uw burgerservicenummer doorgeven?||dat is {x}", "BSN={x}",
        "the bsn of my daughter: {x}", "BSN partner {x}", "heb je ook mijn BSN nodig? {x}", "bsn is trouwens {x} hoor",
        "In het formulier staat bij BSN {x} maar dat is fout", "BSN | {x} | akkoord", "b.s.n. {x}",
    ),
    "KAART": (
        "Mijn creditcard {x} is geweigerd", "card number {x}", "kaartnummer: {x}", "Betaald met Visa {x}",
        "MasterCard {x} exp 12/27",
        "I was charged twice on {x}, my credit card", "het nummer van mijn kaart is {x}",
        "cc {x} werkt niet, andere kaart?",
        "My card is {x}", "Er is dubbel afgeschreven van creditcard {x}.", "AmEx/Visa {x}", "creditcardnummer {x}",
        "Which card did you use?||{x}", "Met welke creditcard heeft u betaald?||{x}", "kaart {x} geblokkeerd aub",
    ),
    "TELEFOON": (
        "Bel me op {x}.", "mijn nummer is {x}", "Tel: {x}", "tel.{x}", "U kunt me bereiken op {x} na 17:00",
        "mobiel {x}",
        "{x}", "Ik ben bereikbaar op {x}, liefst 's avonds", "You can call me at {x}", "Phone: {x}", "06 nummer: {x}",
        "T: {x}\nF: geen", "Kan iemand mij terugbellen? {x}", "wil graag gebeld worden {x}",
        "Whatsapp naar {x} kan ook",
        "nieuw telefoonnummer {x} ipv het oude", "my new mobile number is {x}", "de monteur kan {x} bellen", "({x})",
        "tel:{x}", "Contact: {x} (werk)", "Op welk nummer bent u bereikbaar?||{x}",
        "What is your phone number?||it's {x}",
        "sms naar {x} niet ontvangen", "ik heb {x} doorgegeven maar u belt het oude", "call {x} asap",
        "Graag bellen: {x}!",
        "nr {x} van mijn vrouw", "Mijn order is kwijt. {x}", "bel even {x}, 10 uur is goed",
    ),
    "ADRES": (
        "Mijn adres is {x}.", "Ik verhuis naar {x}", "bezorgen op {x} aub", "{x}", "Postcode en huisnummer: {x}",
        "Het gaat om {x}", "adres: {x}", "storing op {x}", "Our address is {x}", "Please deliver to {x}",
        "ik woon op {x}",
        "Wat is uw postcode en huisnummer?||{x}", "nieuwe adres wordt {x} per 1 mei", "levering {x} mislukt",
        "monteur naar {x}",
        "Aansluiting op {x}", "What is your postcode and house number?||{x}", "postcode {x}", "stroom uitgevallen, {x}",
    ),
    "KENTEKEN": (
        "Mijn kenteken is {x}.", "kenteken {x}", "De auto ({x}) staat geparkeerd", "Parkeervergunning voor {x}",
        "{x} is mijn auto",
        "nummerplaat {x}", "My licence plate is {x}", "license plate: {x}", "the car {x} is not recognised at the gate",
        "Wat is uw kenteken?||{x}", "What is your license plate?||{x}", "nieuwe leaseauto met kenteken {x}",
        "kentekenplaat {x} kwijt",
        "Slagboom herkent kenteken {x} niet", "bezoeker met kenteken {x}", "plate {x} please add",
    ),
    "KLANTNUMMER": (
        "Mijn klantnummer is {x}.", "klantnr {x}", "{x}", "Customer number: {x}", "account {x} is geblokkeerd",
        "(klant {x})",
        "ref {x}", "order van {x} graag annuleren", "my customer id is {x}, thanks", "Klant:{x};",
        "Wat is uw klantnummer?||{x}",
    ),
}  # fmt: skip
DASHED_PLATES = ("{x} toevoegen aub", "Graag {x} op de vergunning", "Please add {x} to my permit", "het gaat om {x}")

LOOK_ALIKES = {
    "order": ("Ordernummer {x}", "mijn bestelling {x} is niet geleverd", "order {x}", "Bestelnr: {x}",
        "Where is my order {x}?", "order number is {x}"),
    "ticket": ("Ticket {x}", "zie ticketnummer {x}", "case {x} is closed", "melding {x}", "mijn zaaknummer: {x}",
        "incident {x} staat nog open"),
    "invoice": ("Factuur {x}", "factuurnummer {x} klopt niet", "invoice {x} was paid", "Betreft: factuurnr. {x}",
        "betalingskenmerk {x}"),
    "meter": ("Meternummer {x}", "de meterstand is {x}", "stand {x}", "meter {x} draait terug", "gasmeter {x}",
        "meter reading {x}"),
    "tracking": ("Track & trace {x}", "pakket {x} is kwijt", "tracking number {x}", "zending {x}",
        "parcel {x} not delivered"),
    "EAN": ("EAN {x}", "EAN-code: {x}", "ean code elektra {x}", "barcode {x}", "EAN gas {x}"),
    "date": ("op {x}", "Sinds {x} werkt het niet", "verhuisdatum {x}", "on {x} I called", "datum: {x}", "{x}"),
    "time": ("om {x}", "tussen {x}", "at {x}", "{x}", "de monteur komt {x}"),
    "amount": ("Er is {x} afgeschreven", "bedrag {x}", "I paid {x}", "{x} te veel", "kosten: {x}"),
    "version": ("versie {x}", "firmware {x}", "version {x}", "na update naar {x}", "running {x}"),
    "part number": ("onderdeel {x}", "artikelnummer {x}", "type {x}", "part number {x}", "model {x} besteld",
        "artikel {x} ontbreekt"),
    "IP address": ("ip {x}", "de server {x} reageert niet", "ping {x}", "connected from {x}", "{x}"),
    "MAC": ("mac {x}", "MAC-adres {x}", "device {x}", "{x}"),
    "log line": ("{x}", "log:\n{x}", "> {x}", "dit staat er: {x}"),
    "hash": ("commit {x}", "sha {x}", "{x}", "sessie {x}", "id {x}"),
    "URL": ("{x}", "zie {x}", "link: {x}", "op {x} staat het", "see {x} for details"),
    "contract": ("contract {x}", "contractnummer {x}", "polisnummer {x}", "Contract no. {x}", "abonnement {x}"),
    "serial": ("serienummer {x}", "serial {x}", "S/N {x}", "IMEI {x}", "serial number: {x}"),
    "error code": ("foutcode {x}", "error {x}", "code {x} op het scherm", "{x} in scherm", "melding {x}"),
}  # fmt: skip

SETS = {
    "made": (ANYWHERE, DASHED_PLATES, LOOK_ALIKES),
    "second": (_pd_texts_second.ANYWHERE, _pd_texts_second.DASHED_PLATES, _pd_texts_second.LOOK_ALIKES),
    "held-out": (_pd_texts_held_out.ANYWHERE, _pd_texts_held_out.DASHED_PLATES, _pd_texts_held_out.LOOK_ALIKES),
}
"""Templates by kind, those for a plate with nothing said about it, and those of look-alikes."""
