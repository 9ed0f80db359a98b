"""XML exports of many gigabytes, element by element, in bounded memory and from damaged files as far as they go."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from zipfile import BadZipFile

from lxml import etree

from ingest.export.archives import ArchiveError

_CHUNK = 1 << 20
_MAX_ELEMENT = 48 << 20
"""Bytes without the end of an element: no page is that large, and memory is not to be filled."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>\s*")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.:-]{1,40})""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_HARMLESS = ("ERR_INVALID_CHAR", "ERR_UNDECLARED_ENTITY", "ERR_TAG_NOT_FINISHED")
"""Complaints about what is mended, or told otherwise."""

_FOREIGN = "balie.cp1252"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are none of the file's encoding are read as the encoding they most often come from."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FOREIGN, _as_windows_1252)


@dataclass
class Faults:
    """What was wrong with a file; filled in while it is read."""

    controls: int = 0
    """Characters that XML does not allow, taken out."""
    unreadable: str = ""
    """Why reading stopped before the end."""
    errors: list[str] = field(default_factory=list)
    """Where it is not well-formed; the rest was read all the same."""
    foreign: bool = False
    """Whether there were bytes of another encoding than the file names."""

    def sentences(self) -> Iterator[tuple[str, str]]:
        """(reason, fix) of each."""
        if self.controls:
            reason = f"{self.controls} control characters that XML does not allow; they were left out, all else is read"
            yield reason, "nothing needs to be done; remove them at the source if they disturb"
        if self.foreign:
            yield (
                "not all of it is in the encoding that it names",
                "export it again as UTF-8; see whether é and € are right",
            )
        for error in self.errors:
            yield f"not well-formed XML: {error}; it is read as far as it goes", "export it again"
        if self.unreadable:
            yield f"{self.unreadable}; what stands before it is read", "export or download it again"


def elements(
    stream: IO[bytes], root: str, tags: tuple[str, ...], faults: Faults
) -> Iterator[tuple[str, etree._Element]]:
    """("start", the root) and ("end", element) of the named tags, whatever their namespace; each is gone once the next
    is asked for. Nothing at all when the root has another name."""
    feeder = etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in (root, *tags)],
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        encoding="utf-8",
    )
    seen, since, tail = False, 0, ""
    try:
        for text in _texts(stream, faults):
            if not seen and "<!DOCTYPE" in text.split(f"<{root}", 1)[0]:
                faults.unreadable = "it has a DOCTYPE, which no export has"
                return
            feeder.feed(text.encode("utf-8", "replace"))
            tail = (tail + text)[-2_000:]
            since += len(text)
            for event, element in feeder.read_events():
                if name(element) != root:
                    if event == "end":
                        since = 0
                        yield event, element
                        _release(element)
                elif event == "start" and not seen:
                    seen = True
                    yield event, element
            if since > _MAX_ELEMENT:
                found = f"more than {_MAX_ELEMENT >> 20} MB without the end of an element"
                faults.unreadable = faults.unreadable or found
                return
        if seen:
            yield from _rest(feeder, root, tags, tail, faults)
    except etree.XMLSyntaxError as error:
        faults.unreadable = faults.unreadable or f"not XML: {error.msg}"
    finally:
        told = [e for e in feeder.feed_error_log if e.type_name not in _HARMLESS]
        faults.errors += [f"line {entry.line}: {entry.message.strip()}" for entry in told[:1]]


def _rest(
    feeder: etree.XMLPullParser, root: str, tags: tuple[str, ...], tail: str, faults: Faults
) -> Iterator[tuple[str, etree._Element]]:
    """What the parser still held back. It hands over the element in which a file breaks off as if it were whole."""
    feeder.close()
    late = [(event, e) for event, e in feeder.read_events() if event == "end" and name(e) != root]
    if not re.search(rf"</(?:\w+:)?{root}\s*>\s*(?:<!--[^>]*>\s*)?$", tail):
        faults.unreadable = faults.unreadable or "the file breaks off in the middle"
        record = tags[0]
        ended = tail.rfind(f"</{record}>")
        if ended < 0 or f"<{record}" in tail[ended:]:
            last = max((n for n, (_, e) in enumerate(late) if name(e) == record), default=len(late))
            del late[last : last + 1]
    yield from late


def name(element: etree._Element) -> str:
    """Its tag without namespace."""
    return str(element.tag).rpartition("}")[2]


def clean(text: str | None) -> str:
    """Text of an element without what a numeric reference may have smuggled in, with Unix line ends."""
    return _NOT_XML.sub("", text or "").replace("\r\n", "\n").replace("\r", "\n")


def _release(element: etree._Element) -> None:
    element.clear(keep_tail=False)
    parent, before = element.getparent(), element.getprevious()
    while parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
        before = element.getprevious()


def _texts(stream: IO[bytes], faults: Faults) -> Iterator[str]:
    """The file as decoded text without its declaration and without characters that XML does not allow."""
    decoder: codecs.IncrementalDecoder | None = None
    # What was unpacked before the damage comes out of `read1`; `read` would throw it away.
    read = getattr(stream, "read1", stream.read)
    while True:
        try:
            chunk = read(_CHUNK)
        except EOFError:
            faults.unreadable, chunk = "the compressed file breaks off in the middle", b""
        except (OSError, zlib.error, BadZipFile) as error:
            faults.unreadable, chunk = f"the compressed file is damaged: {error}", b""
        except ArchiveError as error:
            faults.unreadable, chunk = error.reason, b""
        first = decoder is None
        if decoder is None:
            decoder = _decoder(chunk)
        text = _decoded(decoder, chunk, faults)
        if first:
            text = _DECLARATION.sub("", text, count=1) if text.lstrip().startswith("<?xml") else text.lstrip()
        text, removed = _NOT_XML.subn("", text)
        faults.controls += removed
        if text:
            yield text
        if not chunk:
            return


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, faults: Faults) -> str:
    state, decoder.errors = decoder.getstate(), "strict"
    try:
        return decoder.decode(chunk, not chunk)
    except UnicodeDecodeError:
        faults.foreign = True
        decoder.setstate(state)
        decoder.errors = _FOREIGN
        return decoder.decode(chunk, not chunk)


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "")
    if not encoding:
        declared = _ENCODING.search(head[:200])
        encoding = declared[1].decode("ascii") if declared else "utf-8"
        if head.startswith(b"<\0"):
            encoding = "utf-16-le"
    try:
        return codecs.getincrementaldecoder(encoding)()
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")()
