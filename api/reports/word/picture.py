"""The picture of the chain: SVG for programs that show it, PNG for the others."""

import io
from typing import Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm

from api.reports.paper import Picture
from api.reports.word.looks import LANDSCAPE
from api.reports.word.xml import piece

SVG: Final = "image/svg+xml"


def add_picture(document: Document, picture: Picture) -> None:
    """The picture as large as its page, its caption under it."""
    paragraph = document.add_paragraph(style="图")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.png))
    width, height = (Mm(side) for side in LANDSCAPE)
    scale = min(width / shape.width, height / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape._inline.docPr.set("descr", picture.caption)
    _add_svg(document, shape._inline, picture.svg)
    document.add_paragraph(picture.caption, style="表题")


def _add_svg(document: Document, inline: object, svg: str) -> None:
    part = Part(PackURI("/word/media/chain.svg"), SVG, svg.encode(), document.part.package)
    key = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(inline.iter(qn("a:blip")))  # type: ignore[attr-defined]  # an lxml element
    blip.append(
        piece(
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip r:embed="{key}"/></a:ext></a:extLst>'
        )
    )
