"""An extraction as one JSON line, in the shape of annotated sentences."""

from typing import Any

from nlp.spans import Extraction, Link, Reading, Span
from ontology.schema import Status


def line_of(key: str, text: str, found: Extraction) -> dict[str, Any]:
    """`{"id", "text", "entities", "relations", "observations"}`; relation ends are positions in `entities`."""
    return {
        "id": key,
        "text": text,
        "entities": [_entity(span) for span in found.entities],
        "relations": [_relation(link, text) for link in found.relations if link.status is not Status.NEGATED],
        "observations": [_observation(reading) for reading in found.observations],
    }


def _entity(span: Span) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "type": span.cls.value,
        "confidence": round(span.confidence, 3),
        "rule": span.rule,
    }


def _relation(link: Link, text: str) -> dict[str, Any]:
    return {
        "head": link.head,
        "type": link.relation.value,
        "tail": link.tail,
        "status": link.status.value,
        "confidence": round(link.confidence, 3),
        "rule": link.rule,
        "evidence": text[link.start : link.end],
    }


def _observation(reading: Reading) -> dict[str, Any]:
    return {
        "subject": reading.subject,
        "metric": reading.metric,
        "value": reading.value,
        "unit": reading.unit,
        "time": reading.time,
        "comparator": reading.comparator,
        "status": reading.status.value,
        "start": reading.start,
        "end": reading.end,
        "rule": reading.rule,
    }
