import pypdfium2

from ingest.pdf_page import read_page

# a glyph as high as its letters, and one whose ink stops short of them
GLYPHS = {"a": "1000 0 0 -880 1000 120 d1 0 -880 1000 1000 re f", "b": "1000 0 50 -800 900 60 d1 50 -800 850 860 re f"}
MAP = "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <61> <7532> <62> <2F74> endbfchar"


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def file() -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream("BT /F 10 Tf 50 200 Td (a) Tj /Span << /ActualText <FEFF7ACB> >> BDC (b) Tj EMC (a) Tj ET"),
        (
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 120 1000 -880] /FontMatrix [.001 0 0 -.001 0 0] /FirstChar 97"
            " /LastChar 98 /Widths [1000 1000] /Encoding << /Type /Encoding /Differences [97 /a /b] >>"
            " /CharProcs << /a 6 0 R /b 7 0 R >> /ToUnicode 8 0 R /FontDescriptor 9 0 R >>"
        ),
        *map(stream, (*GLYPHS.values(), MAP)),
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880] >>",
    ]
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer\n<< /Size 10 /Root 1 0 R >>\n%%EOF\n".encode()


def test_a_sign_whose_text_the_page_itself_states_stands_at_the_height_of_its_line() -> None:
    chars = read_page(pypdfium2.PdfDocument(file())[0], 1).chars
    assert chars.text == "甲立甲"
    assert len({round(float(top), 1) for top in chars.top}) == 1
