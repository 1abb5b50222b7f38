"""JSON lines in and out, for the commands that work through many things at once."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from api.wire import to_json, to_wire
from ontology.errors import BadInput


def read_lines(path: Path | None) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file.

    Raises:
        BadInput: no file, or a line that is no JSON object, named by its number.
    """
    if path is None or not path.is_file():
        raise BadInput(f"没有文件 {path} · no file {path}")
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _object(line, f"{path.name}:{number}")


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as problem:
        raise BadInput(f"{where} 不是 JSON：{problem.msg} · no JSON: {problem.msg}") from problem
    if not isinstance(found, dict):
        raise BadInput(f"{where} 应是一个 JSON 对象 · must be a JSON object")
    return found


def write_lines(lines: Iterable[Any], out: Path | None) -> None:
    """One JSON object a line, to a file or, where none is named, to stdout."""
    text = "".join(to_json(line) + "\n" for line in lines)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def write_table(rows: Iterable[Any], out: Path) -> None:
    """Dataclasses of one kind as tab-separated values under a line of column names."""
    lines = [to_wire(row) for row in rows]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]) if lines else (), dialect="excel-tab", lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
