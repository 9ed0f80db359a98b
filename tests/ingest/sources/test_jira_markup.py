"""Texts of Jira: wiki mark-up and Atlassian Document Format."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ingest.ticket.adf import render_adf
from ingest.ticket.markup import from_jira, render


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("h3. Kop\r\ntekst", "Kop\ntekst"),
        ("*vet* en _schuin_ en {{mono}} en {*}los{*}je", "vet en schuin en mono en losje"),
        ("2 * 3 * 4 en snake_case_naam", "2 * 3 * 4 en snake_case_naam"),
        ("{code: title=a.js|lang=js}\nx = *y*;\n{code}", "a.js\nx = *y*;"),
        ("eerst{noformat}\n[a|b] _c_\n{noformat}dan", "eerst\n[a|b] _c_\ndan"),
        ("{code}zonder eind *vet*", "zonder eind vet"),
        ("{quote}citaat{quote} {color:#f00}rood{color}", "citaat rood"),
        ("{panel:title=Let op|borderStyle=solid}tekst{panel}", "Let op\ntekst"),
        ("[hier|https://a.example/x] of [https://b.example]", "hier (https://a.example/x) of https://b.example"),
        (
            "[a@b.example|mailto:a@b.example] [^log.txt] !https://a.example/b!",
            "a@b.example [log.txt] https://a.example/b",
        ),
        ("* een\n** twee\n# drie\n# vier", "- een\n  - twee\n1. drie\n2. vier"),
        ("# een\n{code}\nx\n{code}\n# twee\n## a\n\nAnders\n# een", "1. een\n\nx\n\n2. twee\n  1. a\n\nAnders\n1. een"),
        ("||A||B||\n|1|2|\n|drie\nregels|[x|https://a.example]|", "A | B\n1 | 2\ndrie regels | x (https://a.example)"),
        ("[~jan.de.wit] [~accountid:1a2b] !foto.png|thumbnail!", "@jan.de.wit @1a2b [foto.png]"),
        (r"\{geen macro\} \[geen link] C:\Users\_piet", r"{geen macro} [geen link] C:\Users\_piet"),
        ("{html}<p>Zie <b>hier</b></p><pre>x\n  y</pre>{html}", "Zie hier\n\nx\n  y"),
        ("int[] a = b[0];", "int[] a = b[0];"),
    ],
)
def test_wiki_markup(markup: str, text: str) -> None:
    assert from_jira(markup) == text


def test_prose_is_without_code_and_quotations_and_hidden_html_is_told() -> None:
    found = render(
        "Ik zeg dit.\n{quote}jij dat{quote}\nbq. en dit\n{code}x{code}{html}<p>zo</p><i hidden>nee</i>{html}"
    )
    assert found.prose.split() == ["Ik", "zeg", "dit.", "zo"]
    assert found.hidden == ("nee",)


UNITS = [
    "{code:",
    "{code:x}",
    "[",
    "[a|",
    "{{",
    "!a",
    "*a ",
    "_a",
    "\n",
    "\n ",
    "|",
    "|a\nb",
    "{html}<pre",
    "{quote}",
    "\\{",
]


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_markup_costs_no_more_than_honest_text(unit: str) -> None:
    started = time.perf_counter()
    from_jira(unit * 20_000)
    # Quadratic work on any of these takes 8 to 40 s.
    assert time.perf_counter() - started < 3


def test_a_deep_or_odd_document_is_read_as_far_as_it_goes() -> None:
    node: dict[str, Any] = {"type": "text", "text": "diep"}
    for _ in range(5000):
        node = {"type": "blockquote", "content": [node]}
    odd = {"type": "doc", "content": [node, 7, {"type": "nieuw", "content": [{"type": "text", "text": "vreemd"}]}]}
    assert render_adf(odd).text == "diep\n\nvreemd"
    assert render_adf({"type": "doc", "content": "x", "attrs": 3}).text == ""
