import json
from pathlib import Path

import pytest

from nlp.evaluate import Score, evaluate
from nlp.pipeline import Extractor
from ontology.errors import BadGold

OWN = Path(__file__).parent / "gold.jsonl"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_a_perfect_and_an_empty_result_score_one_and_nought() -> None:
    assert Score(3, 3, 3).f1 == 1.0
    assert Score().f1 == 0.0


def test_scores_add_up(extractor: Extractor) -> None:
    result = evaluate(OWN, extractor)
    assert result.total("exact").gold == sum(score.gold for score in result.exact.values())
    assert result.total("overlap").right >= result.total("exact").right


def test_relations_and_observations_are_scored(tmp_path: Path, extractor: Extractor) -> None:
    text = "浙江省经济和信息化厅印发《浙江省数字工厂培育办法》。"
    row = {
        "id": "a",
        "text": text,
        "entities": [
            {"start": 0, "end": 10, "type": "Organization"},
            {"start": 13, "end": 24, "type": "Policy"},
        ],
        "relations": [{"head": 0, "type": "issued", "tail": 1}],
        "observations": [],
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert evaluate(gold, extractor).as_dict()["relations"]["f1"] == 1.0


def test_a_line_that_is_no_annotated_sentence_is_named(tmp_path: Path, extractor: Extractor) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "text": "甲"}\n{"text": 1', encoding="utf-8")
    with pytest.raises(BadGold, match="第 2 行"):
        evaluate(gold, extractor)


@pytest.mark.shared
def test_the_real_sentences_are_read_well_enough(shared: Path, extractor: Extractor) -> None:
    result = evaluate(shared / "gold" / "dev.jsonl", extractor)
    assert result.total("exact").f1 >= 0.75
