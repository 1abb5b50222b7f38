"""Small pieces of WordprocessingML."""

from typing import Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES: Final = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)


def piece(markup: str) -> Any:
    """An element from markup with one root that declares no namespace."""
    name, rest = markup[: _end(markup)], markup[_end(markup) :]
    return parse_xml(f"{name} {SPACES}{rest}")


def _end(markup: str) -> int:
    return min(at for sign in (" ", "/", ">") if (at := markup.find(sign, 1)) > 0)


def text_run(text: str, look: str = "") -> str:
    """Markup of a run."""
    return f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'


def field(code: str) -> str:
    """Markup of a field that Word fills, such as PAGE; nothing stands in it until then."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def clean(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
