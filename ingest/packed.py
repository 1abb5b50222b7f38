"""Office files and archives are zip files: open them without trusting a word they say.

Nothing is ever extracted to disk, so that a member named `../../x` has nowhere to go; sizes are checked before and
while inflating, so that a bomb stops at the bound.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest import limits
from ingest.reasons import DAMAGED, ENCRYPTED, too_large, unreadable

_CHUNK: Final = 2**20
_UTF8_NAME: Final = 0x800  # flag bit 11: the member name is UTF-8
_ENCRYPTED: Final = 0x1  # flag bit 0
_MEBIBYTE: Final = 2**20


def open_zip(content: bytes | Path) -> zipfile.ZipFile:
    """The archive's index.

    Raises:
        Unreadable: it is not a whole zip file, or lists more members than allowed.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(DAMAGED, str(error)) from error
    if len(archive.infolist()) > limits.ARCHIVE_MEMBERS:
        raise too_large("压缩包文件数 · number of members", str(limits.ARCHIVE_MEMBERS))
    return archive


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether reading the member needs a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def read_member(archive: zipfile.ZipFile, name: str, *, at_most: int = limits.MEMBER_BYTES) -> bytes:
    """One member, inflated; empty when the archive has no such member.

    Raises:
        Unreadable: it is encrypted, damaged, or inflates beyond the bounds.
    """
    try:
        member = archive.getinfo(name)
    except KeyError:
        return b""
    if is_encrypted(member):
        raise unreadable(ENCRYPTED, name)
    _check_promise(member, at_most)
    try:
        return b"".join(_chunks(archive, member, at_most))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise unreadable(DAMAGED, f"{name}，{error}") from error


def _check_promise(member: zipfile.ZipInfo, at_most: int) -> None:
    ratio = member.file_size / max(1, member.compress_size)
    if member.file_size > at_most:
        size = _mebibytes(member.file_size)
        raise too_large(
            f"压缩包内 {member.filename} 解压后 {size} · {member.filename}, inflated, {size},", _mebibytes(at_most)
        )
    if member.file_size > limits.RATIO_FLOOR and ratio > limits.MEMBER_RATIO:
        what = f"压缩包内 {member.filename} 压缩比 {ratio:.0f} · ratio {ratio:.0f} of {member.filename}"
        raise too_large(what, str(limits.MEMBER_RATIO))


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, at_most: int) -> Iterator[bytes]:
    """The member's bytes, stopped at the bound even when its index lies about the size."""
    left = at_most
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise too_large(f"压缩包内 {member.filename} · member {member.filename}", _mebibytes(at_most))
            yield chunk


def _mebibytes(size: int) -> str:
    return f"{size // _MEBIBYTE} MiB"


def member_name(member: zipfile.ZipInfo) -> str:
    """The member's name as its author saw it: old Chinese archivers write GB 18030 without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
