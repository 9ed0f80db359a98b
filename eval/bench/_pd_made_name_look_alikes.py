"""What stands where names stand and is none: roles, companies, things, sentences.

{} is where each of the words stands, which are set apart by "|".
"""

from __future__ import annotations

WITHOUT: dict[str, str] = {
    "Beste {},\n\nHet is opgelost.": (
        "klant|team|allemaal|klantenservice|lezer|heer/mevrouw|meneer, mevrouw|collega's|internetprovider|"
        "medewerker|bewoners|mensen|buren|redactie|helpdesk"
    ),
    "Hoi {}\n\nIs er nieuws?": (
        "klant|team|allemaal|klantenservice|lezer|heer/mevrouw|meneer, mevrouw|collega's|internetprovider|"
        "medewerker|bewoners|mensen|buren|redactie|helpdesk"
    ),
    "Geachte {},\n\nGraag uw reactie.": (
        "klant|team|allemaal|klantenservice|lezer|heer/mevrouw|meneer, mevrouw|collega's|internetprovider|"
        "medewerker|bewoners|mensen|buren|redactie|helpdesk"
    ),
    "Dear {},\n\nIt is solved.": (
        "customer|all|team|there|everyone|Sir or Madam|Customer Service|colleagues|folks|guys|support|"
        "Support Team|Hiring Manager|Members|friends"
    ),
    "Hi {}!\n\nAny news?": (
        "customer|all|team|there|everyone|Sir or Madam|Customer Service|colleagues|folks|guys|support|"
        "Support Team|Hiring Manager|Members|friends"
    ),
    "Beste {},\n\nWaarom is het duurder?": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "Hello {},\n\nWhy is it more expensive?": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "Het is klaar.\n\nMet vriendelijke groet,\n\n{}": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "It is done.\n\nKind regards,\n{}": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "Bedankt,\n{}": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "@@{} <info@bedrijf.example>\nHier is het nieuws van de week.": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "@@{}\nUw melding is ontvangen.": (
        "Ziggo|KPN|Wadlicht Energie|Coolblue|Team Support|Helpdesk|Rabobank|PostNL|Google Support|"
        "De Klantenservice|Gemeente Assen|Afdeling Incasso|Bol.com|Apple|Belastingdienst"
    ),
    "Hallo {}\nik heb een vraag": (
        "Groningen|Amsterdam|maandag|Monday|maart|May|December|iPhone|Windows|Excel|Slimme Meter|Bluetooth|WiFi|"
        "Outlook|Chrome"
    ),
    "Thanks,\n{} does not start any more": (
        "Groningen|Amsterdam|maandag|Monday|maart|May|December|iPhone|Windows|Excel|Slimme Meter|Bluetooth|WiFi|"
        "Outlook|Chrome"
    ),
    "De {} is stuk, groeten uit {}": (
        "Groningen|Amsterdam|maandag|Monday|maart|May|December|iPhone|Windows|Excel|Slimme Meter|Bluetooth|WiFi|"
        "Outlook|Chrome"
    ),
    "Van: {}\nNaar: Utrecht\nPrijs: 12 euro": (
        "Groningen|Amsterdam|maandag|Monday|maart|May|December|iPhone|Windows|Excel|Slimme Meter|Bluetooth|WiFi|"
        "Outlook|Chrome"
    ),
    "Hallo,\n{}. Alvast bedankt.": (
        "Ik heb een vraag|Graag hulp met mijn nota|Kunt u mij bellen|Mijn internet doet het niet|"
        "Wanneer komt de monteur|Sinds maandag is er storing|Het werkt niet|Vandaag kreeg ik post|"
        "Volgens mij klopt dit niet|Waar vind ik mijn pas"
    ),
    "Hoi {}": (
        "Ik heb een vraag|Graag hulp met mijn nota|Kunt u mij bellen|Mijn internet doet het niet|"
        "Wanneer komt de monteur|Sinds maandag is er storing|Het werkt niet|Vandaag kreeg ik post|"
        "Volgens mij klopt dit niet|Waar vind ik mijn pas"
    ),
    "Goedemorgen, {}?": (
        "Ik heb een vraag|Graag hulp met mijn nota|Kunt u mij bellen|Mijn internet doet het niet|"
        "Wanneer komt de monteur|Sinds maandag is er storing|Het werkt niet|Vandaag kreeg ik post|"
        "Volgens mij klopt dit niet|Waar vind ik mijn pas"
    ),
    "Beste prijs van {}: nu bestellen": (
        "Groningen|Amsterdam|maandag|Monday|maart|May|December|iPhone|Windows|Excel|Slimme Meter|Bluetooth|WiFi|"
        "Outlook|Chrome"
    ),
    "Hi, {}. Thanks": (
        "I have a question|Can you help|My internet is down|Please call me|When will it arrive|"
        "Since Monday nothing works|It fails|Today I got a letter|Is this right|Where is my card"
    ),
    "Hello {}": (
        "I have a question|Can you help|My internet is down|Please call me|When will it arrive|"
        "Since Monday nothing works|It fails|Today I got a letter|Is this right|Where is my card"
    ),
    "Bedankt\n\n{}": (
        "Ik heb een vraag|Graag hulp met mijn nota|Kunt u mij bellen|Mijn internet doet het niet|"
        "Wanneer komt de monteur|Sinds maandag is er storing|Het werkt niet|Vandaag kreeg ik post|"
        "Volgens mij klopt dit niet|Waar vind ik mijn pas"
    ),
    "Thanks!\n\n{}": (
        "I have a question|Can you help|My internet is down|Please call me|When will it arrive|"
        "Since Monday nothing works|It fails|Today I got a letter|Is this right|Where is my card|"
        "PS my address has changed|Photo follows|See below|Once more sorry"
    ),
    "Groetjes {}": "allemaal|terug|uit Drenthe|en tot morgen|van ons allen|aan iedereen|namens het team",
    "Thanks {}": (
        "again|in advance|a lot|for the help|everyone|guys|anyway|so much|Support|for everything|then|"
        "for your time|and goodbye|once more|from all of us"
    ),
    "@@{}\nok": (
        "Klant|Customer|Agent|Helpdesk|Support|Systeem|Admin|Bot|[NAAM 1]|jan@voorbeeld.example|"
        "noreply@x.example|Wadlicht Energie|user-0012|Visitor 5512|Support Team|Nieuwsbrief|Jira|12345"
    ),
    "Will I get May's bill? Mark the box, rose by 5%. Bos en Bloem is a shop. {}": (
        "Jan 5|Sue them|Frank talk|Grace period|Hope so|Art works"
    ),
    "Beste {},\n\nKunt u dit nakijken?": (
        "verhuurder|afdeling facturatie|Afdeling Klachten|huurders|leden|Wadlicht|Eneco|collega|"
        "meneer of mevrouw|Vattenfall|Odido|medewerkers van Wadlicht|bestuur|ouders|vrienden|Verhuurder|Webshop|"
        "Nuon|Gemeente|directie"
    ),
    "Dear {},\n\nCould you check this?": (
        "landlord|Billing Department|tenants|members|Vodafone|Microsoft Support|colleague|Madam|"
        "whoever reads this|Team Wadlicht|Customer|Sir/Madam|PayPal|Netflix|hiring team|parents|Board|Landlord|"
        "Amazon|Service Desk"
    ),
    "Hallo {}!\n\nIk mis mijn pakket.": (
        "PostNL|DHL|Zalando|Wehkamp|iedereen|lieve mensen|daar|wederom|MediaMarkt|Ikea|team"
    ),
    "Hey {},\n\nmy parcel is lost.": "DHL|folks|team|both|again|Uber|Google|everybody|you|Spotify",
    "Fijne dag!\n\nVriendelijke groeten,\n{}": (
        "Het webteam|Vattenfall Klantenservice|De redactie|Storingsdienst|Team Incasso|Albert Heijn|"
        "Ons kantoor in Assen|Vereniging van Eigenaren|Huurdersvereniging Noord|Odido"
    ),
    "That is all.\n\nSincerely,\n{}": (
        "The Billing Team|Amazon Web Services|The editors|Microsoft|Customer Success|Your neighbours|"
        "Acme Support|Sales Department|PayPal|IT Helpdesk"
    ),
    "Alvast bedankt!\n{}": (
        "Ordernummer 123|Mijn adres volgt nog|Windows 11 draait hier|Zie de bijlage|De factuur zit erbij|"
        "Samsung televisie|Kerstmis komt eraan|Nogmaals excuses"
    ),
    "Many thanks.\n{}": (
        "Order 123 is attached|Windows 11 runs here|See the attachment|Firefox crashes too|Christmas is near|"
        "Version 4.2|Apologies again|Android phone"
    ),
    "Van: {}\nTot: vrijdag\nAantal: 2": (
        "maandag|Station Assen|Zolder|Keuken|Schiphol|Rotterdam Centraal|thuis|januari"
    ),
    "From: {}\nUntil: Friday\nCount: 2": "Monday|Kings Cross|Attic|Kitchen|Heathrow|Paris|home|January",
    "Naam: {}\nWaarde: aan": "wifi-5G|Thermostaat|Router|router-01|Nest|config.toml|Meter 4|ETH0",
    "Name: {}\nValue: on": "wifi-5G|Thermostat|Router|router-01|libglade|config.toml|Meter 4|ETH0",
    "Hoi, {}": (
        "Mijn scherm blijft zwart.|Kan iemand helpen?|Weet u waar Zwolle ligt?|Vandaag geen post.|"
        "Outlook start niet.|Is Chrome beter?|Waar is April gebleven?"
    ),
    "Hello, {}": (
        "My screen stays black.|Can anyone help?|Do you know where Leeds is?|No mail today.|Outlook fails.|"
        "Is Chrome better?|Where did April go?"
    ),
    "{}, dan werkt het weer.": (
        "Herstart de Router|Open Instellingen|Kies Mark as read|Klik op Rose Gold|Druk op Max|"
        "Ga naar Bos en Lommer|Zet Jan op 5"
    ),
    "{}, then it works.": (
        "Restart the Router|Open Settings|Choose Mark as read|Pick Rose Gold|Press Max|Go to Bill Pay|"
        "Select Grant access|Enable Art mode"
    ),
    "@@{} <news@shop.example>\nAanbiedingen van deze week.": (
        "Kruidvat|Coolblue Nieuwsbrief|Action Folder|De Groene Winkel|Bol.com|NS Zakelijk|GitHub|Stack Overflow|"
        "Wadlicht Nieuws|Consumentenbond"
    ),
    "@@{}\nopgepakt": (
        "Tweedelijns|Medewerker 12|Beheerder|System Administrator|automation|Jira Bot|Zendesk|api-user|"
        "web formulier|Anoniem|Onbekend|gast|Bezoeker 88|Planning|Monteur"
    ),
    "Groeten {}": "terug|uit Zeeland|aan allen|vanuit het hoge noorden|en een fijne dag|van de afdeling",
    "Cheers {}": "all|again|mate|for that|everyone|guys|then",
    "Beste {},\n\nIk ga verhuizen.": (
        "mevrouw/meneer|energieleverancier|Energieleverancier|teamleden|Rabobank|storingsdienst|receptie|"
        "winkelier|Consumentenbond|beheerder|Zorgverzekeraar|planning|Lezers|Ziggo team|Kantoor Assen"
    ),
    "Hi {},\n\nI am moving.": (
        "energy supplier|Energy Supplier|team members|Barclays|reception|shop owner|Admins|British Gas|Office|IT|"
        "Facilities|Everyone|Readers|GitHub team|Moderators"
    ),
    "Geachte {},\n\nHierbij mijn stand.": (
        "administratie|heer, mevrouw|directie|lezer|Directie|commissie|Belastingdienst|Klantenservice|Vitens|"
        "leverancier"
    ),
    "Groeten,\n{}": (
        "Wadlicht Installatie|De buurtvereniging|Bewoners Noord|Vodafone Zakelijk|Team Planning|Uw installateur|"
        "PWN|Het bestuur"
    ),
    "Regards,\n{}": (
        "Delivery Team|The landlord|Vodafone Business|Facilities Desk|Your plumber|HMRC|The board|Tech Support"
    ),
    "Bedankt!\n\n{}": (
        "Bijlage: foto|Meterstand 1234|Nieuwe Pas|Graag voor vrijdag|Laatste Herinnering|Thermostaat Reset|"
        "iPad Pro"
    ),
    "Thanks\n\n{}": (
        "Attachment: photo|Reading 1234|New Card|Before Friday please|Last Reminder|Thermostat Reset|"
        "Steps to Reproduce"
    ),
    "Hallo {} hier": "internet|stroom|storing|Assen|zon",
    "Hoi {}, dat was het.": "hoi|ja|nee|oke|goed|mooi|prima|super",
    "Hi {}, that was it.": "yes|no|ok|good|fine|great|well",
    "De {} staat aan.": "Max|Mark III|Rose|Bos-lamp|Jan-van-gent|Will-knop|Sonos|Philips Hue|Mei-actie|April",
    "Aan: {}\nUit: nooit\nStand: 3": "Keuken|Lamp|Zonnescherm|maandag|07:00|Woonkamer|Ketel",
    "To: {}\nMode: manual\nLevel: 3": "Kitchen|Lamp|Monday|07:00|Living Room|Boiler",
    "@@{} <info@firma.example>\nUw nota staat klaar.": (
        "Firma|Firma BV|Energie Direct|Facturatie|Wadlicht Klantenservice|Vitens"
    ),
    "@@{}\nlukt": (
        "Huurder|Tenant|Bewoner 3|teamleider|Frontoffice|Back Office|chatbot|Robot|support-2|ticket-bot|"
        "Afdeling ICT|Kassa"
    ),
    "Dank je wel {}": "hoor|alvast|voor de hulp|allemaal|namens ons|nogmaals",
    "Thank you {}": "all|so much|for the help|again|very much|everyone",
    "Volgens de heer van het kantoor is mevrouw er niet. {}": "Dhr. is weg.|Mr. is away.",
    "Beste {},\n\nWaar blijft mijn bestelling?": (
        "webwinkel|Albert Heijn|mensen van de helpdesk|klantendienst|Technische Dienst|bezorger|Hema|monteurs|"
        "Postcode Loterij"
    ),
    "Dear {},\n\nWhere is my order?": (
        "web shop|Tesco|people of the helpdesk|Customer Care|Technical Service|courier|eBay|engineers|"
        "Lost Property"
    ),
    "Hoi {}!\n\nHet werkt.": (
        "lieve collega's|KPN team|jullie|samen|Teamgenoten|Mediamarkt|beste helpdesk|iedereen daar"
    ),
    "Hi {}!\n\nIt works.": "dear colleagues|BT team|you all|both|Teammates|Ikea|good people|everybody there",
    "Met vriendelijke groet,\n\n{}": (
        "Uw bezorgdienst|Ziggo Zakelijk|Afdeling Inkoop|Het hele team|Basisschool De Regenboog"
    ),
    "Kind regards,\n\n{}": "Your courier|Virgin Media|Purchasing Department|The whole team|Rainbow Primary School",
    "Groetjes\n\n{}": "Ps. mijn adres is gewijzigd|Foto volgt|Zie onder|Nogmaals dank",
    "Goedemorgen,\n{} doet het niet.": "Mijn Samsung|De Volvo|Onze Nest|Windows|Teams|Het scherm|Google Maps|Spotify",
    "Good morning,\n{} does not work.": "My Samsung|The Volvo|Our Nest|Windows|Teams|The screen|Google Maps|Spotify",
    "Ik woon in {} en het regent.": "Assen|Den Haag|Bergen op Zoom|Sint Annaparochie|Paris|Florence|Rose Hill",
    "I bought it in {} and it rains.": "May|August|April|London|Georgia|Chester|Victoria Station",
    "{} wint in de test van dit jaar.": "Bosch|Miele|Siemens|Dyson|Tesla|Ford|Opel|Philips",
    "Bestelling: {}\nAantal: 1": "Rose|Jan van Gent|Max|Mark IV|Bloem|Iris|Daisy",
    "@@{}\nzie boven": (
        "Klantcontact|Eerstelijns Support|Storingsdienst|Desk 2|Reception|Facilitair|Bedrijfsbureau|Systeembeheer"
    ),
    "@@{} <no-reply@winkel.example>\nUw bon.": "Winkel|De Winkel|Boekenhuis|Fietsplaza|Winkel Nieuws|Mijn Winkel",
    "Bedankt {}": "voor alles|hoor|voor je tijd|en tot ziens|weer|namens ons allen",
}  # fmt: skip
