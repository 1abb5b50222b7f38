"""What a file is, by its bytes; its name only tells kinds of text apart."""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from ingest.compound import is_cut
from ingest.encoding import decode, is_mistaken, wide_encoding
from ingest.packed import is_encrypted, open_zip
from ingest.reasons import DAMAGED, EMPTY, ENCRYPTED, UNKNOWN_TEXT, UNSUPPORTED, unreadable


class FileKind(StrEnum):
    """Kinds that have a reader."""

    TEXT = "text"
    HTML = "html"
    MHT = "mht"
    PDF = "pdf"
    PICTURE = "picture"
    WORD = "docx"
    OLD_WORD = "doc"
    OFFICE_XML = "xml"
    SLIDES = "pptx"
    WORKBOOK = "xlsx"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    PARQUET = "parquet"


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEAD: Final = 1024  # readers accept rubbish before the header
_OFFICE: Final = (("word/", FileKind.WORD), ("ppt/", FileKind.SLIDES), ("xl/", FileKind.WORKBOOK))
_PARQUET: Final = b"PAR1"
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PROGRAMS: Final = {
    b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"MSCF": "CAB",
    b"MZ": "Windows 程序 · program", b"\x7fELF": "Linux 程序 · program", b"%!PS": "PostScript", b"AC10": "DWG",
}  # fmt: skip
_HEAD: Final = 4096  # bytes that tell kinds of text apart
_GARBLED: Final = 0.1  # of the characters at the beginning
_BY_NAME: Final = {
    ".csv": FileKind.CSV, ".tsv": FileKind.TSV, ".tab": FileKind.TSV,
    ".json": FileKind.JSON, ".jsonl": FileKind.JSON, ".ndjson": FileKind.JSON,
}  # fmt: skip
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE_XML: Final = re.compile(
    r"<(?:\w+:)?(?:wordDocument|package|Workbook)\s[^>]*(?:office/word/2003/wordml|2006/xmlPackage|office:spreadsheet)"
)
_MAIL: Final = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type)\s*:", re.IGNORECASE)
_SUBJECT: Final = re.compile(rb"^(?:Subject|From)\s*:", re.IGNORECASE | re.MULTILINE)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of a file.

    Raises:
        Unreadable: empty, encrypted as a whole, or of a kind that has no reader.
    """
    if not content.strip(b"\0\r\n\t "):
        raise unreadable(EMPTY)
    if b"%PDF-" in content[:_PDF_HEAD]:
        return FileKind.PDF
    if content.startswith(b"PK"):
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    for signs, kind in ((_PARQUET, FileKind.PARQUET), (_IMAGES, FileKind.PICTURE)):
        if content.startswith(signs):
            return kind
    return _text_kind(content, PurePath(name).suffix.lower())


def _zipped(content: bytes) -> FileKind:
    with open_zip(content) as archive:
        members = archive.infolist()
    if any(member.filename == "xl/workbook.bin" for member in members):
        return _refuse("xlsb")
    for folder, kind in _OFFICE:
        if any(member.filename.startswith(folder) for member in members):
            return kind
    if any(member.filename == "content.xml" for member in members):
        return _refuse("OpenDocument")
    if any(member.filename == "OFD.xml" for member in members):
        return _refuse("OFD")
    if any(map(is_encrypted, members)):
        raise unreadable(ENCRYPTED, "zip")
    return _refuse("zip")


def _compound(content: bytes) -> FileKind:
    """Old Office files and encrypted new ones, told by the names in their directory."""
    found = {
        name
        for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")
        if name.encode("utf-16-le") in content
    }
    if "EncryptedPackage" in found:
        raise unreadable(ENCRYPTED, "Office")
    if "WordDocument" in found:
        return FileKind.OLD_WORD
    if found & {"Workbook", "Book"}:
        return FileKind.WORKBOOK
    if not found and is_cut(content):
        raise unreadable(DAMAGED, "OLE")
    return _refuse("PowerPoint 97-2003" if found else "OLE")


def _refuse(what: str) -> FileKind:
    raise unreadable(UNSUPPORTED, what)


def _text_kind(content: bytes, suffix: str) -> FileKind:
    _refuse_foreign(content)
    head = content[:_HEAD]
    if _MAIL.match(content) and (b"multipart/" in head or _SUBJECT.search(head)):
        return FileKind.MHT
    text, _ = decode(head)
    if text.count("\ufffd") > _GARBLED * len(text) or is_mistaken(text):
        raise unreadable(UNKNOWN_TEXT)
    if not text.strip("\ufeff \t\r\n"):
        raise unreadable(EMPTY)
    if _OFFICE_XML.search(text):
        return FileKind.OFFICE_XML
    if _HTML.match(text):
        return FileKind.HTML
    return _BY_NAME.get(suffix, FileKind.HTML if suffix in (".html", ".htm") else FileKind.TEXT)


def _refuse_foreign(content: bytes) -> None:
    """Programs and archives, which are no text."""
    signs = (name for sign, name in _PROGRAMS.items() if content.startswith(sign) and b"\0" in content)
    if what := next(signs, ""):
        raise unreadable(UNSUPPORTED, what)
    if content.startswith(b"{\\rtf"):
        raise unreadable(UNSUPPORTED, "RTF")
    head = content[:_HEAD]
    if len(_CONTROL.findall(head)) > len(head) // 20 and not _is_wide(head):
        raise unreadable(UNSUPPORTED, "二进制 · binary")


def _is_wide(head: bytes) -> bool:
    """UTF-16 or UTF-32 text, whose ASCII holds zero bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\0\0\xfe\xff":
        return True
    return bool(wide_encoding(head))
