"""Which reader reads a file; which files lie under a path.

The bytes decide what a file is. Archives are folders: their members are read one by one, nothing is unpacked to disk.
"""

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from ingest import limits
from ingest.packed import is_encrypted, member_name, open_zip, read_member
from ingest.parts import Draft, document_of
from ingest.reasons import too_large
from ingest.signature import FileKind, kind_of
from ontology.errors import Unreadable
from ontology.facts import Document
from ontology.ids import document_id

_TABLES: Final = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".json", ".jsonl", ".ndjson", ".parquet"})
_OFFICE_MARKS: Final = ("[Content_Types].xml", "mimetype")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on disk, or a member of an archive on disk.

    `name` is what users see: the path as they gave it, with the member's path behind it for archives.
    """

    name: str
    path: Path
    member: str = ""  # the member's name in the archive's index; empty for a file on disk

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.member or self.path.name).suffix.lower()

    @property
    def is_table(self) -> bool:
        """A guess by the name: rows for a mapping card rather than text."""
        return self.suffix in _TABLES or self.name.lower().endswith((".csv.gz", ".tsv.gz", ".jsonl.gz"))

    def read_bytes(self) -> bytes:
        """The content.

        Raises:
            Unreadable: larger than `limits.FILE_BYTES`, encrypted, damaged, or not to be opened.
        """
        try:
            stat = self.path.stat()
            if self.member:
                archive = _archive(self.path, (stat.st_mtime_ns, stat.st_size, os.getpid()))
                return read_member(archive, self.member, at_most=limits.FILE_BYTES)
            if stat.st_size > limits.FILE_BYTES:
                raise too_large("文件 · file", f"{limits.FILE_BYTES // 2**20} MiB")
            return self.path.read_bytes()
        except OSError as error:
            raise Unreadable(
                f"无法打开：{error.strerror} · cannot open the file", "检查路径和权限 · check path and rights"
            ) from error


@lru_cache(maxsize=2)
def _archive(path: Path, state: tuple[int, int, int]) -> zipfile.ZipFile:
    """The open archive: its index is read once for all members, and again in a process of its own."""
    del state
    return open_zip(path)


def files_of(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """Files under the paths, folders and archives walked through, in the order of their names.

    Hidden files and the lock files of office programs are passed over. An archive that cannot be walked through
    is given as a file, whose reading then says why.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.is_file() and not _is_passed_over(p.relative_to(path).parts)
            )
            for file in inside:
                yield from _members_or_self(file)
        else:
            yield from _members_or_self(path)


def _is_passed_over(parts: Iterable[str]) -> bool:
    return any(part.startswith((".", "~$")) or part in ("__MACOSX", "Thumbs.db") for part in parts)


def _members_or_self(path: Path) -> Iterator[FoundFile]:
    members = _members(path) if path.suffix.lower() == ".zip" else ()
    if not members:
        yield FoundFile(str(path), path)
    for shown, member in members:
        yield FoundFile(f"{path}/{shown}", path, member)


def _members(path: Path) -> tuple[tuple[str, str], ...]:
    """Shown and indexed names of an archive's files; none where it cannot serve as a folder."""
    try:
        with open_zip(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except Unreadable:
        return ()
    names = [(_inside(member_name(entry)), entry.filename) for entry in entries]
    if any(map(is_encrypted, entries)) or any(entry.filename in _OFFICE_MARKS for entry in entries):
        return ()
    return tuple(sorted(pair for pair in names if pair[0] and not _is_passed_over(PurePosixPath(pair[0]).parts)))


def _inside(name: str) -> str:
    """A member's name that cannot point out of its archive, for display."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def read_document(file: Path | FoundFile) -> Document:
    """The document a file holds, read in a child process that `ingest.limits` binds.

    Args:
        file: a path, or a file found by `files_of`.

    Raises:
        Unreadable: encrypted, scanned, damaged, empty, too large, not supported; the message names file and cause.
    """
    from ingest.confined import read_confined

    found = file if isinstance(file, FoundFile) else FoundFile(str(file), file)
    try:
        return read_confined(found)
    except Unreadable as error:
        raise Unreadable(error.reason, error.hint, found.name) from error


def begin_document(file: FoundFile) -> None:
    """Have the child process start on a file that `read_document` will soon be asked for."""
    from ingest.confined import begin_confined

    begin_confined(file)


def read_here(found: FoundFile) -> Document:
    """The same in this process, without bounds on its time and memory."""
    try:
        content = found.read_bytes()
        return document_of(read_content(content, found.name), document_id(content), found.name)
    except Unreadable as error:
        raise Unreadable(error.reason, error.hint, found.name) from error


def read_content(content: bytes, name: str) -> Draft:
    """The draft that the reader for these bytes makes; `name` tells only kinds of text apart."""
    return _READERS[kind_of(content, name)](content)


def _read_text(content: bytes) -> Draft:
    from ingest.text import read_text

    return read_text(content)


def _read_html(content: bytes) -> Draft:
    from ingest.html import read_html

    return read_html(content)


def _read_mht(content: bytes) -> Draft:
    from ingest.html import read_mht

    return read_mht(content)


def _read_pdf(content: bytes) -> Draft:
    from ingest.pdf import read_pdf

    return read_pdf(content)


def _read_picture(content: bytes) -> Draft:
    from ingest.pdf import read_picture

    return read_picture(content)


def _read_word(content: bytes) -> Draft:
    from ingest.word import read_word

    return read_word(content)


def _read_old_word(content: bytes) -> Draft:
    from ingest.old_word import read_old_word

    return read_old_word(content)


def _read_office_xml(content: bytes) -> Draft:
    from ingest.office_xml import read_office_xml

    return read_office_xml(content)


def _read_slides(content: bytes) -> Draft:
    from ingest.slides import read_slides

    return read_slides(content)


def _read_workbook(content: bytes) -> Draft:
    from ingest.sheet import read_workbook

    return read_workbook(content)


def _read_csv(content: bytes) -> Draft:
    from ingest.sheet import read_csv

    return read_csv(content)


def _read_tsv(content: bytes) -> Draft:
    from ingest.sheet import read_csv

    return read_csv(content, "\t")


def _read_json(content: bytes) -> Draft:
    from ingest.sheet import read_json

    return read_json(content)


def _read_parquet(content: bytes) -> Draft:
    from ingest.sheet import read_parquet

    return read_parquet(content)


_READERS: Final[Mapping[FileKind, Callable[[bytes], Draft]]] = {
    FileKind.TEXT: _read_text,
    FileKind.HTML: _read_html,
    FileKind.MHT: _read_mht,
    FileKind.PDF: _read_pdf,
    FileKind.PICTURE: _read_picture,
    FileKind.WORD: _read_word,
    FileKind.OLD_WORD: _read_old_word,
    FileKind.OFFICE_XML: _read_office_xml,
    FileKind.SLIDES: _read_slides,
    FileKind.WORKBOOK: _read_workbook,
    FileKind.CSV: _read_csv,
    FileKind.TSV: _read_tsv,
    FileKind.JSON: _read_json,
    FileKind.PARQUET: _read_parquet,
}
