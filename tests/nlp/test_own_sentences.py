"""A floor under what extraction finds in sentences of our own (`gold.jsonl`).

The sentences are made up for this purpose, firms and figures included: they state no facts. A floor is a little below
what was measured; raise it when extraction gets better.
"""

from collections import Counter
from pathlib import Path

import pytest

from nlp.annotated import AnnotatedSentence, read_annotated
from nlp.evaluate import Evaluation, Score, evaluate
from nlp.pipeline import Extractor
from nlp.spans import Extraction
from ontology.schema import EntityClass, allows

OWN = Path(__file__).parent / "gold.jsonl"
TERMS = frozenset({EntityClass.INDUSTRY, EntityClass.TECHNOLOGY})
NAMED = frozenset(EntityClass) - TERMS


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def result(extractor: Extractor) -> Evaluation:
    return evaluate(OWN, extractor)


@pytest.fixture(scope="module")
def sentences() -> tuple[AnnotatedSentence, ...]:
    return tuple(read_annotated([OWN]))


def of(result: Evaluation, which: str, classes: frozenset[EntityClass]) -> float:
    scores = (score for cls, score in getattr(result, which).items() if cls in classes)
    return sum(scores, Score()).f1


def numbers(found: Extraction) -> Counter[tuple[str, str]]:
    return Counter((reading.value, reading.unit) for reading in found.observations)


def test_there_are_a_hundred_and_fifty_sentences_of_every_kind(sentences: tuple[AnnotatedSentence, ...]) -> None:
    assert len({sentence.text for sentence in sentences}) >= 150
    assert sum(not sentence.extraction.entities for sentence in sentences) >= 5
    assert {span.cls.value for one in sentences for span in one.extraction.entities} == {
        "Enterprise", "Platform", "Scenario", "Policy", "Initiative", "Standard",
        "Organization", "Park", "Region", "Industry", "Technology",
    }  # fmt: skip


def test_the_annotation_keeps_to_the_ontology(sentences: tuple[AnnotatedSentence, ...]) -> None:
    for one in sentences:
        spans = one.extraction.entities
        assert all(
            allows(link.relation, spans[link.head].cls, spans[link.tail].cls) for link in one.extraction.relations
        ), one.text
        assert all(reading.value in one.text for reading in one.extraction.observations), one.text


def test_names_keep_their_floor(result: Evaluation) -> None:
    assert of(result, "exact", NAMED) >= 0.80
    assert of(result, "overlap", NAMED) >= 0.83


def test_terms_keep_their_floor(result: Evaluation) -> None:
    assert of(result, "overlap", TERMS) >= 0.84


def test_relations_keep_their_floor(result: Evaluation) -> None:
    assert result.total("relations").f1 >= 0.53


def test_observations_keep_their_floor(result: Evaluation) -> None:
    assert result.observations.f1 >= 0.55


def test_values_keep_their_floor(extractor: Extractor, sentences: tuple[AnnotatedSentence, ...]) -> None:
    right = found = annotated = 0
    for one in sentences:
        said, wanted = numbers(extractor.extract(one.text)), numbers(one.extraction)
        right, found, annotated = right + (said & wanted).total(), found + said.total(), annotated + wanted.total()
    assert Score(right, found, annotated).f1 >= 0.9
