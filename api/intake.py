"""What the given paths hold: tables with their cards, documents with their sources. Nothing is written here.

    paths ─ plan ─▶ Plan(tables, documents, rejects)

A card `X.card.yaml` is found beside its tables; `--card` names one that lies elsewhere. A `source.yaml` says who
published the documents in its folder and below; without one every document is its own source.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from ingest.cards import SUFFIX, Card, fitting_card, load_card
from ingest.files import FoundFile, files_of
from ingest.table_files import OpenCard, open_card
from ingest.tables import read_chunks
from ontology.errors import BadCard, BadInput, BadTable, NotFound, UnknownWord
from ontology.facts import Reject, Source
from ontology.notes import read_note
from ontology.schema import SourceKind

SOURCE_FILE: Final = "source.yaml"
_ROWS_ONLY: Final = re.compile(r"\.(csv|tsv|tab|jsonl|ndjson|json|parquet)(\.gz)?$", re.IGNORECASE)
_KEYS: Final = ("name", "publisher", "licence", "kind", "published")


class NoSuchPath(NotFound):
    """A path that does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"没有 {path} · {path} does not exist", "核对路径 · check the path")


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A file to be read as text, and who published it (None: the file itself)."""

    file: FoundFile
    source: Source | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an ingest will do."""

    tables: tuple[OpenCard, ...]
    documents: tuple[FoundDocument, ...]
    rejects: tuple[Reject, ...]


def plan(paths: Sequence[Path], card: Path | None = None) -> Plan:
    """Look through the paths.

    Raises:
        NoSuchPath: a path does not exist.
        BadCard, UnknownWord, MissingTable, TooFewRows: a card or its tables cannot be used.
    """
    for path in (*paths, *([card] if card else [])):
        if not path.exists():
            raise NoSuchPath(path)
    opened = _opened(paths, card)
    taken = {file.path.resolve() for one in opened for file in one.files}
    documents: list[FoundDocument] = []
    rejects: list[Reject] = []
    for found in files_of(paths):
        if _is_about_others(found) or (not found.member and found.path.resolve() in taken):
            continue
        fitting = _by_its_columns(found)
        if isinstance(fitting, OpenCard):
            opened.append(fitting)
        elif isinstance(fitting, Reject):
            rejects.append(fitting)
        else:
            shown = replace(found, name=shown_name(found, paths))
            documents.append(FoundDocument(shown, source_above(found.path, paths)))
    return Plan(tuple(opened), tuple(documents), tuple(rejects))


def shown_name(found: FoundFile, roots: Iterable[Path]) -> str:
    """The file's name from the given folder on, so that it is the same on every machine: `briefs/08-q1.txt`."""
    path = found.path.resolve()
    root = next((top.resolve() for top in roots if path.is_relative_to(top.resolve())), path)
    inside = path.relative_to(root.parent).as_posix()
    return inside + found.name.removeprefix(str(found.path)) if found.member else inside


def _opened(paths: Sequence[Path], card: Path | None) -> list[OpenCard]:
    """The cards with their tables. Only a card that is named as such may lead to a database: others come with files
    from anybody."""
    if card is not None:
        return [open_card(load_card(card), paths)]
    found = [load_card(path) for path in _cards_under(paths)]
    beside = [(own, path) for path in paths if (own := _card_beside(path, found)) is not None]
    for one in (*found, *(own for own, _ in beside)):
        if any(table.database for table in one.tables):
            raise BadCard(
                one.name,
                "卡指向数据库 · leads to a database",
                f"用 --card {one.name} 指明 · name it with --card",
            )
    return [*(open_card(one) for one in found), *(open_card(own, [path]) for own, path in beside)]


def _card_beside(path: Path, known: Sequence[Card]) -> Card | None:
    """The card `a.card.yaml` of a given file `a.csv`, with that table alone; None where it is known, or says no such
    thing."""
    place = path.parent / f"{path.name.split('.')[0]}{SUFFIX}"
    if path.is_dir() or path == place or not place.is_file():
        return None
    card = load_card(place)
    tables = [table for table in card.tables if fnmatch(path.name, table.file)]
    if not tables or any(one.folder == card.folder and one.name == card.name for one in known):
        return None
    return card.model_copy(update={"tables": tuple(tables)})


def _cards_under(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob(f"*{SUFFIX}"))
        elif path.name.endswith(SUFFIX):
            yield path


def _is_about_others(found: FoundFile) -> bool:
    """Cards and source notes speak of the files beside them; they are no documents."""
    return not found.member and (found.path.name == SOURCE_FILE or found.path.name.endswith(SUFFIX))


def _by_its_columns(found: FoundFile) -> OpenCard | Reject | None:
    """A bundled card that fits a table's columns; a reject for bare rows no card explains; None for a document."""
    if not found.is_table:
        return None
    columns = _columns(found)
    fitting = fitting_card(columns) if columns else None
    if fitting is not None and not found.member:
        table = fitting.tables[0].model_copy(update={"file": found.path.name})
        return open_card(fitting.model_copy(update={"tables": [table]}), [found.path])
    if _ROWS_ONLY.search(found.name):
        return Reject(
            found.name,
            "没有映射卡能解释这些列：先运行 liantu cards draft 生成一张 · no card explains its columns: "
            "run `liantu cards draft` on it",
        )
    return None


def _columns(found: FoundFile) -> tuple[str, ...]:
    if found.member:
        return ()
    try:
        return tuple(next(read_chunks(found.path, size=1000)).rows.column_names)
    except BadTable:
        return ()  # reading it as a document will say what is wrong with it


def source_above(path: Path, roots: Iterable[Path]) -> Source | None:
    """The nearest `source.yaml` from the file's folder up to the given root; of a root that is a file, its folder."""
    tops = {root.resolve() if root.is_dir() else root.resolve().parent for root in roots}
    for folder in path.resolve().parents:
        note = folder / SOURCE_FILE
        if note.is_file():
            return load_source(note)
        if folder in tops:
            break
    return None


def load_source(path: Path) -> Source:
    """A source from its YAML note.

    Raises:
        UnknownWord: a key or a kind that does not exist.
        BadInput: no mapping, no name, or a date that is none.
    """
    given = read_note(path)
    for key in given:
        if key not in _KEYS:
            raise UnknownWord("字段", key, _KEYS, where=str(path))
    if not given.get("name"):
        raise BadInput(f"{path} 缺少 name · lacks a name", "写明来源名称 · name the source")
    kinds = [kind.value for kind in SourceKind]
    kind = given.get("kind", SourceKind.UNSPECIFIED)
    if kind not in kinds:
        raise UnknownWord("来源性质", str(kind), kinds, where=str(path))
    return Source(
        name=str(given["name"]),
        kind=SourceKind(kind),
        publisher=str(given.get("publisher") or ""),
        licence=str(given.get("licence") or ""),
        published=_day(given.get("published"), path),
    )


def _day(value: Any, path: Path) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise BadInput(f"{path}：published 应写作 2026-06-30，现为 {value!r} · write published as 2026-06-30")
