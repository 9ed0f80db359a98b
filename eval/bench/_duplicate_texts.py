"""Support texts of two families of sentences, in Dutch and English, for the bench of duplicates.

One line is one statement, "Dutch | English", with slots. A document draws a subject, statements and what fills them, so
that documents of one subject are template-mates and most are truly different. The second family was never looked at
while rules and thresholds were made.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

_SLOT = re.compile(r"\{(\w+)\}")

SLOTS: dict[str, tuple[str, ...]] = {
    "days": tuple(f"{n} dagen|{n} days" for n in (2, 3, 5, 7, 10, 14, 21, 28, 30, 45, 60)),
    "minutes": tuple(f"{n} minuten|{n} minutes" for n in (2, 3, 5, 10, 15, 20, 25, 40)),
    "price": tuple(f"€ {n},{c}|€ {n}.{c}" for n in (4, 7, 9, 12, 18, 24, 39, 75) for c in ("50", "95", "25")),
    "time": tuple(f"{h}:{m} uur|{h}:{m}" for h in (8, 9, 11, 13, 16, 17, 19) for m in ("15", "30", "45")),
    "code": tuple(f"{a}-{n}|{a}-{n}" for a in ("E", "F", "KL", "RX") for n in (14, 27, 31, 58, 66, 402, 771)),
    "weekday": (
        "maandag|Monday", "dinsdag|Tuesday", "woensdag|Wednesday", "donderdag|Thursday", "vrijdag|Friday",
    ),
    "place": (
        "de balie|the desk", "de website|the website", "het filiaal|the branch", "de app|the app",
        "het magazijn|the depot", "de werkplaats|the workshop", "de beheerder|the administrator",
        "de afdeling planning|the planning department", "de monteur|the mechanic", "het portaal|the portal",
    ),
    "thing": (
        "de verpakking|the packaging", "de handleiding|the manual", "het serienummer|the serial number",
        "de aankoopbon|the receipt", "de oplader|the charger", "de afstandsbediening|the remote",
        "het deksel|the lid", "de slang|the hose", "het scherm|the screen", "de sensor|the sensor",
        "de sleutel|the key", "de batterij|the battery", "het filter|the filter", "de kabel|the cable",
    ),
    "menu": (
        "Instellingen|Settings", "Onderhoud|Maintenance", "Netwerk|Network", "Profiel|Profile", "Overzicht|Overview",
        "Meldingen|Alerts", "Beheer|Administration", "Verbruik|Usage",
    ),
}  # fmt: skip

_SUBJECTS = (
    "wasmachine|washing machine,thermostaat|thermostat,laadpaal|charging post,koffieautomaat|coffee machine,"
    "bakfiets|cargo bike,modem|modem,deurbel|doorbell,warmtepomp|heat pump,printer|printer,hoorapparaat|hearing aid,"
    "zonnescherm|awning,vaatwasser|dishwasher,kluis|safe,trampoline|trampoline,kassa|till,ventilator|fan,"
    "waterontharder|water softener,grasmaaier|lawn mower,tablet|tablet,rolstoel|wheelchair,oven|oven,"
    "rookmelder|smoke alarm,luchtbevochtiger|humidifier,projector|projector,kinderwagen|pram,vriezer|freezer"
)
SUBJECTS = tuple(_SUBJECTS.split(","))

FIRST = """\
Zet de {subject} uit en wacht {minutes} voordat u verdergaat. | Switch off the {subject} and wait {minutes} before you go on.
Het lampje knippert als {thing} ontbreekt. | The lamp blinks when {thing} is missing.
Terugsturen kan binnen {days} na ontvangst, mits {thing} erbij zit. | You can return it within {days} of delivery, as long as {thing} is included.
De reparatie kost {price}, inclusief vervoer naar {place}. | The repair costs {price}, including transport to {place}.
Kies in het menu {menu} en bevestig met code {code}. | Choose {menu} in the menu and confirm with code {code}.
Afspraken worden op {weekday} na {time} ingepland door {place}. | Appointments are planned on {weekday} after {time} by {place}.
Wij vergoeden geen schade die door een losse {subject} is ontstaan. | We do not pay for damage that a loose {subject} has caused.
Controleer eerst of {thing} goed is aangesloten. | First check whether {thing} is connected properly.
De garantie vervalt niet wanneer {place} het onderdeel vervangt. | The warranty does not lapse when {place} replaces the part.
Bij storing {code} moet {thing} worden schoongemaakt met lauw water. | At fault {code} you must clean {thing} with lukewarm water.
Vraag een collega van {place} om mee te kijken als het blijft haperen. | Ask a colleague from {place} to have a look when it keeps failing.
Een nieuw exemplaar bestelt u via {place} voor {price}. | You order a new one through {place} for {price}.
Noteer de gegevens op {thing} voordat u belt. | Write down the details on {thing} before you call.
De {subject} mag nooit buiten in de regen staan. | The {subject} must never stand outside in the rain.
Klanten krijgen na {days} automatisch een herinnering van {place}. | Customers get a reminder from {place} automatically after {days}.
Laat alles {minutes} drogen en plaats daarna {thing} terug. | Let everything dry for {minutes} and then put {thing} back.
Onder {menu} ziet u wie het laatst is ingelogd. | Under {menu} you see who logged in last.
Een wachtwoord vergeten? Dan stuurt {place} een nieuwe link. | Forgot a password? Then {place} sends a new link.
Voor {time} besteld betekent dezelfde dag verzonden. | Ordered before {time} means dispatched on the same day.
Zakelijke gebruikers regelen dit met een aparte overeenkomst. | Business users arrange this by a separate agreement.
Het geluid komt meestal uit {thing} en is ongevaarlijk. | The noise mostly comes from {thing} and is harmless.
Wie twee keer te laat betaalt, krijgt {price} aan kosten. | Whoever pays late twice is charged {price}.
Installeer de update via {menu} en start opnieuw op. | Install the update through {menu} and start again.
Gooi de oude {subject} niet bij het restafval, maar breng hem naar {place}. | Do not throw the old {subject} in the bin but bring it to {place}.
De jaarlijkse keuring valt altijd op een {weekday}. | The yearly inspection always falls on a {weekday}.
Meld het verlies van {thing} meteen bij {place}. | Report the loss of {thing} to {place} at once.
Zonder toestemming van de eigenaar geven wij geen inzage. | Without the owner's permission we give no access.
Schade door kalk voorkomt u door elke {days} te spoelen. | You prevent damage by scale by rinsing every {days}.
"""  # noqa: E501

SECOND = """\
Het inleveren van een geleende {subject} doet u uiterlijk {weekday} bij {place}. | Hand in a borrowed {subject} at {place} on {weekday} at the latest.
Toont de display {code}, druk dan lang op de groene toets. | If the display shows {code}, keep the green key pressed.
Voor spoed rekenen we een toeslag van {price}. | We charge a supplement of {price} for urgent jobs.
Collega's op kantoor openen hiervoor het tabblad {menu}. | Colleagues in the office open the tab {menu} for this.
Uw aanvraag wordt in {days} behandeld, daarna hoort u van {place}. | Your request is handled in {days}, after which you hear from {place}.
Het wisselen van {thing} duurt ongeveer {minutes}. | Swapping {thing} takes about {minutes}.
Minderjarigen kunnen geen contract voor een {subject} afsluiten. | Minors cannot sign a contract for a {subject}.
Telefonisch zijn we bereikbaar vanaf {time}. | We can be reached by phone from {time}.
Bewaar {thing} op een droge plek, uit het zicht van kinderen. | Keep {thing} in a dry place, out of sight of children.
Oudere uitvoeringen herkent u aan de ronde aansluiting naast {thing}. | You recognise older models by the round socket beside {thing}.
Vul het formulier volledig in; anders neemt {place} het niet in behandeling. | Fill in the form completely; otherwise {place} does not accept it.
De borg van {price} ontvangt u terug zodra alles is nagekeken. | You receive the deposit of {price} back once everything is inspected.
Tijdens een stroomstoring blijft de {subject} nog {minutes} werken. | During a power cut the {subject} keeps working for {minutes}.
Voor een tweede gebruiker maakt u in {menu} een gast aan. | For a second user you create a guest in {menu}.
Bij geurtjes helpt het om {thing} een nacht te luchten. | When it smells, it helps to air {thing} overnight.
Een bezoek op {weekday} kan alleen als {place} dat vooraf bevestigt. | A visit on {weekday} is only possible when {place} confirms it beforehand.
Wij leveren geen onderdelen voor modellen uit de reeks {code}. | We supply no parts for models of the range {code}.
Na {days} zonder betaling wordt de toegang tijdelijk geblokkeerd. | After {days} without payment the access is suspended.
Rolt de band scheef, stel dan de schroef onder {thing} bij. | If the belt runs crooked, adjust the screw under {thing}.
Foto's van de schade mailt u naar {place}. | Mail pictures of the damage to {place}.
Het contract loopt door wanneer niemand opzegt. | The contract continues when nobody cancels.
Let erop dat de {subject} waterpas staat. | Make sure that the {subject} is level.
"""  # noqa: E501

FAMILIES = {"first": FIRST, "second": SECOND}


@dataclass(frozen=True, slots=True)
class Text:
    """One generated document: sentences by number of their statement and what fills the slots."""

    family: str
    subject: str
    statements: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]
    language: str

    def sentences(self) -> list[str]:
        lines = FAMILIES[self.family].splitlines()
        side = 0 if self.language == "nl" else 1
        found = []
        for number, filled in self.statements:
            values = {"subject": self.subject, **dict(filled)}
            pattern = lines[number].split(" | ")[side]
            sentence = _SLOT.sub(lambda m, v=values: v[m.group(1)].split("|")[side], pattern)  # type: ignore[misc]
            found.append(sentence[0].upper() + sentence[1:])
        return found

    def title(self) -> str:
        return self.subject.split("|")[self.language == "en"].capitalize()

    def translated(self) -> Text:
        return replace(self, language="en" if self.language == "nl" else "nl")

    def with_other_subject(self, chance: random.Random) -> Text:
        return replace(self, subject=chance.choice([s for s in SUBJECTS if s != self.subject]))

    def with_other_facts(self, chance: random.Random, count: int) -> Text:
        """At most `count` numbers, prices, codes or days changed; itself when it has none."""
        places = [
            (i, j)
            for i, (_, filled) in enumerate(self.statements)
            for j, (slot, _) in enumerate(filled)
            if slot in ("days", "minutes", "price", "time", "code", "weekday")
        ]
        statements = [(number, list(filled)) for number, filled in self.statements]
        for i, j in chance.sample(places, min(count, len(places))):
            slot, value = statements[i][1][j]
            statements[i][1][j] = (slot, chance.choice([v for v in SLOTS[slot] if v != value]))
        return replace(self, statements=tuple((number, tuple(filled)) for number, filled in statements))


def draw(chance: random.Random, family: str) -> Text:
    """A text of 3 to 16 sentences."""
    lines = FAMILIES[family].splitlines()
    subject = chance.choice(SUBJECTS)
    statements = []
    for number in chance.sample(range(len(lines)), chance.choice((3, 4, 5, 6, 8, 10, 13, 16))):
        slots = [slot for slot in _SLOT.findall(lines[number].split(" | ")[0]) if slot != "subject"]
        statements.append((number, tuple((slot, chance.choice(SLOTS[slot])) for slot in slots)))
    return Text(family, subject, tuple(statements), chance.choice(("nl", "nl", "en")))
