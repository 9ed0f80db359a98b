"""Support texts that look like personal data and are not, written without sight of the rules.

The notation is that of `_pd_unseen_texts`; `{9}` is so many digits, `{A3}` so many capitals, other fields are of
`_pd_unseen.Drawn`. Names of persons that stand in a text are due, and nothing else.
"""

from __future__ import annotations

LOOK_ALIKES = {
    "order number": (
        "Mijn bestelling {9} is nog steeds niet binnen.",
        "Hoi {a.first}, waar blijft order {8}?",
        "# Order {10}\nHet pakket was beschadigd.",
        "bestelnr {11} graag annuleren",
        "hoi Bestelnr: {9} klopt niet",
        "PO-{8} was delivered without the power supplies.",
    ),
    "ticket number": (
        "Zie ook melding {9}, dat is hetzelfde probleem.",
        "INC{7} and CHG{7} were closed yesterday.",
        "Dit hoort bij ticket #{6} en #{6}.",
        "Re: [Case {8}] still open after three weeks",
        "Uw zaaknummer is Z-2024-{6}.",
    ),
    "invoice number": (
        "Factuur {4}.{5} is dubbel in rekening gebracht.",
        "hoi factuurnr: {9} klopt dat bedrag?",
        "Invoice no. {10} shows the wrong VAT.",
        "Graag een kopie van nota F{4}-{5}.",
        "Betalingskenmerk {4} {4} {4} {4}, voldaan op 4 mei.",
    ),
    "meter": (
        "De EAN-code van de aansluiting is 8716{14}.",
        "Meternummer E00{14}, stand 1: {5}, stand 2: {5}.",
        "meterstand {6} doorgegeven op 31 december",
        "The gas meter (serial G{9}) shows {5} m3.",
    ),
    "tracking": (
        "Track & trace 3S{A4}{9} staat al dagen op onderweg.",
        "PostNL-code 3S{A3}{10}, postcode volgt niet.",
        "DHL tracking number JVGL{14} not found",
        "UPS says 1Z{A3}{6}{9} was returned to sender.",
    ),
    "date and time": (
        "De storing begon op {2day}-{2month}-2024 om {2hour}:15 uur.",
        "Afspraak {2day}.{2month}.24, tussen 8 en 12.",
        "Logged at 2024{2month}{2day}{2hour}3015Z on the gateway.",
        "Sinds {2day}/{2month}/2023 {2hour}:05:11 geen mail meer.",
        "unix time 17{8}, so last winter",
        "Jan {2day}, 2024: first outage. May {2day}: second outage.",
    ),
    "amount": (
        "Ik betaalde € {4},50 en kreeg {3},00 terug.",
        "That's {3},{3}.00 euro for {2} licences.",
        "Verbruik {5} kWh in 2023 en {5} kWh in 2024.",
        "termijnbedrag van {3},- naar {3},-",
    ),
    "version and part": (
        "Driver 31.0.{5}.{4} crasht op Windows 11 22H2.",
        "Artikelnummer {3}.{3}.{2} is niet leverbaar.",
        "Typenummer {A2}-{2}-{A2} van de fabrikant, uit de catalogus.",
        "Firmware v{1}.{2}.{3} build {8}",
        "Serienummer {A3}{9}, gekocht in 2022.",
        "Part {3}-{5}-{2} doesn't fit the bracket.",
    ),
    "network": (
        "ping naar 10.{2}.{2}.{2} geeft een time-out op poort {4}",
        "MAC 0A:{2}:{2}:{2}:{2}:1F krijgt geen adres.",
        "Error 0x80{6} with id {8}-{4}-{4}-{4}-{12}.",
        "commit {7}a{4}bc and tag v{1}.{1} are out of sync",
        "HTTP 404 on /api/items/{9}?page={2}",
    ),
    "registration": (
        "KvK {8}, btw-nummer NL8{8}B01.",
        "ISBN 978-90-{4}-{3}-{1} is uitverkocht.",
        "De barcode op de doos is 87{11}.",
        "IMEI 35{13} van het leentoestel.",
        "Dossiernummer {4}/{5}, polis {9}.",
        "BIC is INGBNL2A, geen rekeningnummer bekend.",
    ),
    "service number": (
        "Bel 0800-{4} of 0900-{4} voor noodgevallen.",
        "Onze klantenservice: 0900 {4} (lokaal tarief).",
        "Bij gevaar bel 112, geen spoed 0900-8844.",
    ),
    "code": (
        "Je verificatiecode is {6}. Deel hem met niemand.",
        "Kamer {3}, verdieping {1}, pand B{2}.",
        "Zie artikel {1}:{3} lid 2 van de wet.",
        "In {4year} EN {4year} was er ook al een storing.",
        "Vanaf {4year} op {2} plekken tegelijk uitgerold.",
        "Zaal is 12 bij 14 meter, {4} MB vrij, {3} dpi.",
        "Slots {1}-{2}-{3} and row {5} were skipped.",
        "we hit 1{3} rpm at {2} percent, 3 of {2} nodes",
    ),
    "greeting without a name": (
        "Hoi allemaal,\n\nDe server gaat om 18 uur uit.\n\nGroet,\nDe Servicedesk",
        "Beste klantenservice,\n\nHet werkt niet.\n\nMet vriendelijke groet,\n\nEen tevreden klant",
        "Dear support team,\n\nPlease advise.\n\nKind regards,\nThe Finance Department",
        "hoi Login: werkt niet meer",
        "Hoi Printer doet raar, kan iemand kijken?",
        "Hi Team, the build is broken again.",
        "Hello everyone, quick question about Outlook.",
        "Thanks a lot!\n\nWill try that.",
        "Groeten uit Groningen, waar het wifi ook niet werkt",
        "Beste lezer,\n\nDit is de nieuwsbrief van juni.",
        "Geachte heer/mevrouw,\n\nGraag ontvang ik een offerte.\n\nHoogachtend,\n\nAfdeling Inkoop",
        "Dag, graag hulp met Excel. Bedankt alvast!",
        "hi guys, Docker Compose fails again",
    ),
    "label without a person": (
        "Van: Utrecht\nNaar: Zwolle\nTrein: 08:{2}",
        "From: 9 am\nTo: 5 pm\nSubject: opening hours",
        "Naam: Vergaderzaal 3\nCapaciteit: {2}",
        "Name: Default Gateway\nValue: 10.0.{2}.1",
        "Assignee: Unassigned\nReporter: Monitoring\nPriority: Low",
        "Contact: zie de website\nStatus: wacht op klant",
        "Behandelaar: Servicedesk\nOplosgroep: Netwerkbeheer",
        "Best practices for SharePoint Online, see the wiki.",
        "Kind of strange: Visual Studio Code opens twice.",
        "Mark as read does nothing in Google Mail.",
    ),
}
