"""Each kind of lie a model may tell, and what is true beside it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.llm.names import known
from nlp.llm.verify import Verified, verify
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Relation, Status

SENTENCE = "样例海智集团有限公司在杭州建成云帆工业互联网平台，2025年接入设备1.36万台，尚未使用星河平台。"
PLAN = "样例海智集团有限公司拟在杭州建设云帆工业互联网平台。"
FIRM, PLATFORM = "样例海智集团有限公司", "云帆工业互联网平台"

TRUE = {
    "quote": "样例海智集团有限公司在杭州建成云帆工业互联网平台",
    "subject": FIRM,
    "subject_type": "Enterprise",
    "relation": "operates",
    "object": PLATFORM,
    "object_type": "Platform",
    "status": "stated",
}
COUNTED = {
    "quote": "云帆工业互联网平台，2025年接入设备1.36万台",
    "subject": PLATFORM,
    "metric": "接入设备",
    "value": "1.36",
    "unit": "万台",
    "time": "2025年",
    "status": "stated",
}


def spans_of(sentence: str) -> list[Span]:
    names = ((FIRM, C.ENTERPRISE), ("杭州", C.REGION), (PLATFORM, C.PLATFORM))
    placed = ((sentence.find(name), name, cls) for name, cls in names)
    return sorted(
        (Span(at, at + len(name), name, cls) for at, name, cls in placed if at >= 0), key=lambda one: one.start
    )


def verified(
    relations: Any = (), observations: Any = (), sentence: str = SENTENCE, default: Status = Status.STATED
) -> Verified:
    answer = json.dumps({"relations": list(relations), "observations": list(observations)}, ensure_ascii=False)
    return verify(answer, known(sentence, spans_of(sentence)), default)


def test_what_the_sentence_says_is_taken_with_low_confidence_and_marked() -> None:
    (one,) = verified([TRUE]).relations
    assert (one.head.text, one.link.relation, one.tail.text) == (FIRM, Relation.OPERATES, PLATFORM)
    assert (one.link.rule, one.link.status, one.link.confidence) == ("llm", Status.STATED, 0.5)


def test_a_name_that_the_rules_do_not_know_is_taken_where_it_looks_like_one() -> None:
    sentence = f"样例远图精密机械有限公司成为{PLATFORM}的用户。"
    fact = TRUE | {"quote": sentence, "subject": "样例远图精密机械有限公司", "relation": "uses"}
    (one,) = verified([fact], sentence=sentence).relations
    assert not verified([fact | {"subject": f"记者从{fact['subject']}"}], sentence=f"记者从{sentence}").relations
    assert not verified([fact | {"subject": f"走进{fact['subject']}"}], sentence=f"走进{sentence}").relations
    assert (one.head.text, one.head.rule, one.head.confidence) == ("样例远图精密机械有限公司", "llm", 0.5)


def test_a_number_is_taken_as_the_rules_read_it() -> None:
    (one,) = verified(observations=[COUNTED]).readings
    assert (one.subject, one.metric, one.value, one.unit, one.time) == (PLATFORM, "接入设备", "1.36", "万台", "2025年")
    assert SENTENCE[one.start : one.end] == "1.36"


def test_growth_is_a_metric_of_a_share_only() -> None:
    sentence = "2025年出口额同比增长12%，达3亿元。"
    fact = {"quote": sentence, "subject": "", "metric": "出口额增长率", "value": "12", "unit": "%", "time": "2025年"}
    assert len(verified(observations=[fact], sentence=sentence).readings) == 1
    assert not verified(observations=[fact | {"value": "3", "unit": "亿元"}], sentence=sentence).readings
    assert not verified(observations=[fact | {"metric": "进口额增长率"}], sentence=sentence).readings


RELATION_LIES = {
    "an invented firm": {"subject": "样例虚构科技有限公司"},
    "an invented firm in an invented quote": {
        "subject": "样例虚构科技有限公司",
        "quote": "样例虚构科技有限公司建成云帆工业互联网平台",
    },
    "a quote that is not verbatim": {"quote": "样例海智集团有限公司在杭州建设了云帆工业互联网平台"},
    "a quote put together from two places": {"quote": "样例海智集团有限公司建成云帆工业互联网平台"},
    "an empty quote": {"quote": ""},
    "a blank quote": {"quote": " "},
    "an end outside the quote": {"quote": "在杭州建成云帆工业互联网平台"},
    "a name cut short": {"subject": "样例海智集团"},
    "a name drawn too long": {"object": "建成云帆工业互联网平台"},
    "a name that cuts a word": {"subject": "在杭", "subject_type": "Enterprise"},
    "a common noun as a name": {"object": "平台", "object_type": "Platform"},
    "an everyday word as a firm": {"quote": SENTENCE, "subject": "接入", "object": PLATFORM},
    "an everyday word as a technology": {"quote": SENTENCE, "object": "接入", "object_type": "Technology"},
    "an everyday word as a region": {
        "quote": SENTENCE,
        "relation": "located_in",
        "object": "接入",
        "object_type": "Region",
    },
    "a class that the ontology does not have": {"subject_type": "Person"},
    "a class that no text states": {"object_type": "Evidence"},
    "another class than the rules found": {"subject_type": "Organization"},
    "a relation that the ontology does not have": {"relation": "owns"},
    "a relation that no text states": {"relation": "part_of"},
    "a relation its classes do not allow": {"relation": "issued"},
    "one place for both ends": {"object": FIRM, "object_type": "Enterprise", "relation": "partners_with"},
    "what the sentence denies": {
        "quote": SENTENCE,
        "object": "星河平台",
        "relation": "uses",
    },
    "a list for a text": {"subject": [FIRM]},
    "a number for a text": {"relation": 7},
}


@pytest.mark.parametrize("lie", RELATION_LIES.values(), ids=RELATION_LIES)
def test_no_lie_about_a_relation_gets_in(lie: dict[str, Any]) -> None:
    found = verified([TRUE | lie])
    assert found.relations == ()
    assert len(found.refused) == 1


NUMBER_LIES = {
    "a changed number": {"value": "2.36"},
    "a part of the number": {"value": "36"},
    "a number worked out": {"value": "13600", "unit": "台"},
    "a changed unit": {"unit": "亿台"},
    "no unit": {"unit": ""},
    "a year for a number": {"value": "2025", "unit": "年"},
    "a number outside the quote": {"quote": "云帆工业互联网平台，2025年接入设备"},
    "a metric that is not written": {"metric": "营业收入"},
    "a metric outside the quote": {"metric": "建成", "quote": "2025年接入设备1.36万台", "subject": ""},
    "a firm that is not written": {"subject": "样例虚构科技有限公司"},
    "a subject outside the quote": {"subject": FIRM},
    "a subject that is no name": {"subject": "设备"},
    "a year that is not written": {"time": "2030年"},
    "a number for a text": {"value": 1.36},
}


@pytest.mark.parametrize("lie", NUMBER_LIES.values(), ids=NUMBER_LIES)
def test_no_lie_about_a_number_gets_in(lie: dict[str, Any]) -> None:
    found = verified(observations=[COUNTED | lie])
    assert found.readings == ()
    assert len(found.refused) == 1


def test_words_of_plans_make_a_plan_whatever_the_model_says() -> None:
    plan = TRUE | {"quote": PLAN}
    (one,) = verified([plan], sentence=PLAN).relations
    assert one.link.status is Status.PLANNED


def test_the_model_and_the_heading_can_make_a_plan() -> None:
    (one,) = verified([TRUE | {"status": "planned"}]).relations
    assert one.link.status is Status.PLANNED
    orders = "样例海智集团有限公司服务云帆工业互联网平台"
    (other,) = verified([TRUE | {"quote": orders}], sentence=orders, default=Status.PLANNED).relations
    assert other.link.status is Status.PLANNED


@pytest.mark.parametrize("answer", ["", "好的，以下是结果", "[]", "null", "[" * 5000, '{"relations": {"a": 1}}', "{}"])
def test_an_answer_of_another_shape_gives_nothing(answer: str) -> None:
    found = verify(answer, known(SENTENCE, spans_of(SENTENCE)))
    assert (found.relations, found.readings) == ((), ())


def test_a_fence_around_the_answer_is_taken_off() -> None:
    answer = "```json\n" + json.dumps({"relations": [TRUE]}, ensure_ascii=False) + "\n```"
    assert len(verify(answer, known(SENTENCE, spans_of(SENTENCE))).relations) == 1


PIECES = st.text(alphabet=SENTENCE + "虚构7", max_size=12)


@given(fact=st.fixed_dictionaries({key: st.one_of(st.just(value), PIECES) for key, value in TRUE.items()}))
def test_every_end_that_gets_in_stands_in_the_sentence_as_its_span_says(fact: dict[str, str]) -> None:
    for one in verified([fact]).relations:
        for span in (one.head, one.tail):
            assert SENTENCE[span.start : span.end] == span.text
            assert span.text in fact["quote"]
        assert one.link.start <= min(one.head.start, one.tail.start)


@given(fact=st.fixed_dictionaries({key: st.one_of(st.just(value), PIECES) for key, value in COUNTED.items()}))
def test_every_number_that_gets_in_is_the_one_that_is_written(fact: dict[str, str]) -> None:
    for one in verified(observations=[fact]).readings:
        assert (one.value, one.unit, SENTENCE[one.start : one.end]) == ("1.36", "万台", "1.36")
