"""Messages with names in Dutch: the kind of document, a title ("# "), and messages parted by "||".

A message begins with its author in "<< >>". {a} is a full name, {a.given} and so on its parts, {s} a colleague.
"""

from __future__ import annotations

NL = (
    "mail: # Vraag van {a}\n<<{a} <{a.mail}>>> Beste klantenservice,\n\nMijn meter staat stil.\n\nMet "
    "vriendelijke groet,\n\n{a}",
    "mail: <<{a.turned} <{a.mail}>>> Goedemorgen,\n\nIs de storing al voorbij?\n\nGroeten {a.given}",
    "mail: <<{a.far} <{a.mail}>>> L.S.,\n\nGraag een kopie van de nota.\n\nHoogachtend,\n{a.initials}",
    "ticket: <<{a} (Klant)>> Hoi,\n\nHet werkt weer, bedankt!\n\ngr {a.given}",
    "ticket: <<{a.handle}>> Hallo,\nik kan niet inloggen.\nGroetjes {a.lower}",
    "chat: <<{a.given}>> dank je, dat was het",
    "mail: <<Helpdesk <hulp@wadlicht.example>>> Beste {a.given},\n\nDank voor je bericht. We kijken "
    "ernaar.\n\nTeam Wadlicht",
    "mail: <<Helpdesk <hulp@wadlicht.example>>> Geachte heer {a.last},\n\nUw nota is aangepast.\n\nMet "
    "vriendelijke groet,\nKlantenservice",
    "mail: # Re: aanvraag mevrouw {a.last}\n<<Helpdesk <hulp@wadlicht.example>>> Geachte mevrouw "
    "{a.last},\n\nUw aanvraag is ontvangen.",
    "mail: <<Helpdesk <hulp@wadlicht.example>>> Beste meneer {a.last},\n\nMorgen komt de monteur.",
    "mail: <<Helpdesk <hulp@wadlicht.example>>> Geachte familie {a.last},\n\nWij sturen een nieuwe pas.",
    "mail: <<Helpdesk <hulp@wadlicht.example>>> Dag {a},\n\nHierbij de bevestiging.",
    "ticket: <<Support>> Hoi {a.given}, kun je de router opnieuw starten?",
    "ticket: <<Support>> Hallo {a.given} en {b.given},\n\nWe hebben het overgezet.",
    "ticket: <<Support>> hoi {a.lower},\n\nik kijk even mee", "chat: Goedemiddag {a.given}! Waarmee kan ik helpen?",
    "chat: hé {a.given}, lukt het?", "mail: Graag spoed.\n\nMvg,\n{a}\nKerkstraat in Assen",
    "mail: Kunt u bellen?\n\nmet vriendelijke groet {a.lower}",
    "mail: Kan het morgen? Alvast bedankt. Groetjes {a.given}",
    "mail: Ik hoor het graag.\n\nHartelijke groeten,\n\n{a.given} & {b.given}",
    "mail: Het is opgelost.\n\nGroet,\n{a.given}\n\n{a}\nAdviseur | Wadlicht Energie",
    "mail: GRAAG VANDAAG NOG.\n\nMET VRIENDELIJKE GROET,\n{a.upper}",
    "mail: Dank.\n\nVriendelijke groeten,\n\nMevr. {a.initials}",
    "mail: Wanneer komt u?\n\nDhr. {a.last}\n\nIk wacht op dhr. {a.last}.",
    "mail: <<{a} <{a.mail}>>> Zie hieronder.\n\nVan: {b} <{b.mail}>\nVerzonden: maandag 2 maart 2026 "
    "09:12\nAan: {a} <{a.mail}>\nCC: {s} <collega@wadlicht.example>\nOnderwerp: nota\n\nHoi {a.given},\n\nKlopt "
    "dit?\n\nGroet, {b.given}",
    "ticket: <<{a}>> Doorgestuurd.\n\nVan: {b.turned}\nVerzonden: 2 maart 2026 09:12\nAan: {a.far}\nOnderwerp: "
    "vraag\n\nWil jij dit doen?",
    "chat: Op ma 2 mrt 2026 om 09:12 schreef {a} <{a.mail}>:\n> Mijn pas werkt niet.\n> Groet, {a.given}",
    "ticket: Op 2 maart 2026 09:12 schreef {a}:\n\n> het is kapot",
    "ticket: <<Webformulier>> Naam: {a}\nOnderwerp: verhuizing\nBericht: ik ga verhuizen",
    "ticket: <<Webformulier>> Voornaam: {a.given}\nAchternaam: {a.last}\nVraag: waar is mijn pas?",
    "chat: <<{a}>> Hallo, mijn naam is {a}. Volgens {b.full} kan dat.\nMijn vrouw {b.given} belde "
    "ook.\n\nGroeten,\n{b}",
    "ticket: # Terugbellen {a}\n<<{a} <{a.mail}>>> Klant {a} belt. {a.given} wacht sinds maandag, zegt {a.full}.",
    "mail: Fijne dag!\n\n-- \n{a}\nTel. 050 000 00 00", "ticket: Bedankt,\n{a.given}",
    "mail: Beste {a.given} ,\n\nZoals besproken.\n\nGroetjes,\n\n{b.given}",
    "mail: Geachte heer/mevrouw {a.last},\n\nWij missen de stand.", "chat: Hoi @{a.given}, kijk jij?",
    "mail: T.a.v. {a}\n\nHierbij de stukken.",
    "mail: <<{s} <collega@wadlicht.example>>> Beste {a.given},\n\nDat kan.\n\nMet vriendelijke "
    "groet,\n\n{s.full}\nWadlicht",
    'mail: # Geen warm water\n<<"{a}" <{a.mail}>>> Goedenavond,\n\nSinds gisteren heb ik geen warm '
    "water.\n\nMet hartelijke groet,\n{a}\n",
    "mail: # Opzegging {a}\n<<{a.turned} (via website) <{a.mail}>>> Hallo daar,\n\nIk wil opzeggen.\n\nm.v.g. {a}",
    "mail: <<{a.initials} <{a.mail}>>> Goedendag,\n\nHierbij mijn stand.\n\nVriendelijke groet, {a.initials}",
    "ticket: <<{a} - Klant>> Het is nog steeds niet gelukt.\n\nGr. {a.given}",
    "ticket: <<{a.lowerfull}>> kan iemand dit oppakken?\n\ngroetjes,\n{a.lower}", "chat: <<{a}>> ik ben er weer",
    "chat: <<{a.handle}>> lukt niet hoor",
    "mail: <<Balie <balie@wadlicht.example>>> Hallo {a.given},\n\nLeuk dat je klant wordt!\n\nHet team van Wadlicht",
    "mail: <<Balie <balie@wadlicht.example>>> Geachte mevrouw, meneer {a.last},\n\nUw contract loopt "
    "af.\n\nHoogachtend,\nAfdeling Contracten",
    "mail: <<Balie <balie@wadlicht.example>>> Lieve {a.given},\n\nGefeliciteerd!\n\nGroetjes van de balie",
    "mail: # Afspraak dhr. {a.last}\n<<Balie <balie@wadlicht.example>>> Geachte dhr. {a.last},\n\nDhr. {a.last} "
    "kan langskomen.",
    "mail: <<Balie <balie@wadlicht.example>>> Goedemorgen meneer {a.last},\n\nDat is verwerkt.",
    "ticket: <<Agent 4>> Goedemiddag mevrouw {a.last}, ik heb het doorgezet.",
    "ticket: <<Agent 4>> Dag {a.given}! Ik kom erop terug.",
    "ticket: <<Agent 4>> Beste {a.given}/{b.given},\n\nHet dossier is gesloten.",
    "chat: heey {a.lower}, ben je er nog?", "chat: Goedenavond {a}, u spreekt met de balie",
    "mail: Ik zie uw antwoord tegemoet.\n\nMet vriendelijke groeten,\n\nFam. {a.last}\n",
    "mail: Wat nu?\n\nHartelijks, dank en groet,\n{a}\n", "mail: Wie kan mij helpen? Met vriendelijke groet, {a}",
    "mail: Graag horen we van u. Vr. gr. {a.given} en {b.given}",
    "mail: We wachten af.\n\nVriendelijke groet,\n\nnamens de familie\n{a}",
    "mail: DOE ER WAT AAN.\n\nGROETEN,\n{a.uppergiven}",
    "mail: Prettig weekend!\n{a.given}\n\n{a}\nFinanciën\nT 050 000 00 00",
    "mail: <<{b} <{b.mail}>>> Ter info.\n\n-----Oorspronkelijk bericht-----\nVan: {a} "
    "[mailto:{a.mail}]\nVerzonden: dinsdag 3 maart 2026 17:40\nAan: '{b}'\nOnderwerp: RE: afspraak\n\nDag "
    "{b.given},\n\nPrima.\n\nGroeten,\n{a}",
    "ticket: <<Balie <balie@wadlicht.example>>> Begin doorgestuurd bericht:\n\nVan: {a} <{a.mail}>\nDatum: 3 "
    "maart 2026 om 17:40:12 CET\nAan: Balie <balie@wadlicht.example>\nKopie: {b.turned} <{b.mail}>\nOnderwerp: "
    "lekkage\n\nBeste mensen,\n\nHet lekt.\n\nGroet,\n{a.given}",
    "chat: Op 3 mrt. 2026, om 17:40 heeft {a} <{a.mail}> het volgende geschreven:\n\n> Wanneer?\n>\n> Mvg\n> {a}",
    "ticket: Op di 3 mrt 2026 17:40 schreef {a.turned} <{a.mail}>:\n> prima",
    "ticket: Contactpersoon: {a}\nOnderwerp: nieuwe meter\nOmschrijving: graag vervangen",
    "ticket: <<Formulier>> Naam klant: {a}\nSoort: storing",
    "chat: <<{a.given}>> Goedemorgen, ik ben {a.given} van nummer 12.\n\nfijne dag,\n{a}",
    "ticket: # Vraag {a}\n<<{a}>> Mevrouw {a.last} wil weten of het klopt. {a} is morgen thuis.",
    "mail: Tot dan!\n\n--\n{a} | Dorpsstraat | Peize",
    "mail: {a.given},\n\nDank voor je snelle antwoord.\n\nGroet,\n{b.given}",
    "chat: (10:02:11) {a.given}: hallo?\n\nGroetjes,\n{a.given}",
    "mail: <<{s} <s@wadlicht.example>>> Hoi {a.given},\n\nGeregeld!\n\nGroetjes,\n{s.given}\nWadlicht Energie",
    "chat: Dank je wel {a.given}!\n\nGroetjes {b.given}",
    "mail: # Nota\n<<{a} <{a.mail}>>> Geachte dames en heren,\n\nMijn nota klopt niet.\n\nMet de meeste "
    "hoogachting,\n{a}",
    "mail: <<{a.initials} <{a.mail}>>> Beste helpdesk,\n\nKunt u mij terugbellen?\n\nHartelijke "
    "groet,\n\n{a.given} {a.last}",
    "mail: <<{a.far} | Klant <{a.mail}>>> Hoi!\n\nWanneer start het?\n\nGroetjes, {a.given} :)",
    "ticket: # Lekkage bij {a}\n<<{a} (huurder)>> Er lekt water.\n\nMvg {a.given}",
    "ticket: <<{a.given}>> De app loopt vast.\n\n{a.given}", "chat: <<{a.lower}>> top, bedankt!",
    "chat: <<Agent>> Welkom terug {a.given}, waarmee kan ik je helpen?\nhoi {a.lower}",
    "ticket: <<Agent>> Geachte mevrouw {a.last},\n\nDe heer {b.last} heeft u gebeld.",
    "ticket: <<Agent>> Goedendag {a.given},\n\nWe hebben mevrouw {b.last} gesproken.\n\nMet vriendelijke "
    "groet,\nHelpdesk",
    "mail: <<Post <post@wadlicht.example>>> Hallo mevrouw {a.last},\n\nDat is goed ontvangen.",
    "mail: <<Post <post@wadlicht.example>>> Beste {a},\n\nUw pas is onderweg.\n\nVriendelijke groet,\nWadlicht",
    "mail: # RE: vraag {a}\n<<Post <post@wadlicht.example>>> Hee {a.given},\n\nFijn dat het lukt.",
    "mail: Ik hoor graag van u.\n\nVriendelijk groetend,\n\n{a}\nVoorzitter",
    "mail: Zou u willen reageren?\n\nAlvast dank en groet,\n\n{a.given}", "mail: Bedankt en groeten,\n\n{a}",
    "mail: Is dat mogelijk?\n\nGrtz {a.given}",
    "mail: Tot volgende week.\n\nGroet, {a.given} {a.last}\n06 00 00 00 00",
    "mail: Hier nog een foto. Groet {a.given}", "mail: Met vriendelijke groet,\n\nDhr. en mevr. {a.last}",
    "ticket: # FW: opzeggen\n<<Agent>> Zie mail.\n\nVan: {a}\nVerzonden: woensdag 4 maart 2026 08:01\nAan: "
    "info@wadlicht.example\nCC: {b}\nOnderwerp: opzeggen\n\nGeachte heer,\n\nIk zeg op.\n\nMet vriendelijke "
    "groet,\n{a}",
    "chat: Op wo 4 mrt. 2026 om 08:01 schreef {a.given} <{a.mail}>:\n> oke",
    "ticket: {a} schreef op 04-03-2026 08:01:\n> het doet het weer",
    "ticket: Ingediend door: {a}\nNaam: {b}\nAdres: volgt", "ticket: Uw naam: {a}\nUw vraag: Waar blijft mijn pas?",
    "chat: <<{a}>> u spreekt met {a}\nik bel namens {b.full}\n\ngroetjes {b.lower}",
    "ticket: <<{a} <{a.mail}>>> Vandaag met {a.given} gebeld. Dhr. {a.last} wacht op post. Terugbellen: {a}.",
    "mail: <<{s} <s@wadlicht.example>>> Dag {a.given},\n\nIk regel het.\n\nMet vriendelijke groet,\n{s.full}",
    "mail: # Pakket {a}\n<<{a} <{a.mail}>>> Hallo,\n\nMijn pakket is zoek.\n\nmet vriendelijke groeten\n{a}\n",
    "mail: <<{a.turned} <{a.mail}>>> Beste meneer/mevrouw,\n\nIk kan niet betalen.\n\nDank en groet,\n{a.given}",
    "mail: <<{a} | Bakkerij <{a.mail}>>> Goeiemorgen!\n\nDe oven doet het niet.\n\nGroetjes,\n\n{a.given} en "
    "{b.given}",
    "ticket: <<{a} (aanvrager)>> Nog geen nieuws?\n\nHgr,\n{a.given}",
    "ticket: <<{a.handle}>> Inloggen mislukt.\n\nGroet {a.given}",
    "chat: <<{a}>> hoi, ik heb een vraag\n\n{a.lower}",
    "chat: <<Agent>> Hoi {a.given}, ik kijk even voor je.\nOke {a.given}, gevonden!",
    "ticket: <<Agent>> Geachte heer {a.last},\n\nWij hebben uw klacht gezien.\n\nMet vriendelijke groet,\nTeam "
    "Klachten",
    "ticket: <<Agent>> Beste mevrouw {a.last},\n\nDe monteur komt maandag.",
    "mail: <<Info <info@wadlicht.example>>> Beste {a.given} en {b.given},\n\nWelkom!\n\nHartelijke groet,\nWadlicht",
    "mail: # Afspraak mevrouw {a.last}\n<<Info <info@wadlicht.example>>> Goedemiddag {a},\n\nUw afspraak staat.",
    "mail: Laat u iets weten?\n\nVriendelijke groet\n\n\n{a}\nHoofdstraat, Roden",
    "mail: Ik wacht op bericht, groetjes {a.given}", "mail: Kunt u dit nazien?\n\nBij voorbaat dank,\n{a}",
    "mail: Het is een drama.\n\nHoogachtend,\n\nMevrouw {a.initials}", "mail: ik snap er niets van\n\ngr {a.lower}",
    "mail: <<{b} <{b.mail}>>> Zie onder.\n\n________________________________\nVan: {a} <{a.mail}>\nVerzonden: "
    "vrijdag 6 maart 2026 14:22\nAan: {b} <{b.mail}>\nOnderwerp: offerte\n\nBeste "
    "{b.given},\n\nAkkoord.\n\nMvg, {a}",
    "chat: Op vr 6 mrt 2026 om 14:22 schreef {a} <{a.mail}>:\n\n> Is het al klaar?\n> Groetjes {a.given}",
    "ticket: Naam: {a}\nTelefoon: volgt\nKlacht: traag internet",
    "ticket: # Storing bij {a}\n<<{a} <{a.mail}>>> Klant {a} meldt storing. Dhr. {a.last} is overdag thuis.",
    "mail: <<{s} <s@wadlicht.example>>> Hoi {a.given},\n\nDat klopt.\n\nGroetjes {s.given}",
    "mail: Dag {a.given},\n\nIk heb het doorgestuurd aan {b}.\n\nGroet,\n{b}",
)  # fmt: skip
