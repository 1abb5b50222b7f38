"""Editions of a register: what the newest says, what only an older one says, and in whatever order they came."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.derive import delta
from graph.ledger import DocumentRecord, EditionChange, Ledger
from graph.store import EdgeKind
from ontology.columns import ClaimBatch
from ontology.schema import EntityClass, Relation
from tests.graph.said import REGISTER, Said, firm, product

PRODUCES = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)
Row = tuple[str, str, str]  # firm, product, capital


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb") as opened:
        yield opened


def rows(*told: Row) -> ClaimBatch:
    said = Said()
    for name, what, capital in told:
        line = f"企业名称={name}；产品={what}；资本={capital}"
        said.claim(firm(name), Relation.PRODUCES, product(what), sentence=line)
        said.attribute(firm(name), "capital", capital)
        said.observation(firm(name), "营业收入", float(capital), period="2025年")
        for kind in ("claims", "attributes", "observations"):  # all that a row says has one evidence
            said.rows[kind][-1]["evidence"] = len(said.rows["claims"]) - 1
        del said.rows["evidence"][len(said.rows["claims"]) :]
    return said.batch()


def load(ledger: Ledger, day: date | None, *told: Row, key: str = "") -> str:
    name = f"doc:{key or day}"
    record = DocumentRecord(name, "firms.csv", kind="table", reader="test/1", register="名录", content=name)
    with ledger.recording(record, replace(REGISTER, published=day)) as recording:
        recording.add(rows(*told))
    return name


OLD, MIDDLE, NEW = date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30)
JIA, YI, BING = "甲机电有限公司", "乙轴承有限公司", "丙传动有限公司"


def facts(ledger: Ledger) -> dict[tuple[str, str], dict[str, Any]]:
    change = delta(ledger, "")
    names = {row["id"]: row["name"] for table in change.nodes.values() for row in table.to_pylist()}
    return {(names[row["subject"]], names[row["object"]]): row for row in change.edges[PRODUCES].to_pylist()}


def properties(ledger: Ledger, name: str) -> dict[str, Any]:
    firms = delta(ledger, "").nodes[EntityClass.ENTERPRISE].to_pylist()
    found: dict[str, Any] = json.loads(next(row["properties"] for row in firms if row["name"] == name))
    return found


def test_a_fact_that_the_newest_edition_repeats_is_seen_since_the_first(ledger: Ledger) -> None:
    load(ledger, OLD, (JIA, "减速器", "1"))
    load(ledger, NEW, (JIA, "减速器", "1"))
    fact = facts(ledger)[JIA, "减速器"]
    assert (fact["status"], fact["first_seen"], fact["last_seen"]) == ("stated", OLD, NEW)
    assert (fact["sources"], len(fact["evidence"])) == (1, 1)


def test_a_row_that_vanished_leaves_a_historic_fact_and_a_firm_that_says_so(ledger: Ledger) -> None:
    load(ledger, OLD, (JIA, "减速器", "1"), (YI, "轴承", "1"))
    load(ledger, NEW, (JIA, "减速器", "1"))
    fact = facts(ledger)[YI, "轴承"]
    assert (fact["status"], fact["last_seen"]) == ("historic", OLD)
    told = properties(ledger, YI)
    assert (told["absent_from"], told["last_seen"]) == ("企业名录（2026-06-30）", "2024-06-30")
    assert "absent_from" not in properties(ledger, JIA)


def test_a_changed_cell_replaces_what_the_older_edition_said(ledger: Ledger) -> None:
    load(ledger, OLD, (JIA, "减速器", "100"))
    load(ledger, NEW, (JIA, "减速器", "200"))
    assert properties(ledger, JIA)["capital"] == "200"
    observed = delta(ledger, "").nodes[EntityClass.OBSERVATION].to_pylist()
    assert [json.loads(row["properties"])["value"] for row in observed] == [200.0]


def test_a_row_that_does_not_change_keeps_its_evidence_though_its_number_does(ledger: Ledger) -> None:
    load(ledger, OLD, (JIA, "减速器", "1"))
    before = facts(ledger)[JIA, "减速器"]["evidence"]
    load(ledger, NEW, (YI, "轴承", "1"), (JIA, "减速器", "1"))
    assert facts(ledger)[JIA, "减速器"]["evidence"] == before


def test_retracting_the_newest_edition_lets_the_one_before_speak_again(ledger: Ledger) -> None:
    load(ledger, OLD, (JIA, "减速器", "1"), (YI, "轴承", "1"))
    before = delta(ledger, "")
    newest = load(ledger, NEW, (BING, "电机", "1"))
    ledger.retract(newest)
    assert delta(ledger, "").version == before.version
    assert {key: fact["status"] for key, fact in facts(ledger).items()} == {
        (JIA, "减速器"): "stated",
        (YI, "轴承"): "stated",
    }


def test_of_two_undated_editions_the_one_recorded_last_speaks(ledger: Ledger) -> None:
    first = load(ledger, None, (JIA, "减速器", "1"), key="a")
    second = load(ledger, None, (JIA, "电机", "1"), key="b")
    assert {key[1]: fact["status"] for key, fact in facts(ledger).items()} == {"减速器": "historic", "电机": "stated"}
    assert (ledger.is_newest(first), ledger.is_newest(second)) == (False, True)


def test_an_undated_edition_that_is_recorded_again_is_the_newest(ledger: Ledger) -> None:
    for key, what in (("a", "减速器"), ("b", "电机"), ("a", "减速器")):
        load(ledger, None, (JIA, what, "1"), key=key)
        delta(ledger, "")  # so that each step goes on from the one before
    assert {key[1]: fact["status"] for key, fact in facts(ledger).items()} == {"减速器": "stated", "电机": "historic"}


def test_two_registers_do_not_replace_each_other(ledger: Ledger) -> None:
    load(ledger, OLD, (JIA, "减速器", "1"))
    other = DocumentRecord("doc:other", "others.csv", kind="table", reader="test/1", register="目录", content="x")
    with ledger.recording(other, replace(REGISTER, published=NEW)) as recording:
        recording.add(rows((YI, "轴承", "1")))
    assert {fact["status"] for fact in facts(ledger).values()} == {"stated"}


def test_the_same_bytes_read_by_another_card_replace_the_document(ledger: Ledger) -> None:
    source = replace(REGISTER, published=NEW)
    for key, what in (("a", "减速器"), ("b", "电机")):
        record = DocumentRecord(f"doc:{key}", "firms.csv", kind="table", reader="t", register="名录", content="bytes")
        with ledger.recording(record, source) as recording:
            recording.add(rows((JIA, what, "1")))
    assert set(facts(ledger)) == {(JIA, "电机")}


def test_the_change_between_editions_is_counted_by_rows(ledger: Ledger) -> None:
    first = load(ledger, OLD, (JIA, "减速器", "1"), (YI, "轴承", "1"))
    assert ledger.edition_change(first) is None
    second = load(ledger, NEW, (JIA, "减速器", "2"), (BING, "电机", "1"), (BING, "轴承", "1"))
    assert ledger.edition_change(second) == EditionChange(first, new=2, changed=1, vanished=1)


EDITIONS = st.lists(
    st.lists(
        st.tuples(st.sampled_from((JIA, YI, BING)), st.sampled_from(("减速器", "轴承")), st.sampled_from(("1", "2"))),
        max_size=4,
        unique=True,
    ),
    min_size=2,
    max_size=3,
)


def loaded(folder: Path, editions: list[tuple[date, list[Row]]]) -> dict[str, Any]:
    with Ledger(folder / "ledger.duckdb") as ledger:
        for day, told in editions:
            load(ledger, day, *told)
        change = delta(ledger, "")
        return {
            "version": change.version,
            "nodes": {cls: table.to_pylist() for cls, table in change.nodes.items()},
            "edges": {kind: table.to_pylist() for kind, table in change.edges.items()},
        }


@settings(max_examples=5, deadline=None)
@given(told=EDITIONS)
def test_editions_loaded_in_any_order_give_the_same_graph(told: list[list[Row]]) -> None:
    editions = list(zip((OLD, MIDDLE, NEW), told, strict=False))
    with TemporaryDirectory() as folder:
        graphs = []
        for number, order in enumerate(permutations(editions)):
            place = Path(folder) / str(number)
            place.mkdir()
            graphs.append(loaded(place, list(order)))
    assert all(graph == graphs[0] for graph in graphs)
