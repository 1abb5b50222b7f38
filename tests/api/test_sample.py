"""The bundled sample is marked as invented, whole, and says what `expected.yaml` claims is planted in it."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.cards import find_cards, load_card
from ingest.files import read_document
from ingest.mapping import TableContext, map_table
from ingest.tables import read_table
from ontology.chains import bundled_chains, find_chain
from ontology.schema import SourceKind
from ontology.values.credit_code import decode, is_valid
from ontology.values.names import fold
from ontology.values.regions import find_region, region_of

SAMPLE = Path(__file__).parents[2] / "api" / "sample"
FOLDERS = ("notices", "briefs", "news", "firms")
DOCUMENTS = sorted(path for folder in FOLDERS for path in (SAMPLE / folder).iterdir() if path.suffix != ".yaml")
CARDS = find_cards(SAMPLE / "registers")
CODE_COLUMNS = ("统一社会信用代码", "供方代码", "需方代码")


@cache
def expected() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((SAMPLE / "expected.yaml").read_text(encoding="utf-8"))
    return loaded


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / "registers" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def everything() -> str:
    tables = (path.read_text(encoding="utf-8") for path in (SAMPLE / "registers").glob("*.csv"))
    return "\n".join([*(read_document(path).text for path in DOCUMENTS), *tables])


def test_the_sample_has_as_many_files_as_it_says() -> None:
    assert expected()["files"] == {"documents": len(DOCUMENTS), "registers": len(CARDS)}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_begins_with_the_mark_of_a_sample(path: Path) -> None:
    assert "样例材料" in read_document(path).text[:60]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_documents_of_a_folder_have_a_source_of_kind_sample(folder: str) -> None:
    source = yaml.safe_load((SAMPLE / folder / "source.yaml").read_text(encoding="utf-8"))
    assert set(source) == {"name", "publisher", "licence", "kind", "published"}
    assert SourceKind(source["kind"]) is SourceKind.SAMPLE


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
def test_a_register_is_of_kind_sample_and_every_row_of_it_can_be_used(path: Path) -> None:
    card = load_card(path)
    assert card.facts_source().kind is SourceKind.SAMPLE
    for table in card.tables:
        rows_read = read_table(SAMPLE / "registers" / table.file)
        batch = map_table(table, rows_read, TableContext(file=table.file))
        assert rows_read.num_rows >= table.rows.at_least
        assert batch.rejects.to_pylist() == []
        assert set(rows_read["标记"].to_pylist()) == {"样例"}


def test_every_source_has_a_name_of_its_own() -> None:
    names = [load_card(path).source.name for path in CARDS]
    names += [yaml.safe_load((SAMPLE / folder / "source.yaml").read_text("utf-8"))["name"] for folder in FOLDERS]
    assert len(set(names)) == len(CARDS) + len(FOLDERS)


def test_firms_are_unmistakably_invented_yet_their_codes_pass_the_check_digit() -> None:
    for row in rows("companies.csv"):
        code = row["统一社会信用代码"]
        assert "样例" in row["企业名称"]
        assert is_valid(code)
        assert decode(code).body.startswith("YL")


def test_every_firm_of_the_other_registers_stands_in_the_firm_register_under_the_same_code() -> None:
    known = {row["统一社会信用代码"] for row in rows("companies.csv")}
    for name in ("products.csv", "supplies.csv", "solutions.csv", "demands.csv"):
        assert {row[column] for row in rows(name) for column in CODE_COLUMNS if column in row} <= known


def test_every_firm_sits_in_a_real_city_of_its_province_and_its_code_says_so() -> None:
    for row in rows("companies.csv"):
        province, city = find_region(row["省份"]), find_region(row["城市"])
        assert province is not None
        assert city is not None
        assert row["统一社会信用代码"][2:4] == province.code[:2] == city.code[:2]


def test_every_node_of_the_chain_is_named_somewhere() -> None:
    chain = find_chain(expected()["chain"], bundled_chains())
    assert [node.name for node in chain.nodes if node.name not in everything()] == []


def test_products_of_the_register_stand_at_nodes_of_the_chain() -> None:
    chain = find_chain(expected()["chain"], bundled_chains())
    names = {fold(name) for node in chain.nodes for name in node.names}
    assert {row["产品"] for row in rows("products.csv") if fold(row["产品"]) not in names} == set()


@pytest.mark.parametrize("planted", expected()["weak_links"], ids=lambda planted: planted["node"])
def test_a_planted_weak_link_is_said_where_it_claims_to_be(planted: dict[str, Any]) -> None:
    chain = find_chain(expected()["chain"], bundled_chains())
    assert chain.node(planted["node"])
    assert region_of(planted["region"]).level == "province"
    assert planted["says"]["text"] in read_document(SAMPLE / planted["says"]["file"]).text


def test_each_type_of_weak_link_is_planted() -> None:
    planted = {link["types"][0] for link in expected()["weak_links"]}
    assert planted == {"断点", "疑似断点", "堵点", "短板", "单点", "数据不足"}


def test_firms_that_are_no_supply_and_names_that_are_one_or_two_firms_are_in_the_sample() -> None:
    codes = {row["统一社会信用代码"]: row["企业名称"] for row in rows("companies.csv")}
    short = {row["简称"]: row["企业名称"] for row in rows("companies.csv")}
    assert all(codes[entry["firm"]] == entry["name"] for entry in expected()["never_supply"])
    assert all(short[alias] == name for alias, name in expected()["same_firm"])
    assert all(match["firm"] in codes for match in expected()["matches"])
    assert all(len({short.get(name, name) for name in pair}) == 2 for pair in expected()["apart"])


def test_what_is_planted_as_no_supply_is_made_by_nobody_in_the_product_register() -> None:
    made = {(row["企业名称"], row["产品"]) for row in rows("products.csv") if row["生产状态"] == "已投产"}
    assert {(entry["name"], entry["product"]) for entry in expected()["never_supply"]} & made == set()


def test_four_sources_overlap_on_the_facts_of_firms_and_products() -> None:
    main = {(row["企业名称"], item) for row in rows("companies.csv") for item in row["主营产品"].split("、") if item}
    listed = {(row["企业名称"], row["产品"]) for row in rows("products.csv")}
    sold = {(row["供方"], row["产品"]) for row in rows("supplies.csv")}
    told = {fact for fact in main | listed if any(all(word in line for word in fact) for line in _sentences())}
    for left, right in ((main, listed), (listed, sold), (main, told), (sold, told)):
        assert len(left & right) >= 20


@cache
def _sentences() -> tuple[str, ...]:
    lines = (line for path in DOCUMENTS for line in read_document(path).text.splitlines())
    return tuple(sentence for line in lines for sentence in line.split("。"))
