"""Characters and elements that nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.core.types import Document, Part
from ingest.cleaners.hidden import Options, build, visible_text
from ingest.sources._mail_html import html_to_text


def test_invisible_characters_go_from_every_kind() -> None:
    tags = "".join(chr(0xE0000 + ord(char)) for char in "obey")
    text = f"Wach\u200btwoord\u202e kwijt{tags}\ufeff\u00ad\r\ncafe\u0301"
    document = Document("wiki", "a\u200b", "wiki", text, (Part("section", text, ref="r\u200b"),))
    cleaned = build(Options()).clean(document)
    assert cleaned.parts[0].text == cleaned.title == "Wachtwoord kwijt\ncafé"
    assert (cleaned.external_id, cleaned.parts[0].ref) == ("a\u200b", "r\u200b")


def test_an_emoji_family_stays_together() -> None:
    assert visible_text("👩‍👧 ok") == "👩‍👧 ok"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert visible_text(visible_text(text)) == visible_text(text)


@pytest.mark.parametrize(
    "hiding",
    [
        '<span style="display:none">X</span>',
        '<div style="DISPLAY : NONE !important"><p>X</p></div>',
        '<span style="visibility:hidden">X</span>',
        '<span style="font-size:0">X</span>',
        '<span style="font-size:1px">X</span>',
        '<span style="color:#fff">X</span>',
        '<font color="white">X</font>',
        '<table bgcolor="#003366"><tr><td><font color="#003366">X</font></td></tr></table>',
        '<span style="color:rgba(0,0,0,0)">X</span>',
        '<span style="opacity:0">X</span>',
        '<div style="max-height:0;overflow:hidden">X</div>',
        '<span aria-hidden="true">X</span>',
        "<p hidden>X</p>",
        "<!-- X -->",
        "<style>.a{display:none}</style><p class='a'>X</p>",
        "<script>X</script><noscript>X</noscript><template>X</template>",
    ],
)
def test_hidden_html_goes_and_what_follows_it_stays(hiding: str) -> None:
    assert html_to_text(f"<div>voor {hiding} na</div>")[0].split() == ["voor", "na"]


@pytest.mark.parametrize(
    "shown",
    [
        '<a style="background:#007bff;color:#fff">X</a>',
        '<td style="font-size:0"><span style="font-size:13px">X</span></td>',
        '<div style="visibility:hidden"><b style="visibility:visible">X</b></div>',
        "<style>@media (max-width:600px){.a{display:none}} .b{color:red}</style><p class='a'>X</p>",
        '<div style="background:url(p.png)"><span style="color:white">X</span></div>',
    ],
)
def test_visible_html_stays(shown: str) -> None:
    assert "X" in html_to_text(f"<div>voor {shown} na</div>")[0]


@given(st.text("<>/divpb!-\"=' a&;"))
def test_no_html_is_too_broken(source: str) -> None:
    html_to_text(source)
