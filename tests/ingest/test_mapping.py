import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.cards import make_card
from ingest.mapping import TableContext, map_table
from ingest.row_reasons import count_reasons
from ingest.table_files import open_card
from ontology.columns import SHAPES, ClaimBatch
from ontology.errors import MissingTable, TooFewRows, UnknownWord
from ontology.values.credit_code import check_character

CODE = "91330000MA0000001" + check_character("91330000MA0000001")
OTHER_CODE = "91330000MA0000002" + check_character("91330000MA0000002")
PRODUCTS = """
      firm: {class: Enterprise, name: 企业}
      product: {class: Technology, name: 产品}
    facts:
      - {subject: firm, relation: produces, object: product, properties: {share: {column: 占比, as: ratio}}}
"""
TREE = """
      product: {class: Technology, name: 产品}
      other: {class: Technology, name: 另一}
    facts:
      - {subject: other, relation: part_of, object: product, where: {关系: 小类}}
      - {subject: other, relation: upstream_of, object: product, where: {关系: [上游, 原料]}}
"""


def make_table(things: str) -> str:
    return f"source: {{name: 样本, kind: sample}}\ntables:\n  - file: t.csv\n    things:{things}"


def mapped(things: str, columns: Mapping[str, list[str]]) -> ClaimBatch:
    """What one table says, without any other."""
    rows = len(next(iter(columns.values())))
    cells = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    table = pa.table({**cells, "__row__": pa.array(range(1, rows + 1), pa.int32())})
    return map_table(make_card(make_table(things), name="t").tables[0], table, TableContext("t.csv"))


def ingested(folder: Path, things: str, rows: str) -> ClaimBatch:
    """What a file says, with its register."""
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    (opened,) = open_card(make_card(make_table(things), name="t"), [folder]).mapped()
    (batch,) = opened.batches
    return batch


def facts_of(batch: ClaimBatch) -> list[tuple[str, str, str]]:
    names = batch.mentions["name"].to_pylist()
    rows = batch.claims.to_pylist()
    return [(names[row["subject"]], row["relation"], names[row["object"]]) for row in rows]


def reasons_of(batch: ClaimBatch) -> list[tuple[str, str]]:
    return [(reject["where"], reject["reason"]) for reject in batch.rejects.to_pylist()]


def test_a_row_becomes_a_claim_with_its_line_as_evidence() -> None:
    batch = mapped(PRODUCTS, {"企业": ["甲公司"], "产品": ["减速器"], "占比": ["31%"], "电话": ["123"]})
    assert facts_of(batch) == [("甲公司", "produces", "减速器")]
    claim, evidence = batch.claims.to_pylist()[0], batch.evidence.to_pylist()[0]
    assert json.loads(claim["properties"]) == {"share": 0.31}
    assert evidence["sentence"] == "企业=甲公司；产品=减速器；占比=31%"
    assert (evidence["row"], evidence["extractor"], claim["status"]) == (1, "card/1", "stated")


def test_a_batch_has_the_columns_the_ledger_wants() -> None:
    batch = mapped(PRODUCTS, {"企业": ["甲", ""], "产品": ["乙", ""], "占比": ["2", ""]})
    assert all(getattr(batch, name).schema == shape for name, shape in SHAPES.items())


def test_an_empty_table_says_nothing() -> None:
    batch = mapped(PRODUCTS, {"企业": [], "产品": [], "占比": []})
    assert all(getattr(batch, name).num_rows == 0 for name in SHAPES)


def test_a_thing_is_mentioned_once_however_often_it_is_named() -> None:
    batch = mapped(PRODUCTS, {"企业": ["甲", "甲", "乙"], "产品": ["丙", "丁", "丙"], "占比": ["", "", ""]})
    assert batch.mentions["name"].to_pylist() == ["甲", "乙", "丙", "丁"]
    assert facts_of(batch) == [("甲", "produces", "丙"), ("甲", "produces", "丁"), ("乙", "produces", "丙")]


def test_an_empty_cell_means_that_there_is_no_such_thing() -> None:
    batch = mapped(PRODUCTS, {"企业": ["甲", "乙"], "产品": ["", "无"], "占比": ["", ""]})
    assert facts_of(batch) == []
    assert batch.mentions["name"].to_pylist() == ["甲", "乙"]
    assert batch.rejects.num_rows == 0


def test_a_bad_share_is_rejected_and_the_fact_stays() -> None:
    batch = mapped(PRODUCTS, {"企业": ["甲", "乙"], "产品": ["丙", "丙"], "占比": ["-0.2", "1.3"]})
    assert len(facts_of(batch)) == 2
    assert batch.claims["properties"].to_pylist() == ["", ""]
    assert reasons_of(batch)[0] == ("t.csv:1", "比率不在 0–1 · ratio outside 0..1：占比=-0.2")


def test_a_repeated_fact_is_rejected_with_the_row_it_repeats() -> None:
    batch = mapped(PRODUCTS, {"企业": ["甲", "甲"], "产品": ["丙", "丙"], "占比": ["0.1", "0.2"]})
    assert reasons_of(batch) == [("t.csv:2", "重复 · duplicate：同第 1 行：甲 produces 丙")]


def test_a_row_may_repeat_one_fact_beside_a_new_one() -> None:
    things = """
      firm: {class: Enterprise, name: 企业}
      line: {class: Industry, name: 行业}
      product: {class: Technology, name: 产品}
    facts:
      - {subject: firm, relation: part_of, object: line}
      - {subject: firm, relation: produces, object: product}
"""
    batch = mapped(things, {"企业": ["甲", "甲"], "行业": ["丙", "丙"], "产品": ["丁", "戊"]})
    assert len(facts_of(batch)) == 3
    assert batch.rejects.num_rows == 0


def test_where_lets_one_table_hold_several_relations() -> None:
    batch = mapped(
        TREE, {"产品": ["甲", "甲", "甲", "甲"], "另一": list("乙丙丁戊"), "关系": ["小类", "上游", "原料", "下游"]}
    )
    assert facts_of(batch) == [("乙", "part_of", "甲"), ("丙", "upstream_of", "甲"), ("丁", "upstream_of", "甲")]


def test_nothing_is_part_of_itself() -> None:
    batch = mapped(TREE, {"产品": ["甲"], "另一": ["甲"], "关系": ["小类"]})
    assert facts_of(batch) == []
    assert reasons_of(batch) == [("t.csv:1", "自指 · relates to itself：甲 part_of 甲")]


def test_of_two_rows_that_are_part_of_each_other_the_later_is_rejected() -> None:
    batch = mapped(TREE, {"产品": ["甲", "乙"], "另一": ["乙", "甲"], "关系": ["小类", "小类"]})
    assert facts_of(batch) == [("乙", "part_of", "甲")]
    assert reasons_of(batch)[0][0] == "t.csv:2"


def test_supply_may_run_both_ways() -> None:
    assert len(facts_of(mapped(TREE, {"产品": ["甲", "乙"], "另一": ["乙", "甲"], "关系": ["上游", "上游"]}))) == 2


def test_a_list_in_a_cell_names_several_things() -> None:
    things = PRODUCTS.replace("name: 产品", "name: {column: 产品, as: list}")
    batch = mapped(things, {"企业": ["甲", "乙"], "产品": ["丙、丁", "丙"], "占比": ["0.5", ""]})
    assert facts_of(batch) == [("甲", "produces", "丙"), ("甲", "produces", "丁"), ("乙", "produces", "丙")]


REGISTER = """
      firm: {class: Enterprise, name: 企业, aliases: [简称], code: 代码, region: [省, 市],
             properties: {founded: {column: 成立, as: date}, status: {column: 状态, as: status}}}
    observations:
      - {about: firm, indicator: 注册资本, value: 资本, unit: 万元, period: '2024'}
"""
COLUMNS = "企业,简称,代码,省,市,成立,状态,资本\n"


def test_a_register_row_gives_identity_place_attributes_and_numbers(tmp_path: Path) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS}甲公司,甲,{CODE},浙江省,杭州市,2014/3/12,存续,500\n")
    firm = batch.mentions.to_pylist()[0]
    assert (firm["code"], firm["region"]) == (CODE, "reg:330100")
    assert facts_of(batch) == [("甲公司", "located_in", "杭州市")]
    attributes = {(row["name"], row["value"]) for row in batch.attributes.to_pylist()}
    assert attributes == {("alias", "甲"), ("founded", "2014-03-12"), ("status", "active")}
    number = batch.observations.to_pylist()[0]
    assert (number["indicator"], number["value"], number["unit"], number["period"]) == (
        "注册资本",
        500.0,
        "万元",
        "2024",
    )


def test_a_number_with_its_own_unit_keeps_it(tmp_path: Path) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS}甲,,{CODE},,,,,1.2亿元\n")
    number = batch.observations.to_pylist()[0]
    assert (number["value"], number["unit"]) == (1.2e8, "元")


def test_wrong_and_missing_codes_are_reported_as_what_they_are_and_the_row_stays(tmp_path: Path) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS}甲,,91330000MA00000000,,,,,\n乙,,,,,某天,,\n")
    assert [row["code"] for row in batch.mentions.to_pylist()] == ["", ""]
    assert sorted(reason.partition(" · ")[0] for _, reason in reasons_of(batch)) == [
        "无法转换",
        "统一社会信用代码校验不符",
        "缺统一社会信用代码",
    ]


def test_a_code_without_a_name_a_total_and_an_empty_row_are_rejected(tmp_path: Path) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS},,{CODE},,,,,\n合计,,,,,,,900\n,x,,,,,,\n")
    assert batch.mentions.num_rows == 0
    assert [reason.partition(" · ")[0] for _, reason in sorted(reasons_of(batch))] == [
        "名称为空",
        "合计行",
        "行内无可记之物",
    ]


@pytest.mark.parametrize(
    "name", ["平衡项目", "分部间抵销", "内部抵销数", "公司内各业务分部相互抵销", "未分配金额", "板块间抵消"]
)
def test_a_line_that_only_balances_a_statement_is_no_thing(tmp_path: Path, name: str) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS}{name},,,,,,,\n")
    assert batch.mentions.num_rows == 0
    assert [reason.partition(" · ")[0] for _, reason in reasons_of(batch)] == ["报表平衡行"]


@pytest.mark.parametrize("name", ["噪声抵消", "全自动平衡机", "土压平衡盾构机", "混合计量"])
def test_a_product_that_sounds_like_such_a_line_stays(tmp_path: Path, name: str) -> None:
    assert ingested(tmp_path, REGISTER, f"{COLUMNS}{name},,,,,,,\n").mentions["name"].to_pylist() == [name]


def test_a_region_nobody_knows_is_rejected_and_the_firm_stays(tmp_path: Path) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS}甲,,{CODE},桃源省,,,,\n")
    assert reasons_of(batch)[0][1].startswith("地区不识")
    assert batch.mentions["name"].to_pylist() == ["甲"]


def test_two_names_under_one_code_founded_on_one_day_are_one_firm(tmp_path: Path) -> None:
    batch = ingested(tmp_path, REGISTER, f"{COLUMNS}甲,,{CODE},,,2014-03-12,,\n乙,,{CODE},,,2014-03-12,,\n")
    assert batch.mentions["code"].to_pylist() == [CODE, CODE]
    assert "先后名称" in reasons_of(batch)[0][1]


def test_two_firms_under_one_code_lose_the_code_and_the_aliases(tmp_path: Path) -> None:
    rows = f"甲,丙,{CODE},,,2014-03-12,,\n乙,丙,{CODE},,,2001-01-01,,\n丁,戊,{OTHER_CODE},,,2001-01-01,,\n"
    batch = ingested(tmp_path, REGISTER, COLUMNS + rows)
    assert batch.mentions["code"].to_pylist() == ["", "", OTHER_CODE]
    aliases = [row["value"] for row in batch.attributes.to_pylist() if row["name"] == "alias"]
    assert aliases == ["戊"]
    assert count_reasons(batch.rejects) == {"一码多名 · one code under several names": 1}
    assert reasons_of(batch)[0][0] == "t.csv:2"


@pytest.mark.parametrize("said", ["status: {column: 占比, as: status}", "properties: {status: 占比}"])
def test_a_status_column_says_that_a_fact_is_planned_or_past(said: str) -> None:
    things = PRODUCTS.replace("properties: {share: {column: 占比, as: ratio}}", said)
    batch = mapped(things, {"企业": ["甲", "乙", "丙"], "产品": ["丁"] * 3, "占比": ["在建", "停产", "已投产"]})
    assert batch.claims["status"].to_pylist() == ["planned", "historic", "stated"]


def test_since_and_until_are_the_time_of_a_fact() -> None:
    things = """
      a: {class: Enterprise, name: 供方}
      b: {class: Enterprise, name: 需方}
    facts:
      - {subject: a, relation: supplies, object: b, properties: {since: 起, until: 止, goods: 货}}
"""
    batch = mapped(
        things,
        {
            "供方": ["甲", "甲"],
            "需方": ["乙", "乙"],
            "起": ["2020-01-01", "2022-01-01"],
            "止": ["", ""],
            "货": ['"钢"\n', ""],
        },
    )
    assert [str(day) for day in batch.claims["valid_from"].to_pylist()] == ["2020-01-01", "2022-01-01"]
    assert json.loads(batch.claims["properties"][0].as_py()) == {"goods": '"钢"'}


LINKED = """
source: {name: 样本, kind: sample}
tables:
  - file: companies.csv
    things:
      firm: {class: Enterprise, name: 全称, aliases: [简称], keys: {stock_code: 代码}}
  - file: products.csv
    things:
      firm: {class: Enterprise, from: companies.csv, on: 公司代码, name: 公司}
      product: {class: Technology, name: 产品}
    facts: [{subject: firm, relation: produces, object: product}]
"""


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    (tmp_path / "companies.csv").write_text("代码,简称,全称\n600001.SH,甲股份,甲股份有限公司\n", encoding="utf-8")
    rows = "600001,,丙\n600002,乙股份,丙\n600003,,丙\n600004,甲股份,丁\n"
    (tmp_path / "products.csv").write_text(f"公司代码,公司,产品\n{rows}", encoding="utf-8")
    return tmp_path


def test_another_table_says_who_a_code_is(linked: Path) -> None:
    _, products = open_card(make_card(LINKED, name="c"), [linked]).mapped()
    (batch,) = products.batches
    assert facts_of(batch) == [
        ("甲股份有限公司", "produces", "丙"),
        ("乙股份", "produces", "丙"),
        ("甲股份有限公司", "produces", "丁"),
    ]
    assert [row["key"] for row in batch.mentions.to_pylist()][:2] == ["stock_code:600001", ""]
    assert sorted(reasons_of(batch)) == [
        (
            "products.csv:2",
            "代码不在名录中 · code not in the register：公司代码=600002，不在 companies.csv，按本行的名称记",
        ),
        ("products.csv:3", "名称为空 · no name：公司代码=600003，不在 companies.csv，本行也无名称"),
        (
            "products.csv:4",
            "代码不在名录中 · code not in the register：公司代码=600004，不在 companies.csv，按名称对上",
        ),
    ]


def test_a_missing_file_is_an_error_before_anything_is_mapped(linked: Path) -> None:
    (linked / "products.csv").unlink()
    with pytest.raises(MissingTable, match=r"products\.csv"):
        open_card(make_card(LINKED, name="c"), [linked])


def test_an_unknown_column_is_an_error_before_anything_is_mapped(linked: Path) -> None:
    with pytest.raises(UnknownWord, match="公司代码"):
        open_card(make_card(LINKED.replace("on: 公司代码", "on: 公司代吗"), name="c"), [linked])


def test_a_file_that_was_cut_short_is_an_error(linked: Path) -> None:
    text = LINKED.replace("file: companies.csv\n", "file: companies.csv\n    rows: {at_least: 5}\n")
    with pytest.raises(TooFewRows, match="1 行"):
        open_card(make_card(text, name="c"), [linked])


def test_a_table_is_another_document_when_the_table_it_asks_has_changed(linked: Path) -> None:
    def ids() -> list[str]:
        return [table.document.id for table in open_card(make_card(LINKED, name="c"), [linked]).mapped()]

    before = ids()
    assert before == ids()
    (linked / "companies.csv").write_text("代码,简称,全称\n600001.SH,甲,甲有限公司\n", encoding="utf-8")
    assert len(set(before) & set(ids())) == 0
