"""Given names by which a lower-case word, or one without a comma behind it, is told to be a name.

No list is complete and none has to be: in a greeting or a signature the form tells. From common knowledge.
"""

from __future__ import annotations

_NAMES = """
aad aafke aaltje aaron abby abdel abdelkader abdellah abdul abdullah abe abel abigail abraham achmed achraf ad ada
adam adel adele adil adnan adriaan adrian adriana adrie adrienne agata agatha agnes agnieszka ahmad ahmed ahmet aicha
aiden aimee aisha alain alan albert alberto aldo aleida alejandro aleksander aleksandra alessandro alex alexander
alexandra alexey alexis alfie alfons alfred ali alice alicia alida alina alison allan allison alma aloys alwin amal
amanda amber amelia amin amina amir amira amy ana ananya anas anastasia anders andre andrea andreas andreea andrei
andrej andres andrew andrey andries andrzej andy angel angela angelique angelo anil anita anja anjali anke ann anna
annabel anne anneke annelies annemarie annemiek annet annette annie annika anouk ans anthony antje antoine anton
antonia antonio antoon anuja anwar aoife apostolos arash archie arda arend ari ariane arie arif arjan arjen arjun
arlette arman armand arnaud arne arno arnold aron art arthur artur arturo arwen asha ashley ashraf asif astrid aubrey
audrey august aukje austin ayman ayoub ayse aysel aziz baptiste barbara barend barry bart bartek bas basma bastiaan
beata beate beatrice beatrix becky ben benedict benjamin benno benny berend bernadette bernard bernd bernhard bert
bertha bertus beth betsy betty bianca bilal bill birgit bjorn bob bogdan boris boudewijn boukje brad bradley bram
brandon brecht brenda brent brian bridget brigitte britt brook bruce bruno bryan burak busra caitlin caleb calvin
cameron camiel camille carel carin carina carl carla carlijn carlo carlos carmen carol carola carolien carolina
caroline carolyn caspar casper catalina catharina catherine cathy cecile cecilia cedric cees celine cem cemal chaima
chantal charles charlie charlotte chelsea cheryl chiara chloe chris christa christel christiaan christian christien
christina christine christoph christophe christopher ciara cindy claire clara clarissa claude claudia clemens coen
colin connie connor conny conor conrad constance cor cora corinne cornelia cornelis corrie corry craig cristian
cristina curtis cynthia cyril daan dagmar dale damian damien dan dana daniel daniela danielle danny darius darren dave
david dawid dawn dean debbie deborah debra declan deepa deepak demi denis denise deniz dennis derek desiree desmond
deyan diana diane dick dico diederik diego dieter dieuwke dilara dilek dimitri dina dineke dion dirk dirkje ditte
djamila dmitri dmitry dolf dolores dominic dominik dominique donald donna dora doreen dorien doris dorota dorothea
dorothy dorus doug douglas douwe dries duncan dustin dylan earl ebru eddie eddy edgar edith edmund eduard eduardo
edward edwin eelco eelke efe egbert eileen elaine eleanor elena elias elif elijah elin eline elisa elisabeth elise
elizabeth elke ella ellen ellie elly elmar els elsa elsbeth elsje elvira emanuel emiel emil emile emilia emilie emily
emine emma emmanuel emre enes engin enrico enrique enzo eoin eric erica erik erika erin ernest ernst erwin esma esmee
esra esther ethan etienne eugene eva evelien eveline evelyn evert evi evie ewa ewout eyup ezgi fabian fabio fadil
fadma faisal farah farid fatih fatiha fatima fatma faye federico feike felicia felix femke fenna ferdinand fernanda
fernando ferry fien finn fiona fleur floor floortje flora florence florian floris fons foppe fouad fouzia frances
francesca francesco francien francine francis francisco franciscus franciska francois frank frans franz frauke fred
freddie freddy frederik frederique freek freerk freya frits fritz gabor gabriel gabriela gabrielle gareth gary gavin
geert geertje geertruida gemma gena geoff geoffrey george georgia georgina gerald geraldine gerard gerarda gerben
gerda gerhard gerlinde germaine gerrie gerrit gerrit-jan gerritje gert gertjan gertrude gianni giel gijs gijsbert
gilbert giles gillian gina giovanni giulia gloria gonzalo goran gordon grace graham greet greetje greg gregor gregory
greta grzegorz guido guilherme guillaume gunter gurkan gus gustav guus guy gwen habib hafid hajar hakan hakim halil
halima hamid hamza han hana hanane hanna hannah hanneke hannes hannie hans harald harm harmen harold harrie harriet
harry hasan hassan hatice hayley heather hector hedwig heidi hein heinrich heinz helen helena helene helga helma
hendrik hendrika hendrikus henk henk-jan henkjan henna hennie henny henri henriette henrik henry herbert herman
hermien hessel hetty hicham hidde hilda hilde hiltje hiroshi holger holly horst houda hubert hugo huib humphrey
huseyin ian ibrahim ibtissam ida idris ieke ignacio igor ike ikram ilhan ilona ilse ilyas iman imane imke imogen imran
ina inari ineke inez inge ingeborg ingmar ingrid ioana ira irena irene irina iris irma isa isaac isabel isabella
isabelle isla ismail ivan ivana ivar ivo ivonne jaap jaapjan jack jackie jackson jaco jacob jacoba jacobus jacqueline
jacques jade jakub james jamie jamila jan jana jane janet janice janina janine janis janna janneke jannes jannie janny
jantje janusz jared jarno jaroslav jasmijn jasmin jasmine jason jasper javier jay jayden jean jeanet jeanette jeanine
jeanne jeannette jef jeff jeffrey jelena jelle jelmer jelte jeltje jen jenna jennie jennifer jenny jens jeremy jeroen
jerome jerry jesper jesse jessica jesus jet jikke jill jim jimmy jitse jitske joachim joan joana joann joanna joanne
joao job jochem jochen joe joel joeri joey johan johann johanna johannes john johnny joke jolanda jolanta jolien
jolijn jon jona jonas jonathan joop joos joost jordan jordi jordy jorge jorien joris jorn jorrit jort jos jose josee
josef josefien joseph josephine josh joshua josien josine josje jouke joy joyce juan juana juanita judith juergen
jules julia julian juliana julie julien juliette julius jurgen jurjen jurre justin justine justyna kai kamal kamil
karel karen karim karima karin karina karl karlijn karolien karolina kasia kasper katarina katarzyna kate katelijn
katelijne kathleen kathryn kathy katie katja katrien katrin kavita kay kaylee kees keith kelly kelvin kemal ken kenan
kenji kenneth kenny kerem kerstin kevin khadija khaled khalid kim kimberley kimberly kirsten kirsty kitty klaas klara
klaus kobus koen koenraad konrad koos krijn kris krista kristel kristen kristian kristien kristin kristina kristof
krystyna krzysztof kubra kumar kurt kyle kyra lambert lamia lara larissa lars latifa laura lauren laurence laurens
laurent laurie layla lea leah leanne lee leen leendert lefteris leila lena lenie lennard lennart leo leon leona
leonard leonardo leonie leonora leontien leroy leslie lester levi lia liam lian lianne lidia lidwien lieke lien lies
liesbeth lieselot lieve lilian liliana lily lina linda lindsay lindsey linsey lisa lisanne liselotte lisette liza
lizzy lloyd loes lois lonneke lora lorena lorenzo loretta lotte lou louis louisa louise lourens lowie luc luca lucas
lucia lucie lucien lucy ludo ludwig luigi luis luisa lukas lukasz luke luuk lynn maaike maarten maartje maciej
madeleine madelief madelon madison mads magda magdalena maggie mahmoud maik mailin maja malcolm malgorzata malika
malou manon manuel manuela marc marcel marcella marcelo marcin marco marcus mare marek marga margaret margareta
margaretha margarita margot margreet margriet maria mariah marian mariana marianne marie marieke mariela marielle
mariette marije marijke marijn marika marilyn marina marinus mario marion mariska marit marita marius mariusz marja
marjan marjo marjolein marjolijn marjon marleen marlies marloes marlon marta martha martien martijn martin martina
martine martinus marvin marwan mary maryam marzena mason mateusz mathieu mathijs mathilde matilda matt matteo matthew
matthias matthieu matthijs maud maura maureen maurice maurits max maxim maxime maya mees megan mehdi mehmet meike
melanie melissa melle melvin menno mercedes merel meriam merijn merlijn mert merve meryem meta mia michael michaela
michal michel michele michelle michiel mieke mien miguel mihai mikael mike mikhail mila milan milena miles millie
milou mimoun mina minke mira miranda miriam mirjam mirte mitch mitchell moh mohamad mohamed mohammad mohammed mohsin
moira molly mona monica monika monique morgan moritz morten mouna mounir mourad moussa muhammed murat muriel mustafa
nabil nadia nadine nadja najat najib nancy nanda naomi nasrin natalia natalie natascha natasha nathalie nathan neeltje
neil nel nelleke nellie nelly nelson nena nergis niamh nicholas nick nicky nico nicola nicolaas nicolas nicole
nicolette niek niels nienke nikki niklas nikola nikolai nikolaos nils nina noa noah noel noor noortje nora norah
norbert nordin noreen norman noud nouredine nuno nynke odile okan oktay ole oleg olga oliver olivia olivier omar omer
onno orla orlando oscar oskar osman otto owen ozan ozlem pablo paddy pam pamela paolo pascal pascale patricia patrick
patrik patrizia patty paul paula paulien paulina pauline paulo pavel pawel pedro peggy penny per perry petar pete
peter petr petra phil philip philippe phillip phoebe phyllis pia pien pier piet pieter pieternel pietro pim piotr
pleun pol priscilla priya priyanka przemek quentin quinten rachel rachid rachida radek rafael rafal rahul raimond raj
rajesh ralf ralph ramon ramona randy raoul raquel rashid raul ravi raymond rebecca reinder reinier reinout remco remi
remko rena renate rene renee renske reyhan rhona ria rianne ricardo riccardo richard rick ricky rico rienk riet rik
rika rikst rina rinke rinse rinus rita ro roan rob robbert robbie robert roberta roberto robin rochelle roderick
rodney rodrigo roel roeland roelien roelof roger rohan roland rolf rolien romain roman romana romeo romy ron ronald
ronnie roos rory rosa rosalie rosanne rosemarie rosemary ross roxanne roy rozemarijn ruben ruby rudi rudolf rudy rui
rune rupert russell rutger ruth ruud ryan saar sabina sabine sabrina said salah salim salima sally salma salvador sam
samantha sami samir samira sammy samuel sana sander sandra sandy sanjay sanna sanne santiago sara sarah sarita sascha
saskia savannah scott sean sebastiaan sebastian sebnem selim selina selma sem serdar serge sergei sergey sergio serkan
sevda shane shannon sharon shaun sheila shelley shirley sibel sid siebe siebren siem siemen sietse sietske sigrid
silke silvan silvia silvio simon simona simone sina sjaak sjaan sjef sjoerd sjon sjors sjoukje soeren sofia sofie
sonia sonja sophia sophie soraya soren souad soufian soufiane stan stanley stefan stefania stefanie stefano stella
stephan stephane stephanie stephen steve steven stewart stijn stuart sue suleyman sultan sumeyye sunil sunita susan
susana susanna susanne suzan suzanne sven sylvain sylvia sylwia tadeusz tahir tam tamar tamara tammy tania tanja tara
tarek tarik taylor ted teddy tess teun teunis thea theo theodoor theodore theresa therese thibault thierry thijmen
thijs thom thomas tiago tibor tiemen tiffany tijmen tijs tilda tim timo timon timothy tina tineke tjalling tjeerd
tjitske tobias toby todd tom tomas tomasz tommaso tommy ton toni tonnie tonny tony toon toos tracey tracy trees trevor
trijntje trix trudy truus tugba tuncay tycho tygo tyler ugur ulrich umit umut ursula uwe vadim valentin valentina
valerie vanessa vasco veerle vera verena veronica veronika veronique victor victoria vikram viktor vince vincent
vincenzo viola virginia vivian vivienne vladimir volkan walter wanda wander warner wayne wei-lin wendela wendy werner
wesley wessel wiebe wiebke wieger wieke wiesje wieslaw wietske wil wilbert wilco wilfred wilhelm wilhelmina willem
willemien willemijn william willy wilma wim winnie winston wojciech wolfgang wolter wouter wubbo wytse wytze xander
xavier yara yasemin yasin yasmin yasmina yasmine yassin yassine yavuz yesim yolanda yorick youri youssef yuki yuri
yusuf yvette yvon yvonne zahra zakaria zara zbigniew zehra zeynep zineb zita zoe zofia zoran zuzana
"""

GIVEN = frozenset(_NAMES.split())
"""Folded: lower case, without accents."""
