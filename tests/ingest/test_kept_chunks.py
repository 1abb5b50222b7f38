"""Tables are parsed once and read as often as wanted."""

from collections.abc import Iterator

import pyarrow as pa
import pytest

from ingest import kept_chunks
from ingest.kept_chunks import KeptChunks
from ingest.table_shape import Chunk, rejects_of


class Source:
    """Chunks of one row each, counted as they are read."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.read = 0

    def __call__(self) -> Iterator[Chunk]:
        for number in range(self.rows):
            self.read += 1
            yield Chunk(pa.table({"名称": [f"甲{number}"]}), rejects_of([f"t.csv:{number}"], ["坏"]))


def names(chunks: KeptChunks) -> list[str]:
    return [name for chunk in chunks for name in chunk.rows["名称"].to_pylist()]


def test_chunks_are_read_once_and_given_as_often_as_asked() -> None:
    source = Source(3)
    kept = KeptChunks(source)
    assert names(kept) == names(kept) == ["甲0", "甲1", "甲2"]
    assert source.read == 3


def test_no_more_is_read_than_somebody_asks_for() -> None:
    source = Source(3)
    next(iter(KeptChunks(source)))
    assert source.read == 1


def test_what_is_too_much_for_memory_comes_back_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_chunks, "_HELD", 0)
    kept = KeptChunks(Source(2))
    assert names(kept) == names(kept) == ["甲0", "甲1"]
    assert [chunk.rejects["where"].to_pylist() for chunk in kept] == [["t.csv:0"], ["t.csv:1"]]
