"""Annotated sentences: what people said a text says, read from JSON lines.

A line is `{"id", "text", "entities": [{"start", "end", "type"}], "relations": [{"head", "type", "tail", "status"}],
"observations": [{"subject", "metric", "value", "unit", "time", "comparator", "status"}]}`; relation ends are indexes
into `entities`, offsets count characters of `text`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.spans import Extraction, Link, Reading, Span
from ontology.errors import BadGold
from ontology.schema import EntityClass, Relation, Status


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """One sentence and everything annotated in it."""

    id: str
    text: str
    extraction: Extraction

    @property
    def document(self) -> str:
        """The document the sentence is of: its id without the last part."""
        return self.id.rpartition("-")[0] or self.id


def read_annotated(paths: Iterable[Path]) -> Iterator[AnnotatedSentence]:
    """The sentences of annotation files, in order.

    Raises:
        BadGold: a line is no annotated sentence; the message names file and line.
    """
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield _sentence(json.loads(line))
                    except (ValueError, KeyError, TypeError, IndexError) as error:
                        raise BadGold(path.name, number, str(error)) from error


def _sentence(row: Mapping[str, Any]) -> AnnotatedSentence:
    text = row["text"]
    spans = tuple(_span(text, each) for each in row.get("entities", ()))
    links = tuple(_link(each, spans) for each in row.get("relations", ()))
    readings = tuple(_reading(each) for each in row.get("observations", ()))
    return AnnotatedSentence(str(row["id"]), text, Extraction(spans, links, readings))


def _span(text: str, row: Mapping[str, Any]) -> Span:
    start, end = int(row["start"]), int(row["end"])
    if not 0 <= start < end <= len(text):
        raise IndexError(f"{start}–{end} lies outside the text of {len(text)} characters")
    return Span(start, end, text[start:end], EntityClass(row["type"]))


def _link(row: Mapping[str, Any], spans: tuple[Span, ...]) -> Link:
    if not (0 <= row["head"] < len(spans) and 0 <= row["tail"] < len(spans)):
        raise IndexError(f"{row['head']} → {row['tail']}: there are {len(spans)} entities")
    return Link(row["head"], Relation(row["type"]), row["tail"], Status(row.get("status") or Status.STATED))


def _reading(row: Mapping[str, str]) -> Reading:
    return Reading(
        row.get("subject", ""),
        row.get("metric", ""),
        row["value"],
        row.get("unit", ""),
        row.get("time", ""),
        row.get("comparator", ""),
        Status(row.get("status") or Status.STATED),
    )
