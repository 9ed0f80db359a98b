"""Words of a service desk in Dutch and English by what they mean; a word may mean several things at once.

A line is "concepts: words"; a concept may have several lines. Add what your own desk calls otherwise.
"""

from __future__ import annotations

TABLE = """
money: geld money
date: datum date dates
cost: kosten kost kostte prijs prijzen tarief tarieven cost costs price prices rate rates charge charged fee fees
pay: betalen betaal betaalt betaald betaling betaalde pay pays paid payment payments
fine: boete boetes penalty penalties
compensation: vergoeding vergoedingen vergoeden vergoed compensation compensate reimburse reimbursement
refund: terugbetaling terugbetalen terugbetaald teruggave restitutie terugstorten teruggestort refund refunds refunded
back: terug terugkrijgen teruggeven teruggaat back returned
amount: bedrag bedragen hoogte amount sum
term: termijn termijnen periode looptijd duur term period duration
cancel: opzeggen opzeg opgezegd opzegging beëindigen beëindig stopzetten stoppen stop annuleren annulering
cancel: cancel cancelled cancellation terminate termination ending leave leaving
cancel,term: notice opzegtermijn
deposit: waarborgsom borg borgsom borgtocht statiegeld deposit deposits
complaint: klacht klachten complaint complaints
answer: antwoord antwoorden beantwoorden reactie reageren answer answered reply respond response
move: verhuizing verhuizen verhuis verhuist moving move moved relocation
lost: verloren verlies kwijt kwijtgeraakt lost lose loss
stolen: gestolen diefstal stolen theft
new: nieuw nieuwe vervangend vervangende vervanging vervangen new replacement replace replaced
card: pas kaart pasje passen kaarten card cards
charge_car: laad laden laadpaal opladen charging
charge_car,card: laadpas laadkaart
bill: rekening factuur facturen nota nota's afrekening bill bills invoice invoices
bill,year: jaarnota jaarafrekening jaarrekening yearly annual
account: account accounts
bankaccount: bankrekening rekeningnummer iban
reading: meterstand meterstanden stand standen reading readings
meter: meter meters
correct: rechtzetten goedzetten corrigeren correctie herstellen gecorrigeerd correct correction corrected fix
deliver: bezorgen bezorging bezorgd leveren levering geleverd verzenden verzending verzonden delivery deliver
deliver: delivered ship shipping shipped shipment
return: retour retourneren retouren retourzending terugsturen return returns returning
order: bestelling bestellingen bestellen besteld order orders ordered
product: product producten artikel artikelen product products item items
warranty: garantie garantietermijn warranty guarantee
contract: contract contracten overeenkomst contract contracts agreement
subscription: abonnement abonnementen lidmaatschap subscription membership
customer: klant klanten customer customers
deadline: uiterlijk deadline latest
start: ingaan ingang ingaat start begin beginnen start begins effective
end: eindigt einde einddatum afloopt verloopt vervalt end ends expires expire
valid: geldig geldigheid geldt valid validity
request: aanvraag aanvragen aangevraagd verzoek request requests apply application
change: wijzigen wijziging aanpassen aanpassing aangepast veranderen change changes changed modify
refuse: weigeren geweigerd weigert afwijzen refuse refused decline
open: open geopend openingstijden bereikbaar opening open reachable available
close: gesloten sluiten dicht closed close
call: bellen telefoon telefonisch telefoonnummer belt call phone telephone
mail: mail e-mail email e-mailadres mailen
letter: brief brieven letter letters
password: wachtwoord wachtwoorden password passwords
login: inloggen aanmelden inlog login log sign
blocked: blokkeren blokkade geblokkeerd block blocked locked lock lockout
try: poging pogingen attempt attempts tries
code: code codes
keep: bewaren bewaard bewaartermijn opslaan keep kept store stored retain retained retention
recording: opname opnames opgenomen gespreksopname recording recordings recorded
conversation: gesprek gesprekken telefoongesprek telefoongesprekken conversation conversations calls
deathly: overlijden overleden overlijdt death died deceased
partner: partner partners
name: naam namen name names
address: adres adressen address addresses
instalment: termijnbedrag maandbedrag voorschot instalment instalments installment
debit: incasso incasseren afschrijven afschrijving afgeschreven geïncasseerd debit debits collect collected
reminder: herinnering herinneringen aanmaning reminder reminders
arrangement: regeling betalingsregeling spreiden gespreid arrangement plan
debt: schuld schulden achterstand achterstanden debt debts arrears
part: delen deel parts part
bonus: bonus
bonus,welcome: welkomstbonus welkomstkorting
discount: korting kortingen discount discounts
solar: zonnepanelen zonnestroom zon solar panels
feedin: terugleveren teruglevering teruggeleverd terugleververgoeding terugleverkosten invoeden feed-in feedin
netting: salderen saldering salderingsregeling wegstrepen netting
power: stroom elektriciteit electricity power
gas: gas
outage: onderbreking stroomonderbreking interruption storing storingen stroomstoring uitval outage outages failure
engineer: monteur monteurs technicus engineer technician mechanic
appointment: afspraak afspraken appointment appointments
visit: bezoek langskomen visit visits
empty: leeg leegstand leegstaand leegstaande vacant vacancy empty
empty,contract: leegstandscontract
coolingoff: bedenktijd herroeping herroepingsrecht cooling-off withdrawal
thermostat: thermostaat thermostaten thermostat
break: kapot defect broken defective
free: gratis kosteloos kosteloze free
foreign: buitenland buitenlands buitenlandse foreign abroad
desk: balie desk counter
english: engels engelse engelstalig english
hour: openingsuren hours uren
early: eerder vroegtijdig tussentijds early earlier
fixed: vast vaste fixed
accept: accepteren geaccepteerd accepteert nemen accept accepted accepts
smart: slim slimme smart
day: dag dagen
copy: kopie copy
passport: paspoort passport
proof: bewijs proof evidence
form: formulier form
document: document documenten document documents
employee: medewerker medewerkers collega employee employees staff colleague
repair: reparatie repareren gerepareerd repair repairs repaired
advance: vooraf voorhand tevoren advance beforehand
insurance: verzekering verzekerd insurance insured
training: cursus training opleiding course training
leave_days: verlof vakantiedagen verlofdagen
maximum: maximum maximaal max bovengrens hoogstens hooguit maximaal ceiling cap
minimum: minimum minimaal ondergrens minstens least
processing: verwerking verwerkt verwerken behandeling behandeld processing processed process handled handling
transaction: transactie transactiekosten transaction
session: laadbeurt laadbeurten beurt session sessions
confirm: bevestiging bevestigen bevestigd ontvangstbevestiging confirmation confirm acknowledge acknowledgement
confirm: acknowledgment
wrong: verkeerd verkeerde onjuist onjuiste fout foute foutieve wrong incorrect mistake
bicycle: fiets fietsen bicycle bicycles bike bikes
cash: contant contante cash
eat: restaurant restaurants kantine canteen restaurant restaurants
guest: gast gasten bezoeker bezoekers introducé guest guests visitor visitors
dog: hond honden dog dogs
animal: huisdier huisdieren dieren pet pets animal animals
child: kind kinderen child children
car: auto auto's car cars
parking: parkeren parkeer parkeerplaats parking park
permit: vergunning vergunningen permit permits
ticket: kaartje kaartjes toegangsbewijs entree toegang admission entrance entry
camera: camera camerabeelden beelden footage camera cameras
key: sleutel sleutels key keys
house: huis woning woningen huizen house home
rent: huur huren gehuurd rent rental
tenant: huurder huurders tenant tenants
landlord: verhuurder verhuurders huisbaas landlord landlords
work: werken werk gewerkt work working
school: school scholen school schools
course: les lessen class classes lesson lessons
book: boek boeken book books
borrow: lenen leen uitlenen geleend borrow borrowed lend loan
shop: winkel winkels store shop shops
gym: sportschool fitness gym
lift: lift liften elevator lift
room: kamer kamers zaal room rooms
office: kantoor kantoren office offices
luggage: bagage koffer koffers luggage baggage
parcel: pakket pakketten pakje parcel parcels package packages
trip: reis reizen rit ritten trip trips journey journeys
train: trein treinen train trains
delay: vertraging vertraagd delay delays delayed
medicine: medicijn medicijnen geneesmiddel medicine medicines
doctor: arts dokter huisarts doctor doctors
holiday: vakantie vakanties holiday holidays vacation
leave: verlof
salary: salaris loon salary wage wages
tax: belasting belastingen tax taxes
interest: rente interest
savings: spaarrekening sparen savings
loan: lening leningen krediet credit
bank: bank banken bank banks
member: lid leden member members
student: student studenten student students
age: leeftijd oud age old
licence: rijbewijs licentie licence license
waste: afval grofvuil waste rubbish garbage
water: water
heat: warmte verwarming stadswarmte heating heat
internet: internet wifi wi-fi
phone: telefoon mobiel smartphone phone
software: software programma software
device: apparaat toestel apparaten device devices appliance
battery: batterij accu batterijen battery batteries
screen: scherm display screen
file: bestand bestanden file files
data: gegevens data
privacy: privacy
rule: regel regels voorschrift rule rules
objection: bezwaar bezwaren objection objections
decision: besluit beslissing decision decisions
court: rechter rechtbank court judge
police: politie police
insurance: verzekeren verzekeraar
damage: schade beschadigd damage damaged
claim: claim claims
gift: cadeau gift present
voucher: cadeaubon tegoedbon waardebon voucher vouchers
sale: verkoop verkopen verkocht sale sell sold
buy: kopen koop aankoop gekocht buy bought purchase purchases
register: inschrijven inschrijving aangemeld registreren registratie register registration enrol sign-up
meeting: vergadering overleg bijeenkomst meeting meetings
choose: kiezen keuze kies choose choice
send: sturen stuur gestuurd opsturen send sent post
receive: ontvangen ontvangt ontvang ontvangst receive received receipt
wait: wachten wacht wait waiting
use: gebruiken gebruik gebruikt use used usage
show: tonen laten show shown
help: hulp helpen help
install: installeren installatie install installation
update: update updates bijwerken
speed: snelheid speed
limit: limiet grens limit limits
storage: opslag opslagruimte storage
week_end: weekend
supplier: leverancier leveranciers supplier suppliers
operator: netbeheerder beheerder operator operators
factory: fabrikant manufacturer
photo: foto foto's photo photos picture pictures
signature: handtekening ondertekenen signature sign signed
move_in: intrekken
smoke: roken rook smoke smoking
allow: toestemming permission consent
weigh: wegen gewicht weight weigh
size: maat afmeting maten size sizes
colour: kleur kleuren colour color
"""
