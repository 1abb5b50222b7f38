"""Small files made on the spot."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

Placed = tuple[float, float, float, str]  # x and y in points from the top left, letter size, text
_HEIGHT = 842
# a font that is not embedded: its encoding alone maps every character
_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
    ),
    (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /CapHeight 880"
        " /StemV 80 /ItalicAngle 0 /FontBBox [0 -120 1000 880] >>"
    ),
)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF from pages of placed text, with lines to draw as (x0, y0, x1, y1)."""
    return _pdf


def _pdf(pages: Sequence[Sequence[Placed]], drawn: Sequence[tuple[float, float, float, float]] = ()) -> bytes:
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", *_FONT]
    for i, page in enumerate(pages):
        text = "".join(
            f"BT /F1 {size} Tf {x} {_HEIGHT - y} Td <{t.encode('utf-16-be').hex()}> Tj ET\n" for x, y, size, t in page
        )
        lines = "".join(f"{a} {_HEIGHT - b} m {c} {_HEIGHT - d} l S\n" for a, b, c, d in drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {_HEIGHT}] /Contents {7 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(text) + len(lines)} >>\nstream\n{text}{lines}\nendstream")
    return _assembled(objects)


def _assembled(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    xref = f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    return out + f"{xref}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode("latin-1")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """A Word file from the XML inside its body, and other members of the package as they are."""
    return _docx


def _docx(body: str, **members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in members.items():
            archive.writestr(f"word/{name}.xml", content.replace("<w:", "<w:", 1).replace(">", f" {_W}>", 1))
    return stream.getvalue()


@pytest.fixture
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    """An archive from member names and contents."""

    def make(members: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make
