"""Pieces of wikitext that need nothing of their page: tags, links to the web, pictures."""

from __future__ import annotations

import re

LINE_BREAK = "\ue000"
"""Stands for <br> until the lines of a page are read."""
_LANGUAGES_TEXT = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja
jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb
nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_LANGUAGES_TEXT.split())
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,12})\b([^<>]{0,1000})>")
_INLINE_TAGS_TEXT = """
span small big u b i s strike del ins sub sup code tt kbd samp var cite em strong font abbr q bdi bdo dfn mark
wbr data time section noinclude onlyinclude references ref nowiki poem a tvar translate languages tbody thead
caption ruby rt rp rb indicator nobr dpl
"""
_INLINE_TAGS = frozenset(_INLINE_TAGS_TEXT.split())
_BLOCK_TAGS = {"p", "div", "center", "blockquote", "ul", "ol", "dl", "hr"}
_STARTS = {"li": "\n* ", "dt": "\n", "dd": "\n", "table": "\n{|\n", "tr": "\n|-\n", "td": "\n| ", "th": "\n! "}
_ENDS = {"li": "\n", "dt": "\n", "dd": "\n", "table": "\n|}\n", "tr": "\n", "td": "\n", "th": "\n"}
EXTERNAL = re.compile(
    r"\[((?:(?:https?|ftps?|sftp|ssh|git|svn|irc|news)://|//|mailto:|tel:)[^\s\[\]<>\"]{1,2000})"
    r"(?:[^\S\n]+([^\[\]\n]{0,1000}))?\]"
)
_IMAGE_OPTION = re.compile(
    r"\s*(?:\d{0,5}x?\d{1,5} ?px|thumb(?:nail)?|mini(?:atuur|atur)?|frame(?:d|less)?|border|left|right|cent(?:er|re)|"
    r"none|upright\b.*|top|middle|bottom|baseline|sub|super|text-top|text-bottom|omkaderd|kaderloos|rechts|links|gecentreerd|"
    r"geen|hochkant|zentriert|rahmenlos|gerahmt|ohne|vignette|cadre|sans_cadre|gauche|droite|centré|redresse|"
    r"(?:link|page|class|lang|upright|thumb|thumbnail|verweis|lien|koppeling|start|end|thumbtime)\s{0,3}=.*)\s*",
    re.I | re.S,
)
_ALT = re.compile(r"\s*(?:alt|alternatief)\s{0,3}=\s{0,3}(.*)", re.I | re.S)


def as_lines(found: re.Match[str]) -> str:
    """A tag as wikitext of its own lines; one that HTML does not know is text."""
    ends, tag = bool(found[1]), found[2].lower()
    if tag == "br":
        return LINE_BREAK
    if tag in _INLINE_TAGS:
        return ""
    if tag in _BLOCK_TAGS:
        return "\n\n"
    if tag in _STARTS:
        attributes = found[3].strip().rstrip("/")
        opened = f"{_STARTS[tag]}{attributes} | " if attributes and tag in ("td", "th") else _STARTS[tag]
        return _ENDS[tag] if ends else opened
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return "=" * int(tag[1]) + "\n" if ends else "\n" + "=" * int(tag[1])
    return found[0]


def with_address(found: re.Match[str]) -> str:
    """A link to the web as "label (address)"."""
    url, label = found[1], (found[2] or "").strip()
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({bare})" if label and bare.rstrip("/") not in label else label or bare


def shown_file(parts: list[str], *, block: bool) -> str:
    """The caption of a picture, from what stands behind its name; block: whether it begins a line."""
    captions = [part.strip() for part in parts if part.strip() and not _IMAGE_OPTION.fullmatch(part[:300])]
    alternatives = [found[1].strip() for part in captions if (found := _ALT.match(part))]
    told = [part for part in captions if not _ALT.match(part)] or alternatives
    if not told:
        return ""
    return f"\n\n{told[-1]}\n\n" if block else f" {told[-1]} "
