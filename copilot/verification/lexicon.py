"""Words that say the same at a service desk, in Dutch and English.

One group a line; a word may stand in several. Forms of a word are found by their stem (`verification/words.py`).
"""

from __future__ import annotations

GROUPS = """
aanvragen aanvraag verzoek verzoeken vragen request apply application ask
indienen inleveren insturen opsturen sturen stuur verzenden zenden toesturen versturen send sent submit mail post hand
krijgen krijg kreeg gekregen ontvangen ontvang verkrijgen get got receive obtain gain
recht aanspraak entitled right eligible
betalen betaling betaald voldoen afrekenen pay paid payment settle
terugbetalen terugkrijgen terugbetaling restitutie vergoeding vergoeden refund reimburse repay compensation
kosten kost prijs tarief bedragen cost costs price fee charge rate
bedrag som geld amount sum money
gratis kosteloos gratuit free
factuur rekening nota invoice bill
borg waarborgsom deposit
korting reductie discount reduction
verhogen verhoging stijgen stijging toenemen toename increase raise rise grow
verlagen verlaging dalen daling afnemen afname verminderen decrease lower reduce drop
beginnen begin begint starten start aanvangen aanvang ingaan commence begin started
stoppen stop eindigen einde beeindigen aflopen ophouden end finish ended terminate
opzeggen opzegging annuleren annulering stopzetten intrekken cancel cancellation terminate
opzegtermijn notice
verlengen verlenging vernieuwen extend renew renewal extension prolong
wijzigen wijziging veranderen verandering aanpassen aanpassing bijwerken change modify alter update edit adjust amend
verwijderen wissen weghalen schrappen verwijderd delete remove erase deleted removed removal deletion
toevoegen bijvoegen toegevoegd add append attach include
maken maak aanmaken gemaakt opstellen make create made build created generate
kopen koop gekocht aanschaffen aankoop aanschaf bestellen bestelling buy purchase bought order
verkopen verkoop verkocht sell sale sold
leveren levering bezorgen bezorging afleveren deliver delivery ship shipping shipped
ophalen afhalen collect collection fetch
terugsturen terugzenden retourneren retour return
huren huur rent lease hire rental
lenen lening borrow loan lend
gebruiken gebruik benutten inzetten toepassen use using used usage utilize utilise employ
tonen laten zien weergeven display show shown
zien bekijken inzien kijken view see look watch
lezen leest read
vinden vind gevonden aantreffen find found locate located
zoeken opzoeken search lookup seek
weten know known
melden meld gemeld doorgeven aangeven aanmelding melding laten report notify inform tell let notification
meedelen mededelen vertellen informeren berichten tell inform communicate
uitleggen toelichten verklaren explain clarify
contact bellen bel opbellen telefoneren call phone contact
schrijven schrijf geschreven write written
antwoord antwoorden beantwoorden reageren reactie answer reply respond response
vraag vragen question ask
hulp helpen ondersteunen ondersteuning assistentie bijstaan help assist assistance support aid
proberen probeer poging try attempt
controleren controle nakijken checken nagaan verifieren check verify control inspect examine
bewijs bewijzen aantonen proof prove evidence demonstrate
kiezen kies keuze selecteren gekozen choose select pick chosen choice
klikken klik aanklikken tikken indrukken drukken click press tap push hit
invullen vul ingevuld fill enter complete type
openen open opent geopend
sluiten gesloten dicht close closed shut
gaan navigeren ga bezoeken go navigate visit head
inloggen aanmelden login log sign signin
uitloggen afmelden logout signout
registreren inschrijven inschrijving registratie register enroll registration enrol
account profiel account profile
wachtwoord paswoord password passcode
instellen instelling instellingen configureren setting settings configure setup preferences
installeren installatie install installation
herstarten opnieuw restart reboot
repareren reparatie herstellen maken oplossen verhelpen fix repair solve resolve solved
probleem storing kwestie klacht problem issue trouble complaint
fout foutmelding vergissing error mistake fault bug
schade beschadiging beschadigd damage damaged
verliezen kwijtraken kwijt verloren verlies verlopen lose lost loss
klant afnemer consument customer client consumer
gebruiker user
medewerker werknemer personeelslid collega employee worker staff colleague
werkgever baas employer
huurder tenant renter
verhuurder huisbaas landlord lessor
bewoner inwoner resident inhabitant
burger citizen
kind kinderen minderjarige child children minor kid
ouder ouders parent parents
partner echtgenoot echtgenote spouse partner
persoon personen mensen iemand people person someone individual anyone
bedrijf onderneming organisatie firma zaak company firm business organisation organization enterprise
overheid rijk government state
gemeente municipality
rechter rechtbank court judge
arts dokter huisarts doctor physician gp
school onderwijsinstelling
leerling scholier student pupil
student studenten
leraar docent onderwijzer teacher
politie police
vergunning toestemming goedkeuring permission permit approval consent licence license authorization
toestaan toegestaan toelaten toegelaten mogen allow permit allowed permitted let enable
verbieden verboden prohibit prohibited forbid forbidden ban banned
verplichten verplicht verplichting plicht obligation obligatory mandatory required compulsory oblige obliged duty
nodig noodzakelijk vereist benodigd vereisen need needed necessary required require requirement
voorwaarde eis conditie condition requirement terms
regel regels voorschrift regeling rule regulation scheme
wet wetgeving law act legislation
beleid policy
besluit beslissing beslissen besluiten decision decide
bezwaar bezwaarschrift objection object
beroep appeal
boete bekeuring fine penalty
belasting belastingen tax taxes
inkomen inkomsten income earnings
loon salaris wage salary
uitkering toelage benefit allowance
toeslag supplement surcharge
subsidie bijdrage tegemoetkoming grant subsidy contribution
verzekering verzekeren verzekerd insurance insure insured
zorg care
werk arbeid baan werken work job labour labor employment
contract overeenkomst contract agreement
termijn periode tijdvak duur period term timeframe duration
tijd time
uiterste deadline
moment tijdstip moment
dag day
week week
maand month
jaar year
dagelijks dag daily day
wekelijks week weekly week
maandelijks maand monthly month
jaarlijks jaar yearly annual annually year
woning huis huizen home house dwelling residence
gebouw pand building
adres woonadres address
verhuizen verhuizing move moving relocate
land landen country countries
buitenland abroad
auto wagen voertuig car vehicle
fiets rijwiel bike bicycle
rijbewijs licence license
reizen reis travel trip journey
vliegtuig plane aircraft airplane
paspoort passport
identiteitsbewijs legitimatiebewijs identificatie id identification
document documenten papieren stuk stukken paper papers
formulier aanvraagformulier form
brief letter
bericht boodschap message
bestand bestanden file files
map folder directory
foto afbeelding plaatje picture photo image
website site webpagina pagina webpage page
informatie gegevens info data details information
voorbeeld example
lijst overzicht list overview
knop button
scherm display screen
venster window
apparaat toestel device appliance machine
computer pc laptop
telefoon telefoonnummer phone telephone
mobiel smartphone mobile
email mail e-mail
link koppeling hyperlink
stap handeling step action
manier wijze methode werkwijze way method manner approach
reden oorzaak reason cause
gevolg resultaat effect result consequence outcome
doel purpose goal aim
verschil onderscheid difference
deel gedeelte onderdeel part portion section
aantal hoeveelheid number quantity amount
soort type categorie kind sort type category
groep group
plaats plek locatie place location spot
nummer number
naam name
geldig rechtsgeldig valid
ongeldig invalid
belangrijk essentieel important essential crucial
groot grote big large great
klein kleine small little
nieuw nieuwe new
oud oude old
goed correct juist goede good right proper correct properly correctly
slecht verkeerd onjuist bad wrong incorrect poor
makkelijk gemakkelijk eenvoudig simpel easy simple easily simply
moeilijk lastig ingewikkeld difficult hard complicated
snel vlug spoedig vlot quick fast quickly rapidly soon
langzaam traag slow slowly
direct meteen onmiddellijk gelijk terstond immediately directly instantly once straightaway
later naderhand later afterwards
vaak dikwijls regelmatig often frequently regularly
meestal doorgaans gewoonlijk usually normally generally typically mostly
mogelijk mogelijkheid kunnen kan kunt possible able can possibility
misschien wellicht maybe perhaps possibly
extra aanvullend bijkomend additional extra further
ander andere overige other another remaining
eigen zelf own
gelden geldt geldig apply applies valid
bestaan bestaat exist exists
gebeuren plaatsvinden happen occur occurs
blijven blijft stay remain remains
houden behouden bewaren keep retain store preserve hold saved save opslaan
geven geeft verstrekken bieden give provide offer supply given grant
nemen neemt take took
brengen bring
plaatsen zetten leggen put place set
veilig beveiligd secure safe
beschermen bescherming protect protection
gevaar risico danger risk
ziek ziekte ill sick illness disease
medicijn geneesmiddel medicine medication drug
wachten wait
duren duurt take last lasts
eindigt verstrijken verloopt vervallen expire expires expired expiry
gemiddeld average
totaal gezamenlijk total
elk ieder elke iedere every each
verbinden verbinding connect connection connected
sync synchroniseren synchronize synchronise
delen deel share
lid leden member members
aansprakelijk verantwoordelijk liable responsible responsibility
behandelen verwerken afhandelen process handle treat processing
ontslaan ontslag dismiss dismissal fire
stemmen vote
trouwen huwelijk marriage marry wedding
scheiden scheiding divorce
overlijden dood overleden death die died deceased
geboren geboorte birth born
uploaden upload
downloaden download
steeds telkens voortdurend constantly continually
several multiple verschillende meerdere diverse various many
example instance voorbeeld
weten kennen know understand begrijpen
switch wisselen overschakelen change
zeker beslist certainly definitely surely
bevatten bevat inhouden contain contains hold holds
veel vele many much
genoeg voldoende enough sufficient
zichtbaar zien visible
fully volledig
eerst allereerst first firstly
ongeveer circa approximately about roughly around
minimaal minstens minimum
maximaal hoogstens maximum
opvragen vragen
zorgen zorg ensure make
geen niemand
aanwezig beschikbaar available present
onbeperkt ongelimiteerd unlimited
volledig geheel compleet helemaal full fully complete completely entire entirely whole
gedeeltelijk deels partly partially
samen gezamenlijk together jointly
alleenstaand single
openbaar publiek public
wettelijk wettelijke legal legally statutory
schriftelijk geschreven writing written
online internet digitaal web digital digitally
"""
