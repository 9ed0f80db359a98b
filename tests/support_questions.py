"""Long questions as people paste them, with what a reduction must keep and what it must lose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pasted:
    name: str
    text: str
    kept: tuple[str, ...]
    gone: tuple[str, ...]


PASTED = (
    Pasted(
        "the topic in the middle",
        """Goedemiddag,

Allereerst wil ik zeggen dat mijn vrouw en ik al jaren met plezier bij jullie huren en dat de mensen aan de balie
altijd vriendelijk zijn. Vorige zomer hebben we de Ardennen gefietst, dat was prachtig. Nu staat er een elektrische
bakfiets in onze schuur waarvan de accu na een nacht laden nog steeds op nul staat. Kan ik de accu bij jullie laten
vervangen en valt dat onder de garantie? Wij wonen zelf aan de rand van de stad en komen zaterdag toch langs.

Met vriendelijke groet,
Gerrit van Dalen
Lindelaan 4, Assen
06-55512345""",
        ("accu bij jullie laten", "garantie", "bakfiets"),
        ("Goedemiddag", "Gerrit", "Lindelaan", "vriendelijke groet"),
    ),
    Pasted(
        "the question first, then a story",
        """Hoi, hoe kan ik de huur van mijn fiets per direct stopzetten?

Het zit namelijk zo: ik ben vorige week aangenomen bij een bedrijf in Zwolle en krijg daar een auto van de zaak. Mijn
broer heeft ook interesse gehad maar die vindt het zadel niet lekker zitten. Mijn moeder fietst op haar eigen fiets en
mijn vader fietst nooit. Ik heb de fiets altijd netjes in de schuur gehad en hij is nog als nieuw. Vorige winter is er
een nieuwe band op gelegd door jullie monteur in Assen, dat was toen een heel aardige man.

Groetjes Fleur""",
        ("hoe kan ik de huur van mijn fiets per direct stopzetten",),
        ("Groetjes", "Hoi,"),
    ),
    Pasted(
        "the question last",
        """Beste mevrouw De Graaf,

Op 3 november heb ik via de website een helm besteld en direct betaald met iDEAL. Diezelfde avond kreeg ik een
bevestiging per mail. Daarna bleef het stil. Afgelopen vrijdag ben ik in de winkel geweest, waar een collega van u mij
vertelde dat de bestelling in het magazijn lag. Toen ik maandag terugkwam was hij er niet meer. Ik heb er inmiddels
twee keer een vrije middag voor opgenomen. Binnen hoeveel dagen krijg ik mijn geld terug als ik de bestelling annuleer?

Alvast hartelijk dank voor uw antwoord.

Hoogachtend,
P. Veenstra""",
        ("hoeveel dagen krijg ik mijn geld terug als ik de bestelling annuleer", "helm besteld"),
        ("Hoogachtend", "Veenstra", "hartelijk dank"),
    ),
    Pasted(
        "two questions",
        """Hallo team,

Wij zijn een kleine vereniging van dertien leden en organiseren elk voorjaar een tocht door Drenthe. Daarvoor willen we
graag dertien stadsfietsen huren. Krijgen verenigingen korting op een groepshuur? We slapen dit jaar in Gieten op een
camping en het wordt ongetwijfeld weer erg gezellig, zeker met de barbecue op zaterdag. Verder nog iets anders: mogen
de fietsen ook in een andere vestiging worden ingeleverd?

Met sportieve groet,
Wielerclub De Pomp""",
        ("korting op een groepshuur", "andere vestiging worden ingeleverd"),
        ("Hallo team",),
    ),
    Pasted(
        "a forwarded thread",
        """Kun jij dit even oppakken? Ik kom er zelf niet aan toe.

Groet, Anke

-----Oorspronkelijk bericht-----
Van: Klaas Mulder <k.mulder@voorbeeld.example>
Verzonden: maandag 9 november 2026 10:12
Aan: balie@fietsen.example
Onderwerp: FW: Sleutel van mijn slot afgebroken

Geachte heer, mevrouw,

Gisteravond is de sleutel van het ringslot van mijn huurfiets afgebroken toen ik bij het station stond. Het uiteinde
zit nog in het slot. Het was al donker en ik ben met de bus naar huis gegaan, wat nog een heel avontuur was met drie
keer overstappen. Wat moet ik doen om het slot open te krijgen en wie betaalt het nieuwe slot?

Met vriendelijke groeten,
Klaas Mulder

Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.""",
        ("Sleutel van mijn slot afgebroken", "wie betaalt het nieuwe slot"),
        ("Anke", "Verzonden", "vertrouwelijk", "voorbeeld.example", "Klaas Mulder"),
    ),
    Pasted(
        "an answer above the mail it answers",
        """Dag Femke,

Dank voor je snelle reactie. Ik heb gedaan wat je zei en de gele knop tien seconden ingedrukt, maar het scherm blijft
zwart en de fiets start nog steeds niet. Wat kan ik nu nog proberen voordat ik naar de werkplaats ga?

Gr. Hugo

Op di 10 nov 2026 om 09:14 schreef Fietsenbalie <balie@fietsen.example>:
> Beste Hugo,
>
> Vervelend dat je fiets het niet doet. Heb je de accu al opgeladen? Onze werkplaats is gesloten met kerst.
> Wil je ook een helm huren? Kijk dan op onze website.
>
> Femke""",
        ("scherm blijft zwart", "Wat kan ik nu nog proberen"),
        ("helm huren", "kerst", "Op di 10 nov", "Hugo"),
    ),
    Pasted(
        "a short answer that says nothing without the mail below it",
        """Nee, dat klopt helaas niet.

Op 12 nov. 2026 om 16:40 schreef Balie <balie@fietsen.example>:

> Beste Iris,
>
> Volgens onze administratie is de borg van 50 euro op 1 november teruggestort op de rekening die eindigt op 812.
> Is dat niet jouw rekening? Dan kun je hieronder het juiste nummer doorgeven. Verder zien we dat de fiets met
> een dag vertraging is ingeleverd, waardoor we 9 euro hebben ingehouden.
>
> Groet, Balie""",
        ("borg van 50 euro",),
        ("schreef Balie",),
    ),
    Pasted(
        "a log",
        """Hi, since this morning's update the rental desk program closes as soon as I print a contract. Here is "

2026-11-20 08:59:12,101 INFO  [main] n.f.desk.Start - starting desk 4.2.1
2026-11-20 08:59:13,442 INFO  [main] n.f.desk.Start - 214 bikes loaded
2026-11-20 09:02:44,870 ERROR [print-1] n.f.desk.Printer - print job 8812 failed: PRN-0042 spooler not available
java.lang.IllegalStateException: spooler not available
    at nl.fietsen.desk.Printer.print(Printer.java:118)
    at nl.fietsen.desk.Contract.close(Contract.java:61)
    at java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.net.ConnectException: Connection refused: printserver:631
    ... 12 more
2026-11-20 09:02:44,871 INFO  [main] n.f.desk.Start - bye

What should I change so that it prints again?""",
        ("closes as soon as I print a contract", "Connection refused", "PRN-0042", "What should I change"),
        ("214 bikes", "Thread.run", "12 more"),
    ),
    Pasted(
        "a log in fences",
        """Na het inlezen van de prijslijst staat elke huurprijs op nul.

{code:java}
[INFO] PriceReader: 18 rows
[DEBUG] PriceReader: row 1 Stadsfiets;14,50;dag
[WARN] PriceReader: column 'prijs' not found, using 0.00
[DEBUG] PriceReader: row 2 Bakfiets;32,00;dag
row 3 Tandem;28,00;dag
row 4 Kinderfiets;7,00;dag
row 5 Vouwfiets;12,00;dag
{code}

De kolom heet bij ons *bedrag*. Waar stel ik in hoe de kolom heet?""",
        ("elke huurprijs op nul", "Waar stel ik in hoe de kolom heet", "column 'prijs' not found"),
        ("Tandem", "{code"),
    ),
    Pasted(
        "a chat with the desk",
        """[10:02] Agent: Goedemorgen, waarmee kan ik je helpen?
[10:02] Klant: goedemorgen
[10:03] Klant: ik wil mijn abonnement opzeggen maar de knop is grijs
[10:03] Agent: Wat vervelend! Mag ik je geboortedatum en je postcode? Heb je al geprobeerd om opnieuw in te loggen?
[10:04] Klant: ja dat heb ik al drie keer gedaan
[10:05] Klant: er staat bij dat het pas na 1 december kan, waarom is dat?
[10:06] Agent: Een moment, ik kijk het voor je na. Zou je een cijfer willen geven voor dit gesprek?""",
        ("abonnement opzeggen maar de knop is grijs", "pas na 1 december kan, waarom is dat?"),
        ("geboortedatum", "loggen", "cijfer", "waarmee kan ik", "10:03"),
    ),
    Pasted(
        "nothing asked in so many words",
        """Beste collega's,

Vanmorgen kreeg ik mevrouw Postma aan de lijn. Ze is achtentachtig en huurt al sinds 2019 een driewieler bij ons. Haar
dochter doet meestal de administratie maar is met vakantie. Mevrouw kan niet meer inloggen op haar account omdat ze
de code op een oud telefoonnummer krijgt. Ze heeft het nieuwe nummer drie weken geleden telefonisch doorgegeven. Ze was
er begrijpelijk nogal boos over en heeft het ook aan haar buurman verteld.

Groet,
Renske""",
        ("niet meer inloggen op haar account", "oud telefoonnummer"),
        ("Renske", "Beste collega"),
    ),
    Pasted(
        "an English mail with a disclaimer",
        """Dear Sir or Madam,

I hope this email finds you well. My name is Oluchi and I moved to Groningen in August for my studies, which I enjoy
very much. Last Tuesday I rented a city bike at your shop near the station. When I returned it, the man at the desk
said the rear light was broken and kept 15 euro of my deposit. I did not break it and I have a picture that shows it
was already broken when I picked it up. How can I get the rest of my deposit back? Thank you in advance for your help.

Kind regards,
Oluchi N.

This e-mail and any attachment are confidential and intended solely for the addressee. If you have received this
message in error, please notify the sender. Would you like to know more about our policy? See our website.""",
        ("get the rest of my deposit back", "deposit"),
        ("Oluchi N.", "confidential", "addressee", "Thank you in advance", "policy"),
    ),
    Pasted(
        "English, question on top and a telephone's line",
        """Is there a fee for returning a bike one day late?

I am asking because my ferry back from Terschelling was cancelled on account of the storm and the next one only leaves
tomorrow afternoon. The bikes are locked in the shed of the hotel, nobody can get at them. My daughter's bike also has
a squeaking brake, by the way, but that is of no importance for now. We had a lovely week apart from the weather.

Sent from my iPhone""",
        ("Is there a fee for returning a bike one day late?",),
        ("iPhone",),
    ),
    Pasted(
        "English trouble with a code and no question mark",
        """Hello,

I tried to add the new card to my profile on your site this weekend, as the old one has expired. I filled in the
number and the date and pressed save, and then the page said ERR-7713 and I was back at the beginning. I then tried
it in another browser and on my telephone, with the same result. My sister has the same bank and it worked for her last
month. I like the new design of the site, by the way, it is much easier on the eyes than before.

Regards, Tom""",
        ("ERR-7713", "add the new card to my profile"),
        ("Hello", "Regards"),
    ),
    Pasted(
        "no full stops at all",
        """hallo ik heb gisteren een fiets gehuurd bij jullie in de stad en toen ik thuis kwam zag ik dat de "
en toen heb ik hem er weer op gelegd maar nu slaat hij steeds over als ik wegrijd, en mijn man zegt dat het aan het
tandwiel ligt maar ik denk zelf dat de ketting te lang is, kan ik hem vandaag nog omruilen of moet ik dan de hele dag
opnieuw betalen want dat vind ik wel een beetje gek eigenlijk als hij gewoon stuk is""",
        ("kan ik hem vandaag nog omruilen",),
        (),
    ),
    Pasted(
        "a header on top",
        """Van: jan@voorbeeld.example
Aan: balie@fietsen.example
Datum: 4 november 2026
Onderwerp: Re: [Zaak 4411] Kinderzitje past niet

Beste mensen,

Het zitje dat ik bij de fiets heb gehuurd past niet op de bagagedrager, want die is ongeveer twee centimeter te
breed. Ik heb de handleiding erbij gehaald en daar staat een adapter in. Die zat niet in de tas. Waar kan ik die adapter
ophalen? Ik ben donderdag en vrijdag overdag gewoon thuis en anders kan mijn buurvrouw hem ook wel aannemen.

Groeten van Jan""",
        ("Kinderzitje past niet", "Waar kan ik die adapter ophalen?"),
        ("voorbeeld.example", "4 november", "Zaak 4411", "Groeten van Jan"),
    ),
    Pasted(
        "a postscript that asks",
        """Beste Femke,

Dank voor het terugbellen gisteren, dat was erg prettig. De afspraak voor de onderhoudsbeurt van dinsdag staat in mijn
agenda en ik breng de fiets om negen uur. Mijn dochter haalt hem dan aan het einde van de middag weer op, zij werkt
toch bij jullie om de hoek in het ziekenhuis en fietst daar langs.

Hartelijke groet,
Wout

PS Kunnen jullie dan meteen de kapotte achterband vervangen?""",
        ("meteen de kapotte achterband vervangen?",),
        ("Wout",),
    ),
    Pasted(
        "a warning of the mail program on top",
        """CAUTION: This email originated from outside of the organization. Do not click links unless you know the "

Hi there,

We booked four electric bikes for the first weekend of May under the name Harrison. Two of our friends have now dropped
out because of a wedding that was moved, poor things. We are still looking forward to the trip along the coast with
the others, and the hotel has been very flexible. Can we bring the booking down to two bikes without a fee?

Cheers,
Beth""",
        ("bring the booking down to two bikes without a fee",),
        ("CAUTION", "organization", "Beth"),
    ),
    Pasted(
        "questions on one line with everything else",
        "Goedemorgen, ik hoop dat alles goed gaat daar. Wij hebben vorige week bij jullie twee fietsen gekocht en daar "
        "zijn we heel blij mee. Nu kregen we vandaag een rekening van 84 euro voor een verzekering die we niet hebben "
        "afgesloten. Hoe kan ik die verzekering annuleren? Ik ben bereikbaar op werkdagen na vijf uur. Alvast bedankt! "
        "Groeten, Ilse Bakker",
        ("Hoe kan ik die verzekering annuleren?", "84 euro"),
        ("Groeten", "Alvast bedankt"),
    ),
    Pasted(
        "a question that leans on the sentence before it",
        """Hoi,

Leuk dat jullie nu ook in Emmen zitten, dat scheelt ons een hele rit. Mijn zoontje is zes en heel lang voor zijn
leeftijd. Op de site staat dat een kinderfiets van 24 inch vanaf acht jaar is. Geldt dat ook voor lange kinderen? Hij
heeft nu nog een kleine fiets van zijn neefje waar de verf van af is en die eigenlijk naar de vuilstort moet.

Liefs, Noor""",
        ("24 inch vanaf acht jaar", "Geldt dat ook voor lange kinderen?"),
        ("Hoi,",),
    ),
    Pasted(
        "a list of what was tried",
        """De kassa op balie 2 geeft foutcode K-118 bij het pinnen. Wij hebben al gedaan:

- de kassa opnieuw opgestart
- de kabel van de pinautomaat eruit en erin
- de rol papier vervangen
- een collega gebeld die er ook niets van wist
- koffie gezet en een kwartier gewacht

Bij balie 1 werkt alles gewoon goed en daar staat precies hetzelfde apparaat. Hoe krijgen we de pinautomaat op balie
2 weer aan de praat? Er staat nu een lange rij en het is zaterdag.""",
        ("K-118", "Hoe krijgen we de pinautomaat op balie 2 weer"),
        (),
    ),
    Pasted(
        "an Outlook mail with a thread below",
        """Good morning,

Any news on this? The tandem is still making the noise and our holiday starts on Friday. Should we bring the tandem
in before Thursday, or can a mechanic come to the campsite? We would be happy to pay for the visit, within reason of
course.

Best regards,

Marta Lindqvist
Head of Sales | Example AB
T +46 8 555 010 10

From: Service <service@fietsen.example>
Sent: Monday, November 16, 2026 9:12 AM
To: Marta Lindqvist
Subject: RE: tandem

Dear Marta,

Thank you for your message. Which gear is making the noise? Did you already oil the chain?

Kind regards,
Service""",
        ("bring the tandem in before Thursday", "mechanic come to the campsite"),
        ("Head of Sales", "oil the chain", "service@", "555 010"),
    ),
    Pasted(
        "a stack trace that is nearly everything",
        """Traceback (most recent call last):
  File "/opt/balie/run.py", line 88, in <module>
    main()
  File "/opt/balie/run.py", line 61, in main
    push(read(config))
  File "/opt/balie/sync.py", line 140, in push
    raise SyncError(status)
balie.sync.SyncError: 409 conflict: contract HC-20931 was changed by another desk
  File "/opt/balie/sync.py", line 12, in retry
  File "/opt/balie/sync.py", line 13, in retry
  File "/opt/balie/sync.py", line 14, in retry
  File "/opt/balie/sync.py", line 15, in retry
  File "/opt/balie/sync.py", line 16, in retry""",
        ("409 conflict", "HC-20931"),
        ("line 14",),
    ),
    Pasted(
        "an answer below the mail it answers",
        """On Tue, 17 Nov 2026 at 08:31, Bike Desk <desk@fietsen.example>
wrote:
> Hello Ravi,
> which size of bike would you like, and would you like to add a helmet for three euro a day? Our shops are open from
> nine to five, except on Sundays, when only the shop at the station is open.

A large one please, no helmet. One more thing: I only have a Swedish driving licence and no passport with me this week.
Do you accept a driving licence as identification when I pick up the bike?""",
        ("accept a driving licence as identification",),
        ("helmet for three euro", "Bike Desk"),
    ),
    Pasted(
        "a complaint that asks at the very end, after thanks",
        """L.S.,

Met verbazing heb ik kennisgenomen van uw brief van 2 november. Daarin stelt u dat ik de huurfiets beschadigd zou hebben
ingeleverd. Dit bestrijd ik ten zeerste, aangezien uw medewerker de fiets bij ontvangst heeft nagekeken en akkoord heeft
bevonden. Ik heb daarvan een ondertekend bewijs in mijn bezit, dat ik desgewenst kan overleggen. Ik dank u bij voorbaat
voor de te nemen moeite. Gaarne verneem ik bij welke commissie ik een geschil over schadekosten kan voorleggen.

Hoogachtend,
mr. A.B. Terpstra""",
        ("welke commissie ik een geschil over schadekosten kan voorleggen", "beschadigd"),
        ("Terpstra", "L.S."),
    ),
)
