"""What a file is by its first bytes, so that a wrong suffix is named and not parsed as noise."""

from __future__ import annotations

import io
import zipfile

from ingest.page.elements import ParseError

OLE = b"\xd0\xcf\x11\xe0"
_OFFICE = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx", "xl/workbook.xml": ".xlsx"}
_ZIPPED = (".docx", ".pptx", ".xlsx", ".xlsm")
_BINARY = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive", b"7z\xbc\xaf": "a 7-Zip archive", b"Rar!": "a RAR archive",
    b"{\\rtf": "a rich text document (.rtf)",
}  # fmt: skip
MAX_UNPACKED = 300_000_000
"""Bytes that all of an Office file may unpack to."""
MAX_XML = 25_000_000
"""Bytes of one part that is read into memory as a tree."""
_STREAMED = "xl/worksheets/"


def check(data: bytes, suffix: str) -> None:
    """Raises ParseError where the content is plainly of another format than its suffix, is locked, or is a bomb."""
    content = data.lstrip()[:8] if suffix not in _ZIPPED else data[:8]
    if data.startswith(OLE):
        raise _old_office(data, suffix)
    if content.startswith(b"%PDF-") and suffix != ".pdf":
        raise ParseError(f"the name ends in {suffix}, but the content is a PDF", "rename it to end in .pdf")
    found = next((what for start, what in _BINARY.items() if content.startswith(start)), "")
    if found:
        raise ParseError(f"the name ends in {suffix}, but the content is {found}", f"save it as {suffix}, or remove it")
    if data.startswith(b"PK\x03\x04"):
        _check_zip(data, suffix)
    elif suffix in (*_ZIPPED, ".pdf") and content[:1] == b"<":
        raise ParseError(f"the name ends in {suffix}, but the content is HTML or XML", "rename it to end in .html")


def _check_zip(data: bytes, suffix: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ParseError(
            f"the {suffix} file is damaged: {error}", "open it and save it again, or export it again"
        ) from error
    kind = next((kind for entry in entries if (kind := _OFFICE.get(entry.filename))), "")
    if suffix not in _ZIPPED or (kind and kind[:4] != suffix[:4]):
        what = f"a {kind} document" if kind else "a ZIP archive"
        fix = f"rename it to end in {kind}" if kind else "unpack it"
        raise ParseError(f"the name ends in {suffix}, but the content is {what}", fix)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise ParseError(f"the {suffix} file unpacks to {unpacked / 1e6:.0f} MB", "split the file")
    trees = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    largest = max((e for e in trees if not e.filename.startswith(_STREAMED)), key=lambda e: e.file_size, default=None)
    if largest is not None and largest.file_size > MAX_XML:
        raise ParseError(f"{largest.filename} in it unpacks to {largest.file_size / 1e6:.0f} MB", "split the document")


def _old_office(data: bytes, suffix: str) -> ParseError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ParseError("the document is encrypted with a password", "save it without a password")
    kinds = {"WordDocument": ".docx", "PowerPoint Document": ".pptx", "Workbook": ".xlsx", "__substg1.0_": ".msg"}
    kind = next((kind for mark, kind in kinds.items() if mark.encode("utf-16-le") in data), "")
    if kind == ".msg":
        return ParseError(
            f"the name ends in {suffix}, but the content is an Outlook message", "read it as a source of type mail"
        )
    old = kind[:-1] or ".doc, .ppt or .xls"
    return ParseError(
        f"the document is an old {old}, or is encrypted", f"save it as {kind or suffix} without a password"
    )
