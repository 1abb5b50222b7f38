"""The example of each kind of register: its card fits it, and a draft made from it alone says the same."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from ingest.cards import find_cards, load_card, make_card
from ingest.draft import draft_card
from ingest.table_files import open_card

FOLDER = Path(__file__).parents[2] / "examples" / "registers"


def batches(card: Path) -> list[Any]:
    return [batch for table in open_card(load_card(card)).mapped() for batch in table.batches]


@pytest.mark.parametrize("card", find_cards(FOLDER), ids=lambda path: path.name.partition(".")[0])
def test_an_example_is_a_marked_sample_and_maps_without_a_reject(card: Path) -> None:
    assert load_card(card).source.kind == "sample"
    found = batches(card)
    assert sum(batch.claims.num_rows for batch in found) > 0
    assert [row for batch in found for row in batch.rejects.to_pylist() if "缺统一" not in row["reason"]] == []


TIES = {
    "awards": {("Enterprise", "participates_in", "Initiative"), ("Organization", "issued", "Initiative")},
    "tenders": {
        ("Enterprise", "provides", "Technology"),
        ("Demand", "posted_by", "Organization"),
        ("Demand", "needs", "Technology"),
    },
    "patents": {("Enterprise", "develops", "Technology")},
    "catalogue": {("Enterprise", "produces", "Technology")},
    "parks": {("Enterprise", "located_in", "Park")},
    "policies": {
        ("Organization", "issued", "Policy"),
        ("Policy", "supports", "Industry"),
        ("Policy", "applies_to", "Region"),
    },
    "companies-2026": {("Enterprise", "produces", "Technology")},
}


@pytest.mark.parametrize("name", TIES)
def test_a_draft_sees_what_kind_of_register_it_is(name: str) -> None:
    path = FOLDER / f"{name}.csv"
    card = make_card(draft_card(path), name="draft")
    (table,) = card.tables
    ties = {(table.things[f.subject].cls, f.relation, table.things[f.object].cls) for f in table.facts}
    assert ties == TIES[name]
    (mapped,) = open_card(card, [path]).mapped()
    rejects = pa.concat_tables([batch.rejects for batch in mapped.batches]).to_pylist()
    assert [row["reason"] for row in rejects if "缺统一" not in row["reason"]] == []


def test_a_drafted_plan_is_a_plan_and_an_awarded_need_is_history() -> None:
    catalogue = yaml.safe_load(draft_card(FOLDER / "catalogue.csv"))["tables"][0]["facts"]
    assert [fact["status"] for fact in catalogue] == [{"column": "产品状态", "as": "status"}]
    tenders = yaml.safe_load(draft_card(FOLDER / "tenders.csv"))["tables"][0]["facts"]
    assert {fact["relation"]: fact.get("status", "") for fact in tenders} == {
        "provides": "",
        "posted_by": "historic",
        "needs": "historic",
    }


def test_a_column_of_the_card_says_what_the_file_does_not() -> None:
    (found,) = batches(FOLDER / "awards.card.yaml")
    names = found.mentions["name"].to_pylist()
    assert "样例省优质中小企业梯度培育" in names
    assert "名单=样例省优质中小企业梯度培育" in found.evidence["sentence"][0].as_py()
