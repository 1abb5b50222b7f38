"""What sentences state of names, and what they do not."""

import pyarrow as pa
import pytest

from graph.identity.statements import read_statements
from graph.ledger.connection import in_memory
from ontology.values.names import fold

NAME = "甲机电有限公司"


def stated(name: str, sentence: str) -> set[str]:
    connection = in_memory()
    connection.register("records", pa.table({"n": [0], "folded": [fold(name)], "said": [fold(sentence)]}))
    read_statements(connection)
    return {row[0] for row in connection.sql("SELECT other FROM stated").fetchall()}


def key(name: str, sentence: str) -> list[str]:
    connection = in_memory()
    connection.register("records", pa.table({"n": [0], "folded": [fold(name)], "said": [fold(sentence)]}))
    read_statements(connection)
    return [row[0] for row in connection.sql("SELECT key FROM stock").fetchall()]


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("甲机电有限公司（以下简称“甲电”或“公司”）签约。", "甲电"),
        ("甲机电有限公司（簡稱甲電）", "甲电"),
        ("甲机电有限公司，下称甲电，是龙头。", "甲电"),
        ("甲机电有限公司（Jia Machines Co., Ltd.）公布销量。", "jiamachinesco.,ltd."),
        ("甲机电有限公司（曾用名：甲机械厂、甲农机厂）", "甲农机厂"),
        ("乙科技有限公司（原甲机电有限公司）投产。", "乙科技有限公司"),
        ("甲机电有限公司于2019年6月整体变更为甲机电股份有限公司。", "甲机电股份有限公司"),
        ("甲机电有限公司以净资产折股，整体变更为甲机电股份有限公司。", "甲机电股份有限公司"),
        ("企业名称由甲机械厂变更为甲机电有限公司。", "甲机械厂"),
        ("甲机电有限公司由甲机械厂改制而来。", "甲机械厂"),
        ("甲机电有限公司前身为甲机械厂，成立于1958年。", "甲机械厂"),
        ("甲电是甲机电有限公司的简称。", "甲电"),
        ("甲机电有限公司（以下简称为“甲电”）签约。", "甲电"),
        ("甲机电有限公司（后文简称甲电）签约。", "甲电"),
        ("甲机电有限公司（曾用名为甲机械厂）签约。", "甲机械厂"),
        ("甲机电有限公司（历史名称：甲机械厂）签约。", "甲机械厂"),
        ("甲机电有限公司（由甲机械厂更名而来）签约。", "甲机械厂"),
        ("甲机电有限公司（2020年由甲机械厂更名）签约。", "甲机械厂"),
        ("甲机电有限公司（后更名为甲电气厂）签约。", "甲电气厂"),
        ("甲机电有限公司（现甲电气厂）签约。", "甲电气厂"),
        ("甲机电有限公司完成股改，更名为甲机电股份有限公司。", "甲机电股份有限公司"),
        ("甲机电有限公司变更企业名称为甲电气厂。", "甲电气厂"),
        ("关于甲机电有限公司更名为甲电气厂的公告", "甲电气厂"),
        ("甲电为甲机电有限公司简称。", "甲电"),
        ("甲电 指 甲机电有限公司", "甲电"),
        ("甲机电有限公司（下称“公司”），原名甲（集团）机械有限公司。", "甲(集团)机械有限公司"),
        ("甲机电有限公司（下称“公司”）更名为甲（集团）电器厂。", "甲(集团)电器厂"),
        ("甲机电有限公司，前称甲机械厂。", "甲机械厂"),
        ("变更前名称：甲机械厂；变更后名称：甲机电有限公司。", "甲机械厂"),
        ("甲机电有限公司（Jia Motor (China) Co., Ltd.）参展。", "jiamotor(china)co.,ltd."),
        ("甲机电有限公司（甲机电）签约。", "甲机电"),
        ("甲机电（甲机电有限公司）签约。", "甲机电"),
        ("证券简称：甲电，证券代码：300999，公司名称：甲机电有限公司。", "甲电"),
    ],
)
def test_a_sentence_states_another_name(sentence: str, other: str) -> None:
    assert other in stated(NAME, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "甲机电有限公司租用原乙机械厂厂房。",
        "甲机电有限公司吸收合并乙机械厂。",
        "甲机电有限公司由乙机械厂派生分立设立。",
        "甲机电有限公司的子公司丙有限公司更名为乙机械厂。",
        "甲机电有限公司（合作方：乙机械厂）通过验收。",
        "甲机电有限公司（与乙机械厂无关联关系）列入名录。",
        "甲机电有限公司原为乙机械厂的子公司。",
        "甲机电有限公司的客户（原丙厂）更名为乙机械厂。",
        "甲机电有限公司（现租用乙机械厂）投产。",
        "甲机电有限公司旗下企业简称乙机械厂。",
        "甲机电有限公司（乙机械厂）中标。",
        "专利权人由甲机电有限公司变更为乙机械厂。",
        "中标人由乙机械厂变更为甲机电有限公司。",
    ],
)
def test_a_sentence_on_another_firm_states_no_name(sentence: str) -> None:
    assert "乙机械厂" not in stated(NAME, sentence)


def test_a_member_in_brackets_behind_its_group_is_no_name_of_it() -> None:
    assert stated("甲机电集团", "甲机电集团（甲机电集团财务有限公司）签约。") == set()


def test_two_plates_of_one_body_are_names_of_it_and_a_firm_in_brackets_is_not() -> None:
    assert stated("甲研究所", "甲研究所（省第五研究所，简称“五所”）") == {"省第五研究所", "五所"}
    assert stated(NAME, "甲机电有限公司（乙机电有限公司）中标。") == set()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("甲电", "甲电（300999.SZ）公告。"),
        ("甲电", "申报企业：甲电（上市公司，证券代码300999）"),
        ("甲电", "股票代码300999，公司名称甲电。"),
        ("甲电", "甲电 300999"),
        ("甲电", "甲电（沪市：300999）涨停。"),
        ("甲电", "机构调研记录：甲电，代码300999。"),
        ("甲电（300999）", ""),
    ],
)
def test_a_stock_code_is_read_beside_the_name(name: str, sentence: str) -> None:
    assert key(name, sentence) == ["stock_code:300999"]
