import json
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from nlp.annotated import AnnotatedSentence, read_annotated
from nlp.evaluation.evaluate import Evaluation, evaluate
from nlp.evaluation.figures import scores_as_dict
from nlp.evaluation.measures import NAMED, Kind
from nlp.lines import line_of
from nlp.pipeline import Extractor
from nlp.spans import Extraction, Span
from ontology.errors import BadGold
from ontology.schema import EntityClass

FIRM = EntityClass.ENTERPRISE


@dataclass(frozen=True)
class Finds:
    """Finds a firm in every text that is not listed as hard."""

    hard: frozenset[str] = frozenset()

    def extract(self, text: str) -> Extraction:
        return Extraction(()) if text in self.hard else firm(text)


def firm(text: str) -> Extraction:
    return Extraction((Span(0, 2, text[:2], FIRM),))


def sentences(documents: int, each: int) -> list[AnnotatedSentence]:
    keys = [f"{document}-{number}" for document in range(documents) for number in range(each)]
    return [AnnotatedSentence(key, f"甲乙{key}", firm(f"甲乙{key}")) for key in keys]


def missing(gold: list[AnnotatedSentence], every: int) -> Evaluation:
    return evaluate(gold, Finds(frozenset(one.text for one in gold[::every])))


def test_a_score_sums_over_sentences_and_classes() -> None:
    result = missing(sentences(1, 8), 4)
    assert result.score(Kind.EXACT, NAMED) == result.score(Kind.EXACT) == result.by_class(Kind.EXACT)[FIRM]
    assert result.score(Kind.EXACT).recall == 0.75


def test_an_interval_holds_the_score_and_is_the_same_again() -> None:
    result = missing(sentences(1, 40), 4)
    interval = result.recall_interval(Kind.EXACT)
    assert 0 < interval.low < 0.75 < interval.high < 1
    assert interval == missing(sentences(1, 40), 4).recall_interval(Kind.EXACT)


def test_a_perfect_result_has_no_width() -> None:
    interval = evaluate(sentences(1, 8), Finds()).f1_interval(Kind.EXACT)
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_documents_are_drawn_whole_where_there_are_ten() -> None:
    few, many = missing(sentences(9, 10), 4), missing(sentences(10, 10), 4)
    assert not few.is_by_document
    assert many.is_by_document


def test_sentences_of_one_document_leave_more_open_than_as_many_of_others() -> None:
    gold = sentences(10, 10)
    first_half_is_hard = Finds(frozenset(one.text for one in gold[:50]))
    apart = [AnnotatedSentence(f"a-{at}", one.text, one.extraction) for at, one in enumerate(gold)]
    assert width(evaluate(gold, first_half_is_hard)) > width(evaluate(apart, first_half_is_hard))


def width(result: Evaluation) -> float:
    interval = result.recall_interval(Kind.EXACT)
    return interval.high - interval.low


def test_nothing_to_measure_scores_nought() -> None:
    result = evaluate([], Finds())
    assert result.score(Kind.EXACT).f1 == 0.0
    assert result.f1_interval(Kind.EXACT).high == 0.0


def test_a_line_that_is_no_annotated_sentence_is_named(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "text": "甲"}\n{"text": 1', encoding="utf-8")
    with pytest.raises(BadGold, match="第 2 行"):
        evaluate(read_annotated([gold]), Finds())


@pytest.fixture(scope="module")
def dev(shared: Path) -> Evaluation:
    return evaluate(read_annotated([shared / "gold" / "dev.jsonl"]), Extractor())


@pytest.mark.shared
def test_the_measures_are_those_of_the_annotation_guide(shared: Path, dev: Evaluation) -> None:
    spec = spec_from_file_location("score_extraction", shared / "tools" / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines())
    found = {one.id: line_of(one.id, one.text, said) for one, said in dev.pairs}
    wanted, _ = scorer.score({line["id"]: line for line in lines}, found)
    ours = scores_as_dict(dev)
    for name, score in wanted.items():
        if name != "sentences":
            assert plain(ours[name], score) == score, name


def plain(ours: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Our figures under the scorer's names, those it does not give left out."""
    if "predicted" in wanted:
        return {name: ours["found" if name == "predicted" else name] for name in wanted}
    nothing = {"p": 0.0, "r": 0.0, "f1": 0.0, "found": 0, "gold": 0}
    return {name: plain(ours.get(name, {"exact": nothing, "overlap": nothing}), one) for name, one in wanted.items()}


@pytest.mark.shared
def test_the_real_sentences_are_read_well_enough(dev: Evaluation) -> None:
    assert dev.score(Kind.EXACT, NAMED).f1 >= 0.74
