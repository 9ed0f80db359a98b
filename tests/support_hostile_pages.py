"""Hostile pages: HTML, Markdown, text, PDF, wikitext and the markup of Confluence and DokuWiki."""

# ruff: noqa: E501 - a case a line
from __future__ import annotations

import zlib
from collections.abc import Callable

from support_hostile import Hostile, Rule, content, filled, planted


def pages(scale: float) -> list[Hostile]:
    found = [content("wiki_files", f"html {name}", data, "vijandig.html") for name, data in _html(scale).items()]
    found += [content("wiki_files", f"markdown {name}", data, "vijandig.md") for name, data in _markdown(scale).items()]
    found += [content("wiki_files", f"text {name}", data, "vijandig.txt") for name, data in _texts().items()]
    found += [content("wiki_files", f"pdf {name}", data, "vijandig.pdf") for name, data in _pdfs().items()]
    found += [
        content("wiki_confluence", f"html {name}", data, "ruimte/vijandig.html")
        for name, data in _html(scale / 2).items()
    ]
    found += [
        content("wiki_notion", f"markdown {name}", data, "vijandig.md") for name, data in _markdown(scale / 2).items()
    ]
    found += [
        content("wiki_mediawiki", f"wikitext {name}", lambda text=text: planted("wiki_mediawiki", text()))
        for name, text in _wikitext(scale).items()
    ]
    found += [
        content("wiki_dokuwiki", f"dokuwiki {name}", lambda text=text: text().encode(), "data/pages/x.txt")
        for name, text in _dokuwiki(scale).items()
    ]
    return found


def _html(scale: float) -> dict[str, Rule]:
    many = int(100_000 * min(1.0, scale * 3))
    cells = b"<td colspan=1000 rowspan=1000>x</td>" * 100
    return {
        "of an attribute of 10 MB": lambda: b"<p title='" + b"a" * 10_000_000 + b"'>woord</p>",
        "of a text of 10 MB": lambda: b"<p>" + b"woord " * 1_700_000,
        "of a style of 1 MB": lambda: b"<div style='" + b"a:b;" * 250_000 + b"'>woord</div>",
        "of a class of 1 MB": lambda: b"<div class='" + b"cookie-" * 150_000 + b"'>woord</div>",
        "of tables in tables": lambda: b"<table><tr><td>x" * min(many, 3_000),
        "of cells that span everything": lambda: b"<table>" + (b"<tr>" + cells + b"</tr>") * 300 + b"</table>",
        "of lists in lists": lambda: b"<ul><li>x" * min(many, 3_000),
        "of divs in divs": lambda: b"<div>t" * many,
        "of spans in spans": lambda: b"<p>" + b"<span>a" * min(many, 5_000),
        "of headings": lambda: b"<h1>a</h1>" * many,
        "of links": lambda: b"<a href='https://x.y/z'>k</a> " * many,
        "of folded panels": lambda: b"<details><summary>q</summary>a" * min(many, 10_000),
        "of labels for one panel": lambda: b"<div id=p hidden>a</div>" + b"<button aria-controls=p>v</button>" * min(many, 30_000),
        "of NUL bytes": lambda: b"<p>a\0b</p>" * 10_000,
        "of numeric references": lambda: b"<p>" + b"&#x110000;&#0;&#xd800;" * 20_000,
        "of one comment": lambda: b"<p>a</p><!--" + b"--!" * 300_000,
        "of frames outside": lambda: b"<iframe src='file:///etc/passwd'></iframe><img src='file:///etc/passwd'><p>woord</p>",
        "with an outer entity": lambda: b'<!DOCTYPE html [<!ENTITY x SYSTEM "../../buiten.txt">]><p>a &x;</p>',
        "of base64 pictures": lambda: b"<p>woord</p><img src='data:image/png;base64," + b"QUFB" * 2_000_000 + b"'>",
    }  # fmt: skip


def _markdown(scale: float) -> dict[str, Rule]:
    size = int(1_000_000 * scale)
    pieces = "*", "_", "`", "[", "![", "[a](", ">", "> ", "* ", "- ", "#", "|", "a|b\n", "```\n", "<", "<div ", "&", "\\", "~~", "[^1]:", "[a]: b\n", "1. ", "\t", "=\n", "-\n", "a\n- ", "<details>\n\n", "  * a\n\n"  # fmt: skip
    found: dict[str, Rule] = {f"of {piece!r}": (lambda piece=piece: filled(piece, size).encode()) for piece in pieces}
    steps = b"".join(b" " * (n * 2) + b"- x\n" for n in range(400))
    return found | {
        "of a list 400 deep": lambda: steps,
        "of quotes 10,000 deep": lambda: b">" * 10_000 + b" x\n",
        "of a table of 3,000 columns": lambda: (b"a|" * 3_000 + b"\n" + b"-|" * 3_000 + b"\n") + (b"x|" * 3_000 + b"\n") * 50,
        "with a head of YAML bombs": lambda: b"---\na: &a [x, x, x]\nb: &b [*a, *a]\n" + b"".join(
            b"c%d: &c%d [*%s, *%s, *%s, *%s, *%s, *%s]\n" % (n, n, *[b"c%d" % (n - 1) if n else b"b"] * 6) for n in range(12)
        ) + b"---\nwoord\n",
        "with a head of YAML objects": lambda: b"---\na: !!python/object/apply:os.system ['touch evil']\n---\nwoord\n",
        "with a head of YAML 50,000 deep": lambda: b"---\na: " + b"[" * 50_000 + b"\n---\nwoord\n",
        "with a head of 2 MB": lambda: b"---\n" + b"a: b\n" * 400_000 + b"---\nwoord\n",
    }  # fmt: skip


def _texts() -> dict[str, Rule]:
    return {
        "of 3 million blanks": lambda: b"a" + b" " * 3_000_000 + b"b",
        "of 3 million line ends": lambda: b"a" + b"\n" * 3_000_000 + b"b",
        "of one word of 3 MB": lambda: b"a" * 3_000_000,
        "of 300,000 numbered lines": lambda: b"".join(b"%d. x\n" % n for n in range(200_000)),
        "in UTF-16 cut in a character": lambda: "Regel één. ".encode("utf-16")[:-1],
        "in UTF-32": lambda: "Regel één. ".encode("utf-32") * 100,
        "of lone surrogates": lambda: "ab\udcff\ud800".encode("utf-8", "surrogatepass") * 1_000,
        "of marks that turn the text": lambda: ("a\u202eb\u2066c\u200f" * 50_000).encode(),
        "of 500,000 combining marks": lambda: ("a" + "\u0301" * 500_000).encode(),
    }


def _pdf(objects: list[bytes], root: int = 1) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def _page_of(text: bytes, more: bytes = b"/Filter/FlateDecode", box: bytes = b"[0 0 600 800]") -> bytes:
    font = b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %s/Contents 4 0 R/Resources %s>>" % (box, font)
    form = _stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    data = zlib.compress(text, 9) if more else text
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            kids,
            page,
            _stream(data, more),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            form,
        ]
    )


def _pdfs() -> dict[str, Rule]:
    catalog = b"<</Type/Catalog/Pages 2 0 R>>"
    tree = [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % (n + 3) for _ in range(20)), 20**5)
        for n in range(6)
    ]
    bomb = zlib.compress(zlib.compress(b"\0" * 60_000_000, 9), 9)
    lines = b"".join(b"1 0 0 1 %d %d Tm (woord %d) Tj " % (n * 7 % 500, n * 13 % 700, n) for n in range(40_000))
    chain = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 3, n + 1) for n in range(3_000)]
    return {
        "whose page tree is a circle": lambda: _pdf([catalog, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99>>"]),
        "whose page tree is 20**6 pages": lambda: _pdf([catalog, *tree, b"<</Type/Page/Parent 7 0 R>>"]),
        "whose page tree is 3,000 deep": lambda: _pdf([catalog, *chain, b"<</Type/Page>>"]),
        "whose pages are counted as 2 billion": lambda: _pdf([catalog, b"<</Type/Pages/Kids[]/Count 2147483647>>"]),
        "whose root is a circle": lambda: _pdf([b"1 0 R"]),
        "with a form in itself": lambda: _page_of(b"/X Do BT /F 12 Tf (woord) Tj ET"),
        "with a stream that unpacks twice": lambda: _page_of(bomb, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"),
        "with a stream of 80 MB": lambda: _page_of(b"BT /F 12 Tf (" + b"a" * 80_000_000 + b") Tj ET"),
        "with a stream of 3 million operators": lambda: _page_of(b"BT /F 1 Tf " + b"() Tj " * 3_000_000 + b"ET"),
        "with a stream of open brackets": lambda: _page_of(b"BT /F 1 Tf " + b"[" * 1_000_000),
        "with a stream of begun pictures": lambda: _page_of(b"BI /W 9 ID " * 100_000),
        "with 40,000 pieces of text": lambda: _page_of(b"BT /F 12 Tf " + lines + b"ET"),
        "of a size beyond measure": lambda: _page_of(b"BT /F 1e30 Tf (woord) Tj ET", box=b"[0 0 1e300 -1e300]"),
        "with a font of NaN": lambda: _page_of(b"BT /F nan Tf 1e999 0 0 1e999 0 0 Tm (woord) Tj ET"),
        "of arrays 100,000 deep": lambda: _pdf([b"[" * 100_000]),
        "of dictionaries 20,000 deep": lambda: _pdf([b"<</A" * 20_000]),
        "with tables of objects in a circle": lambda: b"%PDF-1.7\nxref\n0 0\ntrailer<</Root 1 0 R/Prev 9/Size 1>>\nstartxref\n9\n%%EOF",
        "with 10 million objects": lambda: _pdf([catalog]).replace(b"/Size 2", b"/Size 9999999").replace(b"0 2\n", b"0 9999999\n"),
        "with an object stream of lies": lambda: _pdf([catalog, _stream(zlib.compress(b"1 0 " * 500_000), b"/Type/ObjStm/N 99999999/First 9/Filter/FlateDecode")]),
        "with a table as a stream, of lies": lambda: b"%PDF-1.7\n1 0 obj\n" + _stream(zlib.compress(b"\1" * 3_000_000), b"/Type/XRef/W[1 1 1]/Index[0 99999999]/Size 99999999/Root 1 0 R/Filter/FlateDecode") + b"\nendobj\nstartxref\n9\n%%EOF",
        "with predictors of lies": lambda: _page_of(b"a" * 100_000, b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 99999999>>"),
        "in LZW and ASCII85": lambda: _page_of(b"z" * 3_000_000, b"/Filter[/FlateDecode/ASCII85Decode/LZWDecode]"),
        "in run lengths": lambda: _page_of(b"\x81a" * 3_000_000, b"/Filter[/FlateDecode/RunLengthDecode/RunLengthDecode]"),
        "without end of file": lambda: b"%PDF-1.7\n" + b"obj\n" * 500_000,
        "of startxref": lambda: b"%PDF-1.7\n" + b"startxref\n" * 200_000,
        "locked in an unknown way": lambda: _pdf([catalog]).replace(b"/Size", b"/Encrypt<</Filter/X/V 99/R 99/O()/U()/P 0>>/Size"),
    }  # fmt: skip


def _wikitext(scale: float) -> dict[str, Callable[[], str]]:
    size = int(1_900_000 * scale)
    pieces = "[[", "{{", "<div ", "<ref>", "{|\n|-\n|", "[[a|", "{{a|", "'''", "==", "<nowiki>", "<!--", "http://a ", "[http://a ", "* a\n", ":;*#", "{{{a|", "[[File:a|thumb|", "-{", "|}", "{{#if:a|", "<table><tr><td>", "__TOC__", "~~~~"  # fmt: skip
    return {f"of {piece!r}": (lambda piece=piece: filled(piece, size)) for piece in pieces} | {
        "of templates 10,000 deep": lambda: "{{a|" * 10_000 + "x" + "}}" * 10_000,
        "of links 10,000 deep": lambda: "[[a|" * 10_000 + "x" + "]]" * 10_000,
        "of tables 2,000 deep": lambda: "{|\n|\n" * 2_000 + "\n|}" * 2_000,
    }


def _dokuwiki(scale: float) -> dict[str, Callable[[], str]]:
    size = int(1_900_000 * scale)
    pieces = "[[", "{{", "**", "//", "__", "''", "%%", "((", "<code>", "<file ", "<del>", "^ a ", "| a ", "^|", "  * a\n", "=", "====== a\n", "> ", "\\\\ ", "<nowiki>", "~~a~~", "http://a ", ":::|", "|:::|\n"  # fmt: skip
    return {f"of {piece!r}": (lambda piece=piece: filled(piece, size)) for piece in pieces} | {
        "of notes 10,000 deep": lambda: "((" * 10_000 + "x" + "))" * 10_000,
        "of lists 2,000 deep": lambda: "".join("  " * n + "* a\n" for n in range(1, 1_000)),
    }
