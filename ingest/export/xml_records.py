"""An XML export as nested values, as JSON would have it: attributes are "@name", repeated elements a list."""

from __future__ import annotations

from typing import Any

from lxml import etree

_MAX_ATTRIBUTES = 1_000
"""Of one element; the library looks each of them up among all others."""


class XmlError(ValueError):
    """The text is no XML that can be read; the message says where and why."""


def xml_value(text: str) -> Any:
    """{child: value} of the root element; an element with only a text is that text ("" when empty).

    An element with attributes beside its text has the text as "#text". Raises XmlError.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        # As bytes in UTF-8, whatever the declaration says: the text is decoded already.
        parser_input = text.lstrip("\ufeff \r\n\t")
        if parser_input.startswith("<?xml"):
            parser_input = parser_input.partition("?>")[2]
        root = etree.fromstring(parser_input.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"not XML: {' '.join(error.msg.split())}") from error
    except ValueError as error:
        raise XmlError(f"not XML: {error}") from error
    return _value(root)


def _value(element: Any) -> Any:
    # libxml2 gives up beyond a depth of 256, so that this recursion is bounded.
    if len(element.attrib) > _MAX_ATTRIBUTES:
        raise XmlError(f"not read: an element with more than {_MAX_ATTRIBUTES} attributes")
    found: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        if not isinstance(child.tag, str):
            continue  # An entity of a document type that was not loaded.
        value, name = _value(child), etree.QName(child).localname
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    text = "".join(element.itertext()) if not len(element) else ""
    if not found:
        return text
    return found | {"#text": text} if text.strip() else found
