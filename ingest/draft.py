"""A first mapping card for a table nobody has described yet, from its header and its values.

    rows ─ guess_columns ─▶ what each column is ─ shape ─▶ things and facts ─▶ YAML

Registers, award lists, tenders, supply records, patents, catalogues, park lists, investments and policies differ in
whom a row is about and in what ties the rest to it; `ingest/draft_shape.py` knows that. A draft is a proposal: it
says in comments what it saw, and a person reads it before use.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from ingest.column_roles import Guess, guess_columns
from ingest.draft_shape import shape_of
from ingest.row_chunk import RowChunk
from ingest.tables import read_chunks
from ontology.schema import SourceKind

_LOOKED_AT: Final = 2_000  # rows


def draft_card(path: Path) -> str:
    """The text of a mapping card for a table file.

    Columns are guessed from the words of the header and proven on the first 2,000 rows.

    Raises:
        BadTable: the file is no table.
    """
    chunk = first_rows(path)
    guesses = guess_columns(chunk)
    table = {"file": path.name, **shape_of(guesses, chunk)}
    source = {"name": path.name.partition(".")[0], "publisher": "", "licence": "", "kind": "registry"}
    card = {"source": source, "tables": [{key: part for key, part in table.items() if part}]}
    body = yaml.safe_dump(card, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return _heading(path, len(chunk), guesses) + body


def first_rows(path: Path) -> RowChunk:
    """The rows that a guess looks at."""
    first = next(read_chunks(path))
    return RowChunk(first.rows.slice(0, _LOOKED_AT).combine_chunks(), path.name)


def _heading(path: Path, rows: int, guesses: Sequence[Guess]) -> str:
    unused = "、".join(guess.column for guess in guesses if not guess.role) or "无"
    lines = (
        f"根据 {path.name} 的表头和前 {rows} 行拟出，请核对后使用 · drafted from header and values: read it before use",
        "请补上发布单位、许可、来源类别与日期 · add publisher, licence, kind and day of the source:",
        f"  kind: {' '.join(kind.value for kind in SourceKind)}",
        "  published: 2026-06-30",
        f"没有用到的列 · columns not used：{unused}",
    )
    return "".join(f"# {line}\n" for line in lines)
