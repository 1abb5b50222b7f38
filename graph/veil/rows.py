"""Rows, tables and properties without what is hidden."""

import json
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph.store import Rows
from graph.veil.secrets import UNNAMED, Secrets


def cut_rows(secrets: Secrets, found: Rows) -> Rows:
    """Rows without those that name something hidden; lists lose what is hidden of them, names all but their place,
    and properties lose what speaks of it."""
    shown = (row for row in found.rows if not any(secrets.holds(cell) for cell in row if not _is_list(cell)))
    return replace(found, rows=tuple(tuple(_cut_cell(secrets, cell) for cell in row) for row in shown))


def cut_table(secrets: Secrets, table: pa.Table, *columns: str) -> pa.Table:
    """The rows of a table none of whose ids in these columns is hidden."""
    for name in columns:
        table = table.filter(pc.invert(pc.is_in(table[name], value_set=secrets.id_column)))
    return table


def cut_properties(secrets: Secrets, text: str) -> str:
    """Properties, a JSON object, without those that name something hidden."""
    if not secrets.speaks(text):
        return text
    try:
        given = json.loads(text)
    except ValueError:  # a text that only begins as an object does
        return UNNAMED
    left = {key: one for key, one in given.items() if not secrets.speaks(json.dumps(one, ensure_ascii=False))}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _cut_cell(secrets: Secrets, cell: Any) -> Any:
    if _is_list(cell):
        kept = (one for one in cell if _is_name(secrets, one) or not secrets.holds(one))
        return [UNNAMED if _is_name(secrets, one) else one for one in kept]
    return cut_properties(secrets, cell) if isinstance(cell, str) and cell[:1] == "{" else cell


def _is_list(cell: Any) -> bool:
    return isinstance(cell, list | tuple)


def _is_name(secrets: Secrets, cell: Any) -> bool:
    """Names in a list are the stations of a way: without one of them it would be another way."""
    return isinstance(cell, str) and cell in secrets.names
