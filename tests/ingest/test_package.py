from collections.abc import Callable

from ingest.package import Relation, related, relations
from ingest.packed import open_zip
from ingest.word import read_word

Zip = Callable[[dict[str, bytes]], bytes]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _rels(*relations: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(relations)
        + "</Relationships>"
    ).encode()


def _rel(kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="r" Type="{_OFFICE}/{kind}" Target="{target}" {more}/>'


def test_targets_are_found_from_the_folder_of_the_part_that_points(make_zip: Zip) -> None:
    archive = open_zip(make_zip({"ppt/slides/_rels/a.xml.rels": _rels(_rel("notesSlide", "../notes/b.xml"))}))
    assert list(relations(archive, "ppt/slides/a.xml")) == [Relation("r", "notesSlide", "ppt/notes/b.xml")]


def test_a_target_outside_the_package_is_never_followed(make_zip: Zip) -> None:
    far = _rel("slide", "../../../../etc/passwd"), _rel("slide", "http://x", 'TargetMode="External"')
    archive = open_zip(make_zip({"_rels/.rels": _rels(*far)}))
    assert list(related(archive, "", "slide")) == ["etc/passwd"]


def test_the_main_part_has_any_name(make_zip: Zip) -> None:
    body = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>链主企业</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    content = make_zip({"_rels/.rels": _rels(_rel("officeDocument", "/word/d2.xml")), "word/d2.xml": body.encode()})
    assert [part.text for part in read_word(content).parts] == ["链主企业"]
