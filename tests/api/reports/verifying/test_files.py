"""What lies beside the text of a file and could show a reader other numbers is read too."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from openpyxl import load_workbook

from api.reports.verifying import read_file
from api.reports.verifying.differences import NUMBER, Difference, differences
from ontology.errors import BadPack


def _found(brief: Mapping[str, bytes], suffix: str, altered: bytes) -> tuple[Difference, ...]:
    name = f"报告{suffix}"
    return differences(read_file(altered, name).pieces, read_file(brief[suffix], name).pieces)


def _with(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with these parts, in the place of those it has."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return out.getvalue()


def _read(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


_BOX = (
    b'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>'
    b"77</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p><w:sectPr"
)


@pytest.mark.parametrize(
    "parts",
    [
        lambda file: {"word/document.xml": _before_last(_read(file, "word/document.xml"), b"<w:sectPr", _BOX)},
        lambda file: {"word/header9.xml": _read(file, "word/footnotes.xml").replace(b"footnote", b"hdr")},
        lambda file: {"word/afchunk.docx": b"another paper"},
        lambda file: {"word/footnotes.xml": _read(file, "word/footnotes.xml").replace(b"60%", b"61%")},
        lambda file: {
            "word/_rels/document.xml.rels": _read(file, "word/_rels/document.xml.rels").replace(
                b"</Relationships>",
                b'<Relationship Id="x" Type="image" Target="http://h/x.png" TargetMode="External"/></Relationships>',
            )
        },
    ],
    ids=["text box", "header", "inserted file", "footnote", "picture of another host"],
)
def test_what_stands_beside_the_text_of_a_word_file_is_seen(
    parts: Callable[[bytes], Mapping[str, bytes]], brief: Mapping[str, bytes]
) -> None:
    assert _found(brief, ".docx", _with(brief[".docx"], parts(brief[".docx"])))


def _before_last(content: bytes, mark: bytes, new: bytes) -> bytes:
    head, tail = content.rsplit(mark, 1)
    return head + new + tail


def _sheet(change: Callable[[object], None]) -> Callable[[bytes], bytes]:
    def altered(content: bytes) -> bytes:
        book = load_workbook(io.BytesIO(content))
        change(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return altered


@pytest.mark.parametrize(
    "altered",
    [
        _sheet(lambda book: setattr(book["重点企业"].row_dimensions[2], "hidden", True)),
        _sheet(lambda book: setattr(book["重点企业"]["H2"], "value", "=1+2")),
        _sheet(lambda book: book.create_sheet("更正")),
        _sheet(lambda book: setattr(book["短板"], "sheet_state", "hidden")),
        _sheet(lambda book: setattr(book["短板"].oddHeader.center, "text", "共 9 家")),
        _sheet(lambda book: book["重点企业"].merge_cells("A2:B2")),
    ],
    ids=["hidden row", "formula", "sheet", "hidden sheet", "header", "merged cells"],
)
def test_what_changes_a_workbook_without_a_digit_is_seen(
    altered: Callable[[bytes], bytes], brief: Mapping[str, bytes]
) -> None:
    assert _found(brief, ".xlsx", altered(brief[".xlsx"]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<main>", "<main><script>document.body.innerHTML = '7'</script>"),
        ("</style>", "td.figure::after { content: '7' } </style>"),
        ('<td class="figure">', '<td class="figure" hidden>'),
        ("<main>", '<main><img src="data:image/png;base64,AAAA" alt="">'),
        ("<footer>", "<footer>共 7 家。"),
    ],
    ids=["script", "style", "hidden", "image", "footer"],
)
def test_what_could_change_a_page_is_seen(old: str, new: str, brief: Mapping[str, bytes]) -> None:
    assert _found(brief, ".html", brief[".html"].decode().replace(old, new, 1).encode())


def test_a_number_that_is_said_in_a_tool_tip_is_read(brief: Mapping[str, bytes]) -> None:
    page = brief[".html"].decode()
    at = page.index("家", page.index("<title>", page.index("<svg")))

    assert NUMBER in {one.kind for one in _found(brief, ".html", f"{page[:at]}1{page[at:]}".encode())}


def test_a_page_that_an_office_program_wrote_again_is_read(brief: Mapping[str, bytes]) -> None:
    again = brief[".html"].replace(b"</body>", "<o:p>另有 7 家</o:p></body>".encode())
    assert again != brief[".html"]
    assert [one.found for one in _found(brief, ".html", again)] == [("7",)]


def test_a_document_that_cannot_be_read_is_refused(brief: Mapping[str, bytes]) -> None:
    sign = b'<w:p><w:r><w:sym w:char="zz"/></w:r></w:p><w:sectPr'
    broken = _before_last(_read(brief[".docx"], "word/document.xml"), b"<w:sectPr", sign)
    with pytest.raises(BadPack):
        read_file(_with(brief[".docx"], {"word/document.xml": broken}), "报告.docx")
