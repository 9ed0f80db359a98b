"""What people write on tickets, in English, Dutch, German and French: phrases that tell a solution, and those that
tell that a sentence is none (a question, a report of a test, a notice of a machine, a promise, courtesy).

Every sentence is matched by itself and in lower case; repetitions are bounded.
"""

# ruff: noqa: E501  (a phrase is read best on one line)

from __future__ import annotations

import re

_ISSUE = r"(?:issues?|problems?|bugs?|errors?|crash(?:es)?|failures?|behaviou?r|probleem|problemen|fout|fouten|storing|klacht|fehler|störung|problème|erreur|panne)"
_DONE = r"(?:chang|remov|add|replac|updat|upgrad|correct|revert|disabl|enabl|reset|increas|decreas|mov|renam|renew|reinstall|install|restart|reboot|clean|clear|delet|rebuil|re-?creat|set|switch|adjust|modif|comment|rewr|refactor|roll|patch|configur|downgrad|extend|unblock|refund|restor|re-?issu|clos|creat|fix)"


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(f"(?:{phrase})" for phrase in phrases) + r")(?!\w)")


CLAIM = _any(
    # The solution or its cause is named.
    r"(?:the |my |our |your |a |an |one |here(?:'s| is) (?:the |a |my )?)?(?:solution|root cause|culprit|quick fix|remedy)(?: for (?:me|this|it)\b)?(?: [\w ]{0,30})?(?: was| is|:)",
    r"(?<!if )(?<!whether )(?<!when )(?<!once )(?<!until )(?:the|my|our|your) (?:fix|trick|answer|real cause|cause|reason|mistake)(?: [\w ]{0,40})?(?: was| is|:)",
    r"(?:the|my|our|your|this) (?:\w+ ){0,2}"
    + _ISSUE
    + r"(?: [\w ]{0,40})? (?:was|were|came|lay|turned out|has been|had been) (?!fixed|resolved|solved|closed|reported|verified|reproduced|observed|still|not|found|introduced|moved|happening|occurring|seen|noticed)",
    r"(?:was|were|is|are|been|being) (?:\w+ ){0,2}(?:caused by|due to|because of|related to the fact)|turn(?:s|ed) out|caused by (?:the|a|an|my|our)\b|(?:fails?|failed|crash(?:es|ed)?|broken|breaks?|broke)\b[^.?!]{0,60} (?:due to|because)\b|(?:occurs?|occurred|happens?|happened|arises?|comes?) (?:\w+ )?(?:due to|because)",
    r"(?:work|worked|working|run|runs|fine|ok) (?:\w+ ){0,3}(?:after|once) (?:i|we|you|the|a|upgrad|updat|chang|remov|add|install|reinstall|clean|restart|delet|set)\w*",
    r"(?:fixed|solved|resolved|cured|sorted|corrected|addressed)(?: (?:it|this|that|mine|the \w+|my \w+))? (?:now |myself |here )?(?:by|based on|thanks to|after|via|using|through|with|when|once)\b(?! (?:the |a )?(?:[a-z]+-\d|pr\b|pull|commit|release|reporter|customer|user|qe|qa|default|\d))",
    r"(?:i|we|he|she|they|customer|user|reporter)(?:'ve|'d)?(?: have| had| has| was able to| were able to| managed to| finally| just| also)* (?:(?:solved?|fix(?:ed)?|resolved?) ?(?:it|this|that|these|the (?!status)\w+|my \w+|myself|!|$)|got it working|figured? (?:it |this )?out|found (?:the|a|my|our) (?:\w+ )?(?:solution|problem|issue|cause|fix|answer|reason|culprit|mistake|error|bug|workaround))",
    r"(?:that|this|which|it|these|\w{3,20}ing)\b[^.?!]{0,80} (?:has |have |finally |also )?(?:fixed|fixes|solved|solves|resolved|resolves|cured|helped) (?:it|this|that|the|my|our|mine|for (?:me|us))\b|(?:did|does) the trick|made it work",
    r"(?:i|we) (?:\w+ ){0,3}\w+(?:ed|t)\b[^.?!]{0,100}(?:and|,|so|then) (?:now |then )?(?:it|everything|all|that|the \w+)?(?:'s| is| are)? ?(?:now )?(?:works?|working|fixed|solved|resolved|gone)\b",
    r"(?:after|by|when|once|since) (?:i |we )?\w{3,15}ing\b[^.?!]{0,120}(?:disappear\w*|is gone|are gone|went away|goes away|works? (?:now|again|fine)|no longer (?:happens|occurs|appears)|(?:is|was|got|gets) (?:fixed|solved|resolved))",
    r"(?:fixes|solves|resolves|cures) (?:it|this|that|the|these|all|my|our)\b|^\W*(?:the |my |our )?fix(?: here)? (?:is|was)\b",
    r"(?:seems?|appears?|seemed|appeared) to (?:have )?(?:solved?|fix(?:ed)?|resolved?|helped|do the trick)\b|(?:issue|problem|crash|error|bug|this) (?:is|seems|seems to be|appears to be|lies)(?: \w+)? (?:because|due to|caused by)\b",
    r"(?:has|have|had) (?:now |also |finally |already )?(?:fixed|solved|resolved) (?:it|this|that|the|my|our|these|all)\b|(?:that|this|which)(?:'s| is) (?:probably |likely |exactly )?why\b",
    r"(?:deployed|pushed|released|published|applied|rolled out|shipped|installed|uploaded) (?:a|an|the|this|our|that) (?:\w+ )?(?:fix|patch|hotfix|correction|bug ?fix)\b|(?:i|we) (?:\w+ ){1,8}(?:and|so) (?:now )?(?:it|everything|all) (?:works?|is working|is fine|is ok)\b",
    r"what (?:helped|worked|fixed it|solved it)(?: for me| in my case)?(?: was| is)?",
    r"(?:possible |temporary |a |the |one |simple |current |my |our )work-? ?around(?: (?:for (?:this|it|me|now)|here|i found|i used|in the meantime))?(?: is (?!a lot|too|not|no)| was (?!a lot|too|not)|:)|work-? ?around ?:|(?:can|could) work-? ?around|as a work-? ?around|to work-? ?around this",
    # Dutch
    r"(?:de|mijn|onze|een) (?:oplossing|oorzaak|boosdoener|reden|fout|storing|truc)\b[^.?!]{0,40}(?: was| is| bleek| lag| zat|:)|oplossing:|oorzaak:|workaround:",
    r"(?:is |was |zijn |nu |heb (?:het |dit )?|hebben (?:het |dit )?)?(?:opgelost|verholpen|hersteld|gerepareerd|gefixt) (?:door|met|via|na|nadat|toen)|door\b[^.?!]{0,80} (?:is|was) (?:het|dit|de \w+) (?:opgelost|verholpen|hersteld)",
    r"het (?:probleem )?(?:lag|zat|kwam|bleek)\b (?:aan|in|door|dat|te|een|de|het)|kwam doordat|zelf (?:opgelost|hersteld|gevonden|verholpen)|veroorzaakt door|te wijten aan|bleek\b",
    # German
    r"(?:die|meine|unsere|eine) (?:lösung|ursache)\b[^.?!]{0,40}(?: war| ist| lag|:)|lösung:|ursache:|der fehler (?:war|lag)|das problem (?:war|lag|bestand)",
    r"(?:gelöst|behoben|repariert) (?:durch|mit|indem|nachdem|mittels)|(?:durch|mit)\b[^.?!]{0,80} (?:gelöst|behoben)|verursacht durch|lag (?:an|am|daran)|stellte sich heraus",
    # French
    r"(?:la|une|ma|notre) (?:solution|cause)\b[^.?!]{0,40}(?: était| est| consiste|:)|solution ?:|le problème (?:venait|était|provenait)|l'erreur (?:venait|était)",
    r"(?:résolu|corrigé|réglé)e? (?:en|par|après|grâce|avec)|il (?:fallait|suffit|faut|suffisait)|causée? par|d[ûu]e? (?:à|au)\b",
)
"""Tells what solved it or what caused it."""
ADVICE = _any(
    r"(?:i|we)(?:'ve|'re| have| are| had|'m| am)?(?: (?:now|just|also|simply|then|already|therefore|instead))? "
    + _DONE
    + r"\w{0,5}(?:ed|en|ing|t|ied)?\b (?!(?:a |the |an |some |more |this |my |your )?(?:\w+ )?(?:tests?|test ?cases?|testcase|unit|labels?|comments?|tickets?|issues?|jira|pr|pull|screenshots?|attachments?|files?|logs?|summary|title|description|link|fix version|video|sample|watchers?|up|bugs?|priority|estimate|it to)\b)\S+",
    # What to do about it.
    r"(?:you|u|one)(?:'ll|'d)? (?:just |simply |will |only |also |now )?(?:need to|have to|must|should|ought to|need only|only need) (?!provide|send|attach|file|open a|share|be able|see|note|know|not be|get)\w+",
    r"^\W*(?!mov|clos)(?:making|made|"
    + _DONE
    + r"\w{0,4}(?:ing|ed))\b (?!(?:\w+ ){0,3}(?:tests?|test ?cases?|labels?|comments?|tickets?|issues?|jira|pr|pull|screenshots?|summary|title|description|link|fix|as|it|bugs?|sprint|milestone|target|back|priority|estimate|version)\b)\S+",
    r"(?:to (?:fix|solve|resolve|work around|avoid|prevent) (?:this|it|that|the)\b[^.?!]{0,60}(?:,|:|you|please|just))",
    r"instead of (?:using |the |calling )",
    r"(?:ik|wij|we) (?:heb|hebben)\b[^.?!]{0,80}(?:vervangen|aangepast|gewijzigd|verwijderd|toegevoegd|ge(?:ï|i)nstalleerd|ingesteld|hersteld|opgelost|gereset|herstart|bijgewerkt|verlengd|aangezet|uitgezet|gecorrigeerd|vernieuwd|teruggezet|opgehoogd|gedeblokkeerd)",
    r"(?:u|je) (?:moet|kunt|kan|dient)\b[^.?!]{0,60}(?:gebruiken|instellen|kiezen|aanzetten|uitzetten|installeren|bijwerken|wissen|verwijderen|invullen|selecteren|te \w+|openen|klikken)",
    r"(?:vervangen|ge(?:ï|i)nstalleerd|bijgewerkt|gereset|herstart|aangepast|vernieuwd|verwijderd|teruggezet)\b[^.?!]{0,40}(?:werkt|doet|print|weer|nu)",
    r"(?:ich habe|wir haben)\b[^.?!]{0,80}(?:ersetzt|geändert|angepasst|entfernt|hinzugefügt|installiert|eingestellt|behoben|gelöst|zurückgesetzt|neu gestartet|aktualisiert|verlängert|aktiviert|deaktiviert|ausgetauscht)",
    r"(?:sie müssen|du musst|sie können|du kannst|bitte)\b[^.?!]{0,60}(?:verwenden|installieren|aktualisieren|einstellen|aktivieren|löschen|auswählen|neu starten|öffnen)",
    r"(?:j'ai|nous avons)\b[^.?!]{0,60}(?:remplacé|modifié|changé|supprimé|ajouté|installé|corrigé|résolu|réinitialisé|redémarré|mis à jour|activé|désactivé|renouvelé)",
    r"(?:vous devez|vous pouvez|tu dois|veuillez)\b[^.?!]{0,60}(?:utiliser|installer|mettre|choisir|activer|supprimer|cliquer|redémarrer)",
)
"""Tells what staff did about it or what the one who asks has to do."""
POINTER = _any(
    r"(?:(?:the )?(?:i|we|he|she|they|customer|user|reporter|client))?(?: have| has|'ve| finally| just| was able to| were able to| managed to)* (?:found|find|figured|solved?|fix(?:ed)?|resolved?|got)(?: (?:it|this|that|the|a|my|all|everything|them|out|working|solution|issues?|problems?|answer|in the end|finally|now))+|(?:ik|wij|we|klant|melder)\b[^.?!]{0,20}(?:opgelost|gevonden)",
)
"""Tells that there is a solution, without telling it."""

_VERSION = r"(?:v?\d+\.(?:\d+|x)[\w.]*|nightly|ci build|latest (?:\w+ ){0,3}(?:release|version|sdk|build|ga)|(?:next|upcoming|new) (?:release|version)|production|productie|nieuwste versie|neueste version|dernière version)"
VERSION = re.compile(_VERSION)
FIXED_IN = _any(
    r"(?:on|in|with|using|tried)\b[^?!]{0,30}"
    + _VERSION
    + r"[^?!]{0,60}(?:fixed|resolved|solved|gone)|(?:seems?|appears?) (?:to be )?(?:fixed|resolved|solved)",
    r"(?:fix(?:ed)?|resolved|solved|corrected|released|shipped|available|implemented|addressed|included|deployed|merged|landed)\b[^.?!]{0,60} (?:in|with|on|since|as of|from|by|to|using|for)\b[^?!]{0,40}"
    + _VERSION,
    r"(?:not|no longer|isn't|doesn't|does not|cannot|can't|unable to)\b[^.?!]{0,30}(?:happen\w*|reproduc\w*|occur\w*|an issue|seen|see|present|exist)\b[^?!]{0,60}"
    + _VERSION,
    r"(?:fixed|resolved|solved|addressed|covered|handled|implemented|superseded)\b[^.?!]{0,20} (?:by|in|as part of|with|via|through|under|with the|against)\b[^.?!]{0,30}(?:[a-z][a-z0-9]{1,9}-\d+|pr #?\d+|#\d+)",
    r"should (?:now|already) be (?:fixed|resolved|solved|corrected|restored)|should be (?:now )?(?:fixed|resolved|solved|corrected|restored)(?: now| in| with| by| on| for)|(?:has been|have been|is|are|was|were|been|now) (?:now |all |already |been )*(?:fixed|resolved|solved|corrected|restored|deployed|implemented|back up|up and running)(?: now| already| on our side)?(?! (?:ticket|as)\b)",
    r"there (?:should|is|are) (?:now |be )(?:now )?(?:be )?(?:an? |the )?(?:new )?(?:option|setting|button|property|field)",
    r"(?:opgelost|verholpen|hersteld|beschikbaar|gerepareerd) (?:in|met|sinds|vanaf|per)\b[^?!]{0,40}\d|(?:is|zijn|zou) (?:het |dit |nu |weer )*(?:opgelost|verholpen|hersteld)",
    r"(?:behoben|gelöst|verfügbar) (?:in|mit|seit|ab)\b[^?!]{0,40}\d|(?:ist|sind|wurde) (?:nun |jetzt |wieder )?(?:behoben|gelöst)",
    r"(?:corrigé|résolu|disponible)e?s? (?:dans|avec|depuis|à partir)\b[^?!]{0,40}\d|(?:est|a été) (?:maintenant |désormais )?(?:corrigé|résolu|réglé)e?",
)
"""Tells since when, or by which other ticket, it is gone, without what was done."""

_RESOLVED = r"(?:fixed|resolved|solved|corrected|repaired|addressed|sorted out|taken care of|opgelost|verholpen|hersteld|gerepareerd|behoben|gelöst|repariert|résolue?s?|corrigée?s?|réparée?s?)"
OVER = _any(_RESOLVED)
OPEN = _any(
    r"not|\w{2,9}n't|never|will|to be|until|if|unless|whether|when|hope|wish|need|want|must|could|can|might|may|would|please|(?:as|not) "
    + _RESOLVED,
    r"partial\w*|partly|supposed|going to|yet|still|reported|but|again|however|except|regress\w*|should be(?! now)|(?:is|are|be) being|being",
    r"niet|geen|wordt|worden|nog|maar|nicht|wird|werden|aber|noch|pas|sera|mais|encore",
)
"""Leaves it open whether it is over."""
STATE = re.compile(
    r"\b(?:to|as|state|status|mark|marking|marked)[: \"']+(?:this |it )?(?:resolved|closed|fixed|done|open|opgelost|gesloten|behoben|résolu)\b"
)
"""About the state of the ticket."""

WORKS_IN = _any(
    r"(?:on|in|with|using|tried)\b[^?!]{0,30}"
    + _VERSION
    + r"[^?!]{0,60}(?:works (?:fine|well|now|as expected|correctly|properly|perfectly|great)|no longer)",
    r"(?:working|works|runs|perfect|fine|correct|werkt|funktioniert|fonctionne)\b[^.?!]{0,60} (?:in|with|on|since|as of|using|for|met|sinds|mit|seit|avec|depuis)\b[^?!]{0,40}"
    + _VERSION,
)
"""Tells where somebody saw it work."""

CHECKED = _any(
    r"(?:re-?)?(?:verified|validated|verify|verifying|qe|qa|fr|functional review|functional test|ftr|smoke test|regression|bug scrub|nagekeken|geverifieerd|verifiziert|vérifié)",
    r"(?:re-?)?(?:tested|testing|reproduced|confirmed|checked|getest|getestet|testé)(?: and \w+)? (?:with|on|using|in|against|at|by|the|again|it|over|for|above|this|and|\w+\.\w+|met|op|mit|avec)",
    r"(?:still )?(?:valid|has test ?case|needs test ?case|invalid|not valid)(?:,|\.|!|$)|anvil|test ?cases? (?:pr|attached|added|exists?|below)|occurs (?:on|in|with)|environment|test(?:ed)? environment",
)
"""Begins a tester's report."""
CLOSING = _any(
    r"closing|closed?|resolving|marking|mark|re-?open(?:ing|ed)?|resolve (?:this|ticket)|sluiten|gesloten|heropend|geschlossen|fermé|clôturé",
)
"""Begins what somebody does with the ticket itself."""
CLOSES = _any(r"(?:closing|marking|resolving|re-?opening) (?:this|the|it|ticket|issue|bug|as)")
REASON = _any(r"since|because|as|due to|omdat|want|aangezien|weil|da|car|parce que")
TOLD = _any(
    r"(?:fix|solv|resolv|correct|repair)\w*|works|worked|helped|solutions?|work-?arounds?|turn(?:s|ed) out|root cause|opgelost|oplossing|oorzaak|werkt|gelöst|lösung|ursache|behoben|résolu|cause"
)
"""Words that a statement of a solution has, and a complaint rarely."""
VERIFIED = _any(
    r"(?:verified|validated|confirmed|tested)(?: \w+){0,3} (?:fix|fixed)|fix(?:ed)?(?: \w+){0,2} (?:verified|confirmed|validated)|(?:fr|functional review|functional test)\b[^.?!]{0,10}(?:pass\w*|ok|done)|clos\w+ (?:\w+ ){0,2}as fixed|verified (?:on|with|in|using|by|against)",
)
"""A tester has seen a change of the product."""

MACHINE = _any(
    r"(?:pr|prs|pull|pulls|pull ?requests?|backport|back-ported|cherry-?pick\w*|merge request|mr|commit|commits|committed|changeset|branch|master|merged|rebased?|jenkins|hudson|travis|build #?\d+|code review(?:ed)?|review)",
    r"integrated in|pushed (?:to|a)|created (?:pull|pr|branch)|\[?[0-9a-f]{12,40}\]?",
)
"""About a change of the product: a commit, a pull request, a build."""

ASKED = _any(
    r"(?:please|kindly|can you|could you|would you|will you|can we|could we|may i)(?: \w+){0,4} (?:provide|attach|share|send|confirm|verify|check|let (?:us|me) know|describe|explain|file|open|specify|upload|post|tell|test|review|advise|clarify|elaborate|submit|give|show|report|comment|add (?:a |the |your |more )?(?:test|steps|sample|code|log)|re-?open|close|have a look|look|try)",
    r"let (?:us|me) know|(?:i|we)(?:'d| would)? (?:need|like|require)(?: \w+){0,4} (?:more|further|additional|information|info|details|logs?)|(?:any|no) (?:update|updates|news|progress)|do you have|did you|have you|are you|is there any|what (?:is|are) the|which version|need more info\w*",
    r"(?:kunt|kun|kan|wilt|wil) (?:u|je|jij)\b|graag (?:ontvangen|horen|hoor|ontvang)|laat (?:het )?(?:ons|me|mij)|heeft u|heb je",
    r"(?:können|könnten|würden|kannst|könntest) (?:sie|du)|bitte (?:teilen|senden|schicken|prüfen|testen|bestätigen)|haben sie|hast du",
    r"(?:pouvez|pourriez|peux|pourrais)[- ](?:vous|tu)|merci de (?:nous|me|bien)|avez-vous|as-tu",
)
"""Asks for something; such a sentence solves nothing, unless it tells what to try."""
TRY = _any(
    r"try|trying|upgrad\w+|(?:please|to|you|should|and|can) update|updating|reinstall\w*|install|switch|clean|restart|remove|delete|download|make sure",
    r"proberen|probeer|bijwerken|installeer\w*|herstart\w*|verwijder\w*|versuch\w*|aktualisier\w*|installier\w*|essay\w+|réinstall\w*",
)
GUESS = _any(r"possibly|maybe|perhaps|who knows|misschien|wellicht|mogelijk|vielleicht|möglicherweise|peut-être")
OPINION = _any(
    r"i (?:dis)?agree|in my opinion|imo|imho|i'd (?:like|prefer|expect)|it(?:'d| would) be (?:nice|great|better|good|useful)|i (?:think|believe|feel|suggest|propose) (?:that )?(?:we|it|this|they|there|you)(?:'d)? (?:should|could|need|might|would|want)|feature request|we (?:should|could|might|may|want)|should (?:we|i|it)|ideally|what if|would be (?:nice|great|better)",
    r"het zou (?:mooi|fijn|handig|beter)|naar mijn mening|es wäre (?:schön|gut|besser)|meiner meinung|ce serait (?:bien|mieux)|à mon avis",
)
"""Says how it should be."""

PROMISED = _any(
    r"(?:just )?(?:wanted to |like to )?follow(?:ing)? up\b|(?:status|update) (?:of|on) (?:your|this|the) (?:issue|ticket|case)|(?:happy|glad) to (?:assist|help)|still (?:experience|facing|need)|heard (?:back|from)|any (?:further|other) (?:issues?|questions?|help)",
    r"(?:i|we|they)(?:'ll| will|'m going to|'re going to| are going to| am going to| plan to)\b|(?:i|we|they)(?: need to| should| can| could| have to)(?: \w+){0,2} (?:look|investigate|check|get back|update|discuss|fix|work|add|address|create|file|open|try|see|review|escalate|follow|test|reproduce|move|need|wait|do|close|forward|have|keep|schedule|triage|consider)",
    r"(?:moving|moved|move|assigned|assigning|assign|escalat\w+|forwarded|forwarding|re-?assign\w*|schedul\w+|deferr\w*|defer|postpon\w+|target\w*|bump\w*)\b[^.?!]{0,40}(?:ticket|issue|engineering|team|to|for|release|this|backlog|priority)",
    r"(?:created|filed|opened|raised|logged|linked)\b[^.?!]{0,30}(?:ticket|issue|bug|jira|request|sub-?task)",
    r"(?:currently |still )?(?:investigating|looking into|working on|in progress|under review|being worked|awaiting|waiting)|(?:able to|can|could|cannot|can't|could not|couldn't|unable to|not able to|tried to) (?:easily |also |still |not )?(?:reproduce|replicate|see the (?:issue|problem)|confirm|verify|duplicate)",
    r"(?:updat|chang|remov|add|standardiz|sett?)\w* (?:the |a )?(?:labels?|summary|title|description|fix version|priority|component|milestone|estimate)|\+1|bump|fyi|cc",
    r"(?:we|wij|ik) (?:gaan|ga|zullen|zal|kijken|kijk|onderzoeken|onderzoek)|wordt (?:onderzocht|opgepakt|nagekeken)|doorgezet|doorgestuurd|besteld|in behandeling",
    r"(?:wir|ich) (?:werden|werde|prüfen|prüfe|untersuchen)|weitergeleitet|in bearbeitung|nous (?:allons|examinons)|je vais|transmis|en cours",
)
"""What somebody will do, does now, or did with the ticket."""

TEST_STEPS = re.compile(
    r"(?:steps? (?:for|to) (?:functional )?(?:test|reproduc|verify|replicat)\w*|(?:functional )?test(?:ing)? (?:steps|case|code|app|plan|instructions)|to (?:test|reproduce|verify)|how to test|use this test|test ?cases?|expanded test case|(?:below|above) (?:is|code)[\w ]{0,20} (?:simpler )?test case"
    r"|stappen om te (?:testen|reproduceren)|testschritte|étapes? (?:de test|pour reproduire))\b[^\n]{0,60}"
)
"""Begins what a tester has to do: all that follows is no solution."""

GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|dear|hallo|hoi|beste|geachte|bonjour|guten tag|sehr geehrte[rs]?|hola)\b(?:\W+\w+){0,4}\W*|(?:(?:kind|best|warm|many) )?(?:regards|cheers|thanks|thank you|best|thx|mvg|groet(?:en|jes)?|bedankt|dank|danke|merci|cordialement|sincerely)\b(?:\W+\w+){0,3}\W*|(?:met )?vriendelijke groet\w*\W*|mit freundlichen gr\w+\W*)"
)
"""A line that greets, thanks or signs."""

CONFIRMED = _any(
    r"(?:works?|worked|working|fixed|solved|resolved|sorted)(?: (?:now|for me|fine|great|well|again|perfectly|like a charm|correctly|on my side|thanks|thank you|as expected|here))*|(?:it|that|this|everything|all|now)(?:'s| is| are| was)? (?:now |all |running |really )*(?:okay|ok|fine|perfect|great|good|done|it)",
    r"(?:thanks|thank you|thx) for (?:providing |giving |your |the )*(?:fix|solution|work-?around|explanation|help|answer|tip|clarification)",
    r"(?:thanks|thank you|many thanks|thx|bedankt|dank|danke|merci)\b[^.?!]{0,60}(?:help\w*|work\w*|fixed|solved|solution|made my day|did it|did the trick|saved|can now|hulp|werkt|opgelost|hilfe|funktioniert|aide|marche)",
    r"(?:made|saved) my (?:day|life)|i can now|(?:yes|yep|ja|oui),? (?:that|this|it)\b[^.?!]{0,40}(?:fix\w*|work\w*|solv\w*|help\w*|did)|problem solved|issue (?:is )?(?:solved|resolved|fixed|gone)|is gone now",
    r"(?:het |alles |nu )*(?:werkt|doet het)(?: (?:nu|weer|goed|prima|het))*|(?:is )?opgelost|^\W*top\b(?!:)|funktioniert(?: (?:jetzt|wieder))?|klappt|geht (?:jetzt|wieder)|(?:ça |cela )?(?:marche|fonctionne)(?: (?:maintenant|bien))?|c'est (?:bon|réglé|résolu)",
)
"""The one who asked says that it works: what was said before solved it."""
OWNED = _any(
    r"my (?:bad|mistake|fault)|you(?:'re| are| were) (?:absolutely |totally |quite )?(?:right|correct)|i (?:didn't|did not|wasn't|was not) (?:know|aware)|mijn fout|u hebt gelijk|je hebt gelijk|sie haben recht|vous avez raison"
)
"""The one who asked sees that the answer was right."""
DID = _any(
    r"(?:i|we)(?:'ve| have| had| just| again| then| also| now| today| finally| simply|\W+\w+ ?time\W+| \(\w+ \w+\))* ?(?:have |had )?(?!managed|solved|resolved|fixed|tested|tried|checked|followed|used|verified|confirmed|noticed|posted|attached|added|wanted|needed|appreciated|reported|marked|closed|opened|asked|mentioned|received|assumed|guessed|called|looked)(?:re-?\w+ed|\w{3,}ed|did|ran|rebuilt|reset|put|made|took)",
    r"ik (?:heb|had)\b[^.?!]{0,60}\w|ich habe|j'ai",
)
"""The one who asked tells what they did."""
DENIED = _any(
    r"not|n't|doesn't|didn't|isn't|don't|won't|can't|cannot|never|still|same (?:issue|problem|error)|back again|however|but|unfortunately|only (?:works|when)|except|no longer works|\w{2,9}n't|without success|no luck|neither|nor",
    r"niet|geen|nog steeds|helaas|maar|weer (?:kapot|stuk|fout)|nicht|kein\w*|leider|immer noch|aber|pas|toujours|malheureusement|mais|encore",
)
COMPLAINT = _any(
    r"(?:i|we)(?:'m| am| are|'re| have|'ve| also| still)*(?: \w+){0,2} (?:having|have|had|see|seeing|get|getting|experienc\w+|facing|got|run into|running into|encounter\w*)\b[^.?!]{0,30}(?:same|this|similar|the) ?(?:\w+ )?"
    + _ISSUE,
    r"same (?:issue|problem|error|here|thing)|because of (?:this|that)|still (?:happen\w*|broken|exists?|not|the same|an issue|a problem|seeing|see|getting|get|having|have|occur\w*|crash\w*|fail\w*|there|present|open|persists?|reproduc\w*)",
    r"(?:doesn't|does not|didn't|did not|don't|do not|never) (?:work|help|solve|fix|change|working|happen|fixed|resolved|solved)|(?:it )?keeps? (?:crash|fail|happen)\w*|unusable|unacceptable|this is (?:a|an)? ?(?:big|huge|serious|critical|blocker|urgent)",
    r"(?:zelfde|nog steeds|weer) (?:probleem|fout|last|niet)|werkt (?:nog steeds )?niet|helpt niet|hielp niet|gleiche[sn]? problem|funktioniert (?:immer noch )?nicht|hilft nicht|même (?:problème|erreur)|ne (?:marche|fonctionne) (?:pas|toujours)",
)
"""Tells that it is not solved."""
BOT = re.compile(
    r"\b(?:hudson|jenkins|travis|bamboo|teamcity|circleci|github|gitlab|bitbucket|gerrit|buildbot|automation|automator"
    r"|autobot|bot|robot|webhook|notifier|service account|scriptrunner|dependabot|fisheye|sonarqube)\b|\[bot\]"
    r"|^(?:system|jira|git|svn|cron|admin)$",
    re.I,
)
"""Names that machines have."""
