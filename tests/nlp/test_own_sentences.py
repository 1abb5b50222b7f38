"""A floor under what extraction finds in sentences of our own (`gold.jsonl`).

The sentences are made up for this purpose, firms and figures included: they state no facts. A floor is a little below
what was measured; raise it when extraction gets better.
"""

from pathlib import Path

import pytest

from nlp.annotated import AnnotatedSentence, read_annotated
from nlp.evaluation.evaluate import Evaluation, evaluate
from nlp.evaluation.measures import NAMED, TERMS, Kind
from nlp.pipeline import Extractor
from ontology.schema import allows

OWN = Path(__file__).parent / "gold.jsonl"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def result(extractor: Extractor) -> Evaluation:
    return evaluate(read_annotated([OWN]), extractor)


@pytest.fixture(scope="module")
def sentences() -> tuple[AnnotatedSentence, ...]:
    return tuple(read_annotated([OWN]))


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
    assert result.score(Kind.EXACT, NAMED).f1 >= 0.80
    assert result.score(Kind.OVERLAP, NAMED).f1 >= 0.83


def test_terms_keep_their_floor(result: Evaluation) -> None:
    assert result.score(Kind.OVERLAP, TERMS).f1 >= 0.84


def test_relations_keep_their_floor(result: Evaluation) -> None:
    assert result.score(Kind.RELATIONS).f1 >= 0.53


def test_observations_keep_their_floor(result: Evaluation) -> None:
    assert result.score(Kind.OBSERVATIONS).f1 >= 0.55


def test_values_keep_their_floor(result: Evaluation) -> None:
    assert result.score(Kind.VALUES).f1 >= 0.9
