"""Rows of a claim batch as they are collected: each mention and each sentence once, everything else in order."""

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from ontology.columns import SHAPES, ClaimBatch
from ontology.facts import Evidence, Mention, Quantity
from ontology.schema import Relation, Status


@dataclass(slots=True)
class ClaimRows:
    """Collects what a document says; `batch` hands it over as columns."""

    _rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in SHAPES})
    _mentions: dict[Mention, int] = field(default_factory=dict)
    _evidence: dict[Evidence, int] = field(default_factory=dict)
    _aliases: set[tuple[int, str]] = field(default_factory=set)

    def mention(self, mention: Mention) -> int:
        """Row of a mention; the same mention has one row."""
        row = self._mentions.setdefault(mention, len(self._mentions))
        if row == len(self._rows["mentions"]):
            self._put("mentions", mention.name, mention.cls.value, mention.code, mention.region, mention.key)
        return row

    def evidence(self, found: Evidence) -> int:
        """Row of a sentence; the same sentence has one row."""
        row = self._evidence.setdefault(found, len(self._evidence))
        if row == len(self._rows["evidence"]):
            self._put("evidence", found.sentence, found.extractor, found.page, found.row, found.start, found.end)
        return row

    def claim(
        self, ends: tuple[int, Relation, int], evidence: int, *, status: Status = Status.STATED, confidence: float = 1.0
    ) -> None:
        """A relation between two mention rows."""
        subject, relation, target = ends
        self._put("claims", subject, relation.value, target, evidence, status.value, confidence, None, None, "")

    def observation(self, about: int, quantity: Quantity, evidence: int, *, status: Status = Status.STATED) -> None:
        """A number about a mention row."""
        named = (quantity.indicator, quantity.value, quantity.value_to, quantity.unit)
        self._put("observations", about, *named, quantity.period, quantity.comparator, status.value, evidence)

    def alias(self, mention: int, name: str, evidence: int) -> None:
        """Another name that the text declares, once."""
        if (mention, name) not in self._aliases:
            self._aliases.add((mention, name))
            self._put("attributes", mention, "alias", name, evidence)

    def reject(self, where: str, reason: str) -> None:
        """What was read and could not be used, and why."""
        self._put("rejects", where, reason)

    def batch(self) -> ClaimBatch:
        """Everything collected, as columns."""
        return ClaimBatch(**{name: _table(shape, self._rows[name]) for name, shape in SHAPES.items()})

    def _put(self, name: str, *values: Any) -> None:
        self._rows[name].append(values)


def _table(shape: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(shape)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, shape, strict=True)], schema=shape)
