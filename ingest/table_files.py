"""The files of a card: found and checked before anything is written, then mapped one after the other."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest.ahead import ahead
from ingest.card_checks import check_columns, identity_of
from ingest.card_shape import Card, TableCard, Thing
from ingest.databases import FetchedFolder, fetch_table
from ingest.editions import Edition, edition_of
from ingest.kept_chunks import KeptChunks
from ingest.mapping import SeenFacts, TableContext, map_table
from ingest.registers import Register
from ingest.row_chunk import RowChunk
from ingest.row_reasons import join_rejects
from ingest.tables import Chunk, TableOptions, read_chunks
from ingest.validation import valid_chunks
from ontology.columns import ClaimBatch
from ontology.errors import BadTable, MissingTable, TooFewRows, TooManyRows
from ontology.facts import Document, Source
from ontology.ids import document_id


@dataclass(frozen=True)
class TableFile:
    """A file that a table of a card names."""

    path: Path
    table: TableCard
    folder: FetchedFolder | None = None  # what lies in it goes with it: rows of a database

    @cached_property
    def _kept(self) -> KeptChunks:
        return KeptChunks(lambda: valid_chunks(self.table, self._read(), self.path.name))

    def _read(self) -> Iterator[Chunk]:
        """The rows as they are in the file, with the constants of the card as further columns."""
        for chunk in read_chunks(self.path, self._options):
            rows = chunk.rows
            for name, value in self.table.constants.items():
                if name in rows.column_names:
                    raise BadTable(self.path.name, f"constants 里的 {name!r} 已是表中的列 · is a column of the file")
                rows = rows.append_column(name, pa.repeat(value, rows.num_rows))
            yield replace(chunk, rows=rows)

    @property
    def _options(self) -> TableOptions:
        table = self.table
        return TableOptions(table.encoding, table.delimiter, table.sheet, table.header, table.columns())

    def chunks(self) -> Iterator[Chunk]:
        """The rows; the file is read once, however often they are asked for."""
        yield from self._kept

    @cached_property
    def rows(self) -> int:
        """How many rows there are, rejected ones included."""
        return sum(_size(chunk) for chunk in self.chunks())

    @cached_property
    def broken(self) -> int:
        """How many rows break a rule of the card."""
        lines = pa.chunked_array([chunk.broken["where"].combine_chunks() for chunk in self.chunks()], pa.string())
        return int(pc.count_distinct(lines).as_py())

    def has_at_least(self, rows: int) -> bool:
        """Whether there are so many rows; reads no further than that takes."""
        counted = 0
        return rows <= 0 or any((counted := counted + _size(chunk)) >= rows for chunk in self.chunks())


@dataclass(frozen=True)
class MappedTable:
    """A file as a document, who published it, and what it says."""

    document: Document
    source: Source
    file: TableFile
    register: str  # the register of which it is an edition, or empty
    content: str  # digest of its bytes
    batches: Iterator[ClaimBatch]  # chunk by chunk; to be read once

    @property
    def rows(self) -> int:
        """How many rows the file has; counting reads it."""
        return self.file.rows


@dataclass(frozen=True)
class OpenCard:
    """A card whose files are there and have the columns it names."""

    card: Card
    files: tuple[TableFile, ...]

    def mapped(self) -> Iterator[MappedTable]:
        """Every file in the order of the card, mapped while its batches are read."""
        source, files = self.card.facts_source(), [(one.table, one.path) for one in self.files]
        for file in self.files:
            edition = edition_of(self.card, file.table, file.path, files)
            yield MappedTable(
                document=self._document(file, edition),
                source=replace(source, published=edition.published),
                file=file,
                register=edition.register,
                content=_digest(file.path).hex(),
                batches=ahead(self._batches(file)),
            )

    def _document(self, file: TableFile, edition: Edition) -> Document:
        """The table as a document; its id changes with the file, its day, its part of the card, and what it asks."""
        asked = {thing.from_ for thing in file.table.things.values() if thing.from_}
        others = [other for other in self.files if other.table.file in asked]
        said = [_digest(one.path) + one.table.model_dump_json().encode() for one in (file, *others)]
        said += [edition.published.isoformat().encode()] if edition.register and edition.published else []
        return Document(id=document_id(b"".join(said)), name=file.path.name, text="", blocks=())

    def _batches(self, file: TableFile) -> Iterator[ClaimBatch]:
        context, seen = self._context(file), SeenFacts()
        known = [register.rejects() for name, register in context.registers.items() if name not in context.others]
        for chunk in file.chunks():
            batch = map_table(file.table, chunk.rows, context, seen=seen)
            yield replace(batch, rejects=join_rejects([*known, chunk.rejects, chunk.broken, batch.rejects]))
            known = []

    def _context(self, file: TableFile) -> TableContext:
        registers: dict[str, Register] = {}
        others: dict[str, Thing] = {}
        for name, thing in file.table.things.items():
            asked = identity_of(self.card, thing) if thing.from_ else None
            if asked:
                others[name] = asked[0].things[asked[1]]
                registers[name] = self._register([one for one in self.files if one.table is asked[0]], asked[1])
            elif thing.code or thing.keys:
                registers[name] = self._register([file], name)
        return TableContext(file.path.name, self.card.source.confidence, registers, others)

    @cached_property
    def _registers(self) -> dict[tuple[str, ...], Register]:
        return {}

    def _register(self, files: Sequence[TableFile], thing: str) -> Register:
        """Made once for all tables that ask for it."""
        key = (thing, *(str(file.path) for file in files))
        if key not in self._registers:
            rows = partial(_row_chunks, files)
            self._registers[key] = Register(files[0].table.things[thing], rows, files[-1].path.name)
        return self._registers[key]


def open_card(card: Card, places: Sequence[Path] = ()) -> OpenCard:
    """Find and check every file of a card, before anything is written.

    Args:
        card: as `load_card` gives it.
        places: folders in which to look for its files, and files themselves; then the card's own folder.

    Raises:
        MissingTable: a file is in none of the places.
        UnknownWord: the card names a column that a file does not have.
        TooFewRows, TooManyRows: a file holds fewer rows than `rows.at_least`, more than `rows.at_most`, or a larger
            share that breaks a rule than `rows.rejected_at_most`.
        MissingExtra, DatabaseUnreachable: the database of a table cannot be read.
        BadTable: a file cannot be read.
    """
    files = tuple(file for table in card.tables for file in _found(card, table, places))
    for file in files:
        first: pa.Table = next(file.chunks()).rows
        check_columns(card, file.table, first.column_names, file.path.name)
        _check_rows(file)
    return OpenCard(card, files)


def _check_rows(file: TableFile) -> None:
    """Refuse a file with too few rows, too many, or too many bad ones; it is read only as far as that takes."""
    asked, name = file.table.rows, file.path.name
    if not file.has_at_least(asked.at_least):
        raise TooFewRows(name, file.rows, asked.at_least)
    if asked.at_most is not None and file.has_at_least(asked.at_most + 1):
        raise TooManyRows(name, file.rows, asked.at_most)
    bad = file.broken if asked.rejected_at_most < 1 else 0
    if bad > asked.rejected_at_most * file.rows:
        raise TooManyRows(name, bad, int(asked.rejected_at_most * file.rows), "行不合规定 · rows that break a rule")


def _found(card: Card, table: TableCard, places: Sequence[Path]) -> list[TableFile]:
    """The files of a table: in the first place that has any; or what its database holds."""
    if table.database:
        path, folder = fetch_table(table)
        return [TableFile(path, table, folder)]
    for place in places:
        found = _files_in(place, table.file)
        if found:
            return [TableFile(path, table) for path in found]
    beside = sorted(path for path in card.folder.glob(table.file) if path.is_file()) if card.folder else []
    if beside:
        return [TableFile(path, table) for path in beside]
    raise MissingTable(table.file, card.name, [str(place) for place in (*places, card.folder) if place])


def _files_in(place: Path, pattern: str) -> list[Path]:
    """Files of a pattern in a folder, or else anywhere below it."""
    if place.is_file():
        return [place] if place.match(pattern) else []
    found = sorted(path for path in place.glob(pattern) if path.is_file())
    return found or sorted(path for path in place.rglob(pattern) if path.is_file())


def _size(chunk: Chunk) -> int:
    return int(chunk.rows.num_rows + chunk.rejects.num_rows) + chunk.left_out


def _row_chunks(files: Sequence[TableFile]) -> Iterator[RowChunk]:
    return (RowChunk(chunk.rows.combine_chunks(), file.path.name) for file in files for chunk in file.chunks())


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
