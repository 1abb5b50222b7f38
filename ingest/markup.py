"""XML of office files, parsed so that nothing outside it is ever touched."""

import re
from typing import Final

from lxml import etree

from ingest.reasons import DAMAGED, ENTITY, unreadable

_DECLARATION: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")  # names of ISO 29500 Strict
_PROLOGUE: Final = 4096  # an entity must be declared before the first element


def refuse_declared(content: bytes) -> None:
    """Nothing where the beginning of an XML file declares no document type.

    Raises:
        Unreadable: it does, as only files made to harm do among those of office programs.
    """
    if _DECLARATION.search(content[:_PROLOGUE].replace(b"\0", b"")):  # UTF-16 must not hide the declaration
        raise unreadable(ENTITY)


def parse_xml(content: bytes) -> etree._Element:
    """The root element; office formats never declare a document type, so one that does is refused.

    Raises:
        Unreadable: entities are declared, or the XML is not well formed.
    """
    refuse_declared(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(DAMAGED, str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:  # a declaration behind a long comment
        raise unreadable(ENTITY)
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
