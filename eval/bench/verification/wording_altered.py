"""Our own short lists of changes that turn a statement into another: denials, conditions and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.bench.verification import quantity

Rules = tuple[tuple[str, str], ...]
"""(pattern, what comes in its place); a pattern begins and ends at a word's edge."""


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


DENIAL = re.compile(
    r"\b(?:niet|geen|nooit|niets|niemand|nergens|zonder|noch|nauwelijks|behalve)\b"
    r"|\b(?:not|no|never|nothing|nobody|none|cannot|without|nor|hardly|neither|unable|un\w+able)\b"
    r"|\w+n['’]t\b",
    re.IGNORECASE,
)
NO_DENIAL = re.compile(
    r"\b(?:niet alleen|niet meer dan|niet langer|wel of niet|al dan niet|of niet|nog niet|niet zo)\b"
    r"|\b(?:hoef(?:t|ven)?|tenzij)\b"
    r"|\b(?:not only|no longer|or not|if not|no more|not sure|no idea|why not|not hesitate|no matter|not just|no one|"
    r"no doubt|not yet|not even|not so|not that|at all|either|any\w*|need not|yet|unless|else|why|whether)\b"
    r"|n't (?:have to|need)|not (?:have to|need)|\bNo,|, no\b",
    re.IGNORECASE,
)
"""With these, a sentence without its denial means nothing, or still the same."""

_SUBJECT = "(?:u|je|we|wij|hij|ze|er|het|dit|dat)"
_VERB = _any(
    "kunt kun kan kunnen mag mogen moet moeten wordt worden is zijn geldt gelden heeft hebt krijgt krijgen betaalt "
    "ontvangt blijft staat telt"
)
_MAIN = r"^((?!Als|Indien|Wanneer|Woont|Bent|Heeft|Is|Zijn)(?:(?!of|als|dat|die|wat|wie|waar|wanneer)\S+ ){1,5}?)"
DENY: dict[str, Rules] = {
    "nl": (
        (rf"(?<=, )({_VERB}) ({_SUBJECT})(?! (?:een|niet|geen)\b)", r"\1 \2 niet"),
        (rf"{_MAIN}({_VERB}) een(?= [a-zà-ý]{{4,}})", r"\1\2 geen"),
        (rf"{_MAIN}({_VERB}) ({_SUBJECT}) een(?= [a-zà-ý]{{4,}})", r"\1\2 \3 geen"),
        (rf"{_MAIN}({_VERB}) ({_SUBJECT})(?! (?:een|dan|zich))", r"\1\2 \3 niet"),
        (rf"{_MAIN}({_VERB})(?! (?:een|zich|dan|{_SUBJECT})\b)(?= [a-z0-9€])", r"\1\2 niet"),
    ),
    "en": (
        (r"[Yy]ou (need|have) to", r"you do not \1 to"),
        (
            r"^((?!If|When|Once|While|As|Why|So why|How)"
            r"(?:(?!what|whatever|when|where|if|that|which|who|as|once|whether)\S+ ){1,6}?)"
            r"(is|are|was|were|will|should|must|can)(?! not)(?= [a-z])",
            r"\1\2 not",
        ),
        (r"^(You|They) (get|use|see|need|receive|pay|know|want)", r"\1 do not \2"),
    ),
}
AFFIRM: dict[str, Rules] = {
    "nl": (
        ("niet meer", "nog steeds"),
        ("niet ", ""),
        ("geen", "wel"),
        ("nooit", "altijd"),
        ("Nooit", "Altijd"),
        ("zonder", "met"),
        ("niets", "alles"),
        ("niemand", "iedereen"),
    ),
    "en": (
        ("cannot", "can"),
        ("can['’]t", "can"),
        ("won['’]t", "will"),
        ("(is|are|was|were|would|should|could|do|does|did)n['’]t", r"\1"),
        ("(is|are|was|were|will|do|does|did|should|must|may|has|have|can) not", r"\1"),
        ("never", "always"),
        ("There is no", "There is a"),
        ("without", "with"),
        ("no", "some"),
    ),
}


def _not_behind(words: str) -> str:
    return "".join(f"(?<!{word} )" for word in words.split())


_INDIRECT = _not_behind(
    "know see ask check sure wonder out tell verify confirm what matter mind care test determine as only even it "
    "asked asks asking checking wondering customer and or but"
)
_ALSO = _not_behind("alleen ook zelfs behalve net pas Dan zowel dan")
CONNECTIVES: dict[str, Rules] = {
    "nl": (
        ("Als(?= (?:u|je|er|we|iemand|uw|het|de) )", "Tenzij"),
        ("Indien", "Tenzij"),
        ("tenzij", "als"),
        ("mits", "tenzij"),
        (rf"{_ALSO}(?:als|indien|wanneer)(?= (?:u|je|er|iemand|we) )", "tenzij"),
    ),
    "en": (
        ("If", "Unless"),
        ("Unless", "If"),
        ("unless", "if"),
        (rf"{_INDIRECT}if(?= (?:you|it|they|he|she|we|the|your|there) )(?!.*\bor not\b)", "unless"),
    ),
}
_MONTHS = "|".join(month for names in quantity.MONTHS.values() for month in names)
_POINT = rf"(?= (?:(?:\d{{1,2}} )?(?:{_MONTHS})\b|\d{{1,2}}[.:]\d\d|de (?:start|ingangsdatum|geboorte)|afloop))"
_FEW = r"(?= (?:\$?\d|a|one|two|three|four|five|six|ten|een|één|twee|drie|vier|vijf|zes|acht|tien|veertien)\b)"
BOUNDS: dict[str, Rules] = {
    "nl": (
        ("(?:minimaal|minstens|ten minste)", "maximaal"),
        ("(?:maximaal|hoogstens|ten hoogste)", "minimaal"),
        ("(?<!niet )meer dan", "minder dan"),
        ("minder dan", "meer dan"),
        (f"voor{_POINT}", "na"),
        (f"na{_POINT}", "voor"),
        ("(?<!, )uiterlijk", "niet eerder dan"),
        (r"vanaf(?= \d| [a-z]+ \d{4})", "tot"),
        (f"binnen{_FEW}", "na"),
        ("(U|Je) moet(?! niet)", r"\1 mag niet"),
        ("(?:moet|moeten) (u|je|we|ze)(?! niet)", r"hoeft \1 niet"),
        ("(U|Je|u|je) (?:kunt|kan|mag)(?! niet| geen| nooit)", r"\1 moet"),
        ("(?:kunt|kun|mag) (u|je)(?! niet| geen| nooit)", r"moet \1"),
        (r"hoef(?:t|ven)?((?: [\w’']+){0,8}?) niet((?: [^\s.,]+){0,8}?) te", r"moet\1\2"),
        (r"mag((?: [\w’']+){0,4}?) niet", r"moet\1"),
        ("altijd", "nooit"),
        ("nooit", "altijd"),
        ("hoger(?= dan|[.,])", "lager"),
        ("lager(?= dan|[.,])", "hoger"),
        ("jonger", "ouder"),
        ("ouder(?= dan|[.,])", "jonger"),
        ("(?<!niet )alleen(?= (?:voor|als|bij|met|in|op) )", "niet alleen"),
        ("gratis", "tegen betaling"),
        ("(?<!niet )verplicht", "niet verplicht"),
        ("de eerste", "de laatste"),
        ("de laatste", "de eerste"),
    ),
    "en": (
        ("at least(?= )", "at most"),
        ("a minimum of", "a maximum of"),
        ("at most", "at least"),
        (f"up to{_FEW}", "at least"),
        (f"more than{_FEW}", "less than"),
        (f"less than{_FEW}", "more than"),
        ("minimum", "maximum"),
        ("maximum", "minimum"),
        ("before(?= [a-z])", "after"),
        ("(?<!look )(?<!looking )after(?! all)", "before"),
        ("must not", "must"),
        ("must(?! not|n't)", "must not"),
        ("([Yy]ou|[Tt]hey) (?:can|may)(?! not|['’]t| have)(?= [a-z])", r"\1 must"),
        ("(?<!may )(?<!might )([Yy]ou|[Tt]hey) (?:need|have) to", r"\1 must not"),
        ("always", "never"),
        ("never", "always"),
        ("(?<!the )(?<!not )only(?= (?:for|if|when|with|in|on|to) )", "not only"),
        (r"within(?= (?:\d|one|two|three|four|five|six|ten)\b)", "more than"),
        ("until", "only after"),
        ("older(?= than)", "newer"),
        ("newer(?= than)", "older"),
        ("higher", "lower"),
        ("the first", "the last"),
        ("optional", "required"),
        ("(?<!not )required", "optional"),
        ("(?:for free|free of charge)", "against payment"),
        ("(?<!not )possible", "impossible"),
        ("impossible", "possible"),
    ),
}


def each(rules: Rules, text: str) -> Iterator[str]:
    """The text after each rule that applies, at its first place."""
    for pattern, new in rules:
        end = "" if pattern.endswith(" ") else r"(?!\w)"
        changed = re.sub(rf"(?<!\w){pattern}{end}", new, text, count=1)
        if changed != text:
            yield changed[:1].upper() + changed[1:] if text[:1].isupper() else changed


def first(rules: Rules, text: str) -> str:
    """After the first rule that applies; "" when none does."""
    return next(each(rules, text), "")
