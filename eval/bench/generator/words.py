"""What the invented texts are made of: plain words with their other form, and sentences with gaps.

Gaps: N a noun, P its plural, V a verb in the third person, I its infinitive, A an adjective, M a product, C a code,
X a number, O an order number. All the Dutch nouns take "de".
"""

from __future__ import annotations

from dataclasses import dataclass

Word = tuple[str, ...]
"""Its forms: a noun and its plural, a verb in the third person and its infinitive; others have one."""
GAPS = {"N": ("N", 0), "P": ("N", 1), "V": ("V", 0), "I": ("V", 1), "A": ("A", 0), "M": ("M", 0), "C": ("C", 0)}
"""Gap that a word fills -> kind of word, and which of its forms."""


@dataclass(frozen=True, slots=True)
class Language:
    """The material of one language."""

    code: str
    nouns: tuple[Word, ...]
    verbs: tuple[Word, ...]
    adjectives: tuple[Word, ...]
    statements: tuple[str, ...]
    questions: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    joins: bool
    """Whether two nouns make a new word, as in "ketelklep"."""


def _pairs(lines: str) -> tuple[Word, ...]:
    words = lines.split()
    return tuple(zip(words[::2], words[1::2], strict=True))


def _single(words: str) -> tuple[Word, ...]:
    return tuple((word,) for word in words.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


DUTCH = Language(
    code="nl",
    nouns=_pairs("""
        ketel ketels monteur monteurs factuur facturen meter meters thermostaat thermostaten storing storingen
        afspraak afspraken levering leveringen radiator radiatoren leiding leidingen kraan kranen garantie garanties
        offerte offertes sleutel sleutels machtiging machtigingen router routers kabel kabels printer printers
        server servers lader laders accu accu's batterij batterijen sensor sensoren app apps website websites
        mailbox mailboxen instelling instellingen melding meldingen bestelling bestellingen zending zendingen
        verpakking verpakkingen betaling betalingen bon bonnen klacht klachten klant klanten collega collega's
        medewerker medewerkers gebruiker gebruikers rekening rekeningen pas passen handleiding handleidingen
        schakelaar schakelaars zekering zekeringen stekker stekkers lamp lampen pomp pompen klep kleppen
        slang slangen boiler boilers ventilator ventilatoren vergunning vergunningen polis polissen premie premies
        termijn termijnen korting kortingen verhuizing verhuizingen aansluiting aansluitingen verbinding verbindingen
        licentie licenties update updates map mappen lijst lijsten kalender kalenders vergadering vergaderingen
        bijlage bijlagen handtekening handtekeningen telefoon telefoons tablet tablets monitor monitoren
        scanner scanners camera camera's deur deuren lift liften poort poorten container containers sticker stickers
        doos dozen pallet pallets koerier koeriers winkel winkels kassa kassa's cadeaukaart cadeaukaarten
        voucher vouchers reis reizen vlucht vluchten boeking boekingen kamer kamers cursus cursussen toets toetsen
        docent docenten band banden rem remmen motor motoren ketting kettingen schroef schroeven plank planken
        stoel stoelen tafel tafels oven ovens magnetron magnetrons koelkast koelkasten wasmachine wasmachines
        droger drogers trommel trommels knop knoppen stand standen tank tanks put putten goot goten muur muren
    """),
    verbs=_pairs("""
        werkt werken start starten stopt stoppen lekt lekken piept piepen knippert knipperen weigert weigeren
        reageert reageren ontbreekt ontbreken verloopt verlopen hapert haperen bevriest bevriezen
        synchroniseert synchroniseren laadt laden opent openen sluit sluiten blokkeert blokkeren vertraagt vertragen
        trilt trillen brandt branden schakelt schakelen meet meten registreert registreren verdwijnt verdwijnen
        wisselt wisselen klopt kloppen past passen vervalt vervallen draait draaien koelt koelen verwarmt verwarmen
        spoelt spoelen tikt tikken zoemt zoemen herstart herstarten mislukt mislukken scheurt scheuren
        verkleurt verkleuren beweegt bewegen verschuift verschuiven
    """),
    adjectives=_single(
        "nieuwe oude rode groene trage snelle losse dubbele verkeerde lege volle natte warme koude kapotte tijdelijke "
        "jaarlijkse maandelijkse digitale draadloze interne vaste mobiele zakelijke extra laatste eerste volgende "
        "juiste gratis grote kleine ronde smalle blauwe zwarte witte stille zware lichte"
    ),
    statements=_lines("""
Als de {A} {N} niet {V}, controleer dan eerst de {N} en daarna de {N}.
De {N} {V} alleen wanneer de {A} {N} op stand {X} staat.
Bij code {C} moet de {N} binnen {X} dagen door een monteur worden vervangen.
Wij hebben de {P} van de {M} nagekeken en zien dat de {N} {V}.
Zet de {N} uit, wacht {X} minuten en laat de {A} {N} opnieuw {I}.
U vindt het nummer van de {N} op de achterkant van de {A} {N}.
De klant meldt dat de {N} sinds de {N} niet meer wil {I}.
Voor een {A} {N} betaalt u {X} euro, tenzij de {N} nog onder de garantie valt.
Volgens de handleiding van de {M} mag de {N} nooit {I} zonder {N}.
Stuur een foto van de {N} mee en vermeld bestelnummer {O}.
De {A} {P} blijven liggen totdat de {N} weer {V}.
Daarna toont het scherm {C} en kan de {N} weer {I}.
Een collega heeft de {N} omgeruild; de {A} {N} volgt binnen {X} werkdagen.
Let op: de {M} {V} soms {X} keer voordat de {N} reageert.
Helaas kan de {N} niet los van de {N} worden besteld.
Het helpt om de {P} en de {N} tegelijk te laten {I}.
Onder menu {X} staat welke {P} bij de {A} {N} horen.
Zonder {N} blijft melding {C} op de {N} staan.
Als dat niet helpt, maak dan een afspraak voor de {N} onder nummer {O}.
Dit geldt ook voor de {M}, maar niet voor de {A} {N}.
"""),
    questions=_lines("""
waarom wil mijn {N} niet {I}, heeft dat met de {N} te maken?
{N} blijft {C} aangeven en {V} niet meer, wat nu?
hoe lang duurt het voordat de {N} van de {M} weer {V}?
wat kost een {N} als de {N} nog garantie heeft?
de {P} van mijn {M} {V} niet goed
moet ik de {N} uitzetten voor ik de {N} laat {I}?
klant belt: {N} bij {M} {V} en de {N} ook
krijg ik een {A} {N} als de {N} niet {V}?
"""),
    titles=_lines("""
{N} {V} niet
Vraag over de {N} en de {N}
{M}: {N} vervangen
De {A} {N} van de {M}
Melding {C} bij de {N}
Werkwijze voor {P} en {P}
"""),
    headings=_lines("""
Wat u zelf kunt doen
De {N} nakijken
Kosten van de {N}
Als de {N} niet {V}
Na de {N}
Bijzonderheden van de {M}
"""),
    joins=True,
)

ENGLISH = Language(
    code="en",
    nouns=_pairs("""
        boiler boilers engineer engineers invoice invoices meter meters thermostat thermostats outage outages
        appointment appointments delivery deliveries radiator radiators pipe pipes tap taps warranty warranties
        quote quotes key keys mandate mandates router routers cable cables printer printers server servers
        charger chargers battery batteries sensor sensors app apps website websites mailbox mailboxes
        setting settings message messages order orders parcel parcels package packages payment payments
        receipt receipts complaint complaints customer customers colleague colleagues user users account accounts
        card cards manual manuals switch switches fuse fuses plug plugs lamp lamps pump pumps valve valves
        hose hoses fan fans permit permits policy policies premium premiums discount discounts move moves
        connection connections licence licences update updates folder folders list lists calendar calendars
        meeting meetings attachment attachments signature signatures phone phones tablet tablets screen screens
        scanner scanners camera cameras door doors lift lifts gate gates container containers sticker stickers
        box boxes pallet pallets courier couriers shop shops till tills voucher vouchers trip trips flight flights
        booking bookings room rooms course courses test tests teacher teachers tyre tyres brake brakes motor motors
        chain chains screw screws shelf shelves chair chairs table tables oven ovens fridge fridges dryer dryers
        drum drums button buttons tank tanks gutter gutters wall walls filter filters bracket brackets
    """),
    verbs=_pairs("""
        works work starts start stops stop leaks leak beeps beep flashes flash refuses refuse responds respond
        expires expire freezes freeze synchronises synchronise charges charge opens open closes close blocks block
        vibrates vibrate burns burn switches switch measures measure registers register disappears disappear
        changes change fits fit lapses lapse turns turn cools cool heats heat rinses rinse ticks tick hums hum
        restarts restart fails fail tears tear moves move slips slip drips drip
    """),
    adjectives=_single(
        "new old red green slow fast loose double wrong empty full wet warm cold broken temporary yearly monthly "
        "digital wireless internal fixed mobile commercial extra last first next right free large small round narrow "
        "blue black white quiet heavy light"
    ),
    statements=_lines("""
If the {A} {N} no longer {V}, check the {N} first and then the {N}.
The {N} {V} only when the {A} {N} is set to position {X}.
With code {C} the {N} has to be replaced by an engineer within {X} days.
We have looked at the {P} of the {M} and see that the {N} {V}.
Turn off the {N}, wait {X} minutes and let the {A} {N} {I} again.
You will find the number of the {N} on the back of the {A} {N}.
The customer reports that the {N} does not {I} any more since the {N}.
For a {A} {N} you pay {X} euros, unless the {N} is still under warranty.
According to the manual of the {M} the {N} must never {I} without a {N}.
Please send a photo of the {N} and mention order {O}.
The {A} {P} stay where they are until the {N} {V} again.
After that the screen shows {C} and the {N} can {I} again.
A colleague has exchanged the {N}; the {A} {N} follows within {X} working days.
Note that the {M} sometimes {V} {X} times before the {N} responds.
Unfortunately the {N} cannot be ordered apart from the {N}.
It helps to let the {P} and the {N} {I} at the same time.
Menu {X} shows which {P} belong to the {A} {N}.
Without a {N} the message {C} stays on the {N}.
If that does not help, make an appointment for the {N} under number {O}.
This is true of the {M} as well, but not of the {A} {N}.
"""),
    questions=_lines("""
why does my {N} not {I}, is it because of the {N}?
{N} keeps showing {C} and no longer {V}, what now?
how long until the {N} of the {M} {V} again?
what does a {N} cost when the {N} still has warranty?
the {P} of my {M} do not {I} properly
do I turn off the {N} before I let the {N} {I}?
customer on the phone: {N} with {M} {V} and so does the {N}
will I get a {A} {N} if the {N} does not {I}?
"""),
    titles=_lines("""
{N} no longer {V}
Question about the {N} and the {N}
{M}: replacing the {N}
The {A} {N} of the {M}
Message {C} on the {N}
How to handle {P} and {P}
"""),
    headings=_lines("""
What you can do yourself
Checking the {N}
Cost of the {N}
If the {N} no longer {V}
After the {N}
About the {M}
"""),
    joins=False,
)

SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeio")
"""Names of products are made of them."""
