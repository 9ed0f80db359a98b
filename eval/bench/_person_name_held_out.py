"""A second set of messages, in other words than the first: recall 0.891 and 2.0 % false alarms before it was mended."""

from __future__ import annotations

from copilot.core.types import Kind


def _of(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


NL: tuple[tuple[Kind, str, str, str], ...] = (
    (
        "mail",
        '"{a}" <{a.mail}>',
        "Goedenavond,\n\nSinds gisteren heb ik geen warm water.\n\nMet hartelijke groet,\n{a}\n",
        "Geen warm water",
    ),
    ("mail", "{a.turned} (via website) <{a.mail}>", "Hallo daar,\n\nIk wil opzeggen.\n\nm.v.g. {a}", "Opzegging {a}"),
    ("mail", "{a.initials} <{a.mail}>", "Goedendag,\n\nHierbij mijn stand.\n\nVriendelijke groet, {a.initials}", ""),
    ("ticket", "{a} - Klant", "Het is nog steeds niet gelukt.\n\nGr. {a.given}", ""),
    ("ticket", "{a.lowerfull}", "kan iemand dit oppakken?\n\ngroetjes,\n{a.lower}", ""),
    ("chat", "{a}", "ik ben er weer", ""),
    ("chat", "{a.handle}", "lukt niet hoor", ""),
    (
        "mail",
        "Balie <balie@wadlicht.example>",
        "Hallo {a.given},\n\nLeuk dat je klant wordt!\n\nHet team van Wadlicht",
        "",
    ),
    (
        "mail",
        "Balie <balie@wadlicht.example>",
        "Geachte mevrouw, meneer {a.last},\n\nUw contract loopt af.\n\nHoogachtend,\nAfdeling Contracten",
        "",
    ),
    ("mail", "Balie <balie@wadlicht.example>", "Lieve {a.given},\n\nGefeliciteerd!\n\nGroetjes van de balie", ""),
    (
        "mail",
        "Balie <balie@wadlicht.example>",
        "Geachte dhr. {a.last},\n\nDhr. {a.last} kan langskomen.",
        "Afspraak dhr. {a.last}",
    ),
    ("mail", "Balie <balie@wadlicht.example>", "Goedemorgen meneer {a.last},\n\nDat is verwerkt.", ""),
    ("ticket", "Agent 4", "Goedemiddag mevrouw {a.last}, ik heb het doorgezet.", ""),
    ("ticket", "Agent 4", "Dag {a.given}! Ik kom erop terug.", ""),
    ("ticket", "Agent 4", "Beste {a.given}/{b.given},\n\nHet dossier is gesloten.", ""),
    ("chat", "", "heey {a.lower}, ben je er nog?", ""),
    ("chat", "", "Goedenavond {a}, u spreekt met de balie", ""),
    ("mail", "", "Ik zie uw antwoord tegemoet.\n\nMet vriendelijke groeten,\n\nFam. {a.last}\n", ""),
    ("mail", "", "Wat nu?\n\nHartelijks, dank en groet,\n{a}\n", ""),
    ("mail", "", "Wie kan mij helpen? Met vriendelijke groet, {a}", ""),
    ("mail", "", "Graag horen we van u. Vr. gr. {a.given} en {b.given}", ""),
    ("mail", "", "We wachten af.\n\nVriendelijke groet,\n\nnamens de familie\n{a}", ""),
    ("mail", "", "DOE ER WAT AAN.\n\nGROETEN,\n{a.uppergiven}", ""),
    ("mail", "", "Prettig weekend!\n{a.given}\n\n{a}\nFinanciën\nT 050 000 00 00", ""),
    (
        "mail",
        "{b} <{b.mail}>",
        "Ter info.\n\n-----Oorspronkelijk bericht-----\nVan: {a} [mailto:{a.mail}]\nVerzonden: dinsdag 3 "
        "maart 2026 17:40\nAan: '{b}'\n"
        "Onderwerp: RE: afspraak\n\nDag {b.given},\n\nPrima.\n\nGroeten,\n{a}",
        "",
    ),
    (
        "ticket",
        "Balie <balie@wadlicht.example>",
        "Begin doorgestuurd bericht:\n\nVan: {a} <{a.mail}>\nDatum: 3 maart 2026 om 17:40:12 CET\nAan: "
        "Balie <balie@wadlicht.example>\n"
        "Kopie: {b.turned} <{b.mail}>\nOnderwerp: lekkage\n\nBeste mensen,\n\nHet lekt.\n\nGroet,\n{a.given}",
        "",
    ),
    (
        "chat",
        "",
        "Op 3 mrt. 2026, om 17:40 heeft {a} <{a.mail}> het volgende geschreven:\n\n> Wanneer?\n>\n> Mvg\n> {a}",
        "",
    ),
    ("ticket", "", "Op di 3 mrt 2026 17:40 schreef {a.turned} <{a.mail}>:\n> prima", ""),
    ("ticket", "", "Contactpersoon: {a}\nOnderwerp: nieuwe meter\nOmschrijving: graag vervangen", ""),
    ("ticket", "Formulier", "Naam klant: {a}\nSoort: storing", ""),
    ("chat", "{a.given}", "Goedemorgen, ik ben {a.given} van nummer 12.\n\nfijne dag,\n{a}", ""),
    ("ticket", "{a}", "Mevrouw {a.last} wil weten of het klopt. {a} is morgen thuis.", "Vraag {a}"),
    ("mail", "", "Tot dan!\n\n--\n{a} | Dorpsstraat | Peize", ""),
    ("mail", "", "{a.given},\n\nDank voor je snelle antwoord.\n\nGroet,\n{b.given}", ""),
    ("chat", "", "(10:02:11) {a.given}: hallo?\n\nGroetjes,\n{a.given}", ""),
    ("mail", "{s} <s@wadlicht.example>", "Hoi {a.given},\n\nGeregeld!\n\nGroetjes,\n{s.given}\nWadlicht Energie", ""),
    ("chat", "", "Dank je wel {a.given}!\n\nGroetjes {b.given}", ""),
)
EN: tuple[tuple[Kind, str, str, str], ...] = (
    (
        "mail",
        '"{a}" <{a.mail}>',
        "Good evening,\n\nNo hot water since yesterday.\n\nWarm regards,\n{a}\n",
        "No hot water",
    ),
    ("mail", "{a.turned} <{a.mail}>", "Hi,\n\nI want to cancel.\n\nMany thanks,\n\n{a}", "Cancellation {a}"),
    ("ticket", "{a} - Customer", "Still not working.\n\nBest wishes, {a.given}", ""),
    ("ticket", "{a.lowerfull}", "can someone pick this up?\n\ncheers,\n{a.lower}", ""),
    ("chat", "{a.handle}", "no luck", ""),
    ("mail", "Desk <desk@wadlicht.example>", "Hello {a.given},\n\nWelcome as a customer!\n\nEveryone at Wadlicht", ""),
    (
        "mail",
        "Desk <desk@wadlicht.example>",
        "Dear Mrs {a.last},\n\nYour contract ends.\n\nSincerely,\nContracts Department",
        "",
    ),
    (
        "mail",
        "Desk <desk@wadlicht.example>",
        "Good afternoon Mr {a.last},\n\nThat has been done.",
        "Appointment Mr {a.last}",
    ),
    ("ticket", "Agent 4", "Hi {a.given}! I will get back to you.", ""),
    ("ticket", "Agent 4", "Dear {a.given} & {b.given},\n\nThe case is closed.", ""),
    ("chat", "", "hey {a.lower}, are you there?", ""),
    ("mail", "", "Looking forward to your answer.\n\nYours faithfully,\n\n{a.initials}\n", ""),
    ("mail", "", "Who can help me? Kind regards, {a}", ""),
    ("mail", "", "We will wait.\n\nThanks and regards,\n{a}\nOn behalf of the tenants", ""),
    ("mail", "", "DO SOMETHING.\n\nREGARDS,\n{a.uppergiven}", ""),
    ("mail", "", "Have a great weekend!\n{a.given}\n\n{a}\nFinance\nT 050 000 00 00", ""),
    (
        "mail",
        "{b} <{b.mail}>",
        "FYI.\n\n-----Original Message-----\nFrom: {a} [mailto:{a.mail}]\nSent: Tuesday, March 3, 2026 "
        "5:40 PM\nTo: '{b}'\n"
        "Subject: RE: appointment\n\n{b.given},\n\nFine.\n\nBest,\n{a}",
        "",
    ),
    (
        "ticket",
        "Desk <desk@wadlicht.example>",
        "Begin forwarded message:\n\nFrom: {a} <{a.mail}>\nDate: March 3, 2026 at 5:40:12 PM GMT\nTo: "
        "Desk <desk@wadlicht.example>\n"
        "Cc: {b.turned} <{b.mail}>\nSubject: leak\n\nDear all,\n\nIt leaks.\n\nCheers\n{a.given}",
        "",
    ),
    ("chat", "", "On Tue, 3 Mar 2026 at 17:40, {a} <{a.mail}> wrote:\n\n> When?\n>\n> Regards,\n> {a}", ""),
    ("ticket", "", "On 2026-03-03 17:40, {a} wrote:\n> fine", ""),
    ("ticket", "", "Contact person: {a}\nSubject: new meter\nDescription: please replace", ""),
    ("ticket", "Form", "Customer name: {a}\nType: outage", ""),
    ("ticket", "{a}", "Ms. {a.last} wants to know. {a} will be home tomorrow.", "Question {a}"),
    ("mail", "", "See you!\n\n--\n{a} | Main Street | Leeds", ""),
    ("mail", "", "{a.given},\n\nThanks for your quick answer.\n\nTake care,\n{b.given}", ""),
    ("mail", "{s} <s@wadlicht.example>", "Hi {a.given},\n\nAll set!\n\nCheers,\n{s.given}\nWadlicht Energy", ""),
    ("chat", "", "Thank you {a.given}!\n\nRegards {b.given}", ""),
)

WITHOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Beste {},\n\nKunt u dit nakijken?",
        _of(
            "verhuurder|afdeling facturatie|Afdeling Klachten|huurders|leden|Wadlicht|Eneco|collega|meneer "
            "of mevrouw|Vattenfall|Odido"
            "|medewerkers van Wadlicht|bestuur|ouders|vrienden|Verhuurder|Webshop|Nuon|Gemeente|directie"
        ),
    ),
    (
        "Dear {},\n\nCould you check this?",
        _of(
            "landlord|Billing Department|tenants|members|Vodafone|Microsoft Support|colleague|Madam|whoever "
            "reads this|Team Wadlicht"
            "|Customer|Sir/Madam|PayPal|Netflix|hiring team|parents|Board|Landlord|Amazon|Service Desk"
        ),
    ),
    (
        "Hallo {}!\n\nIk mis mijn pakket.",
        _of("PostNL|DHL|Zalando|Wehkamp|iedereen|lieve mensen|daar|wederom|MediaMarkt|Ikea|team"),
    ),
    ("Hey {},\n\nmy parcel is lost.", _of("DHL|folks|team|both|again|Uber|Google|everybody|you|Spotify")),
    (
        "Fijne dag!\n\nVriendelijke groeten,\n{}",
        _of(
            "Het webteam|Vattenfall Klantenservice|De redactie|Storingsdienst|Team Incasso|Albert Heijn|Ons "
            "kantoor in Assen|Vereniging van Eigenaren|Huurdersvereniging Noord|Odido"
        ),
    ),
    (
        "That is all.\n\nSincerely,\n{}",
        _of(
            "The Billing Team|Amazon Web Services|The editors|Microsoft|Customer Success|Your neighbours|"
            "Acme Support|Sales Department|PayPal|IT Helpdesk"
        ),
    ),
    (
        "Alvast bedankt!\n{}",
        _of(
            "Ordernummer 123|Mijn adres volgt nog|Windows 11 draait hier|Zie de bijlage|De factuur zit erbij|"
            "Samsung televisie|Kerstmis komt eraan|Nogmaals excuses"
        ),
    ),
    (
        "Many thanks.\n{}",
        _of(
            "Order 123 is attached|Windows 11 runs here|See the attachment|Firefox crashes too|Christmas is "
            "near|Version 4.2|Apologies again|Android phone"
        ),
    ),
    (
        "Van: {}\nTot: vrijdag\nAantal: 2",
        _of("maandag|Station Assen|Zolder|Keuken|Schiphol|Rotterdam Centraal|thuis|januari"),
    ),
    ("From: {}\nUntil: Friday\nCount: 2", _of("Monday|Kings Cross|Attic|Kitchen|Heathrow|Paris|home|January")),
    ("Naam: {}\nWaarde: aan", _of("wifi-5G|Thermostaat|Router|router-01|Nest|config.toml|Meter 4|ETH0")),
    ("Name: {}\nValue: on", _of("wifi-5G|Thermostat|Router|router-01|libglade|config.toml|Meter 4|ETH0")),
    (
        "Hoi, {}",
        _of(
            "Mijn scherm blijft zwart.|Kan iemand helpen?|Weet u waar Zwolle ligt?|Vandaag geen post.|"
            "Outlook start niet.|Is Chrome beter?|Waar is April gebleven?"
        ),
    ),
    (
        "Hello, {}",
        _of(
            "My screen stays black.|Can anyone help?|Do you know where Leeds is?|No mail today.|Outlook "
            "fails.|Is Chrome better?|Where did April go?"
        ),
    ),
    (
        "{}, dan werkt het weer.",
        _of(
            "Herstart de Router|Open Instellingen|Kies Mark as read|Klik op Rose Gold|Druk op Max|Ga naar "
            "Bos en Lommer|Zet Jan op 5"
        ),
    ),
    (
        "{}, then it works.",
        _of(
            "Restart the Router|Open Settings|Choose Mark as read|Pick Rose Gold|Press Max|Go to Bill Pay|"
            "Select Grant access|Enable Art mode"
        ),
    ),
    (
        "@@{} <news@shop.example>\nAanbiedingen van deze week.",
        _of(
            "Kruidvat|Coolblue Nieuwsbrief|Action Folder|De Groene Winkel|Bol.com|NS Zakelijk|GitHub|Stack "
            "Overflow|Wadlicht Nieuws|Consumentenbond"
        ),
    ),
    (
        "@@{}\nopgepakt",
        _of(
            "Tweedelijns|Medewerker 12|Beheerder|System Administrator|automation|Jira Bot|Zendesk|api-user|"
            "web formulier|Anoniem|Onbekend|gast|Bezoeker 88|Planning|Monteur"
        ),
    ),
    ("Groeten {}", _of("terug|uit Zeeland|aan allen|vanuit het hoge noorden|en een fijne dag|van de afdeling")),
    ("Cheers {}", _of("all|again|mate|for that|everyone|guys|then")),
)
