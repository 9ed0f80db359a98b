"""Confluence's storage format and its older wiki mark-up: what a reader sees, and what hostile pages cost."""

from __future__ import annotations

import time

import pytest

from ingest.page.elements import body as text_of
from ingest.wiki import confluence_markup, storage_format
from ingest.wiki.storage_macros import Links


def shown(body: str) -> str:
    return text_of(storage_format.elements(body, "Proef", Links())[0])


def macro(name: str, rich: str = "", **parameters: str) -> str:
    given = "".join(f'<ac:parameter ac:name="{key}">{value}</ac:parameter>' for key, value in parameters.items())
    body = f"<ac:rich-text-body>{rich}</ac:rich-text-body>" if rich else ""
    return f'<ac:structured-macro ac:name="{name}">{given}{body}</ac:structured-macro>'


def cells(*texts: str) -> str:
    inside = "".join(f"<ac:layout-cell><p>{text}</p></ac:layout-cell>" for text in texts)
    return f"<ac:layout><ac:layout-section>{inside}</ac:layout-section></ac:layout>"


LINK = '<ac:link ac:anchor="a"><ac:plain-text-link-body>omlaag</ac:plain-text-link-body></ac:link>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a&nbsp;b &eacute; &lt;c&gt; & d</p>", "a b é <c> & d"),
        (f"<p>x {macro('status', title='OK')}</p>", "x OK"),
        (f"<p>{macro('jira', server='J', key='AB-1')}</p>", "AB-1"),
        (macro("expand", "<p>Dit</p>", title="Meer"), "Meer\n\nDit"),
        (macro("excerpt", "<p>Elders te zien</p>", hidden="true") + "<p>Hier</p>", "Hier"),
        (f'<p>{LINK} <time datetime="2026-03-01" /></p>', "omlaag 2026-03-01"),
        (cells("links", "rechts"), "links\n\nrechts"),
        ('<p><ac:image ac:alt="Schema"><ri:attachment ri:filename="a.png" /></ac:image></p>', "Schema"),
        ('<p>zie <span style="display: none">niet</span> dit</p>', "zie dit"),
        ("<ul><li><p>een</p><p>nog</p></li><li>twee</li></ul>", "- een\n  nog\n- twee"),
    ],
)
def test_pieces_of_storage_format(body: str, expected: str) -> None:
    assert shown(body) == expected


@pytest.mark.parametrize(
    "piece", ["<p>", "<ac:link>", "&", "<ul><li>", "x <", "<table><tr><td>", "<ac:structured-macro ac:name='info'>"]
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    started = time.monotonic()
    shown(piece * (200_000 // len(piece)))
    confluence_markup.elements(piece * (50_000 // len(piece)))
    assert time.monotonic() - started < 5
