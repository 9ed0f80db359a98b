"""Words that say nothing of their own, in Dutch and English."""

from __future__ import annotations

from copilot.core import text as txt

_GLUE_NL = (
    "daarnaast soon instance "
    "alsmede evenwel nochtans gewoonweg hoe ooit ongeacht overigens trouwens tenslotte kortom "
    "ter ten der des hierbij hierdoor hiervoor daarbij daardoor daarvoor daarom hierom daarmee hiermee hiervan daarvan "
    "daarna vervolgens tevens eveneens echter namelijk immers bovendien verder ook dus want omdat aangezien doordat "
    "zodat terwijl hoewel zoals waarbij waarvoor waarmee waarin waarop waaraan waarvan waardoor wel toch alsnog reeds "
    "er het dit dat deze die degene diegene hetgeen men je jij jou jouw u uw zich zichzelf elkaar hem haar hun hen "
    "wij jullie eigenlijk gewoon graag aub gaat gaan is zijn was waren ben bent geweest wordt worden werd werden "
    "geworden heb hebt heeft hebben had hadden gehad doen doet deed gedaan zal zullen zult zou zouden kan kunt kunnen "
    "mag mogen moet moeten moest dient dienen hoeft hoeven hoef laat "
    "laten te om aan bij uit in op af met van door over "
    "per via tot en of maar noch dan als indien wanneer mits tenzij zodra zolang voordat nadat tijdens volgens wegens "
    "vanwege rond omtrent betreffende inzake binnen buiten tussen tegen zonder naast geval gevallen sprake staat staan "
    "let bijvoorbeeld zo'n zoveel zowel enige iets aldus hierna hieronder hierboven bijv enz o.a onder andere"
)
_GLUE_EN = (
    "moreover additionally besides nevertheless nonetheless thereby whereby consequently accordingly anyway "
    "it its this that these those there here then thus therefore hence however moreover furthermore also too as well "
    "since because although though while whereas so such which who whom whose where one ones he she they them their "
    "his her him you your yours we our us i my me itself yourself themselves is are was were be been being am do does "
    "did done doing have has had having will would shall should can could may might must need needs ought let lets of "
    "to for from with by at in on into onto upon about per via through during according regarding concerning than or "
    "and but nor if unless when whenever whether until till before after within without between against among under "
    "over above below case cases just simply actually basically please note e.g i.e etc any some a an the not no own "
    "get gets getting able order up out off down back again now already still"
)
GLUE = frozenset(txt.fold(f"{_GLUE_NL} {_GLUE_EN}").split()) | txt.STOPWORDS
"""Words that carry nothing that could be missing from a source; `operators` looks after those that turn its meaning."""

_FRAME = (
    "volgens bron pagina artikel informatie beleid document tekst passage antwoord kortom samengevat klopt inderdaad "
    "according source page article information policy document text passage answer short summary indeed yes ja "
    "staat vermeld stated states says mentioned zegt geldt betekent means dus"
)
FRAME = frozenset(_FRAME.split())
"""Words with which a writer leads up to what a source says."""
