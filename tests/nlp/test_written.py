"""How sentences written to measure by are read, and a floor under what extraction finds in them."""

from collections import Counter

import pytest

from nlp.evaluation.evaluate import evaluate
from nlp.evaluation.measures import NAMED, TERMS, Kind
from nlp.pipeline import Extractor
from nlp.spans import Link, Reading
from ontology.errors import BadGold
from ontology.schema import EntityClass, Relation
from tests.nlp.written import figured, related, sentences_in, written


def test_a_sentence_keeps_its_names_and_says_what_each_number_counts() -> None:
    [found] = sentences_in(
        "news.txt", "[远洲/企]交付[电机/技]3.2万台，均价下降4%。\n 远洲: 交付电机 3.2万台; 均价下降 4%\n"
    )
    assert found.id == "news-000"
    assert found.text == "远洲交付电机3.2万台，均价下降4%。"
    assert [(span.text, span.cls) for span in found.extraction.entities] == [
        ("远洲", EntityClass.ENTERPRISE),
        ("电机", EntityClass.TECHNOLOGY),
    ]
    assert found.extraction.observations == (
        Reading("远洲", "交付电机", "3.2", "万台"),
        Reading("远洲", "均价下降", "4", "%"),
    )


def test_what_is_nobodys_has_no_subject_and_no_comparator_is_written_down() -> None:
    [found] = sentences_in("a.txt", "产值超过5亿元。\n -: 产值 5亿元\n")
    assert found.extraction.observations == (Reading("", "产值", "5", "亿元", comparator="超"),)


def test_a_number_of_two_firms_is_noted_twice() -> None:
    [found] = sentences_in("a.txt", "[甲/企]、[乙/企]各持股50%。\n 甲: 持股 50%\n 乙: 持股 50%\n")
    assert [reading.subject for reading in found.extraction.observations] == ["甲", "乙"]


def test_relations_are_noted_by_their_labels_between_names_of_the_sentence() -> None:
    notes = " 远洲 位于 台州; 远洲 运营 远洲云\n 远洲云: 接入设备 3万台\n"
    [found] = sentences_in("a.txt", f"[远洲/企]在[台州/地]建成[远洲云/台]，接入设备3万台。\n{notes}")
    assert found.extraction.relations == (Link(0, Relation.LOCATED_IN, 1), Link(0, Relation.OPERATES, 2))
    assert [reading.metric for reading in found.extraction.observations] == ["接入设备"]


def test_a_relation_of_a_name_that_stands_twice_is_of_the_nearest_it_may_be_of() -> None:
    [found] = sentences_in("a.txt", "[灵犀/台]和[灵犀/企]不同：[灵犀/企]在[合肥/地]。\n 灵犀 位于 合肥\n")
    assert found.extraction.relations == (Link(2, Relation.LOCATED_IN, 3),)


def test_names_that_have_no_relation_are_told_from_those_nothing_is_noted_of() -> None:
    [found] = sentences_in("a.txt", "[甲/企]尚未进入[台州/地]。\n 无关系\n")
    assert found.extraction.relations == ()
    taught = related()
    assert 0 < len(taught) < len(written())
    assert any(not one.extraction.relations for one in taught)


@pytest.mark.parametrize("note", ["甲 位于 温州", "甲 相邻于 台州", "台州 位于 甲"])
def test_a_relation_the_names_cannot_have_is_refused_with_its_line(note: str) -> None:
    with pytest.raises(BadGold, match=r"line 1 of a\.txt"):
        list(sentences_in("a.txt", f"[甲/企]在[台州/地]。\n {note}\n"))


def test_numbers_that_say_nothing_are_told_from_those_nothing_is_noted_of() -> None:
    [found] = sentences_in("a.txt", "# 说明\n第3条自2024年起施行。\n 无数据\n")
    assert found.extraction.observations == ()
    taught = figured()
    assert 0 < len(taught) < len(written())
    assert any(not one.extraction.observations for one in taught)
    assert sum(len(one.extraction.observations) for one in taught) > 2 * len(taught)


@pytest.mark.parametrize("note", ["甲: 产值 6亿元", "丙: 产值 5亿元", "产值5亿元"])
def test_a_note_that_does_not_stand_in_its_sentence_is_refused_with_its_line(note: str) -> None:
    with pytest.raises(BadGold, match=r"line 2 of a\.txt"):
        list(sentences_in("a.txt", f"# 说明\n[甲/企]产值5亿元。\n {note}\n"))


def test_all_written_sentences_are_read_and_none_stands_twice() -> None:
    sentences = written()
    assert [text for text, count in Counter(one.text for one in sentences).items() if count > 1] == []
    assert not any(mark in one.text for one in sentences for mark in "[]")


def test_names_and_relations_of_written_sentences_keep_their_floor() -> None:
    found = evaluate(related(), Extractor())
    assert found.score(Kind.EXACT, NAMED).f1 >= 0.68
    assert found.score(Kind.OVERLAP, TERMS).f1 >= 0.65
    assert found.score(Kind.RELATIONS).f1 >= 0.29


def test_observations_of_written_sentences_keep_their_floor() -> None:
    assert evaluate(figured(), Extractor()).score(Kind.OBSERVATIONS).f1 >= 0.53
