"""Questions over a world whose answers are known by heart."""

from collections.abc import Mapping
from pathlib import Path
from unicodedata import normalize

import pytest

from graph.asking import Answer, AnswerKind, ask
from graph.cypher_guard import read_only
from graph.embedded_store import EmbeddedStore
from graph.neo4j_store import Neo4jStore
from graph.snapshot import load_snapshot
from graph.store import EdgeKind
from ontology.schema import EntityClass, Relation
from tests.graph.asking.conftest import Asking, lines
from tests.graph.asking.world import TODAY, world
from tests.graph.deltas import delta, edges, nodes


def agrees(answer: Answer, kind: str, values: list[str]) -> bool:
    """Whether an answer is the one written down; a firm may stand there by a part of its name."""
    if kind == "number_of":  # so many names, whichever way was gone
        return answer.kind is AnswerKind.LIST and len(answer.values) == int(values[0])
    given = [normalize("NFKC", str(value)) for value in answer.values]
    if answer.kind != kind or len(given) != len(values):
        return False
    wanted = [normalize("NFKC", value) for value in values]
    return all(any(one == value or (one in value and "=" not in one) for value in given) for one in wanted)


@pytest.mark.parametrize(
    ("question", "kind", "values"), lines(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_question_gets_the_answer_that_the_world_holds(
    asked: Asking, question: str, kind: str, values: list[str]
) -> None:
    answer = asked(question)
    assert agrees(answer, kind, values), (answer.kind, answer.values, answer.sentence, answer.cypher)


@pytest.mark.parametrize(
    ("question", "kind", "values"), lines(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_query_that_is_shown_only_reads(asked: Asking, question: str, kind: str, values: list[str]) -> None:
    cypher = asked(question).cypher
    assert bool(cypher) == (kind != "none" or values == ["no_data"]) or not cypher
    if cypher:
        read_only(cypher)


def test_the_query_that_is_shown_gives_the_answer_when_it_is_run_again(
    asked: Asking, small_world: EmbeddedStore
) -> None:
    answer = asked("哪些企业生产动力电池")
    rows = small_world.view().query(answer.cypher, answer.parameters)
    assert tuple(sorted({row["name"] for row in rows.records()})) == tuple(sorted(answer.values))


def test_an_answer_says_what_was_understood_and_what_proves_it(asked: Asking) -> None:
    answer = asked("样甲新能生产动力电池的依据是哪一行")
    assert {one.said for one in answer.understood} == {"样甲新能", "动力电池"}
    assert answer.evidence == ("ev:证",)


def test_a_slip_of_the_pen_is_told(asked: Asking) -> None:
    assert "动力店池" in {one.said for one in asked("动力店池有哪些企业生产").understood}


def test_words_that_stand_for_nothing_are_named(asked: Asking) -> None:
    assert asked("样天重工的供应商有哪些").unknown == ("样天重工",)
    assert asked("哪些企业生产量子芯片").unknown == ("量子芯片",)


def test_a_name_that_two_firms_share_is_asked_back(asked: Asking) -> None:
    assert set(asked("双样的客户有哪些").choices) == {"上海样庚智控有限公司", "上海样壬云科技有限公司"}


@pytest.mark.parametrize("question", ["哪些企业做电解液", "做电解液的企业有几家", "有企业做电解液吗"])
@pytest.mark.parametrize("marked", [True, False])
def test_an_answer_from_a_marked_fact_is_marked(tmp_path: Path, question: str, *, marked: bool) -> None:
    firm = nodes({"id": "ent:1", "name": "泉州样癸化工有限公司"})
    made = edges({"subject": "ent:1", "object": "tec:1", "status": "stated", "marked": marked})
    whole = delta(
        "v1",
        nodes={EntityClass.ENTERPRISE: firm, EntityClass.TECHNOLOGY: nodes({"id": "tec:1", "name": "电解液"})},
        edges={EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY): made},
    )
    with EmbeddedStore(tmp_path / "graph.lbug", memory=2**28) as store:
        with store.writer() as writer:
            writer.apply(whole)
        answer = ask(store.view(), load_snapshot(store.view()), question, today=TODAY)
    assert answer.values
    assert answer.marked is marked


_KINDS = (
    "哪些企业生产动力电池",
    "样甲新能2023年营业收入是多少",
    "样甲新能2023年的营业收入比2022年增长了多少",
    "样甲新能和样乙电池2023年营业收入合计多少",
    "样己汽车历年营业收入",
    "哪家企业的供应商最多",
    "哪家企业动力电池的占比最高",
    "做动力电池的企业分布在哪些省",
    "样甲新能什么时候成立",
    "样甲新能的动力电池占营收多少",
    "样戊锂业到样己汽车的供应链路径经过哪些企业",
    "样甲新能生产动力电池的依据是哪一行",
)
_OF_THINGS = frozenset({"样甲新能什么时候成立"})  # answered by no fact between things


@pytest.mark.parametrize("question", _KINDS)
@pytest.mark.parametrize("what", ["things", "facts"])
def test_an_answer_of_any_kind_from_marked_data_is_marked(
    marked_worlds: Mapping[str, Asking], asked: Asking, question: str, what: str
) -> None:
    assert asked(question).values
    assert not asked(question).is_refused
    assert not asked(question).marked
    assert marked_worlds[what](question).marked is (what == "things" or question not in _OF_THINGS)


@pytest.mark.neo4j
def test_both_stores_give_the_same_answers(small_world: EmbeddedStore, served: Neo4jStore) -> None:
    with served.writer() as writer:
        writer.apply(world())
    here, there = small_world.view(), served.view()
    snapshot = load_snapshot(here)
    for question, _, _ in lines():
        left = ask(here, snapshot, question, today=TODAY)
        right = ask(there, snapshot, question, today=TODAY, dialect="neo4j")
        assert (left.kind, left.values, left.rows) == (right.kind, right.values, right.rows), question
