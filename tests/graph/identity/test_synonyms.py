"""Names in brackets: which of them are other names of a product, and which its kinds, states and sizes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.derive import derive
from graph.identity.synonyms import synonyms
from graph.ledger import Ledger
from ontology.schema import Relation
from tests.graph.said import NEWS, Said, document, firm, product

DECLARED = (
    ("碳化硅（SiC）", "formula"),
    ("SiC（碳化硅）", "formula"),
    ("磷酸铁锂(LiFePO4)", "formula"),
    ("氧化铝（Al₂O₃）", "formula"),
    ("聚酯纤维（俗称涤纶）", "said"),
    ("印制电路板（简称：PCB）", "said"),
    ("正极材料（NCM）", "abbreviation"),
)
OTHERWISE = (
    "电池（锂）",
    "黄铜棒(硬",
    "螺栓（M8）",
    "铝合金（A356）",
    "磷酸铁锂正极材料（LiFePO4）",
    "黄铜（Cu）",
    "轴承",
)


@pytest.mark.parametrize(("name", "how"), DECLARED)
def test_another_name_in_brackets_is_told_by_words_or_by_its_elements(name: str, how: str) -> None:
    assert [found[-1] for found in synonyms(name)] == [how]


@pytest.mark.parametrize("name", OTHERWISE)
def test_kinds_states_and_sizes_in_brackets_are_no_other_names(name: str) -> None:
    assert list(synonyms(name)) == []


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb", clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as opened:
        yield opened


def products(ledger: Ledger, *names: str) -> set[tuple[str, ...]]:
    """Which of these names are held to be one product."""
    said = Said()
    for name in names:
        said.claim(firm("甲机电有限公司"), Relation.PRODUCES, product(name))
    ledger.record(document("a"), NEWS, said.batch())
    derive(ledger)
    with ledger.transaction() as connection:
        rows = connection.execute(
            "SELECT list(m.name ORDER BY m.name) FROM derived.entity_of e JOIN mentions m ON m.id = e.mention"
            " WHERE m.class = 'Technology' GROUP BY e.entity"
        ).fetchall()
    return {tuple(sorted(set(row[0]))) for row in rows}


def asked(ledger: Ledger) -> list[str]:
    with ledger.transaction() as connection:
        return [row[0] for row in connection.execute("SELECT rule FROM derived.review").fetchall()]


def test_a_formula_in_brackets_joins_both_names(ledger: Ledger) -> None:
    assert products(ledger, "碳化硅（SiC）", "SiC", "碳化硅") == {("SiC", "碳化硅", "碳化硅（SiC）")}


def test_an_abbreviation_in_brackets_waits_for_a_person(ledger: Ledger) -> None:
    assert len(products(ledger, "正极材料（NCM）", "NCM", "正极材料")) == 3
    assert asked(ledger) == ["synonym", "synonym"]


def test_a_name_that_is_given_to_two_products_joins_neither(ledger: Ledger) -> None:
    assert len(products(ledger, "聚酯纤维（俗称涤纶）", "聚酯切片（俗称涤纶）", "涤纶")) == 3
    assert set(asked(ledger)) == {"synonym"}


def test_a_kind_in_brackets_stays_a_product_of_its_own(ledger: Ledger) -> None:
    assert len(products(ledger, "电池（锂）", "电池")) == 2
    assert asked(ledger) == []
