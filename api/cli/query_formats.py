"""Rows of a query as a table, JSON or CSV; parameters as typed on the command line."""

import csv
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from api.cli.printing import print_table
from api.wire import to_json
from graph.store import Rows
from ontology.errors import BadInput


class QueryFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def parse_parameters(pairs: Iterable[str]) -> dict[str, Any]:
    """`k=v` pairs; a value that is JSON (a number, a list) is taken as such, any other as text.

    Raises:
        BadInput: a pair without `=`.
    """
    found = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            raise BadInput(f"参数 {pair!r} 应写作 名称=值 · write the parameter {pair!r} as name=value")
        found[name] = _value(value)
    return found


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def print_rows(rows: Rows, form: QueryFormat) -> None:
    """Rows on stdout; a cut is said on stderr."""
    if form is QueryFormat.JSON:
        print(to_json({"columns": rows.columns, "rows": rows.rows, "truncated": rows.truncated}))
    elif form is QueryFormat.CSV:
        writer = csv.writer(sys.stdout)
        writer.writerow(rows.columns)
        writer.writerows([_cell(cell) for cell in row] for row in rows.rows)
    else:
        print_table(rows.columns, [[_cell(cell) for cell in row] for row in rows.rows])
    if rows.truncated and form is not QueryFormat.JSON:
        print(f"只显示前 {len(rows.rows)} 行 · only the first {len(rows.rows)} rows", file=sys.stderr)


def _cell(value: Any) -> Any:
    return to_json(value) if isinstance(value, dict | list | tuple) else "" if value is None else value
