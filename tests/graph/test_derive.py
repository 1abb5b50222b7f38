import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.derive import build, delta, derive, knows_version, merges, notices, refused, unsure
from graph.derive.part import TooFar
from graph.ledger import Ledger
from graph.ledger.meaning import mentions_meant
from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, GraphDelta
from ontology.facts import Judgement, Mention
from ontology.ids import class_of
from ontology.schema import SIGNATURES, EntityClass, Relation
from tests.graph.said import NEWS, REGISTER, SAMPLE, Said, code, document, firm, makes, product

PRODUCES = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb", clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as opened:
        yield opened


def facts(change: GraphDelta, kind: EdgeKind = PRODUCES) -> list[dict[str, Any]]:
    return list(change.edges[kind].to_pylist()) if kind in change.edges else []


def nodes(change: GraphDelta, cls: EntityClass) -> list[dict[str, Any]]:
    return list(change.nodes[cls].to_pylist()) if cls in change.nodes else []


def test_two_publishers_confirm_each_other_and_one_does_not_confirm_itself(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器", confidence=0.5))
    ledger.record(document("b"), NEWS, makes("甲机电有限公司", "减速器", confidence=0.6))
    ledger.record(document("c"), REGISTER, makes("甲机电有限公司", "减速器", confidence=0.8))
    (fact,) = facts(delta(ledger, ""))
    assert fact["confidence"] == pytest.approx(1 - 0.4 * 0.2)
    assert fact["sources"] == 2
    assert fact["source_ids"] == ["日报", "某市工信局"]
    assert len(fact["evidence"]) == 3
    assert (fact["first_seen"], fact["last_seen"]) == (date(2026, 6, 30), date(2026, 8, 1))


def test_two_registers_of_one_publisher_are_two_sources(ledger: Ledger) -> None:
    awards = replace(REGISTER, name="获奖名单")
    for key, source in (("a", REGISTER), ("b", awards), ("c", awards)):
        ledger.record(replace(document(key), kind="table"), source, makes("甲机电有限公司", "减速器"))
    (fact,) = facts(delta(ledger, ""))
    assert fact["source_ids"] == ["某市工信局《企业名录》", "某市工信局《获奖名单》"]


def test_a_negated_claim_stays_in_the_ledger_and_never_becomes_a_fact(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器", status="negated"))
    assert ledger.counts()["claims"] == 1
    assert facts(delta(ledger, "")) == []


def test_a_plan_and_a_statement_are_two_facts(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器", status="planned"))
    ledger.record(document("b"), NEWS, makes("甲机电有限公司", "减速器"))
    assert [fact["status"] for fact in facts(delta(ledger, ""))] == ["planned", "stated"]


def test_what_only_samples_say_is_marked_and_what_another_source_says_too_is_not(ledger: Ledger) -> None:
    ledger.record(document("a"), SAMPLE, makes("甲机电有限公司", "减速器"))
    assert facts(delta(ledger, ""))[0]["marked"]
    assert all(node["marked"] for node in nodes(delta(ledger, ""), EntityClass.ENTERPRISE))
    ledger.record(document("b"), NEWS, makes("甲机电有限公司", "减速器"))
    assert not facts(delta(ledger, ""))[0]["marked"]


def test_conflicting_properties_stand_side_by_side(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器", properties='{"share": 0.3, "unit": "台"}'))
    ledger.record(document("b"), REGISTER, makes("甲机电有限公司", "减速器", properties='{"share": 0.4}'))
    assert json.loads(facts(delta(ledger, ""))[0]["properties"]) == {"share": [0.3, 0.4], "unit": "台"}


def test_the_time_a_claim_is_valid_goes_with_the_fact(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器", valid_from=date(2020, 1, 1)))
    assert json.loads(facts(delta(ledger, ""))[0]["properties"]) == {"since": "2020-01-01"}


def test_the_newest_source_says_whether_a_firm_is_closed(ledger: Ledger) -> None:
    maker = firm("甲机电有限公司")
    ledger.record(document("a"), REGISTER, Said().attribute(maker, "status", "active").batch())
    ledger.record(document("b"), NEWS, Said().attribute(maker, "status", "closed").batch())
    (node,) = nodes(delta(ledger, ""), EntityClass.ENTERPRISE)
    assert json.loads(node["properties"]) == {"status": "closed", "status_stated": ["active", "closed"]}


def test_an_observation_becomes_a_node_about_its_firm_with_its_indicator(ledger: Ledger) -> None:
    said = Said().observation(firm("甲机电有限公司"), "营业收入", 1200.0, unit="万元", period="2025年")
    ledger.record(document("a"), NEWS, said.batch())
    change = delta(ledger, "")
    (observed,) = nodes(change, EntityClass.OBSERVATION)
    assert observed["name"] == "营业收入 1200万元（2025年）"
    assert [node["name"] for node in nodes(change, EntityClass.INDICATOR)] == ["营业收入"]
    about = EdgeKind(Relation.ABOUT, EntityClass.OBSERVATION, EntityClass.ENTERPRISE)
    counted = EdgeKind(Relation.OF_INDICATOR, EntityClass.OBSERVATION, EntityClass.INDICATOR)
    assert len(facts(change, about)) == len(facts(change, counted)) == 1


def test_an_observation_knows_its_catalogue_entry_its_measure_and_its_expanded_number(ledger: Ledger) -> None:
    said = Said().observation(firm("甲机电有限公司"), "机器人业务营业收入", 3.0, unit="亿元")
    said.observation(firm("甲机电有限公司"), "营业收入增长率", 8.0, unit="%")
    ledger.record(document("a"), NEWS, said.batch())
    told = {node["name"]: json.loads(node["properties"]) for node in nodes(delta(ledger, ""), EntityClass.OBSERVATION)}
    level, growth = told["机器人业务营业收入 3亿元"], told["营业收入增长率 8%"]
    assert (level["catalogue"], level["measure"], level["of"]) == ("idc:revenue", "level", "机器人业务")
    assert (level["base_value"], level["base_unit"]) == (3e8, "元")
    assert (growth["catalogue"], growth["measure"], growth["base_value"]) == ("idc:revenue", "growth", 0.08)


def test_every_fact_leads_to_a_document_through_its_evidence(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器", sentence="甲机电有限公司生产减速器。"))
    change = delta(ledger, "")
    (evidence,) = facts(change)[0]["evidence"]
    states = facts(change, EdgeKind(Relation.STATES, EntityClass.DOCUMENT, EntityClass.EVIDENCE))
    assert [(edge["subject"], edge["object"]) for edge in states] == [("doc:a", evidence)]
    ends = {kind.object for kind in change.edges if kind.relation is Relation.ABOUT}
    assert ends == {EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY}


def test_regions_in_use_come_with_the_regions_around_them(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, Said().alone(firm("甲机电有限公司", region="reg:330100")).batch())
    change = delta(ledger, "")
    assert [node["name"] for node in nodes(change, EntityClass.REGION)] == ["中国", "浙江省", "杭州市"]
    inside = facts(change, EdgeKind(Relation.PART_OF, EntityClass.REGION, EntityClass.REGION))
    assert [(edge["subject"], edge["object"]) for edge in inside] == [
        ("reg:330000", "reg:100000"),
        ("reg:330100", "reg:330000"),
    ]
    assert all(edge["evidence"] for edge in inside)


def test_a_firm_is_called_by_its_most_official_name(ledger: Ledger) -> None:
    known = code(1)
    said = Said().alone(firm("甲机电", known), firm("甲机电（杭州）有限公司", known))
    said.attribute(firm("甲机电（杭州）有限公司", known), "former_name", "甲机电设备制造集团股份有限公司")
    ledger.record(document("a"), REGISTER, said.batch())
    (node,) = nodes(delta(ledger, ""), EntityClass.ENTERPRISE)
    assert (node["id"], node["name"], node["code"]) == (f"ent:{known}", "甲机电（杭州）有限公司", known)
    assert node["aliases"] == ["甲机电", "甲机电设备制造集团股份有限公司"]


def test_a_short_name_with_a_stock_code_does_not_go_before_the_whole_name(ledger: Ledger) -> None:
    said = Said().alone(firm("大中建", key="stock_code:601668"), firm("大中建股份有限公司"))
    ledger.record(document("a"), REGISTER, said.batch())
    (node,) = nodes(delta(ledger, ""), EntityClass.ENTERPRISE)
    assert (node["name"], node["aliases"]) == ("大中建股份有限公司", ["大中建"])


def test_a_brief_name_of_an_exchange_is_left_to_a_person_where_a_text_has_it(ledger: Ledger) -> None:
    ledger.record(document("a"), REGISTER, Said().alone(firm("華丙", key="twse:2329")).batch())
    ledger.record(document("b"), NEWS, Said().alone(firm("华丙")).batch())
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == 2
    (asked,) = unsure(ledger).to_pylist()
    assert {asked["left_name"], asked["right_name"]} == {"华丙", "華丙"}


def test_a_brief_name_of_an_exchange_is_not_the_brand_of_a_firm_elsewhere(ledger: Ledger) -> None:
    said = Said().alone(firm("華丙", key="twse:2329"))
    said.attribute(firm("大连华丙实业有限公司", code(1)), "alias", "华丙")
    ledger.record(document("a"), REGISTER, said.batch())
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == 2


@pytest.mark.parametrize(("region", "firms"), [("", 2), ("reg:420100", 2), ("reg:110101", 1)])
def test_a_brand_of_two_characters_in_a_register_counts_where_its_firm_is(
    ledger: Ledger, region: str, firms: int
) -> None:
    owner = firm("丙丁轴承集团有限公司", code(1), region="reg:110000")
    register = Said().alone(owner).attribute(owner, "alias", "华丙")
    ledger.record(replace(document("a"), kind="table"), REGISTER, register.batch())
    ledger.record(document("b"), NEWS, Said().alone(firm("华丙", region=region)).batch())
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == firms


def test_a_longer_name_of_an_exchange_is_the_firm_that_a_text_has(ledger: Ledger) -> None:
    ledger.record(document("a"), REGISTER, Said().alone(firm("華丙光電", key="twse:2330")).batch())
    ledger.record(document("b"), NEWS, Said().alone(firm("华丙光电")).batch())
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == 1


def test_a_claim_whose_ends_turn_out_to_be_one_thing_is_refused_with_its_reason(ledger: Ledger) -> None:
    said = Said().claim(firm("甲机电", code(1)), Relation.SUPPLIES, firm("甲机电有限公司", code(1)))
    ledger.record(document("a"), NEWS, said.batch())
    derive(ledger)
    (found,) = refused(ledger).to_pylist()
    assert "同一实体" in found["reason"]
    assert found.keys() == set(ledger.rejects().column_names)


def test_a_code_under_two_names_and_a_name_with_two_codes_are_noticed(ledger: Ledger) -> None:
    said = Said().alone(
        firm("甲机电有限公司", code(1)), firm("乙科技有限公司", code(1)), firm("乙科技有限公司", code(2))
    )
    ledger.record(document("a"), REGISTER, said.batch())
    derive(ledger)
    found = notices(ledger).select(["where", "reason"]).to_pylist()
    assert found[0]["where"] == code(1)
    assert {row["reason"].partition(" · ")[0] for row in found} == {"同一代码有多个名称", "同名而代码不同"}


@pytest.mark.parametrize("step", ["take_blocks", "make_entities"])
def test_a_derivation_that_fails_leaves_the_one_before_and_no_tables_of_its_own(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = derive(ledger)
    ledger.record(document("a"), REGISTER, makes("甲机电有限公司", "减速器"))
    monkeypatch.setattr(build, step, Mock(side_effect=KeyboardInterrupt))
    monkeypatch.setattr(build, "derive_part", Mock(side_effect=TooFar))
    with pytest.raises(KeyboardInterrupt):
        derive(ledger)
    with ledger.transaction() as connection:
        assert build.current_version(connection) == before
        assert not connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()


def test_every_merge_says_by_which_rule(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, Said().alone(firm("杭州甲机电有限公司"), firm("杭州市甲机电有限公司")).batch())
    derive(ledger)
    (merge,) = merges(ledger).to_pylist()
    assert merge["rule"] == "name"
    assert merges(ledger, merge["entity"]).num_rows == 1
    assert merges(ledger, "ent:none").num_rows == 0


def test_people_can_put_together_what_codes_keep_apart_and_take_it_back(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, Said().alone(firm("甲公司", code(1)), firm("乙公司", code(2))).batch())
    before = derive(ledger)
    made = ledger.decide(f"ent:{code(1)}", f"ent:{code(2)}", Judgement.SAME, by="审核员", reason="改制换码")
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == 1
    ledger.undo(made.id)
    assert derive(ledger) == before
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == 2


def test_people_can_keep_apart_what_a_rule_puts_together(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, Said().alone(*(firm(name) for name in PLACES)).batch())
    derive(ledger)
    (entity,) = nodes(delta(ledger, ""), EntityClass.ENTERPRISE)
    with ledger.transaction() as connection:
        keys = mentions_meant(connection, entity["id"])
    ledger.decide(keys[0], keys[1], Judgement.APART, by="审核员", reason="同名两家")
    assert len(nodes(delta(ledger, ""), EntityClass.ENTERPRISE)) == 2


PLACES = ("杭州甲机电有限公司", "杭州市甲机电有限公司", "浙江省杭州市甲机电有限公司")


def test_a_delta_from_the_version_before_holds_only_what_changed(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器"))
    ledger.record(document("b"), NEWS, makes("乙机电有限公司", "电机"))
    before = derive(ledger)
    ledger.retract("doc:b")
    change = delta(ledger, before)
    assert sum(table.num_rows for table in change.nodes.values()) == 0
    assert len(change.gone_nodes[EntityClass.ENTERPRISE]) == 1
    assert change.gone_edges[PRODUCES].column_names == ["subject", "object", "status"]
    assert knows_version(ledger, before)
    assert not knows_version(ledger, "another")
    assert delta(ledger, change.version).nodes == {}


def test_columns_are_those_of_the_store_contract(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, makes("甲机电有限公司", "减速器"))
    change = delta(ledger, "")
    assert all(table.schema == NODE_COLUMNS for table in change.nodes.values())
    assert all(table.schema == EDGE_COLUMNS for table in change.edges.values())


NAMED_BY_NAME = frozenset(
    {
        EntityClass.ENTERPRISE,
        EntityClass.ORGANIZATION,
        EntityClass.PLATFORM,
        EntityClass.POLICY,
        EntityClass.INITIATIVE,
        EntityClass.STANDARD,
        EntityClass.PARK,
        EntityClass.TECHNOLOGY,
        EntityClass.SOLUTION,
        EntityClass.SCENARIO,
        EntityClass.INDUSTRY,
    }
)


def test_each_of_many_kinds_of_facts_gets_its_own_rows(ledger: Ledger) -> None:
    kinds = [
        EdgeKind(relation, subject, target)
        for relation, (domain, reach) in SIGNATURES.items()
        for subject in sorted(NAMED_BY_NAME & domain)
        for target in sorted(NAMED_BY_NAME & reach)
    ]
    said = Said()
    for number, (relation, subject, target) in enumerate(kinds):
        said.claim(Mention(f"甲{number}", subject), relation, Mention(f"乙{number}", target))
    ledger.record(document("a"), NEWS, said.batch())
    found = delta(ledger, "").edges
    assert set(found) > set(kinds)
    for kind in kinds:
        ends = {(class_of(row["subject"]), class_of(row["object"])) for row in found[kind].to_pylist()}
        assert ends == {(kind.subject, kind.object)}


def whole(ledger: Ledger) -> tuple[str, dict[Any, Any], dict[Any, Any]]:
    change = delta(ledger, "")
    return (
        change.version,
        {cls: table.to_pylist() for cls, table in change.nodes.items()},
        {kind: table.to_pylist() for kind, table in change.edges.items()},
    )


NAMES = ("杭州甲机电有限公司", "甲机电有限公司", "甲机电", "乙机电股份有限公司", "杭州市甲机电有限公司", "乙机电")
PARK = Mention("样例园区", EntityClass.PARK, region="reg:330100")


@st.composite
def documents(draw: st.DrawFn) -> Said:
    said = Said()
    for _ in range(draw(st.integers(1, 4))):
        maker = firm(draw(st.sampled_from(NAMES)), draw(st.sampled_from(("", "", code(1), code(2)))))
        said.claim(maker, Relation.PRODUCES, product(draw(st.sampled_from(("减速器", "谐波减速器", "电机")))))
        if draw(st.booleans()):
            said.attribute(maker, "alias", draw(st.sampled_from(("甲电", "乙机电"))))
        if draw(st.booleans()):
            said.alone(PARK, firm("甲电"))
    return said


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.integers(0, 3), documents()),
        st.tuples(st.just("retract"), st.integers(0, 3), st.none()),
        st.tuples(st.just("decide"), st.integers(0, 40), st.tuples(st.integers(0, 40), st.sampled_from(Judgement))),
        st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
        st.tuples(st.just("derive"), st.just(0), st.none()),
    ),
    max_size=10,
)


def mention_keys(ledger: Ledger) -> list[str]:
    with ledger.transaction() as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT id::VARCHAR FROM mentions ORDER BY 1").fetchall()]


def play(ledger: Ledger, steps: list[Any]) -> dict[int, Said]:
    """Do what the steps say; what documents there are in the end."""
    kept: dict[int, Said] = {}
    for verb, number, more in steps:
        keys, open_ = mention_keys(ledger), [made for made in ledger.decisions() if not made.undone]
        if verb == "record":
            ledger.record(document(str(number)), NEWS if number % 2 else REGISTER, more.batch())
            kept[number] = more
        elif verb == "retract" and number in kept:
            ledger.retract(f"doc:{number}")
            del kept[number]
        elif verb == "decide" and keys:
            left, right = keys[number % len(keys)], keys[more[0] % len(keys)]
            ledger.decide(left, right, more[1], by="审核员", reason="")
        elif verb == "undo" and open_:
            ledger.undo(open_[number % len(open_)].id)
        elif verb == "derive":
            derive(ledger)
    return kept


def ticking() -> Any:
    ticks = iter(range(10_000))
    return lambda: datetime.fromtimestamp(1_700_000_000 + next(ticks), UTC)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_ledger_with_a_history_derives_what_a_fresh_one_with_its_content_does(
    steps: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("history")
    with Ledger(folder / "old.duckdb", clock=ticking()) as old, Ledger(folder / "new.duckdb", clock=ticking()) as new:
        kept = play(old, steps)
        for number, said in sorted(kept.items(), reverse=True):
            new.record(document(str(number)), NEWS if number % 2 else REGISTER, said.batch())
        present = set(mention_keys(new))
        for made in old.decisions():
            if not made.undone and {made.left, made.right} <= present:
                new.decide(made.left, made.right, made.judgement, by=made.by, reason=made.reason)
        assert whole(old) == whole(new)
