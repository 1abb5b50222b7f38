"""Floors on annotated sentences with their annotated names: what numbers and relations alone can do."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlp.annotated import read_annotated
from nlp.evaluation.evaluate import evaluate
from nlp.evaluation.measures import Kind
from nlp.quantities import find_readings
from nlp.relations import find_relations
from nlp.spans import Extraction, Span
from ontology.schema import EntityClass

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class AnnotatedNames:
    """Reads relations and numbers around the names that the annotators marked."""

    names: dict[str, tuple[Span, ...]]

    def extract(self, text: str) -> Extraction:
        spans = self.names[text]
        return Extraction(spans, find_relations(text, spans), find_readings(text, spans))


def annotated(path: Path) -> AnnotatedNames:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return AnnotatedNames(
        {
            row["text"]: tuple(
                Span(each["start"], each["end"], each["text"], EntityClass(each["type"])) for each in row["entities"]
            )
            for row in rows
        }
    )


@pytest.mark.parametrize(("name", "relations", "observations"), [("dev", 0.58, 0.63), ("dev-news", 0.6, 0.55)])
def test_relations_and_observations_stay_above_their_floor(
    shared: Path, name: str, relations: float, observations: float
) -> None:
    gold = shared / "gold" / f"{name}.jsonl"
    found = evaluate(read_annotated([gold]), annotated(gold))
    assert found.score(Kind.RELATIONS).f1 >= relations
    assert found.score(Kind.OBSERVATIONS).f1 >= observations
