"""Words of a service desk with what they are called in the other language: Dutch = English, pairs parted by "|".

Only for claims and passages in different languages; within one, `lexicon` has what says the same.
"""

from __future__ import annotations

PAIRS = """
aanbieden aanbod=offer provide|aanbieder=provider|aanbieding=offer deal|aandacht=attention|aandeel=share
aangesloten gekoppeld verbonden=connected|aangetekend ingeschreven=registered|aangezet uitgezet=switched turned
aangifte=return declaration report|aanhanger=trailer|aankomen=arrive arrival reach|aankomst=arrival
aankondigen aangekondigd=announce notice|aanleggen=build lay|aanleveren=supply submit|aanmaning=reminder demand
aanmelden aanmelding=register enrol|aanmeldnaam gebruikersnaam inlognaam=username|aannemen=accept assume hire
aannemer=contractor builder|aanpassen=adapt|aanraken=touch|aanslag=assessment
aansluiten aansluiting=connection connect join|aansprakelijkheid=liability|aanspreken=address|aanstaande=coming upcoming
aantekening notitie briefje=note|aantonen vertonen=show|aantrekkelijk=attractive|aanvoeren=supply|aanvrager=applicant
aanvulling aanvullen=addition supplement complete refill|aanwijzen=designate point|aanwijzing instructie=instruction
aanzetten=on switch turn activate enable start|aardlek=earth|abonnee=subscriber|accepteren=accept|accu batterij=battery
achter=behind after|achteraf=afterwards|achterblijven=remain|achtereenvolgens aaneengesloten=consecutive row
achterkant=back rear|achterlaten=leave behind|achternaam=surname|achterop=behind|achterstand=arrears
activeren=activate enable|actueel=current|administratie administratief=administration administrative
administratiekosten=administration|advertentie=advertisement ad|advies adviseren=advice advise recommend recommendation
adviseur=adviser advisor|advocaat=lawyer|afbetalen=instalment pay|afdeling=department
afdruk afdrukken drukken uitprinten=print|afdwingen=enforce|afgelopen=past last
afgeven afgegeven afgifte uitreiken=issue hand|afgewezen=rejected refused|afhangen afhankelijk=depend dependent
afkoelen koelen=cool|afkorting=abbreviation|aflezen voorlezen uitlezen=read|aflopen=expire|aflossen=repay
aflossing=repayment|afmelden=unsubscribe sign|afrekenen=checkout|afronden=finish round complete|afschrift=statement copy
afschrijven afgeschreven afschrijving=debit charge collect deduct
afsluiten afgesloten=conclude close sign take lock end disconnect|afspraak=appointment agreement arrangement
afspreken=agree arrange|afstand=distance remote|afstemmen=coordinate|afstoten=reject|aftrekken=deduct
afval=waste rubbish garbage trash|afvoer=drain|afwezig=absent away|afwezigheid verzuim=absence|afwijken=deviate differ
afwijzen afgewezen afwijzing=reject refuse deny decline rejection|afzender verzender=sender|afzetten=off switch turn
agenda=calendar diary|agent=agent|akkoord=agree agreement approve consent approval|akte=deed certificate
algemeen=general|alleen=only alone|altijd steeds=always|alvast=already|ambtenaar=official|anders=otherwise different
apart los=separate|apart=separately|apotheek=pharmacy|app=app|apparatuur=equipment devices appliance
applicatie=application app|artikel=item article product|asbest=asbestos|automaat=machine
automatisch=automatic automatically|avond=evening night|baas=boss|babyfoon=monitor|bagage=luggage|bak=bin container tray
balie=desk counter|balkon=balcony|band=tyre tire tape|bank=bank|baten=benefit|batterijen=batteries|beamer=projector
bedanken danken=thank|bedenken=reconsider think|bedenktijd=cooling reflection|bedienen bediening=operate control
bedoelen bedoeld=mean intend|bedreigen=threaten|bedreiging=threat|beeld=image picture
begeleiden begeleider=accompany guide supervisor|begraafplaats=cemetery|behalen=achieve obtain pass|behalve=except
behandelen=look consider|behandeling=treatment|beheerder=administrator admin manager operator
beheren beheer=manage management administer|bekend=known|bekijken=consider|belasten=charge load|belegd=invested
belegging beleggen=investment invest|belofte beloven=promise|beloning=reward|benaderen=approach access
beneden=down below downstairs|benoemen=appoint name|benzine=petrol gas fuel
beoordelen beoordeelt beoordeling=review assess rate rating judge|bepalen bepaald=determine decide specific
bereiken bereikbaar bereik=reach reachable range accessible|berekenen berekening=calculate charge calculation
beroep=profession|beschrijven beschrijving=describe description|besmettelijk=contagious|besparen besparing=save saving
besparen=save|besparing=saving|bespreken=discuss|bestanddeel onderdeel=component|bestemming=destination
bestemmingsplan=zoning|bestuur instappen=board|bestuurder chauffeur stuurprogramma=driver|betaalbaar=affordable
betaalmethode betaalwijze=payment|betekenen=mean|betrokken=involved|betrouwbaar=reliable trusted
betwisten geschil=dispute|beurt omdraaien zetten keren=turn|beveiligd=protected|beveiligen beveiliging=protect security
bevel=order|bevestigd=confirmed|bevestigen bevestiging=confirm confirmation|bewaard=kept|bewaker=guard
bewegen verplaatsen=move|bewerken bewerking=edit|bewindvoerder=administrator|bewoner=occupant|bezet=busy occupied
bezig=busy|bezit=possession own|bezoeker=visitor guest|bezorgen=bring|bezorger=courier driver
beëindigen beeindiging=end terminate cancel leave|bibliotheek=library|bieden=bid|bijbetalen=pay extra
bijeenkomst vergadering=meeting|bijlage=attachment appendix enclosure|bijna=almost nearly|bijsluiter=leaflet
bijtellen optellen=add|bijten=bite|bijvullen=refill top|bijwonen=attend|bijzonder=special|binnenkomen=enter arrive
binnenkort=soon shortly|binnenland=domestic|binnenstad=centre center city|biologisch=organic|blad=sheet leaf page
blauw=blue|blijken=appear|blijven=keep continue|blijvend=permanent|blik=can tin|bloem=flower
blokkeren blokkade=block lock blocked|boek=book|boeken boeking=book booking reservation
boekhouding boekhouder=accounts bookkeeping accounting accountant|boete=fee|bon=receipt voucher
boodschappen=groceries shopping|boom=tree|boot=boat|borgsom waarborg=deposit|bos=forest wood
bouwen bouw=build construction building|bouwtekening tekening=drawing|boven=above over upstairs|bovenkant bovenop=top
brand brandweer vuur=fire|brandstof=fuel|breed=wide|breken gebroken breuk=break broken|brengen=take charge
brievenbus=letterbox mailbox|brievenbuspakje=parcel|bril=glasses|broek=trousers|broer=brother
bromfiets snorfiets brommer=moped scooter|bron=source|bruikbaar=usable|bruin=brown|buis=pipe tube
buiten=outside outdoor outdoors out|buitenkant=outside|buitenlands=foreign|bundel=bundle|bureau=desk office agency
bureaublad=desktop|burgemeester=mayor|bus=bus|buur buren buurman=neighbour neighbor
buurt=neighbourhood neighborhood area|cadeau=gift present|café cafe=cafe bar|camera=camera|centrum=centre center
chemisch=chemical|chip=chip|cijfer=digit figure number|club=club|code=code|collectie=collection
commentaar reactie=comment|commissie=committee commission|conducteur=conductor|container kliko=container bin
contant geld=cash|controle inspectie keuring=inspection|corrigeren correctie=correct correction|cursus verloop=course
dagdeel helft=half|dak=roof|datum=date|deelnemen deelname deelnemer=participate participant
dekken dekking=cover coverage|dekking=cover|deksel=lid|delen indelen=divide|desgewenst=desired wish|deskundige=expert
deur=door|dichtbij=near close nearby|diefstal=theft|dienen=serve submit file
dienst=service department shift duty company|dienstregeling=timetable schedule|dienstverband=employment
dienstverlening=service|diep=deep|dier=animal pet|dierenarts=vet|dik=thick|ding=thing|diploma=degree|directeur=director
dockingstation=dock docking|doel=charity|doelgroep=target|donker=dark|doorgaan doorlopen vervolgen voortzetten=continue
doorgeven=pass submit|doorlopend=continuous|doorsturen=forward|doorverkopen=resell|doorverwijzen=refer|doorzoeken=search
doos=box package|dossier=file case|douane=customs|draadloos wifi=wireless|draaien=turn run rotate|dragen=carry wear bear
drempel=threshold|dringend=urgent|droger=dryer|droog drogen=dry|druk=busy pressure|drukmeter=gauge
dubbel=double twice duplicate|duidelijk=clear clearly|duizend=thousand|dunner dun=thin|duur duurder=expensive
duurzaam=sustainable|dynamisch=dynamic|echt=real genuine|echtscheiding=divorce|eenmalig=once single time one-off
eerdere=earlier previous|eerlijk=fair honest|eerste=initial|eigen risico=excess deductible|eigen=contribution
eigenaar=owner|eigendom=property|eis=demand claim|eisen=demand require|elektricien=electrician
elektriciteit=electricity power|elektrisch elektronisch=electric electrical electronic|emmer=bucket|enkel=single only
enkeltje=single|erfenis erven=inheritance|erfgenaam=heir|ergens=somewhere|erheen=there|ernstig=serious
ervaring=experience|eten=eat food|etiket=label|evenement gebeurtenis=event|exemplaar kopie kopieren=copy|extern=external
fabriek fabrikant=factory manufacturer|feest=party|feestdag=holiday|filiaal=branch store shop|film=film movie
filter=filter|financieel=financial|flat=apartment|fles=bottle|flink=considerably|flits=flash|folder=leaflet brochure
formaat grootte=size|formule=formula|fotograferen=photography photograph|foutcode=error|fraude oplichting=fraud scam
functie=function feature position|fysiek=physical|gang=corridor|garantie=warranty guarantee|garderobe=cloakroom|gas=gas
gast=guest|gat=hole|gebied=area region zone|geblokkeerd=blocked locked|gebracht=brought taken|gebrek=defect lack
gebruiksaanwijzing handleiding=manual instructions guide|gedeeltelijk=partial|gedrag=behaviour|geel=yellow
gegeven=handed|geheim=secret confidential|geheugen=memory|geholpen=helped|gehoor hoorzitting=hearing|gehouden=kept held
gehuwd=married|geldautomaat=atm cash|gelden=hold|geldigheid=validity
geldopname opnemen=withdraw withdrawal withdrawn cash|geleend=lent|geleverd=supplied|gelijk=same equal
gelijkwaardig=equivalent|geluid=sound noise|geluidsoverlast overlast=noise nuisance|gemachtigde=representative
gemak=convenience|gemeentelijk=municipal|genezen=cure|genomen=taken|gepersonaliseerd=personalised personalized
gereed klaarliggen klaar klaarstaan=ready|gereedschap=tools tool|geschikt=suitable|geslacht=gender sex|geslapen=slept
gesprek=conversation call|gesproken=spoken|gesteld=set asked|gestolen stelen=stolen steal theft|getal=number
getuige=witness|gevaarlijk=dangerous hazardous|geweigerd=refused|geweld=violence|gewicht=weight
gewond geblesseerd=injured|gewoon=simply normal just|geworden=become|gezien=seen|gezin=family household|gezocht=searched
gezond gezondheid=health healthy|gezonden verzonden=sent shipped dispatched|gezondheidszorg=healthcare|gids=guide
giftig=toxic|gisteren=yesterday|glasvezel=fibre fiber|goederen=goods|goedkeuren goedgekeurd goedkeuring=approve approval
goedkoop=cheap cheaper|goedkoper=cheaper|gooien=throw|graag=gladly please|graden=degrees|grafiek=chart graph
grens=limit border|groeien groei=grow growth|groen=green|groente=vegetables|grond=ground soil land|grondig=thorough
haalt innen=collect|haard=fireplace|haast=hurry rush|halen gehaald=fetch get collect|halte stopzetten stilstaan=stop
handel handelen=trade act|handhaven handhaving=enforce enforcement|handmatig=manual manually|handtekening=signature sign
hardware=hardware|haven=harbour port|hechten=attach|heffing=levy tax charge|hek=fence gate|helaas=unfortunately
helder=clear bright|helm=helmet|hemd overhemd=shirt|hergebruik=reuse|herhalen=repeat
herinnering herinneren=reminder remind remember|herkennen=recognise recognize|herkomst=origin|herroepen=withdraw revoke
hersteld=restored|herstellen=restore recover|herzien=review revise|heten=called|hiervan=this|hitte=heat|hoek=corner
hoesje zaak=case|hoeveel=much many|hof=court|hond=dog|hoofd=head main
hoog hoogte hoger hoogst=high height higher highest|hoogte=height amount level|horen hoort behoren behoort=belong
hotel=hotel|hotline=helpline|huidig=current present|huisdier=pet|huishouden=household|huiswerk=homework
hulpmiddel=aid tool|huurprijs=rent|hypotheek=mortgage|identiteit=identity|ijskast=fridge|inbegrepen=included
inboedel=contents|inbraak=burglary break|inbreuk=infringement|incasso=debit collection|inchecken kijken=check
indruk=impression|ingang=entrance|ingediend=filed|ingeleverd teruggebracht=returned|ingetrokken=withdrawn
ingevoerd=entered|ingreep tussenkomst=intervention|inhoud=content contents|inhouden=withhold deduct include
inkoop=purchase purchasing|inkorten=shorten|inkt=ink|inleveren=return bring|inmiddels=meanwhile now|innemen=take collect
inpakken ingepakt=pack wrap packed|inruilen=trade exchange|inruilwaarde=trade|inscannen=scan
inschakelen=switch activate hire|inschatten schatten schatting geschat=estimate|instantie=authority body agency
instemmen=agree consent|intern=internal|intussen=meanwhile|invloed=influence|invoeren=enter introduce
inwisselen=exchange redeem|inzage inzien=view access|isolatie=insulation|isoleren=insulate|jas=coat jacket
jeugd jongeren jong=young youth people|jongen=boy|juf meester=teacher|jurist juridisch=legal lawyer
kaart kaartje=card map ticket|kabel=cable wire|kader=frame|kalender=calendar|kalk=limescale|kamer=room chamber
kans=chance|kant zijkant=side|kantine=canteen|kantoor=office|kapot=broken defective damaged|kassa=checkout till
kast=cupboard cabinet closet|kat=cat|keer=time times|kelder=basement cellar|kelner=waiter|kennis=knowledge
kenteken=plate registration licence|ketel=boiler kettle|ketting=chain necklace|keuken=kitchen|kiezer=voter
kilometerstand=mileage|kinderopvang opvang=childcare daycare|kinderwagen=pram stroller|klager=complainant|klas=class
kleding kleren=clothing clothes|kleur=colour color|klok=clock|kluisje kluis=locker safe|klus=job|knippen=cut
knipperen=blink flash|koelkast=fridge refrigerator|koffer=suitcase|koffie=coffee|koken=cook boil|kolom=column
komen komt=come|komma=comma decimal point|koper=buyer|kopje=cup|koppelen=connect pair|koptelefoon=headphones headset
kort=short|koud kou=cold|kraan=tap|kracht=power force|krassen kras=scratch|krediet=credit|kwaliteit=quality
kwartaal=quarter|kwijtschelding=waiver remission|kwitantie leesbevestiging ontvangst=receipt
laadpaal lader=charger charging|laag lager laagst=low lower lowest|laat later laatst=late last latest|laatkomer=late
laatste laatst=last latest final|lade la=drawer|laden opladen=charge load charging|lading=load charge
lamp lampje=light lamp|lang langer langst=long longer longest|langs=along past|laptop=laptop|laten=have leave
leeftijd=age|leeg leegmaken=empty|leegstand=vacancy|leent=borrow lend|leerplicht=attendance|leesbaar=readable legible
leggen=lay|leidend=leading|leiding=pipe management|leidinggevende=manager supervisor boss|lek=puncture leak
lekken lek lekkage=leak|lekken=leak leaking|lengte=length|leren=learn|les=lesson class|lesgeld=tuition|leven=life live
leverancier=supplier provider|leveren=supply provide|levertijd=delivery time|lezer=reader|licentie=licence license
licht=light|lidmaatschap=membership|liefst=preferably|lift=elevator|liggen=lie kept|lijn=line leash|limiet=limit
links linker=left|logboek=log|loket=counter desk|loonstrook=payslip|loopbaan=career|loopt=runs
looptijd=term duration last|lopen=walk run|loslaten vrijgeven=release|lucht=air|luchtpost=airmail|luidspreker=speaker
luisteren=listen|lukken=succeed work|lunch=lunch|maaltijd=meal|maat=size measure|maatregel=measure|maatwerk=custom
machtigen machtiging=authorise authorize authorisation mandate|magazijn=warehouse|magnetron=microwave|makelaar=agent
markt=market|maximum meest=most|mededelen=announce|mededeling=notice announcement|meedoen=join participate
meegeven=give hand|meenemen=bring take along|meer=more lake|meerderjarig=adult age|meerekenen=count include
meerijden=ride|meetellen=count|meisje=girl|melder=reporter|melding=message alert|meldlijn=hotline helpline line
merken merk=notice brand|meting=measurement|meubel=furniture|microfoon=microphone|middag=afternoon|midden=middle
milieu=environment|minder minst=less least fewer|minimum minstens=least|ministerie=ministry|misbruik=abuse misuse
mislukken mislukt=fail failed|missen=lack|modem=modem router|mogelijkheid optie=option|mogen=may
monteur installateur=engineer technician mechanic installer electrician fitter|monument=monument
morgen ochtend=morning tomorrow|motor=motorcycle engine|muis=mouse|muntgeld munt=coin|museum=museum|muur=wall
muziek=music|naaste=relative|nabestaanden=relatives|nabestellen=reorder|nacht nachts=night|nadeel=disadvantage
najaar=autumn|nakomen=fulfil comply|naleven=comply|nat=wet|nationaliteit=nationality|navragen=ask enquire|negeren=ignore
nergens=nowhere|netbeheerder=grid network operator|netspanning=voltage|netwerk net=network grid|nieuw uiterlijk=latest
nieuws nieuwsbrief=news newsletter|niveau=level|noemen=mention call name|nog=still another yet
noodgeval spoedeisend=emergency|nooit=never|noord=north|normaal=regular usual|nul=zero|oefenen=practise|olie=oil
omgeving=environment area|omhoog=up|omruilen ruilen=exchange swap|omschrijving=description|omvormer=inverter
omwisselen uitwisselen wissel=exchange|omzeilen=bypass|omzet=revenue turnover|omzetbelasting btw=vat|onbekend=unknown
onbeschadigd=undamaged|onbetaald=unpaid|onderaan onderkant=bottom underside
onderbreken onderbreking=interrupt interruption|onderbroek=underwear|onderdoor=under|onderhoud=maintenance
onderneming ondernemer=entrepreneur business|onderscheiden=distinguish|ondertekend getekend=signed
ondertekenen tekenen=sign|ondertiteling=subtitles|onderweg=way|onderwerp=subject topic|onderwijs=education
onderzoeken onderzoek=investigate research study examine look|ongebruikt=unused|ongedaan=undo|ongeluk ongeval=accident
ongeopend=unopened|onkosten=expenses|onleesbaar=illegible|onmogelijk=impossible|ontbonden ontbinden=dissolved dissolve
ontbreken vermissen vermist=missing|ontgrendelen=unlock|onthouden=remember|ontkoppelen=disconnect unlink
ontluchten=bleed|ontstaan=arise|ontstoppen=unblock|ontvanger=recipient receiver|ontwerp=design
ontwikkelen ontwikkeling=develop development|onveilig=unsafe|onvoldoende=insufficient|ook=also too|oor=ear
oorbel=earring|oortjes=earphones|oost=east|opbergen=store put|opbouwen=build accrue|opbrengst=yield proceeds
opdracht=job order assignment task|opendoen=open|opgegeven=stated given|opgeven=enter state give submit|opgraven=dig
ophangen=hang|opheffen=close lift|ophogen=raise top|opladen=charge recharge top|oplader=charger|oplage=edition
opleiding=education training|oplevering=handover delivery|oplossing oplossen=solution|opmerking=comment remark note
opname=recording|opnemen opname opgenomen=record withdraw contact take include|opnieuw=again re|oppassen=careful
oproep oproepen=call|opruimen=clean tidy clear|opslag opslaan opgeslagen=storage save store saved|opslagruimte=storage
opsplitsen=split|opstarten=start boot|opstellen=draft draw|optreden=occur act|opvolgen=follow|opvragen=request
opzeggen verlof=leave|opzij=aside|origineel=original|oud=paper|oudere=older elderly|overal=everywhere
overboeken overboeking overmaken overdragen overzetten overbrengen=transfer|overdag=day daytime|overeenkomen=agree
overgaan=switch pass|overgedragen=transferred|overgestapt=switched|overhouden=left remain
overleg overleggen=consult meeting|overmorgen=tomorrow|overnachten=stay night|overschot overtollig=surplus
overschrijden overschrijding=exceed|overschrijven=overwrite transfer|overstappen overstap=switch change transfer
overstappen=change transfer|overtreding=violation offence|overtuigen=convince|overuren=overtime|paar=pair couple few
paard=horse|pad=path|pakket pakketje=parcel package|park=park|parkeren parkeerplaats=park parking
particulier=private individual|pas=card only until|passagier=passenger|passen=fit match|pauze pauzeren=break pause
pensioen=pension retirement|perron spoor=platform|personeel=staff employees|persoonlijk=personal person personally
peuter kleuter=toddler|pictogram=icon|piek=peak|pin=pin|pincode=pin|pinnen=card|plaatsen=install post publish
plaatsvinden=place|plakken=stick paste|plan=plan|plank=board shelf|planning plannen rooster schema=schedule
plattegrond=map|polis=policy|pomp=pump|poort=gate|portemonnee=wallet purse|postbode=mail post|postcode=zip
postvak=mailbox inbox|postzegel=stamp|praktijk=practice|praten=talk speak|premie=premium|prijs prijzen=prize
prijsopgave offerte=quote quotation|printen printer=print printer|printer=printer|privé prive=private
procent percentage=percent percentage|proces=process|product=item|proef=trial test|proeftijd=probation
programma=program programme|promotie=promotion|provincie=province|prullenbak=bin trash recycle|psychisch=mental
punt wijzen=point|raad=council|raadplegen=consult check|raam ruit=window|radio=radio|ramen=windows|rand=edge
rapport rapportage verslag=report|recept=prescription recipe|receptie=reception|rechten=permissions
rechthebbende=beneficiary|rechts rechter=right judge court|rechtstreeks=direct directly|reclame=advertising
redacteur redactie=editor|redelijk=reasonable|regelen regeling=arrange arrangement|regen=rain
reiniging reinigen=clean cleaning|reiziger=traveller passenger|rekenen=charge calculate count
rekening=account charge charged|rem remmen=brake|rente=interest|reservekopie back-up=backup
reserveren reservering=reserve reservation book|rest resterend=rest remaining|richting=direction|riem=belt strap
rij wachtrij=queue row line|rijden rit=drive driving ride trip fare|rijden=drive|rijksoverheid=government|riool=sewer
roest=rust|rolstoel=wheelchair|rond=around about|rondleiding=tour|rood=red|router=router|rouw=mourning
ruimte ruim=space room|rust rusten=rest quiet|rustig=quiet calm|saldo=balance|samenvatting=summary
samenvoegen=merge combine|samenwerken=cooperate collaborate|samenwonen=live together cohabit|scanner=scanner|schade=loss
schadelijk=harmful|schademelding=claim|schadevergoeding=damages compensation|schakelaar schakelen=switch
scheiden gescheiden=separate split|schermafbeelding schermfoto=screenshot|scheur=tear crack|schijf=disk drive
schilder=painter|schilderwerk=painting|schoen=shoe|schoon schoonmaken=clean|schoonmaker=cleaner|schoorsteen=chimney
schrift=writing|schuiven=slide move|schuld schulden=debt|schutting=fence|schuur=shed barn|sein=signal|seizoen=season
sessie=session|sieraad sieraden=jewellery jewelry|sindsdien=since|sjabloon=template|slaan=hit|slachtoffer=victim
slapen uitslapen=sleep|slepen=drag|sleutel=key|sleuteloverdracht=handover|slijtage slijten=wear|slim=smart
sloop slopen=demolition demolish|slot vergrendelen sluis=lock|smal=narrow|sms=text message|sneeuw=snow
snelheid versnellen=speed|snelkoppeling=shortcut|software=software|sollicitatie solliciteren toepassing=application
soms=sometimes|sorteren=sort|spaargeld sparen=savings save earn|sparen=save collect savings|specifiek=specific
speelgoed=toy|speeltuin speelplaats=playground|spelen spel=play game|spoed=urgent rush emergency
spoor=track rail platform|sport=sport|sportveld=pitch|spreken=speak talk|spullen=belongings stuff things|staan=stay
stad=city town|stand=reading position setting|standaard wanbetaling=default|station=station|status=status
stedelijk=urban|steen=stone|steken=stick insert plug|stekker stopcontact=plug socket|stem=voice|sterk=strong
stil=quiet silent|stilzetten=pause stop freeze|stoep=pavement sidewalk kerb|stoeptegel verharding=paving
stof=dust fabric substance material|stofzuiger=vacuum|stoppen=quit|storing=outage fault failure disruption malfunction
storten storting=deposit transfer|straat=street|straf=punishment penalty|strafbaar=punishable|strand=beach|streng=strict
strijken strijkijzer=iron|stroom=power electricity current|stuk=piece broken|sturen=steer|stuur wiel=wheel
supermarkt=supermarket|taak=task|taal=language|tabblad=tab|tabel tafel=table|tablet=tablet|tand tandarts=tooth dentist
tandartskosten=dental|tarief tarieven=tariff|tas=bag|taxi=taxi|team=team|technisch=technical|tegenvallen=disappoint
tegoed=credit balance|tegoedbon=voucher credit|teken=character sign|tekst=text|telefonisch=phone telephone
televisie tv=television tv|tellen teller=count counter|terecht=rightly|termijnbedrag=instalment installment
terugbellen=call back|terugdraaien=undo revert reverse|teruggestuurd=sent|teruggeven teruggave=return refund back
terughalen=recover retrieve|terugkomen=return back|terugleveren teruglevering=feed return export|teruglevertarief=feed
teruglopen=decrease|terugsturen=send back|terugvinden=find|terugvragen=claim reclaim back|terugzetten=restore reset
test=test|tevreden=satisfied|thuis=home|ticket=ticket|tijdelijk=temporary temporarily|tijdvak=slot window|titel=title
toegang toegankelijk=access accessible|toekennen=grant award|toekomst=future|toelaten=admit
toelichting uitleg=explanation|toeslagen=allowances|toestel=phone|toets=key test exam|toetsen=keys|toetsenbord=keyboard
toewijzen toegewezen=assign allocate|toezenden=send|toezicht=supervision|traceren=track trace|tram=tram|trap=stairs
treden=step|trein=train|trekken=pull|trui=sweater jumper|tuin=garden|tussendoor=between|tv=tv|tweede=second
tweedehands=used second hand|uitbetalen uitbetaling uitkeren=pay payout|uitbreiden uitbreiding=expand extension
uitdelen=distribute|uiten=express|uitgang=exit output|uitgegeven=issued spent|uitgelogd=logged signed
uitgesloten=excluded|uitgesteld=postponed delayed|uitgeven uitgave=spend expense issue|uitgevoerd=carried performed
uitkomst=outcome result|uitlenen=lend|uitloggen=log sign|uitnemen wegbrengen=take
uitnodigen uitnodiging=invite invitation|uitoefenen=exercise|uitpakken=unpack|uitrusten=equip
uitschakelen uitzetten=off switch turn disable|uitschrijven=deregister unsubscribe|uitslag=result|uitsluiting=exclusion
uitspraak=ruling decision|uitstel uitstellen=postpone delay extension defer|uittreksel=extract|uitvallen=fail drop
uitverkocht=sold stock|uitverkoop=sale|uitvoeren uitvoering=perform execute carry run|uitzetten=off switch
uitzoeken=find sort|uniek=unique|universiteit=university|vaatwasser=dishwasher|vacature=vacancy job|vader=father
vak=field box subject|vakantie=holiday vacation|vakman=tradesman professional|vallen=fall|vals=false|vandaag=today
vangen=catch|vanzelf=automatically|variabel=variable|vast=fixed permanent|vastgesteld=set|vastleggen=record
vaststellen vastgesteld=set determine establish|veilig veiligheid=safety security|veiling=auction|vel=sheet|veld=field
ventilator=fan|verantwoorden=justify|verbergen=hide|verbeteren verbetering=improve|verblijf verblijven=stay residence
verborgen=hidden|verbouwing verbouwen=renovation renovate|verbouwing=renovation|verbreken=break
verbroken=broken disconnected|verbruik verbruiken=consumption use usage consume|verdacht=suspicious suspect
verdelen=divide distribute|verder=further|verdienen=earn|verdwenen=disappeared|verdwijnen=disappear vanish
verenigen vereniging=association club|verf verven=paint|vergeleken=compared|vergelijken vergelijking=compare comparison
vergeten=forget forgotten|vergoed vergoeden=reimburse refund pay compensate|vergoeding=reimbursement fee|vergoedt=covers
vergroten=enlarge increase extend|verhaal=story recourse|verhuren=rent let|verificatie verificatiecode=verification
verjaardag=birthday|verkeer=traffic|verkiezing=election|verklaren=declare|verklaring=statement declaration
verkleinen=reduce|verkoop verkoper=sale seller|verkoper=seller|verkort=shortened|verkrijgbaar=available
verlaten=leave left|verlichting=lighting|vermelden=state mention list|vermelding=mention|vermijden=avoid
vermogen=capacity assets power|vernietigen=destroy|veroorzaken=cause|verpakken verpakking=packaging package pack packing
verpakt=packed|verplicht=must|verrekenen verrekening=settle settlement offset|verrichten=perform carry
verschijnen=appear released|verschuiven=move shift|verschuldigd=owe due|versie=version|versleutelen=encrypt
versleuteling=encryption|verspreiden=spread|verstaan=understand|verstoppen verstopt=hide blocked clogged
verstoren=disturb|verstreken=passed|vertaling vertalen=translation translate
vertragen vertraging vertraagd=delay delayed slow|vertrekken vertrek=leave departure depart|vertrokken=left departed
vertrouwd vertrouwen=trust trusted|vertrouwelijk=confidential|vervallen=lapse cancelled lose
vervangen vervanging=replace replacement|vervangend=replacement|vervelend=annoying|vervoer vervoerder=transport carrier
vervoersbewijs=ticket|vervolgens=then|vervuilen=pollute|vervullen=fulfil
verwachten verwachting verwacht=expect expected expectation|verwachten=expect|verwarming verwarmen=heating heat
verwarmingsketel=boiler|verwerven=acquire|verwijzen verwijzing=refer referral|verzamelen=collect gather
verzegeling zegel=seal|verzekeraar=insurer|verzendbevestiging=confirmation|verzenden verzending=shipping ship
verzetten=reschedule move|vestigen=settle|vestiging=branch location|video=video|vieren=celebrate|vies=dirty
vinger vingerafdruk=finger fingerprint|visum=visa|vlakbij=near|vlees=meat|vlek=stain|vliegen vlucht=fly flight
vloer=floor|voedsel=food|voeren=feed conduct|vol=full|voldoen=meet comply satisfy|volgen=follow track
volgend volgende=next following|volgnummer=tracking|volgorde=order sequence|voltooien=complete finish
volwassene volwassen=adult|voogd=guardian|voor=before for front|vooraf=advance beforehand|voorbereiden=prepare
voorbijgaan=pass|voorkant=front|voorkeur=preference|voorkomen=prevent|voorleggen=submit|voorlopig=provisional temporary
voornaam=first|voorraad=stock|voorrang=priority|voorschot voorschotbedrag=advance|voorstel=proposal
voorstellen=propose suggest|voortaan=henceforth future|voorwerp=object item|vorig=previous last|vorm=form shape
vorst=frost|vrachtwagen=truck lorry|vragenlijst=questionnaire|vreemd=strange|vriend=friend|vriendelijk=friendly
vriezer=freezer|vrij=free|vrijkomen=free released|vrijstelling=exemption|vrijwaren=indemnify
vrijwillig vrijwilliger=voluntary volunteer|vroeg vroeger=early earlier former|vroeg=asked requested|vrouw=woman wife
vuil=dirty waste|waarborgen=guarantee|waarde=value worth|waarnemen=observe|waarschijnlijk=probably likely
waarschuwen waarschuwing=warn warning alert|wagen=cart|wal=shore|wandelen=walk|warm warmte=heat hot|warm=warm
wassen was=wash laundry|water=water|waterkoker=kettle|webshop winkel=shop store webshop|webwinkel winkelen=shop
wederzijds=mutual|wedstrijd=match|weg=road way|wegen=weigh|wegens=due|weggegooid=thrown discarded
weggooien=throw discard away|wegomlegging omleiding=diversion detour|weigeren weigering=refuse refusal decline reject
weinig=little few|wekken=wake|welkom=welcome|wens=wish|wereld=world|werkblad=worksheet|werken=function run
werkgeversverklaring=employer|werkloos werkloosheid=unemployed unemployment|werkplaats=workshop|werkplek=workplace
werkstation=workstation|werkzaamheden=works work maintenance engineering|wifi=wifi|wijk=district neighbourhood
winnen winst=profit|winter=winter|wissen=clear|wit=white|witgoed=appliances|wonen=live reside|woonplaats=residence
woonruimte=accommodation housing|wordt=becomes|zaal=hall|zacht=soft|zak=bag pocket|zakelijk=business|zee=sea
zegel=stamp seal|zeggen zegt gezegd=say tell said|zekering=fuse|zelfde hetzelfde dezelfde=same
zelfstandig zelfstandige=self-employed independent|zender=sender channel|zending=shipment parcel|zetel=seat
zichtbaar=see show visibly|zichzelf=itself|ziekenhuis=hospital|zitten=sit|zodra=soon|zoeken=look
zoekraken zoek=lost missing|zolder=attic|zomer=summer|zon zonnepanelen zonnepaneel=sun solar panels|zone=zone
zorgen=sure|zorgvuldig=careful carefully|zuid=south|zus=sister|zwaar=heavy|zwanger=pregnant|zwart=black
zwemkleding badkleding=swimwear
"""
