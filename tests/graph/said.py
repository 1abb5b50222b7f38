"""Small claim batches for tests, from the dataclasses of ontology.facts."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from graph.ledger import DocumentRecord
from ontology.columns import SHAPES, ClaimBatch
from ontology.facts import Mention, Source
from ontology.schema import EntityClass, Relation, SourceKind, Status
from ontology.values.credit_code import check_character

REGISTER = Source("企业名录", SourceKind.REGISTRY, publisher="某市工信局", published=date(2026, 6, 30))
NEWS = Source("新闻", SourceKind.NEWS, publisher="日报", published=date(2026, 8, 1))
SAMPLE = Source("样例", SourceKind.SAMPLE, publisher="样例", published=date(2026, 1, 1))

Row = dict[str, object]


def code(number: int) -> str:
    """A code that passes its check, made up from a number."""
    first = f"91330100MA{number:07d}"
    return first + check_character(first)


def firm(name: str, known: str = "", region: str = "", key: str = "") -> Mention:
    return Mention(name, EntityClass.ENTERPRISE, known, region, key)


def product(name: str) -> Mention:
    return Mention(name, EntityClass.TECHNOLOGY)


def document(key: str, *, name: str = "", reader: str = "test/1") -> DocumentRecord:
    return DocumentRecord(f"doc:{key}", name or f"{key}.txt", text=f"{key} 的正文", reader=reader)


class Said:
    """Collects what a document says; `batch()` gives it as columns."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in SHAPES}

    def mention(self, mention: Mention) -> int:
        row: Row = {"name": mention.name, "class": mention.cls.value, "code": mention.code}
        self.rows["mentions"].append(row | {"region": mention.region, "key": mention.key})
        return len(self.rows["mentions"]) - 1

    def evidence(self, sentence: str, row: int | None = None) -> int:
        self.rows["evidence"].append({"sentence": sentence, "extractor": "test/1", "row": row})
        return len(self.rows["evidence"]) - 1

    def claim(self, subject: Mention, relation: Relation, target: Mention, **more: object) -> "Said":
        stated: Row = {"status": Status.STATED.value, "confidence": 0.8, "properties": ""} | more
        proof = self.evidence(str(stated.pop("sentence", f"{subject.name} {relation} {target.name}")))
        ends: Row = {"subject": self.mention(subject), "object": self.mention(target), "evidence": proof}
        self.rows["claims"].append(ends | {"relation": relation.value} | stated)
        return self

    def attribute(self, about: Mention, name: str, value: str) -> "Said":
        proof = self.evidence(f"{about.name} {name} {value}")
        self.rows["attributes"].append(
            {"mention": self.mention(about), "name": name, "value": value, "evidence": proof}
        )
        return self

    def observation(self, about: Mention, indicator: str, value: float, **more: object) -> "Said":
        proof = self.evidence(f"{about.name} {indicator} {value}")
        row: Row = {"unit": "", "period": "", "comparator": "", "status": "stated"} | more
        ends: Row = {"about": self.mention(about), "indicator": indicator, "value": value, "evidence": proof}
        self.rows["observations"].append(row | ends)
        return self

    def alone(self, *mentions: Mention) -> "Said":
        for mention in mentions:
            self.mention(mention)
        return self

    def batch(self) -> ClaimBatch:
        return ClaimBatch(**{name: table_of(name, rows) for name, rows in self.rows.items()})


def table_of(name: str, rows: Sequence[Row]) -> pa.Table:
    shape = SHAPES[name]
    filled = [{column: row.get(column) for column in shape.names} for row in rows]
    return pa.Table.from_pylist(filled, schema=shape)


def makes(maker: str, what: str, **more: object) -> ClaimBatch:
    return Said().claim(firm(maker), Relation.PRODUCES, product(what), **more).batch()
