import struct

import pytest

from ingest.compound import is_cut
from ingest.signature import kind_of
from ontology.errors import Unreadable


def head(directory: int) -> bytes:
    """The first sector of a compound file of sectors of 512 bytes, whose directory begins at this one."""
    signs = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\1") + struct.pack("<HH", 9, 6)
    return (signs.ljust(48, b"\1") + struct.pack("<I", directory)).ljust(512, b"\1")


def test_a_file_without_its_directory_is_cut_not_of_an_unknown_kind() -> None:
    assert is_cut(head(7))
    with pytest.raises(Unreadable, match="损坏"):
        kind_of(head(7), "a.xls")


def test_a_whole_file_of_other_streams_is_not_supported() -> None:
    content = head(0) + bytes(512)
    assert not is_cut(content)
    with pytest.raises(Unreadable, match="不支持"):
        kind_of(content, "a.xls")
