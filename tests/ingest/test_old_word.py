import struct

from ingest.old_word_lists import OldStyle
from ingest.old_word_paragraphs import OldParagraph, read_text
from ingest.old_word_properties import sprms
from ingest.old_word_tables import grid_of

_TEXT_AT, _PAGE_AT = 512, 1024  # places of the text, and of the page of its properties, in the main stream


def streams(text: str, deleted: tuple[int, int]) -> dict[str, bytes]:
    """The streams of a file with some of its characters deleted in a tracked change."""
    main = bytearray(_PAGE_AT)
    main[_TEXT_AT : _TEXT_AT + 2 * len(text)] = text.encode("utf-16-le")
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<i", main, 0x4C, len(text))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    struct.pack_into("<II", main, 0xFA, len(clx), 12)
    first, last = (_TEXT_AT + 2 * place for place in deleted)
    page = struct.pack("<IIB", first, last, 250).ljust(500, b"\0") + b"\x03\x00\x08\x01"  # sprmCFRMarkDel
    return {
        "WordDocument": bytes(main) + page.ljust(511, b"\0") + b"\x01",
        "1Table": clx + struct.pack("<III", first, last, 2),
    }


def test_what_is_deleted_in_a_tracked_change_is_no_text() -> None:
    body = read_text(streams("产值九百六百亿元\r", (2, 4))).body
    assert [paragraph.text for paragraph in body] == ["产值六百亿元"]


def test_fields_within_fields_are_read_by_their_result() -> None:
    body = read_text(streams("共\x13IF \x13REF n\x14八\x15\x14十二\x15家\r", (0, 0))).body
    assert [paragraph.text for paragraph in body] == ["共十二家"]


def test_cells_of_rows_with_other_edges_span_columns() -> None:
    def end(*edges: int) -> OldParagraph:
        cells = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + bytes(20 * (len(edges) - 1))
        row = struct.pack("<HH", 0xD608, len(cells) + 1) + cells
        return OldParagraph("", "\x07", sprms(row), OldStyle({}))

    grid = grid_of([(["产业链", "产值"], end(0, 1000, 3000)), (["", "2023", "2024"], end(0, 1000, 2000, 3000))])
    assert grid.rows == [["产业链", "产值", ""], ["", "2023", "2024"]]
    assert grid.merges == {(0, 1): (1, 2)}
