"""Platforms of one name: who runs them says whether they are one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.derive import derive
from graph.ledger import Ledger
from ontology.facts import Mention
from ontology.schema import EntityClass, Relation
from tests.graph.said import NEWS, REGISTER, Said, document, firm

PLATFORM = Mention("智慧园区平台", EntityClass.PLATFORM)
TEXTILES, CHEMICALS = (Mention(name, EntityClass.INDUSTRY) for name in ("纺织", "化工"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb", clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as opened:
        yield opened


def run_by(operator: str, *, row: int | None = None) -> Said:
    said = Said()
    said.claim(firm(operator), Relation.OPERATES, PLATFORM)
    said.rows["evidence"][-1]["row"] = row
    return said


def platforms(ledger: Ledger) -> dict[str, set[str]]:
    """Operators of each platform, by its id."""
    derive(ledger)
    with ledger.transaction() as connection:
        rows = connection.execute(
            "SELECT n.id, o.name FROM derived.nodes n LEFT JOIN derived.edges e ON e.object = n.id"
            " AND e.relation = 'operates' LEFT JOIN derived.nodes o ON o.id = e.subject WHERE n.class = 'Platform'"
        ).fetchall()
    found: dict[str, set[str]] = {}
    for key, operator in rows:
        found.setdefault(key, set()).add(operator)
    return found


def reasons(ledger: Ledger, table: str) -> list[str]:
    with ledger.transaction() as connection:
        query = f"SELECT reasons FROM derived.{table} WHERE rule = 'operator' ORDER BY 1"
        return [row[0] for row in connection.execute(query).fetchall()]


def test_one_name_and_one_operator_in_two_places_is_one_platform(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, run_by("杭州甲云科技有限公司").batch())
    ledger.record(document("b"), REGISTER, run_by("杭州甲云科技有限公司").batch())
    assert list(platforms(ledger).values()) == [{"杭州甲云科技有限公司"}]


def test_one_name_under_two_operators_is_two_platforms_and_waits_for_a_person(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, run_by("杭州甲云科技有限公司").batch())
    ledger.record(document("b"), REGISTER, run_by("苏州澜谷信息有限公司").batch())
    assert len(platforms(ledger)) == 2
    (why,) = reasons(ledger, "review")
    assert "运营者不同" in why


def test_an_operator_that_is_written_for_short_runs_the_same_platform(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, run_by("杭州甲云科技有限公司").batch())
    ledger.record(document("b"), REGISTER, run_by("甲云科技").batch())
    assert len(platforms(ledger)) == 1
    (why,) = reasons(ledger, "merges")
    assert "名称相同" in why
    assert "运营者" in why


def test_a_place_that_names_no_operator_speaks_of_the_only_one(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, run_by("杭州甲云科技有限公司").batch())
    ledger.record(document("b"), REGISTER, Said().claim(PLATFORM, Relation.SERVES, TEXTILES).batch())
    assert len(platforms(ledger)) == 1


def test_a_place_that_names_no_operator_joins_neither_of_two(ledger: Ledger) -> None:
    ledger.record(document("a"), NEWS, run_by("杭州甲云科技有限公司").batch())
    ledger.record(document("b"), NEWS, run_by("苏州澜谷信息有限公司").batch())
    ledger.record(document("c"), REGISTER, Said().claim(PLATFORM, Relation.SERVES, TEXTILES).batch())
    assert len(platforms(ledger)) == 3
    assert len(reasons(ledger, "review")) == 3


def listed(*rows: tuple[str, Mention]) -> Said:
    """A table of platforms: a row says who runs one and what it serves; all rows share the mention."""
    said = Said()
    shared = said.mention(PLATFORM)
    for number, (operator, industry) in enumerate(rows, 1):
        proof = said.evidence(f"第 {number} 行", number)
        ends = [(shared, Relation.SERVES, said.mention(industry))]
        if operator:
            ends.append((said.mention(firm(operator)), Relation.OPERATES, shared))
        for subject, relation, target in ends:
            row = {"subject": subject, "object": target, "evidence": proof, "relation": relation.value}
            said.rows["claims"].append(row | {"status": "stated", "confidence": 0.9, "properties": ""})
    return said


def served(ledger: Ledger) -> list[tuple[str, ...]]:
    with ledger.transaction() as connection:
        query = (
            "SELECT list(DISTINCT object ORDER BY object) FROM derived.edges WHERE relation = 'serves' GROUP BY subject"
        )
        return sorted(tuple(row[0]) for row in connection.execute(query).fetchall())


def test_a_list_in_which_each_row_has_its_operator_holds_several_platforms(ledger: Ledger) -> None:
    said = listed(("杭州甲云科技有限公司", TEXTILES), ("苏州澜谷信息有限公司", CHEMICALS))
    ledger.record(document("a"), REGISTER, said.batch())
    assert sorted(map(sorted, platforms(ledger).values())) == [["杭州甲云科技有限公司"], ["苏州澜谷信息有限公司"]]
    assert [len(one) for one in served(ledger)] == [1, 1]


def test_a_list_whose_other_rows_name_no_operator_holds_one_that_is_run_together(ledger: Ledger) -> None:
    said = listed(("杭州甲云科技有限公司", TEXTILES), ("苏州澜谷信息有限公司", TEXTILES), ("", CHEMICALS))
    ledger.record(document("a"), REGISTER, said.batch())
    assert list(platforms(ledger).values()) == [{"杭州甲云科技有限公司", "苏州澜谷信息有限公司"}]
    assert [len(one) for one in served(ledger)] == [2]
