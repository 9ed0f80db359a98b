"""Wikitext: what a reader of MediaWiki sees, and what hostile pages cost."""

from __future__ import annotations

import time

import pytest

from ingest.page.elements import body
from ingest.wiki.wikitext import translate
from ingest.wiki.wikitext_inline import Names


def text_of(wikitext: str) -> str:
    return body(element for element in translate(wikitext, Names(), {}).elements if element.kind != "title")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie [[Borg#Bedragen|de bedragen]] en [[:Categorie:X]].", "Zie de bedragen en Categorie:X."),
        ("[[Help:Printer (HP)|]] staat uit.", "Printer staat uit."),
        ("{{Onbekend", "{{Onbekend"),
        ("{{a|{{b|{{c|diep}}}}}} [[x", "diep [[x"),
        ("{{Bijlage|1=Eerst|soort=pdf}} hier", "Eerst hier"),
        ("{{{naam|standaard}}} en {{#if: x | wel | niet}}", "standaard en wel"),
        ("''a'' '''b''' '''''c''''' <u>d</u> <span style=\"color:red\">e</span>", "a b c d e"),
        ("Prijs &lt; 5 &euro;&nbsp;per <tomcatDir>", "Prijs < 5 € per <tomcatDir>"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A | B\n1 | 2"),
        ('{| class="navbox"\n| [[Een]]\n| [[Twee]]\n|}\nNa.', "Na."),
        ("== Bronnen ==\n{{Reflist}}\n== Vraag ==\nAntwoord.", "Antwoord."),
        ("Tekst<!-- nooit dicht", "Tekst"),
        ("{|\n! Kop\n|-\n| a || b {{!}} c\n|}", "Kop\na | b | c"),
        ("<gallery>\nFile:a.jpg|De [[rem]]\nFile:b.jpg\n</gallery>", "- De rem"),
    ],
)
def test_pieces_of_wikitext(text: str, expected: str) -> None:
    assert text_of(text) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "[[",
        "'''",
        "{{a|",
        "{{{",
        "{|\n",
        "<ref>",
        "[http://a ",
        "<div ",
        "<!--",
        "=",
        "{{a|[[",
        "\n* ",
        "[[File:a|",
    ],
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    started = time.monotonic()
    text_of(piece * (200_000 // len(piece)))
    assert time.monotonic() - started < 5
