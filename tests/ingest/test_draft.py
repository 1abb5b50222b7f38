from pathlib import Path

import pytest

from ingest.cards import make_card
from ingest.draft import draft_card
from ingest.table_files import open_card

TABLE = (
    "序号,企业名称,统一社会信用代码,所在地区,主要产品,成立日期,登记状态,2024年产值（万元）,备注\n"
    "1,样本甲有限公司,91610113073429430M,浙江省杭州市,减速器、电机,2014-03-12,存续,500,好\n"
    "2,样本乙有限公司,91610113073429430M,宁波市,控制器,2015-03-12,注销,1200,\n"
)


def draft(folder: Path, text: str, name: str = "firms.csv") -> tuple[str, Path]:
    (folder / name).write_text(text, encoding="utf-8")
    return draft_card(folder / name), folder / name


def test_a_draft_sees_firm_code_region_products_dates_status_and_numbers(tmp_path: Path) -> None:
    text, _ = draft(tmp_path, TABLE)
    table = make_card(text, name="d").tables[0]
    firm = table.things["subject"]
    assert (firm.cls, firm.code, firm.region[0].column) == ("Enterprise", "统一社会信用代码", "所在地区")
    assert table.things["product_1"].is_list
    assert set(firm.properties) == {"founded", "status"}
    (number,) = table.observations
    assert (number.indicator, number.unit, number.period) == ("产值", "万元", "2024年")
    assert "没有用到的列 · columns not used：序号、备注" in text


def test_a_draft_can_be_used_as_it_is(tmp_path: Path) -> None:
    text, path = draft(tmp_path, TABLE)
    (table,) = open_card(make_card(text, name="d"), [path]).mapped()
    (batch,) = table.batches
    assert sorted(set(batch.claims["relation"].to_pylist())) == ["located_in", "produces"]


def test_a_table_without_firms_is_about_its_first_name(tmp_path: Path) -> None:
    text, _ = draft(tmp_path, "代码,名称,占比\n01,减速器,0.3\n02,电机,0.4\n")
    assert make_card(text, name="d").tables[0].things["subject"].name is not None
    assert "name: 名称" in text


@pytest.mark.parametrize("header", ["名称: 甲", "- 名称", "#名称", "on", "'名称"])
def test_a_header_that_yaml_would_misread_still_gives_a_good_card(tmp_path: Path, header: str) -> None:
    text, path = draft(tmp_path, f"{header},企业名称\nx,甲公司\ny,乙公司\n")
    (table,) = open_card(make_card(text, name="d"), [path]).mapped()
    assert [name for batch in table.batches for name in batch.mentions["name"].to_pylist()] == ["甲公司", "乙公司"]
    assert f"没有用到的列 · columns not used：{header}\n" in text


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["chainkg/companies.csv.gz", "registry10k/companies.xlsx", "chains-tw/placements.csv.gz"]
)
def test_drafts_for_real_tables_are_good_cards(shared: Path, name: str) -> None:
    path = shared / "data" / name
    opened = open_card(make_card(draft_card(path), name="d"), [path])
    assert opened.card.tables[0].things["subject"].cls == "Enterprise"
