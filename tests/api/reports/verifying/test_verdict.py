import base64
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from api.reports.making import Report
from api.reports.pack import write_pack
from api.reports.register import Entry, add_entry
from api.reports.result import find_result
from api.reports.verifying import verify_report
from api.reports.verifying.differences import NUMBER, PICTURE, WORDS
from api.reports.word import write_word
from ontology.errors import BadPack, NoPack, Unreadable


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_report_as_it_was_issued_is_intact(brief: Mapping[str, bytes]) -> None:
    found = verify_report(brief[".html"], "报告.html")

    assert found.intact
    assert found.true
    assert found.numbers > 50


def test_a_changed_number_is_told_with_its_place_and_what_it_should_be(brief: Mapping[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(brief[".docx"]))
    cell = document.tables[0].rows[1].cells[5]
    before, cell.text = cell.text, "12"

    found = verify_report(_saved(document), "报告.docx")

    assert [(one.kind, one.place, one.found, one.expected) for one in found.differences] == [
        (NUMBER, "表 1 第 2 行第 6 列", ("12",), (before,))
    ]
    assert not found.true


def test_edited_words_are_told_and_leave_the_numbers_true(brief: Mapping[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(brief[".xlsx"]))
    book["重点企业"]["A2"].value = "别的企业"
    out = io.BytesIO()
    book.save(out)

    found = verify_report(out.getvalue(), "报告.xlsx")

    assert [one.kind for one in found.differences] == [WORDS]
    assert found.true
    assert not found.intact


def test_another_picture_is_told(brief: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(brief[".docx"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/media/chain.svg"] = parts["word/media/chain.svg"].replace("家".encode(), "户".encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)

    found = verify_report(out.getvalue(), "报告.docx")

    assert PICTURE in {one.kind for one in found.differences}
    assert not found.true


def test_a_hidden_number_and_a_number_in_a_comment_are_found(brief: Mapping[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(brief[".docx"]))
    run = next(run for one in document.paragraphs for run in one.runs if run.text == "42")
    run.font.hidden = True
    document.add_comment(document.paragraphs[3].runs[0], text="其实是 7 家")

    found = verify_report(_saved(document), "报告.docx")

    assert {one.part for one in found.differences if one.kind == NUMBER} == {"正文", "批注"}


def test_evidence_that_was_changed_is_refused(little: Report) -> None:
    with pytest.raises(BadPack, match=r"limits\.json"):
        verify_report(write_word(little.paper, _changed(little.pack, "limits.json", b"0.8", b"0.7")), "报告.docx")


def test_evidence_that_no_longer_gives_its_result_is_told(little: Report) -> None:
    other = write_pack(little.inputs, little.result, little.paper.picture.png)
    forged = _sealed(_changed(other, "result.json", b'"observed": 1', b'"observed": 9'))

    found = verify_report(write_word(little.paper, forged), "报告.docx")

    assert not found.result_same
    assert found.as_issued is False
    assert not found.true


def test_a_report_of_another_method_is_told_from_one_that_was_changed(
    little: Report, brief: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program has changed since the report was issued: other numbers follow, and the file is as it was."""
    later = replace(little.inputs, limits=replace(little.inputs.limits, least_confidence=0.9999))
    monkeypatch.setattr("api.reports.verifying.verdict.find_result", lambda _: find_result(later))

    found = verify_report(brief[".xlsx"], "报告.xlsx")

    assert found.differences
    assert (found.result_same, found.as_issued, found.true) == (False, True, False)


def test_a_file_without_evidence_and_another_format_are_refused() -> None:
    with pytest.raises(NoPack):
        verify_report(_saved(docx.Document()), "别的.docx")
    with pytest.raises(NoPack):
        verify_report(b"<html><body><p>1</p></body></html>", "page.html")
    with pytest.raises(Unreadable):
        verify_report(b"%PDF-1.7", "报告.pdf")
    with pytest.raises(BadPack):
        verify_report(b"no archive", "报告.xlsx")


def test_evidence_that_is_no_archive_is_refused(brief: Mapping[str, bytes]) -> None:
    page = brief[".html"].decode()
    start = page.index(">", page.index('id="evidence-pack"')) + 1
    broken = page[:start] + base64.b64encode(b"nothing").decode() + page[page.index("</script>", start) :]

    with pytest.raises(BadPack):
        verify_report(broken.encode(), "报告.html")


def test_the_workspace_tells_whether_it_issued_a_report(
    little: Report, brief: Mapping[str, bytes], tmp_path: Path
) -> None:
    add_entry(tmp_path, Entry.of(little.inputs, little.paper.digest))
    (tmp_path / "other").mkdir()

    assert verify_report(brief[".xlsx"], "报告.xlsx", tmp_path).issued is True
    assert verify_report(brief[".html"], "报告.html", tmp_path / "other").issued is False


def _changed(pack: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The pack with other bytes in a file, its manifest as it was."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    return _packed(parts)


def _sealed(pack: bytes) -> bytes:
    """The pack with a manifest that fits its files: what a forger would do."""
    from hashlib import sha256

    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    manifest["files"] = {name: sha256(body).hexdigest() for name, body in parts.items()}
    return _packed({"manifest.json": json.dumps(manifest).encode(), **parts})


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()
