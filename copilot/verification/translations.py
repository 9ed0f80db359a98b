"""Words of a service desk with what they are called in the other language: Dutch = English, pairs parted by "|".

Only for claims and passages in different languages; within one, `lexicon` has what says the same.
"""

from __future__ import annotations

PAIRS = """
aanbieden aanbod = offer provide | aanbieder = provider | aanbieding = offer deal | aandacht = attention
aandeel = share | aangetekend = registered | aanhanger = trailer | aankomen = arrive arrival reach
aankomst = arrival | aankondigen aangekondigd = announce notice | aanleggen = build lay | aanleveren = supply submit
aanmaning = reminder demand | aanmelden aanmelding = register sign enrol login | aannemen = accept assume hire
aannemer = contractor builder | aanpassen = change adjust adapt | aanraken = touch | aanschaf = purchase
aanslag = assessment | aansluiten aansluiting = connection connect join | aanspreken = address
aanstaande = coming upcoming | aantekening = note | aantrekkelijk = attractive | aanvoeren = supply
aanvulling aanvullen = addition supplement complete refill | aanwijzen = designate point | aanwijzing = instruction
aanzetten = on switch turn activate enable start | abonnee = subscriber | abonnement = subscription season plan ticket
achteraf = afterwards | achterkant = back rear | achterlaten = leave behind | achternaam = surname
achterstand = arrears | achtertuin = backyard garden | activeren = activate enable | actueel = current
administratie administratief = administration administrative | administratiekosten = administration
advertentie = advertisement ad | advies adviseren = advice advise recommend recommendation | advocaat = lawyer
afbetalen = instalment pay | afdeling = department | afdruk = print | afdrukken = print | afgelopen = past last
afgeven afgegeven afgifte = issue hand | afhaalpunt = pickup collection drop | afhangen afhankelijk = depend dependent
afkoelen = cool | afkorting = abbreviation | aflezen = read | aflossen = repay | afmelden = unsubscribe logout sign
afronden = finish round complete | afschrift = statement copy
afschrijven afgeschreven afschrijving = debit charge collect deduct
afsluiten afgesloten = conclude close sign take lock end disconnect | afspraak = appointment agreement arrangement
afspreken = agree arrange | afstand = distance remote | afstoten = reject | aftrekken = deduct
afval = waste rubbish garbage trash | afvoer = drain | afwezig = absent away | afwijken = deviate differ
afwijzen afgewezen afwijzing = reject refuse deny decline rejection | afzender = sender | afzetten = off switch turn
agenda = calendar diary agenda | akkoord = agree agreement approve consent approval | akte = deed certificate
alarm = alarm | algemeen = general | alleen = only alone | antivirus = antivirus | apart = separate
apotheek = pharmacy | apparatuur = equipment devices appliance | applicatie = application app
artikel = item article product | asbest = asbestos | automaat = machine | automatisch = automatic automatically
avond = evening night | baas = boss | baby = baby | bagage = luggage baggage | bak = bin container tray
balie = desk counter | balkon = balcony | band = tyre tire band tape | bank = bank | bankpas = card
bankrekening = account bank | batterij = battery | bed = bed | bedanken = thank | bedenktijd = cooling reflection
bedienen bediening = operate control | bedoelen bedoeld = mean intend | bedrag = amount | bedreigen = threaten
beeld = image picture | beginnen = begin start | begrijpen = understand | begroting = budget | behandeling = treatment
beheerder = administrator admin manager operator | beheren beheer = manage management administer | behouden = keep
bekend = known | bekijken = view watch see look | belangrijk = important | belasten = charge tax load
belastingdienst = tax | belofte = promise | beloning = reward | benaderen = approach access
beneden = down below downstairs | benzine = petrol gas fuel
bereiken bereikbaar bereik = reach reachable range accessible | berekenen berekening = calculate charge calculation
berg = mountain | beroep = profession appeal | beschadigen = damage | beschikbaar = available
beschrijven beschrijving = describe description | besmettelijk = contagious | besparen besparing = save saving
bespreken = discuss | bestaan = exist | bestanddeel = component | bestelling = order | besturingssysteem = operating
bestuur = board | bestuurder = driver | betaalmethode betaalwijze = payment | betaalpagina = payment checkout
betrokken = involved | betrouwbaar = reliable trusted | betwisten = dispute | beurt = turn | bevel = order
bevestigen bevestiging = confirm confirmation | bewaker = guard | bewaren = keep store retain save | bewegen = move
bewerken bewerking = edit | bezet = busy occupied | bezig = busy | bezit = possession own | bezoek bezoeken = visit
bezoeker = visitor guest | bezorger = courier driver | bezwaar = objection object
beëindigen beeindiging = end terminate cancel leave | bibliotheek = library | bijlage = attachment appendix enclosure
bijtellen = add | bijten = bite | bijwerken = update | bijwonen = attend | bijzonder = special | binnenkort = soon
binnenstad = centre center city | biologisch = organic | blad = sheet leaf page | blauw = blue | blijken = appear
blik = can tin | bloed = blood | bloem = flower | blokkeren blokkade = block lock blocked | boek = book
boeken boeking = book booking reservation | boekhouding boekhouder = accounts bookkeeping accounting accountant
boete = fine penalty fee | bon = receipt voucher | bonus = bonus | boodschappen = groceries shopping | boom = tree
boor = drill | boot = boat | borg = deposit | borstel = brush | bos = forest wood | bouwafval = construction
bouwen bouw = build construction building | bovenkant = top | brand = fire | brandstof = fuel | brandweer = fire
breed = wide | breken gebroken breuk = break broken | brengen = bring take | bril = glasses | broek = trousers
broer = brother | brommer = moped scooter | bron = source | bruikbaar = usable | bruin = brown | buis = pipe tube
buiten = outside outdoor outdoors | buitenkant = outside | buitenlands = foreign | bureau = desk office agency
burgemeester = mayor | bus = bus | buur buren buurman = neighbour neighbor | buurt = neighbourhood neighborhood area
cadeau = gift present | cadeaukaart cadeaubon = gift card voucher | camera = camera | centrum = centre center
certificaat = certificate | chauffeur = driver | cijfer = digit figure number | code = code | collectie = collection
commentaar = comment | commissie = committee commission | consument = consumer | contactpersoon = contact
contant = cash | controle = check inspection | creditcard kredietkaart = credit card | cursus = course
dagdeel = half | dak = roof | danken = thank | datum = date | deadline = deadline
deelnemen deelname deelnemer = participate participant | dekken dekking = cover coverage | delen = share divide part
deskundige = expert | detail = detail | deur = door | dicht = closed | diefstal = theft
dienst = service department shift | dienstverlening = service | diep = deep | dier = animal pet | dierenarts = vet
dik = thick | ding = thing | diploma = diploma degree | directeur = director | doel = goal purpose charity
doelgroep = target | doorgeven = pass report tell submit notify | doorlopen = continue | doorsturen = forward
doorverkopen = resell | doos = box package | dossier = file case | douane = customs | draadloos = wireless
draaien = turn run rotate | dragen = carry wear bear | drempel = threshold | dringend = urgent | drinken = drink
droog drogen = dry | druk = busy pressure | drukken = press print push | dubbel = double twice duplicate
duidelijk = clear clearly | duizend = thousand | dunner dun = thin | duur = expensive duration
duurzaam = sustainable | dynamisch = dynamic | echt = real genuine | echtscheiding = divorce | effect = effect
eigenaar = owner | eigendom = property | eindafrekening eindnota = final bill | einddatum = end date expiry
einde = end | eis = requirement demand | eisen = demand require | elektricien = electrician
elektriciteit = electricity power | elektrisch elektronisch = electric electrical electronic | ellende = trouble
emmer = bucket | energie = energy | enkel = single only | erfenis erven = inheritance | ernstig = serious
ervaring = experience | eten = eat food | evenement = event | exemplaar = copy | expert = expert | extern = external
fabriek fabrikant = factory manufacturer | factuur = invoice bill | feest = party | feestdag = holiday
fiets = bicycle bike | filiaal = branch store shop | film = film movie | filter = filter | financieel = financial
flat = flat apartment | fles = bottle | formaat = size format | foutcode = error | functie = function feature position
fysiek = physical | gang = corridor | garage = garage | garantie = warranty guarantee | gas = gas | gast = guest
gat = hole | gebeurtenis = event | gebied = area region zone | geblokkeerd = blocked locked
geboorteakte = birth certificate | geboortedatum = birth date | gebrek = defect lack | gebruikersnaam = username
gebruiksaanwijzing handleiding = manual instructions guide | gedeeltelijk = partial partly | gedrag = behaviour
geel = yellow | geheim = secret confidential | geheugen = memory | gehoor = hearing | gehuwd = married
geld = money cash | geldautomaat = atm cash | geldigheid = validity | gelijk = same equal | geluid = sound noise
gemak = convenience | gemeentehuis stadhuis = town hall city | gemeentelijk = municipal | gemiddelde = average
genezen = cure | gereed = ready | gereedschap = tools tool | geschikt = suitable | geschil = dispute
gesloten = closed | gesprek = conversation call | getal = number | getrouwd = married | getuige = witness
gevaarlijk = dangerous hazardous | geweld = violence | gewicht = weight | gewijzigd = changed | gewoonlijk = usually
gezin = family household | gezond gezondheid = health healthy | gezondheidszorg = healthcare | gids = guide
giftig = toxic | glas = glass | glasvezel = fibre fiber | goedkeuren goedgekeurd goedkeuring = approve approval
goedkoop = cheap cheaper | graden = degrees | grens = limit border | griep = flu | groen = green
groente = vegetables | grofvuil = bulky waste | grond = ground soil land | grootte = size | haard = fireplace
haast = hurry rush | halen gehaald = fetch get collect | half helft = half | halte = stop | hand = hand
handel handelen = trade act | handmatig = manual manually | handtekening = signature sign | hangen = hang
hard = hard | hardware = hardware | haven = harbour port | heffing = levy tax charge | helft = half | helm = helmet
herhalen = repeat | herinnering herinneren = reminder remind remember | herroepen = withdraw revoke
hersteld = restored | heten = called | hiervan = this | hitte = heat | hoek = corner | hoesje = case | hof = court
hond = dog | hoofd = head main | hoofdschakelaar = main switch | hoog hoogte hoger hoogst = high height higher highest
hoorzitting = hearing | hout = wood | huid = skin | huisdier = pet | huishouden = household
huisnummer = house number | huisraad = contents | huisvuil = waste household | hulpmiddel = aid tool
hypotheek = mortgage | identiteit = identity | ieder = every each | ijskast = fridge | inbegrepen = included
inbraak = burglary break | incasso = debit collection | inchecken = check | indruk = impression | ingang = entrance
ingeschreven = registered | inhoud = content contents | inkoop = purchase purchasing | inkorten = shorten | inkt = ink
inleveren = return hand submit bring | inlognaam = username | inlogscherm = login sign screen | innemen = take collect
inpakken ingepakt = pack wrap packed | inruilen = trade exchange | inscannen scan scannen = scan
inschatten = estimate | inspectie = inspection | instantie = authority body agency | instructie = instruction
interesse = interest | intern = internal | invloed = influence | invoeren = enter introduce
inwisselen = exchange redeem | inwoner = resident | inwoners = residents | inzage inzien = view access
jaarnota jaarafrekening jaarrekening = annual bill statement | jas = coat jacket
jeugd jongeren jong = young youth people | jurist juridisch = legal lawyer | kaars = candle
kaart kaartje = card map ticket | kabel = cable wire | kader = frame | kalender = calendar | kalk = limescale
kamer = room chamber | kans = chance | kant = side | kantoor = office | kapot = broken defective damaged
kassa = checkout till | kast = cupboard cabinet closet | kat = cat | keer = time times | kelder = basement cellar
kenteken = plate registration licence | ketel = boiler kettle | keuken = kitchen | keuring = inspection
kiezer = voter | kijken = look watch check | kilometerstand = mileage | klaarliggen klaar = ready | klaarstaan = ready
klacht = complaint | klantenservice klantendienst = customer service support | klantnummer = customer number
kleding kleren = clothing clothes | kleur = colour color | klok = clock | klus = job | knipperen = blink flash
koelkast = fridge refrigerator | koffer = suitcase | koffie = coffee | koffiezetapparaat = coffee machine
koken = cook boil | komma = comma decimal point | kop = cup head | kopen = buy | kopie kopieren = copy | kopje = cup
koppelen = connect link pair | korps = force | kort = short | kosten = cost costs fee charge | koud kou = cold
kraan = tap | kracht = power force | krant = newspaper | krediet = credit | kunst = art | kwaliteit = quality
kwijtschelding = waiver remission | kwitantie = receipt | laadpaal lader = charger charging
laag lager laagst = low lower lowest | laat later laatst = late last latest | laden opladen = charge load charging
lading = load charge | lamp lampje = light lamp | lang langer langst = long longer longest | leeftijd = age
leeg leegmaken = empty | leegstand = vacancy | leesbaar = readable legible | leiding = pipe management
leidinggevende = manager supervisor | lekken lek lekkage = leak | lenen = borrow lend loan | lengte = length
les = lesson class | letter = letter | leven = life live | leverancier = supplier provider | levertijd = delivery time
licentie = licence license | licht = light | lift = lift elevator | liggen = lie kept | lijn = line leash
limiet = limit | links linker = left | locatie = location | logboek = log | loket = counter desk
looptijd = term duration | lopen = walk run | los = loose separate | lucht = air | luisteren = listen
maaltijd = meal | maat = size measure | maatregel = measure
machtigen machtiging = authorise authorize authorisation mandate | magazijn = warehouse | magnetron = microwave
markt = market | materiaal = material | maximum = maximum most | mededeling = notice announcement
meegeven = give hand | meenemen = bring take along | meer = more lake | meerderjarig = adult age | meerijden = ride
meest = most | meetellen = count | meter = meter | meterkast = meter cupboard | meterstand = meter reading
meting = measurement | meubel = furniture | middag = afternoon | midden = middle | milieu = environment
minder minst = less least fewer | minimum = minimum least | ministerie = ministry | misbruik = abuse misuse
mislukken mislukt = fail failed | missen = miss lack | modem = modem router | mogelijkheid = option
monteur installateur = engineer technician mechanic installer electrician fitter | monument = monument
morgen ochtend = morning tomorrow | motor = motorcycle engine motor | muur = wall | muziek = music | naaste = relative
nacht nachts = night | nagaan = check | najaar = autumn | nakijken = check | naleven = comply | nat = wet
nationaal nationale = national | nationaliteit = nationality | natuur = nature | netbeheerder = grid network operator
netwerk net = network grid | nieuw = new latest | nieuws nieuwsbrief = news newsletter | niveau = level
noodgeval = emergency | noodnummer = emergency | noord = north | normaal = normal regular usual | nota = bill invoice
notaris = notary | notitie = note | nul = zero | oefenen = practise | olie = oil | omgeving = environment area
omhoog = up | omruilen ruilen = exchange swap | omschrijving = description | omvormer = inverter
omzet = revenue turnover | onbekend = unknown | onbeperkt = unlimited | onderaan onderkant = bottom underside
onderbreken onderbreking = interrupt interruption | onderbroek = underwear | onderdeel = part component
onderhoud = maintenance | onderneming ondernemer = entrepreneur business | onderscheiden = distinguish
ondersteunen = support | ondertekenen tekenen = sign | onderweg = way | onderwerp = subject topic
onderwijs = education | onderzoeken onderzoek = investigate research study examine look | ongeluk ongeval = accident
onkosten = expenses | onmogelijk = impossible | ontbreken = missing | ontgrendelen = unlock
ontkoppelen = disconnect unlink | ontslag = dismissal | ontvanger = recipient receiver
ontvangst = receipt receiving receive | ontwerp = design | ontwikkelen ontwikkeling = develop development | oor = ear
oorbel = earring | oost = east | opbrengst = yield proceeds | opdracht = job order assignment task | opendoen = open
openen = open | openingstijden = opening hours | opgeven = enter state give submit | ophangen = hang
opheffen = close lift | opladen = charge recharge top | oplage = edition | opleiding = education training
oplossing oplossen = solution solve fix resolve | opmerking = comment remark note
opnemen opname opgenomen = record withdraw contact take include | opnieuw = again re | oproep = call
opruimen = clean tidy clear | opslag opslaan opgeslagen = storage save store saved | opslagruimte = storage
opsplitsen splitsen = split | optie = option | opvolgen = follow | opzeggen = cancel terminate leave
origineel = original | oud = old | oudere = older elderly | oven = oven | overboeken overboeking overmaken = transfer
overdag = day daytime | overdragen = transfer | overeenkomen = agree | overgaan = switch pass
overleg overleggen = consult meeting | overmorgen = tomorrow | overnachten = stay night | overschot = surplus
overschrijden overschrijding = exceed | overschrijven = overwrite transfer
overstappen overstap = switch change transfer | overtreding = violation offence | overtuigen = convince
overzetten = transfer | paar = pair couple few | paard = horse | pad = path | pakket = parcel package
pakketje = parcel package | pand = building | paneel = panel | papier = paper | parkeervergunning = parking permit
parkeren parkeerplaats = park parking | particulier = private individual | pas = card pass | pasfoto = passport photo
paspoort = passport | passen = fit match | patient = patient | pauze pauzeren = break pause
pensioen = pension retirement | personeel = staff personnel employees | persoonlijk = personal person personally
persoonsgegevens = personal data | pictogram = icon | pin pincode = pin | plaatsvinden = place | plakken = stick paste
plan = plan | plank = board shelf plank | planning plannen = schedule plan | plant = plant | plattegrond = map
poging = attempt | polis = policy | politie = police | pomp = pump | poort = port gate | portemonnee = wallet purse
post postbode = mail post | postcode = postcode zip | postzegel = stamp | praktijk = practice | praten = talk speak
premie = premium | prijs prijzen = price prize prices | prijsopgave offerte = quote quotation
printen printer = print printer | privé prive = private | procedure = procedure
procent percentage = percent percentage | product = product item | productpagina = product page | profiel = profile
programma = program programme | promotie = promotion | provincie = province | prullenbak = bin trash recycle
psychisch = mental | punt = point | raad = council | raam = window | ramen = windows | rand = edge
reactie = response comment | recept = prescription recipe | rechts rechter = right judge court
rechtstreeks = direct directly | reclame = advertising | recycling = recycling | redacteur redactie = editor
reden = reason | regelen regeling = arrange arrangement scheme | regen = rain | reiniging reinigen = clean cleaning
reiziger = traveller passenger | rekenen = charge calculate count | rekeningnummer = account number
reservekopie back-up = backup | reserveren reservering = reserve reservation book | rest resterend = rest remaining
retourlabel = return label | richting = direction | rij wachtrij = queue row line
rijden rit = drive driving ride trip fare | rijksoverheid = government | riool = sewer | rol = role roll
rolstoel = wheelchair | rood = red | route = route | ruimte ruim = space room | ruit = window
rust rusten = rest quiet | salaris = salary | saldo = balance | samenvoegen = merge combine
samenwerken = cooperate collaborate | samenwonen = live together cohabit | schaap = sheep | schade = damage
schakelaar schakelen = switch | schatten schatting geschat = estimate | schema = schedule | scheur = tear crack
schilder = painter | schip = ship | schoen = shoe | schoon schoonmaken = clean | schrift = writing
schriftelijk = writing written | schroef = screw | schuld schulden = debt | schuur = shed barn | sein = signal
seizoen = season | slaan = hit | slapen = sleep | sleutel = key | slim = smart | slot = lock | sluiten = close
smal = narrow | sneeuw = snow | snelheid = speed | software = software | sollicitatie solliciteren = application
soort = kind type | spaargeld sparen = savings save earn | specifiek = specific | speeltuin speelplaats = playground
spelen spel = play game | spelling = spelling | spiegel = mirror | spoed = urgent rush emergency
spoor = track rail platform | sport = sport | spreken = speak talk | spullen = belongings stuff things
staan = stand stay | stad = city town | stadsverwarming = district heating | stand = reading position setting
standaard = default standard | stappen = steps | station = station | stedelijk = urban | steen = stone
stekker stopcontact = plug socket | stem = vote voice | ster = star | sterk = strong | stil = quiet silent
stoel = chair seat | stoep = pavement sidewalk kerb | stof = dust fabric substance | stoppen = stop quit
stopzetten = stop cancel | storing = outage fault failure disruption malfunction | storten storting = deposit transfer
straat = street | straf = punishment penalty | strand = beach | streng = strict | strook = strip
stroom = power electricity current | stuk = piece broken | stuur = wheel | stuurprogramma = driver | surfen = surf
systeem = system | taak = task | taal = language | tafel = table | tand tandarts = tooth dentist
tarief tarieven = rate tariff price fee | tas = bag | team = team | technisch = technical | tegel = tile
tegoed = credit balance | tegoedbon = voucher credit | teken = character sign | tekening = drawing | tekst = text
telefonisch = phone telephone | televisie tv = television tv | tellen teller = count counter
temperatuur = temperature | tent = tent | terecht = rightly | termijnbedrag = instalment installment
terras = terrace | terugbellen = call back | terugbetaling = refund | terugdraaien = undo revert reverse
teruggeven teruggave = return refund back | terugkomen = return back | terugleveren teruglevering = feed return export
terugsturen = return send back | terugvragen = claim reclaim back | terugzetten = restore reset | tevreden = satisfied
thuis = home | ticket = ticket | tijdelijk = temporary temporarily | titel = title
toegang toegankelijk = access accessible | toekennen = grant award | toekomst = future | toelichting = explanation
toepassing = application | toestel = device phone | toestemming = permission consent | toets = key test exam
toetsenbord = keyboard | toezicht = supervision | tram = tram | trap = stairs | trein = train | trekken = pull
tuin = garden | tussenkomst = intervention | tweede = second | tweedehands = used second hand
uitbetalen uitbetaling uitkeren = pay payout | uitbreiden uitbreiding = expand extension | uiterlijk = latest
uitgang = exit output | uitgesloten = excluded | uitgeven uitgave = spend expense issue | uitloggen = logout log sign
uitnodigen uitnodiging = invite invitation | uitpakken = unpack | uitprinten = print | uitrusten = equip
uitschakelen uitzetten = off switch turn disable | uitschrijven = deregister unsubscribe | uitslag = result
uitspraak = ruling decision | uitstel uitstellen = postpone delay extension defer | uittreksel = extract
uitvallen = fail drop | uitverkocht = sold stock | uitvoeren uitvoering = perform execute carry run
uitwisselen = exchange | uitzetten = off switch | uniek = unique | universiteit = university | update = update
urgent = urgent | vader = father | vak = field box subject | vakantie = holiday vacation
vakantiedag verlofdag = holiday leave day | vals = false | vanzelf = automatically | variabel = variable
vast = fixed permanent | vaststellen vastgesteld = set determine establish
veilig veiligheid = safe secure safety security | veiling = auction | vel = sheet | veld = field | venster = window
verantwoorden = justify | verbergen = hide | verbeteren verbetering = improve | verblijf verblijven = stay residence
verbouwing verbouwen = renovation renovate | verbreken = break | verbruik verbruiken = consumption use usage consume
verdacht = suspicious suspect | verdelen = divide distribute | verdienen = earn | verdwijnen = disappear vanish
verenigen vereniging = association club | verf verven = paint | vergelijken vergelijking = compare comparison
vergeten = forget forgotten | vergoeding = compensation reimbursement fee | vergroten = enlarge increase extend
verhaal = story | verhogen = raise increase | verhuizing = move | verhuren = rent let | verjaardag = birthday
verkeer = traffic | verkeerd = wrong | verkiezing = election | verklaring = statement declaration
verkleinen = reduce | verkoop verkoper = sale seller | verlaten = leave left | verlengen = renew extend
verlichting = lighting | verlof = leave | verlopen = expire expired | vermelden = state mention list
vermijden = avoid | vermissen = missing | vermogen = capacity assets power | vernietigen = destroy
vernieuwen = renew | veroorzaken = cause | verpakken verpakking = packaging package pack packing | verplaatsen = move
verrekenen verrekening = settle settlement offset | verschijnen = appear released | verschil = difference
verschuiven = move shift | verschuldigd = owe due | versie = version | verslag = report | versleutelen = encrypt
versnellen = speed | verspreiden = spread | verstaan = understand | verstoren = disturb | verstreken = passed
vertaling vertalen = translation translate | vertragen vertraging vertraagd = delay delayed slow
vertrekken vertrek = leave departure depart | vertrouwd vertrouwen = trust trusted | vertrouwelijk = confidential
vervallen = expire lapse cancelled lose | vervangen vervanging = replace replacement
vervoer vervoerder = transport carrier | vervoersbewijs = ticket | vervolgen = continue | vervolgens = then
verwachten verwachting verwacht = expect expected expectation | verwarming verwarmen = heating heat
verwerking = processing | verwijzen verwijzing = refer referral | verzamelen = collect gather
verzegeling zegel = seal | verzekeraar = insurer | verzenden verzending = shipping send ship
verzetten = reschedule move | verzoek = request | vestiging = branch location | via = via | video = video
vinger vingerafdruk = finger fingerprint | virus = virus | vlag = flag | vlees = meat | vliegen vlucht = fly flight
vloer = floor | voedsel = food | voertuig = vehicle | vol = full | volgen = follow track
volgend volgende = next following | volgorde = order sequence | voltooien = complete finish
volwassene volwassen = adult | voogd = guardian | vooraf = advance beforehand | voorbereiden = prepare
voordeur = front door | voorkant = front | voorkeur = preference | voorkomen = prevent | voorlezen = read
voorlopig = provisional temporary | voornaam = first | voorraad = stock | voorschot = advance | voorstel = proposal
voortuin = front garden | voorwerp = object item | vorig = previous last | vorm = form shape | vorst = frost
vragenlijst = questionnaire | vreemd = strange | vriend = friend | vriezer = freezer | vrij = free
vrijkomen = free released | vrijstelling = exemption | vrijwillig vrijwilliger = voluntary volunteer
vroeg vroeger = early earlier former | vrouw = woman wife | vuil = dirty waste | vuur = fire | waarborgen = guarantee
waarde = value worth | waarnemen = observe | waarschuwen waarschuwing = warn warning alert | wachtlijst = waiting list
wagen = cart car | wal = shore | wanbetaling = default | wandelen = walk | wandlader = wall charger
warm warmte = warm heat hot | warmtepomp = heat pump | wasmachine = washing machine | wassen was = wash laundry
water = water | waterschap = water board | webshop winkel = shop store webshop | webwinkel = shop
wederzijds = mutual | wedstrijd = match | weekend = weekend | weg = road way | wegen = weigh | wegens = due
weggooien = throw discard away | weigeren weigering = refuse refusal decline reject | wekken = wake | welkom = welcome
wens = wish | wereld = world | werkdag = working business workday | werkloos werkloosheid = unemployed unemployment
werkplaats = workshop | werkplek = workplace | werkt = works | werkzaamheden = works work maintenance engineering
westen = west | wifi = wifi wireless | wijk = district neighbourhood | wijzen = point | wijziging = change
winnen winst = win profit | winter = winter | wissel = exchange | wit = white | witgoed = appliances
wonen = live reside | woord = word | wordt = becomes | zaak = case business | zaal = hall | zak = bag pocket
zakelijk = business | zee = sea | zekering = fuse | zelfstandig zelfstandige = self-employed independent
zending = shipment parcel | zetel = seat | zichzelf = itself | ziekenhuis = hospital | ziekmelding = sick report
zijkant = side | zitten = sit | zodra = soon | zoekmachine = search | zoekraken zoek = lost missing | zolder = attic
zomer = summer | zon zonnepanelen zonnepaneel = sun solar panels | zone = zone | zorgverzekering = health insurance
zuid = south | zus = sister | zwaar = heavy | zwanger = pregnant | zwart = black
zwembad zwemmen = swimming pool swim | zwemkleding badkleding = swimwear
"""
