"""Chunks of a table that were read once and are read again: parsing costs more than anything that follows.

The first ones stay in memory; those of a long table lie in temporary Arrow files, from which they are mapped, so
that memory stays bounded.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from tempfile import NamedTemporaryFile
from typing import Final

import pyarrow as pa

from ingest.table_shape import Chunk

_HELD: Final = 32 * 1024 * 1024  # bytes kept in memory: more than most tables have


class KeptChunks:
    """What `read` gives, read at most once and only as far as somebody asks."""

    def __init__(self, read: Callable[[], Iterator[Chunk]]) -> None:
        self._source = read()
        self._kept: list[Chunk] = []
        self._held = 0  # bytes in memory

    def __iter__(self) -> Iterator[Chunk]:
        """The chunks in their order, as often as wanted. Raises what reading them raises."""
        place = 0
        while place < len(self._kept) or self._read_next():
            yield self._kept[place]
            place += 1

    def _read_next(self) -> bool:
        chunk = next(self._source, None)
        if chunk is None:
            return False
        self._kept.append(self._put_away(chunk))
        return True

    def _put_away(self, chunk: Chunk) -> Chunk:
        size = chunk.rows.nbytes
        if self._held + size <= _HELD:
            self._held += size
            return chunk
        return replace(chunk, rows=_mapped(chunk.rows))


def _mapped(rows: pa.Table) -> pa.Table:
    """The rows in a file that has no name any more: it goes when nobody reads it, however this process ends."""
    with NamedTemporaryFile(prefix="liantu-") as file:
        with pa.ipc.new_file(file, rows.schema) as writer:
            writer.write_table(rows)
        file.flush()
        with pa.memory_map(file.name) as mapped:
            return pa.ipc.open_file(mapped).read_all()
