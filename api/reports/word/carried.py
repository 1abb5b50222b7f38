"""The evidence pack inside a Word document: a custom XML part, which Word and WPS keep when they save."""

import base64
from typing import Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

NAMESPACE: Final = "urn:liantu:evidence-pack"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ID: Final = "{6D1C1F5A-7B1E-4C57-9E0B-4C6961746755}"


def carry(document: Document, pack: bytes) -> None:
    """Put the pack into the document."""
    package = document.part.package
    body = f'<pack xmlns="{NAMESPACE}">{base64.b64encode(pack).decode()}</pack>'
    item = Part(PackURI("/customXml/item9.xml"), "application/xml", body.encode(), package)
    told = (
        f'<ds:datastoreItem xmlns:ds="{_DATA}" ds:itemID="{_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    about = Part(PackURI("/customXml/itemProps9.xml"), _PROPERTIES, told.encode(), package)
    item.relate_to(about, f"{_RELATION}Props")
    document.part.relate_to(item, _RELATION)
