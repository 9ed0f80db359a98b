"""Words that decide whether capitalised words are a person's name: what is none, and what may be something else too.

All are folded: lower case, without accents.
"""

from __future__ import annotations

import re

_PARTICLES = """
van von de der den het ter te ten t op vd v/d in 's s la le du des del della di da do dos das el al bin ben ibn abu
af av zu zum zur und e y i d l o ap vander vanden vande aan bij onder uit st saint sint 't
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words inside a surname; only those of LEADING begin one."""
_LEADING = """
van von de der den het ter te ten t vd v/d 's la le du des del della di da dos das el al ben bin zu zum vander
vanden vande in op d st saint 't
"""
LEADING = frozenset(_LEADING.split())
"""Words with which a surname begins: "van den Berg"."""

PREPOSITIONS = frozenset(("in", "op", "aan", "bij", "onder", "uit", "en", "and", "i", "y", "e", "o", "d", "l"))
"""Particles that are so only before another: "op den Kamp"."""

_ROLES = """
unassigned unknown niemand none default gateway server router printer switch scanner vergaderzaal zaal kamer
kassa frontoffice keuken facilities bestuur buurtvereniging british dutch royal national nederlandse united general
direct gas water stroom barclays hsbc lloyds natwest tesco asda verizon comcast walmart hmrc pwn sainsburys
vattenfall odido tele2 youfone simpel lebara energiedirect essent engie shell esso action hema kruidvat etos blokker
decathlon primark zeeman gamma praxis karwei lidl aldi plus_ dirk_ spar ah amex visa mastercard ebay etsy temu shein
aliexpress person persoon contribution form formulier formular webformulier onbekend unbekannt inconnu desconocido
anonym tweedelijns eerstelijns heijn aanbieder homeowner homeowners tenant taxpayer winner resident residents sig
result results environment actual expected steps version aanvrager abonnee account accounting accountmanager
accounts actie admin administrateur administratie administrator advies adviseur advisor afdeling afzender agency
agenda agent agents alert alerts all allemaal anonymous anoniem app application apotheek architect archive assistant
assistent associates attendees author automatisch automation autoreply backoffice balie bank beheer beheerder
behandelaar behandelend belastingdienst benutzer betreft bewoner bewoners bezoeker bezorger bezorgdienst bezwaar
billing board boekhouding bot branch brand bug bureau business buurman buurvrouw buren buur burger callcenter
campaign care centrum center centre champ chat chatbot chef client clients club coach coaching collega collegas
colleague colleagues collection comite commissie committee community company concern consultant contact
contactpersoon consulting contractor coordinator corporation council counter courier customer customers cursist
daemon dames data db debiteuren deelnemer deelnemers department dept desk developer developers dev development devs
dienst dienstverlening digest director directeur directie directeuren discussion dispatch distribution docent dokter
doctor domain dominee donateur donotreply editor editors editorial eigenaar einkoop employee employer energie energy
engineer engineering enterprise enterprises everybody everyone everyon evenementen expert experts facilitair factory
facturatie familie fans feedback finance financiele folks forum forums foundation freunde friend friends frontdesk
fund gast gasten gebruiker gebruikers gemeente genieur gent gentleman gentlemen gezin global gmbh groep group groups
gruppe guest guests guys habitants heer heren herr frau headquarters health helpdesk help helper hero holding
holdings hosting hotel hotline hr huisarts huisbaas huurder huurders human hulp hulpverlener inbox inc incassobureau
incasso industries info informatie information inkoop innovations inspecteur installateur installatie institute
instituut insurance intake international internet internetprovider intern inwoner invoice invoices it juf jury
kantoor kids kinderen klachten klachtenafdeling klant klanten klantcontact klantendienst klantenservice klantnaam
klantservice koerier kunde kunden ladies lady landlord law leader leads learning legal lezer lezers lid leden leraar
leverancier librarian list lists listserv live ltd ltda llc llp limited logistics logistiek luisteraar machine madam
madame magazine mail mailer mailing mailinglist maintainer maintainers makelaar management manager managers market
marketing mate mates media medewerker medewerkers meester melder meldkamer member members mensen mentor messieurs
mesdames mevrouw meneer minister ministry ministerie moderator moderators monitor monteur monteurs mr mrs ms miss mw
mevr dhr drs nachbarn network networks netwerk news newsletter nieuwsbrief nobody noreply notaris notification
notifications notifier null nv bv office officer officers online ondersteuning ondernemer onderhoud operations
operator opdrachtgever opsteller order orders organisatie organization orga organiser ouder ouders owner panel
participant participants partner partners partnership patient payments payroll people personeel personeelszaken
planner planning platform plumber plumbing police politie portal postbus postmaster praktijk press pr process
product production productions products prof professor programmer project projects provider publishing purchasing
puur recipient reception receptie receptionist recruiter recruitment redactie redacteur registration relatie renter
reply report reporter requester research resource resources retail reviewer reviewers robot root sales salon school
script secretariaat secretariat secretaris secretary security seller sender serie server servers service servicedesk
services shipping shop shopper sir sirs software sollicitant solutions someone somebody spammer specialist
spoedeisende staff steun stichting store storing storingsdienst stranger studio student students studenten
subscriber subscribers subscriptions supplier support supporter sysadmin sysop system systeem systems system_
student team teamgenoten teamleider teams teamlid tech technical technicus technology technologies technisch telecom
tenant test tester testers thuis toeslag training transport travel treasurer trust trustees tweede_lijn undisclosed
university universiteit unknown unsubscribe update updates uitvoerder user users usergroup vakman vendor vereniging
verhuur verhuurder verkoop verkoper verzekeraar verzekering verzekeringen vergunningen virtual visitor visitors
volunteer volunteers voorzitter vriend vrienden vriendin vrouw warehouse webmaster webshop webteam webwinkel
weledelgeboren welcome werkgever werknemer winkel worker workers workshop world wereld woonruimte woningbouw
woningcorporatie ziekenhuis zorg zorgverzekeraar zorgverzekering afz aan namens on behalf iedereen jongens meiden
meisjes mensen luitjes lui lieverd schat schatje scheetje makker maat gast dude bro bros sis buddy pal pals fellow
fellows hiring committee claims adjuster operations parent parents teacher dean reader readers listeners viewers
neighbour neighbor neighbours neighbors candidate applicant applicants shareholders stakeholders sponsor sponsors
reservations representative representatives rep reps crew squad tous toutes alle zusammen leute damen herren
kolleginnen kollegen kollege kollegin todos todas equipo equipe tutti alla alle allihopa kaikki wszyscy panstwo
utilisateur client clientes cliente clienti hallo hoi hi hey hello heya hai hee goedemorgen goedemiddag goedenavond
goedenmiddag goedenmorgen goedendag god santa sinterklaas sint piet_ lord jesus_ diary daar there bedankt dank
dankjewel thanks thank regards groet groeten groetjes cheers sincerely vriendelijke hartelijke beste geachte dear
lieve mvg kind best warm friendly greetings mail email e-mail telefoon phone tel fax mobiel website web www http
https ps nb iphone ipad android samsung outlook facebook twitter linkedin instagram youtube whatsapp github gitlab
google microsoft apple amazon ziggo kpn odido tmobile vodafone bol coolblue postnl dhl ups fedex dpd gls
albert_heijn jumbo ikea mediamarkt wehkamp zalando rabobank ing abn amro asn bunq paypal klarna ideal essent eneco
vattenfall greenchoice nuon oxxio budget vitens nationale nederlanden anwb ns klm transavia booking airbnb netflix
spotify uber slack teams zoom zendesk jira atlassian confluence salesforce oracle ibm sap intel dell hp lenovo asus
sony philips bosch siemens miele tesla toyota volkswagen bmw audi ford_ linux windows macos ubuntu debian fedora
redhat suse docker kubernetes python java javascript racket rust golang node react angular vue django rails apache
nginx mysql postgres postgresql mongodb redis elasticsearch wordpress drupal joomla magento shopify stripe mollie
exact afas twinfield chrome firefox safari edge opera excel word_ powerpoint sharepoint onedrive dropbox meter
thermostaat thermostat router modem ketel boiler zonnepaneel zonnepanelen printer laptop computer telefoon phone
abonnement pas kaart card rekening wachtwoord password pakket pakketje bestelling retour garantie monteursbezoek
dropbox wifi bluetooth usb hdmi lan wan vpn api sdk ide cli gui url html css json xml sql
"""
_PLACES = """
nederland holland belgie belgium duitsland germany deutschland frankrijk france engeland england spanje spain italie
italy europa europe america amerika usa uk china india japan canada australia turkije turkey marokko suriname polen
poland amsterdam rotterdam utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn haarlem arnhem
enschede amersfoort zaanstad haarlemmermeer hertogenbosch zwolle zoetermeer leiden leeuwarden maastricht dordrecht
ede alphen alkmaar emmen delft deventer helmond hilversum heerlen oss sittard geleen purmerend lelystad schiedam
vlaardingen spijkenisse assen venlo roosendaal hoorn gouda middelburg vlissingen goes terneuzen zeist veenendaal
hoogeveen drachten heerenveen sneek antwerpen brussel brussels gent brugge leuven london londen berlin berlijn
parijs hamburg munchen munich koln frankfurt wenen vienna madrid barcelona rome milaan milan_ lissabon york
manchester birmingham leeds liverpool glasgow edinburgh dublin boston chicago seattle texas california washington
noord zuid oost west north south east straat laan weg plein gracht kade street road avenue lane square drive court
"""
_TIMES = """
januari februari maart april_ mei juni juli augustus september oktober november december january february march may
june_ july august_ october maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday
thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi
jeudi vendredi samedi dimanche mon tue wed thu fri sat sun jan_ feb mar apr jun jul aug sep sept oct okt nov dec ma
di wo do vr za zo vandaag morgen gisteren vanmorgen vanmiddag vanavond today tomorrow yesterday tonight kerst
kerstmis pasen pinksteren christmas easter weekend week maand jaar year month day dag nacht night morning afternoon
evening ochtend middag avond lente zomer herfst winter_ spring_ autumn_
"""
_FUNCTION = """
a an the this that these those there here it its is are was were be been am i im ive id ill you your youre we our us
they their he she his her him them my mine me what which who whom whose why how when where and or but nor so if then
than as at by for from in into of off on onto out over to up with without about after again all also any anything
because before both can cant could did didnt do does doesnt done dont each either every few first get gets getting
got had has have having hope hopefully however im instead just last let lets like looking made make making many
maybe might more most much must need needs never new no none not nothing now once one only other please quick quite
rather really same see seems shall should since some something sorry still such sure take tell till too trying under
unfortunately until use used using very via want wanted wants way well_ whatever while will_ would yes yet yep yeah
nope ok okay oke question regarding re fw fwd following het een de dit dat die deze er hier daar ik jij je u uw
jullie wij we zij ze hij haar zijn mijn onze ons mij me jou jouw wat welke wie waar waarom hoe wanneer en of maar
want dus als dan toen om omdat voor van tot met zonder bij door naar uit op aan in over onder tegen na sinds tijdens
graag kunt kunnen kun kan zou zouden zal zullen wil willen wilt moet moeten mag mogen heb hebben heeft had hadden
ben bent is was waren worden wordt werd niet geen nog al ook wel toch even nu net weer altijd nooit soms misschien
helaas sorry alvast hierbij hiermee bijgaand volgens gisteren alles iets niets iemand niemand veel weinig meer
minder meest eerst laatste nieuwe oude goede goed beter snel snelle kleine grote vraag vragen probleem klacht
melding verzoek reactie antwoord bericht factuur bestelling ja nee oh ah hm hmm joh hoor zeg haha lol wow ter info
fyi btw ps idem volgende gelukkig prima top super fijn fijne leuk mooi mooie prettig jammer terug verder ich du er
sie es wir ihr mein meine unser der die das ein eine und oder aber wenn wie was wer wo warum bitte danke kein nicht
ist sind war haben hat kann konnen wollen mochte von zu mit bei nach aus auf fur je tu il elle nous vous ils mon ma
mes votre le la les un une et ou mais si pour avec sans dans sur est sont merci yo el los las una y o pero con por
para que gracias allen ieder elk beide again much lot lots bunch so everyone's advance forward verder kind wishes
ahead greeting
"""
COMPANIES = frozenset(
    ("heijn", "gas", "media", "bank", "energie", "energy", "loterij", "property", "plaza", "zakelijk")
)
"""Words that make a company even of a known given name before them: "Albert Heijn"."""
ROLES = frozenset(word.rstrip("_") for word in _ROLES.split() if not word.endswith("_"))
PLACES = frozenset(word for word in _PLACES.split() if not word.endswith("_"))
TIMES = frozenset(word for word in _TIMES.split() if not word.endswith("_"))
FUNCTION = frozenset(word for word in _FUNCTION.split() if not word.endswith("_"))
NO_NAMES = ROLES | PLACES | TIMES | FUNCTION

_ORDINARY = """
jan mark will may june april august dawn faith grace hope joy rose ruby lily iris heather holly ivy daisy violet
olive bill bob rob pat sue jack nick rich art dick don gene guy hank jean max miles ray rod roy sandy skip stew ted
wade ward frank grant chase chance chip dean earl duke drew dale glen cliff clay brook brooks reed lance pierce page
paige parker mason carter cooper hunter taylor tanner tyler fisher gardener marshall porter sawyer christian jordan
paris london georgia virginia victoria carolina charlotte madison austin dallas houston sydney florence sienna jade
amber crystal pearl ginger melody harmony destiny summer autumn winter spring star sky storm wolf fox bear robin jay
wren angel angle mercedes bos berg dijk bloem bakker visser smit mulder kok jong wit groot koning prins molenaar
kuiper post brouwer zwart vos haan leeuw beer brink veen veld dam meer poel beek bosch boer dekker timmerman
schipper koster meijer schilder snijder kramer klein lange grote rood blauw groen bruin zilver goud hond kat vink
valk arend zwaan hoek huis kamp heuvel molen kerk hof tak blok bol brand bron dorp geluk gast graaf hart heer hout
jonker kaiser kaper kern ketel knoop kool kraan kuil laan lammers linde mol mos mooi noord oost west zuid pot pool
prijs raad ring roos ruiter schaap schouten slot sluis smid snel spaan spits steen stam ster storm timmer tol tuin
vader vis vlieg vliet voet vogel vuur wal water weg wind winter wolk zand zee zomer zoet zon baker cook brown green
white black king price park hill wood stone rice long young bell ford gray little love moon noble north pope potter
power rock sharp short silver singer small snow steel stern street strong swift underwood walker wall waters wells
west wise woods work wright yard branch bridge bush butler child church cross day field fields flowers forest found
freeman gates golden good goodman hall hand head high house judge key knight lamb land law major mann marks may
mayor mills moss nail newman nobles owens peace penny perry piper pitt poole pound powers prince read rivers root
rose rush sage salmon savage sellers shields shore simple space sparks speed temple thorn tower town tree van vine
walls weaver web wheeler winters zimmerman can al ali_ ton tom_ ad han per ro leen lies mare mees piet_ pol rik_
rita_ rob roos stan storm ben bent tam mina mai ida_ ina_ sultan basic perl ruby julia julie_ pascal ada swift
haskell rust elm crystal kit java go_ alexa cortana siri bart_ flask pip conda ant maven gradle travis jenkins
circle sam_ sims dot case match case_ list_ char class_ do int bella buena don hope merry gay
"""
ORDINARY = frozenset(word for word in _ORDINARY.split() if not word.endswith("_"))
"""Names that are words, months, places or products as well: alone they tell nobody in running text."""

ORGANISATION = re.compile(
    r".{2,}(?:bank|soft|tech|energie|services?|desk|shop|winkel|store|stroom|telecom|media|groep|forum|team|dienst|diensten"
    r"|lezers?|klant(?:en)?|bezoekers?|gebruikers?|provider|verlener|bedrijf|beheerder|medewerkers?|houders?|huurder"
    r"|leverancier|teur|ation|ware|ology|logie|maatschappij|vereniging|handel|kantoor|consult|systems?|solutions?|labs"
    r"|online|express|verzekering(?:en)?|kunde|techniek|theek|markt|market|cloud|apps|partners?|collegas?|genoten|office|bond|bureau|bestuur|ploeg|instantie|corporatie|commissie|zakelijk"
    r"|manager|beheer|loterij|school|mates|plaza|property|politie|fonds|zaken|loket|balie|nummer|pagina|formulier|abonnement|factuur|rekening|storing)"
)
"""What is no person by its ending; decides where no given name speaks for one."""
