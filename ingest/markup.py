"""XML of office files, parsed so that nothing outside it is ever touched."""

import re
from typing import Final

from lxml import etree

from ingest.reasons import DAMAGED, ENTITY, unreadable

_DECLARATION: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PROLOGUE: Final = 4096  # an entity must be declared before the first element


def parse_xml(content: bytes) -> etree._Element:
    """The root element; office formats never declare a document type, so one that does is refused.

    Raises:
        Unreadable: entities are declared, or the XML is not well formed.
    """
    head = content[:_PROLOGUE].replace(b"\0", b"")  # UTF-16 must not hide the declaration
    if _DECLARATION.search(head):
        raise unreadable(ENTITY)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(DAMAGED, str(error)) from error


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
