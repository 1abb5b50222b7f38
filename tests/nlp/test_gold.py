"""Floors on annotated sentences: what the rules make of annotated names, and what is found from the text alone."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlp.annotated import read_annotated
from nlp.evaluation.evaluate import evaluate
from nlp.evaluation.measures import NAMED, TERMS, Kind
from nlp.pipeline import Extractor
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


@pytest.mark.parametrize(("name", "relations", "observations"), [("dev", 0.59, 0.64), ("dev-news", 0.64, 0.59)])
def test_relations_and_observations_stay_above_their_floor(
    shared: Path, name: str, relations: float, observations: float
) -> None:
    gold = shared / "gold" / f"{name}.jsonl"
    found = evaluate(read_annotated([gold]), annotated(gold))
    assert found.score(Kind.RELATIONS).f1 >= relations
    assert found.score(Kind.OBSERVATIONS).f1 >= observations


def test_what_is_found_from_the_text_alone_stays_above_its_floor(shared: Path) -> None:
    found = evaluate(read_annotated(shared / "gold" / f"{name}.jsonl" for name in ("dev", "dev-news")), Extractor())
    assert found.score(Kind.EXACT, NAMED).f1 >= 0.78
    assert found.score(Kind.EXACT, TERMS).f1 >= 0.82
    assert found.score(Kind.RELATIONS).f1 >= 0.47
    assert found.score(Kind.OBSERVATIONS).f1 >= 0.63
