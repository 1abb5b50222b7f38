"""A PDF of running Chinese text, as many pages as asked for, for the measurement of reading."""

from collections.abc import Sequence

_LINE, _LINES = 34, 36  # characters of a line and lines of a page, as a dense report has them
# A font that is not embedded: its encoding alone maps every character.
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


def pdf_of(paragraphs: Sequence[str], pages: int) -> tuple[bytes, int]:
    """The PDF and the characters in it; the paragraphs are said again where they do not fill the pages."""
    lines: list[str] = []
    while len(lines) < pages * _LINES:
        for paragraph in paragraphs:
            text = "　　" + paragraph
            lines += [text[at : at + _LINE] for at in range(0, len(text), _LINE)]
    lines = lines[: pages * _LINES]
    return _assembled([_page(lines[at : at + _LINES]) for at in range(0, len(lines), _LINES)]), sum(map(len, lines))


def _page(lines: Sequence[str]) -> str:
    return "".join(
        f"BT /F1 14 Tf 60 {780 - 20 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
        for row, line in enumerate(lines)
    )


def _assembled(pages: Sequence[str]) -> bytes:
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", *_FONT]
    for at, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * at} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    written = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    return written + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n%%EOF\n".encode("latin-1")
