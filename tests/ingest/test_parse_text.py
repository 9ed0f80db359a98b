"""Markdown in its dialects, plain text, and the encodings that both come in."""

from __future__ import annotations

import pytest

from ingest.parse import Page, ParseError, parse


def shape(page: Page) -> list[tuple[str, str, int]]:
    return [(e.kind, e.text, e.depth) for e in page.elements]


def markdown(text: str) -> list[tuple[str, str, int]]:
    return shape(parse(text.encode(), "p.md"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> [!WARNING]\n> Pas op.", [("text", "Warning\nPas op.", 0)]),
        (":::tip Let op\nDoe dit.\n:::", [("text", "Let op", 0), ("text", "Doe dit.", 0)]),
        (
            '!!! note "Let op"\n    Doe dit.\n\nEn dat.',
            [("text", "Let op", 0), ("text", "Doe dit.", 0), ("text", "En dat.", 0)],
        ),
        ("Zie [[Borg]] en [[Ruil|ruilen]].", [("text", "Zie Borg en ruilen.", 0)]),
        ("Oud ~~5~~ nieuw", [("text", "Oud nieuw", 0)]),
        ("3. drie\n4. vier", [("list_item", "3. drie", 1), ("list_item", "4. vier", 1)]),
        ("Term\n:   Uitleg.", [("list_item", "Term: Uitleg.", 1)]),
        ("- [ ] open\n- [x] klaar", [("list_item", "[ ] open", 1), ("list_item", "[x] klaar", 1)]),
        (
            "<details>\n<summary>Meer?</summary>\n\nDit is **vet**.\n\n</details>",
            [("title", "Meer?", 2), ("text", "Dit is vet.", 0)],
        ),
        ("```\n[[x]] ~~y~~ {#z}\n```", [("code", "[[x]] ~~y~~ {#z}", 0)]),
        ("Noot.[^1]\n\n[^1]: Uitleg.", [("text", "Noot.¹", 0), ("list_item", "1. Uitleg.", 1)]),
    ],
)
def test_dialects_of_markdown(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert markdown(text) == expected


def test_headings_with_an_id_of_their_own() -> None:
    [heading, _] = parse(b"## Borg terug {#terug}\n\nTekst.", "p.md").elements
    assert (heading.text, heading.depth, heading.anchor) == ("Borg terug", 2, "terug")


@pytest.mark.parametrize("mark", [*"[]*_`<!\\&(#>-+|~", "![", "[a](b", "[^1]", "<!--", "- "])
@pytest.mark.timeout(20)
def test_marks_without_end_take_no_longer_than_words(mark: str) -> None:
    assert parse(f"Begin\n\n{mark * 5_000}\n\nEinde.".encode(), "p.md").elements[-1].text.endswith("Einde.")


def test_long_lists_and_code_are_not_taken_for_hostile() -> None:
    items = "".join(f"- [Pagina {n}](p{n}.md) met **vet**\n" for n in range(500))
    code = "```\n" + "a[0] = b[1]\n" * 300 + "```\n"
    found = markdown(f"{items}\n{code}")
    assert found[499] == ("list_item", "Pagina 499 met vet", 1)
    assert found[500] == ("code", ("a[0] = b[1]\n" * 300).strip(), 0)


def test_plain_text_with_underlined_headings_nested_lists_and_broken_words() -> None:
    text = "HANDLEIDING\n===========\n\nEerste stap\n-----------\n\nVul het reser-\nvoir.\n\n  * een\n    - twee\n"
    text += "1. stap\n\nContact\nBel 020.\n"
    assert shape(parse(text.encode(), "p.txt")) == [
        ("title", "HANDLEIDING", 1),
        ("title", "Eerste stap", 2),
        ("text", "Vul het reservoir.", 0),
        ("list_item", "een", 1),
        ("list_item", "twee", 2),
        ("list_item", "1. stap", 1),
        ("title", "Contact", 2),
        ("text", "Bel 020.", 0),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Eén café, €5.".encode("utf-16"),
        "Eén café, €5.".encode("utf-16-le"),
        "Eén café, €5.".encode("utf-16-be"),
        "Eén café, €5.".encode("utf-32"),
        "Eén café, €5.".encode("utf-8-sig"),
        "Eén café, €5.".encode("cp1252"),
        b'<?xml version="1.0" encoding="windows-1252"?><p>' + "Eén café, €5.".encode("cp1252"),
        b'<meta charset="utf-16"><p>' + "Eén café, €5.".encode(),
    ],
)
def test_encodings(data: bytes) -> None:
    assert [e.text for e in parse(data, "p.html").elements] == ["Eén café, €5."]


def test_a_character_cut_in_two_spoils_no_others() -> None:
    [element] = parse("Eén café in België: ëëëëë".encode()[:-1], "p.txt").elements
    assert element.text == "Eén café in België: ëëëë\ufffd"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"%PDF-1.7\n...", "a.html", "the content is a PDF"),
        (b"%PDF-1.7\n...", "a.md", "the content is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.txt", "old .doc"),
        (b"PK\x03\x04rest", "a.html", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "PNG picture"),
        (b"{\\rtf1 tekst}", "a.txt", "rich text"),
        (b"a\0b\0\0c", "a.html", "NUL"),
        (b"\0\x01\x02\x03", "a.csv", "NUL"),
    ],
)
def test_other_files_under_the_name_of_text(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        parse(data, name)
    assert caught.value.fix
