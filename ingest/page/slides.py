"""A presentation as HTML: a heading for each slide with its title, its text and tables, and its speaker notes.

Left out and reported: hidden slides and hidden shapes, and what a slide repeats of its template (date, footer, number).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from copilot.core.types import Removed
from ingest.page.elements import ParseError
from ingest.page.word import properties_of

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NOTES = "Notities"
_REPEATED = ("dt", "ftr", "sldNum", "hdr")
_TITLES = ("title", "ctrTitle")
_MAX_GROUPS = 20


def to_html(data: bytes) -> tuple[str, dict[str, str], list[Removed]]:
    """(HTML, properties, what was left out). Raises ParseError."""
    import pptx
    from pptx.exc import PythonPptxError

    removed: list[Removed] = []
    pieces: list[str] = []
    try:
        deck = pptx.Presentation(io.BytesIO(data))
        for number, slide in enumerate(deck.slides, 1):
            if slide.element.get("show") in ("0", "false"):
                said = "".join(slide.element.itertext(f"{_A}t"))
                removed.append(Removed("hidden: slide", f"{number}: {' '.join(said.split())}"))
            else:
                pieces += _slide(slide, number, removed)
    except (
        zipfile.BadZipFile, PythonPptxError, KeyError, ValueError, AttributeError, TypeError, etree.LxmlError,
        zlib.error, EOFError, NotImplementedError, IndexError,
    ) as error:  # fmt: skip
        raise ParseError(f"the PPTX is damaged: {error}", "open it in PowerPoint and save it again") from error
    return "".join(pieces), properties_of(deck), removed


def _slide(slide: Any, number: int, removed: list[Removed]) -> Iterator[str]:
    shapes = list(_shapes(slide.shapes, removed))
    title = next((shape for shape in shapes if _placeholder(shape) in _TITLES and _text(shape)), None)
    yield f'<h1 id="slide={number}">{escape(_text(title) if title is not None else f"Dia {number}")}</h1>'
    for shape in shapes:
        if shape is not title:
            yield from _content(shape)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None and notes.text.strip():
        yield f"<h2>{_NOTES}</h2>"
        yield from (f"<p>{_line(paragraph)}</p>" for paragraph in notes.paragraphs)


def _shapes(shapes: Any, removed: list[Removed], depth: int = 0) -> Iterator[Any]:
    """The shapes of a slide that are seen, those of groups among them."""
    for shape in shapes:
        about = shape._element.find(".//{*}cNvPr")
        said = " ".join(t.text or "" for t in shape._element.iter(f"{_A}t")).strip()
        if about is not None and about.get("hidden") in ("1", "true"):
            removed.extend([Removed("hidden: shape", said)] if said else [])
        elif _placeholder(shape) in _REPEATED:
            removed.extend([Removed("pptx: date, footer or number", said)] if said else [])
        elif hasattr(shape, "shapes") and depth < _MAX_GROUPS:
            yield from _shapes(shape.shapes, removed, depth + 1)
        else:
            yield shape


def _placeholder(shape: Any) -> str:
    """The kind of a placeholder in the words of the format: title, body, ftr ...; "" for other shapes."""
    found = shape._element.find(".//{*}nvPr/{*}ph")
    return "" if found is None else found.get("type", "obj")


def _content(shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        yield from _table(shape.table)
    elif getattr(shape, "has_text_frame", False):
        listed = (
            _placeholder(shape) in ("body", "obj")
            and len([p for p in shape.text_frame.paragraphs if p.text.strip()]) > 1
        )
        for paragraph in shape.text_frame.paragraphs:
            if said := _line(paragraph):
                depth = paragraph.level + 1
                is_item = _bullet(paragraph, listed)
                yield f"{'<ul>' * depth}<li>{said}</li>{'</ul>' * depth}" if is_item else f"<p>{said}</p>"
    else:
        about = shape._element.find(".//{*}cNvPr")
        said = " ".join((about.get("descr") or "").split()) if about is not None else ""
        if " " in said:
            yield f"<p>{escape(f'[{said}]')}</p>"
        if getattr(shape, "has_chart", False):
            yield from _chart(shape.chart)


def _bullet(paragraph: Any, listed: bool) -> bool:
    properties = paragraph._p.find(f"{_A}pPr")
    if properties is not None:
        if properties.find(f"{_A}buNone") is not None:
            return False
        if properties.find(f"{_A}buChar") is not None or properties.find(f"{_A}buAutoNum") is not None:
            return True
    return listed


def _line(paragraph: Any) -> str:
    """A paragraph as HTML, with its links."""
    pieces: list[str] = []
    for run in paragraph._p:
        if run.tag == f"{_A}br":
            pieces.append("<br>")
        elif run.tag in (f"{_A}r", f"{_A}fld"):
            said = escape("".join(t.text or "" for t in run.iter(f"{_A}t")))
            link = run.find(f"{_A}rPr/{_A}hlinkClick")
            key = (
                link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
                if link is not None
                else None
            )
            target = paragraph.part.rels.get(key) if key else None
            pieces.append(
                f'<a href="{escape(target.target_ref)}">{said}</a>'
                if target is not None and target.is_external
                else said
            )
    return "".join(pieces).strip()


def _table(table: Any) -> Iterator[str]:
    yield "<table>"
    for number, row in enumerate(table.rows):
        name = "th" if number == 0 and table.first_row else "td"
        yield "<tr>"
        for cell in row.cells:
            if not cell.is_spanned:
                span = f' colspan="{cell.span_width}" rowspan="{cell.span_height}"' if cell.is_merge_origin else ""
                lines = "<br>".join(_line(paragraph) for paragraph in cell.text_frame.paragraphs)
                yield f"<{name}{span}>{lines}</{name}>"
        yield "</tr>"
    yield "</table>"


def _chart(chart: Any) -> Iterator[str]:
    """A chart as the table that it was drawn from."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield f"<p>{escape(chart.chart_title.text_frame.text)}</p>"
    plot = next(iter(chart.plots), None)
    if plot is None:
        return
    series = list(plot.series)
    yield "<table><tr><th></th>" + "".join(f"<th>{escape(one.name or '')}</th>" for one in series) + "</tr>"
    for place, category in enumerate(plot.categories):
        values = [one.values[place] if place < len(one.values) else None for one in series]
        cells = "".join(f"<td>{'' if value is None else f'{value:g}'}</td>" for value in values)
        yield f"<tr><td>{escape(str(category))}</td>{cells}</tr>"
    yield "</table>"


def _text(shape: Any) -> str:
    return " ".join(shape.text_frame.text.split()) if getattr(shape, "has_text_frame", False) else ""
