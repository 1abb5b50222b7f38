"""The rules on identity, each with an example and a counter-example; and the real records, where they are."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.records import COLUMNS, resolve_records
from tests.graph.said import code

Record = tuple[str, ...]  # name, then code, region, context as far as given


def entities(*records: Record) -> list[int]:
    """For each record the number of its entity, in the order in which they first appear."""
    rows = [(f"r{number:03d}", *record, *[""] * (4 - len(record))) for number, record in enumerate(records)]
    table = pa.table(dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)))
    found = {row["id"]: row["entity"] for row in resolve_records(table).to_pylist()}
    order = list(dict.fromkeys(found[row[0]] for row in rows))
    return [order.index(found[row[0]]) for row in rows]


SAME: Sequence[tuple[str, list[Record]]] = [
    ("equal codes", [("甲机电有限公司", code(1)), ("甲机电有限么司", code(1))]),
    ("width, blanks and brackets", [("甲（杭州）机电有限公司",), ("甲(杭州)机电 有限公司",), ("甲杭州机电有限公司",)]),
    ("an ordinal in digits", [("中铁11局集团有限公司",), ("中铁十一局集团有限公司",)]),
    ("a role note", [("甲机电有限公司（牵头单位）",), ("甲机电有限公司",)]),
    ("a cut-off legal form", [("甲机电股份有限",), ("甲机电股份公司",), ("甲机电股份有限公司",)]),
    ("市 in the place", [("杭州市甲机电有限公司",), ("杭州甲机电有限公司",)]),
    ("a place left out", [("杭州甲机电有限公司",), ("甲机电有限公司", "", "杭州市")]),
    ("a place in brackets left out, at home there", [("甲乙丙（武汉）机电有限公司",), ("甲乙丙机电", "", "湖北省")]),
    ("a legal form left out", [("三一集团",), ("三一集团有限公司",)]),
    ("place and form left out", [("九洲药业",), ("浙江九洲药业股份有限公司",)]),
    ("a short name", [("泰和新材",), ("烟台泰和新材料股份有限公司",)]),
    ("a branch without its parent's form", [("中国铝业贵州分公司",), ("中国铝业股份有限公司贵州分公司",)]),
    ("a stated alias", [("甲机电有限公司", "", "", "甲机电有限公司（简称“甲电”）签约。"), ("甲电",)]),
    (
        "a stated alias, spoken of elsewhere",
        [
            ("杭州甲机电有限公司", code(1), "杭州市", "杭州甲机电有限公司（简称“甲电机”）签约。"),
            ("甲电机", "", "宁波市"),
        ],
    ),
    (
        "a firm spoken of in another place than its name says",
        [("杭州甲机电有限公司", code(1), "杭州市"), ("杭州甲机电有限公司", "", "江苏省")],
    ),
    ("a former name", [("乙科技有限公司",), ("甲机电厂", "", "", "甲机电厂更名为乙科技有限公司。")]),
    ("a county without 市", [("昆山市甲机电有限公司",), ("昆山甲机电有限公司",)]),
    ("a county left out, at home there", [("昆山甲机电有限公司",), ("甲机电有限公司", "", "昆山市")]),
    (
        "a county left out, told with 市 and without",
        [("昆山甲机电有限公司",), ("昆山市甲机电有限公司",), ("甲机电有限公司", "", "昆山市")],
    ),
    ("a county without 市 behind its province", [("江苏省昆山甲机电有限公司",), ("昆山市甲机电有限公司",)]),
    ("a district left out", [("杭州市西湖区甲机电有限公司",), ("杭州甲机电有限公司",)]),
    ("a group without 集团", [("甲一局",), ("甲一局集团有限公司",)]),
    ("a whole 字号", [("甲乙丙",), ("杭州甲乙丙电子材料股份有限公司",)]),
    (
        "a stock code in the name",
        [("甲电（300999）",), ("甲机电有限公司", "", "", "甲机电有限公司（300999.SZ）公告。")],
    ),
    ("an English name", [("华为技术有限公司", "", "", "华为技术有限公司（Huawei Co., Ltd.）"), ("HUAWEI CO LTD",)]),
    ("its standing in brackets", [("北京甲医院",), ("北京甲医院（三级甲等）",), ("北京甲医院（存续）",)]),
    ("an autonomous prefecture for short", [("湘西土家族苗族自治州甲机电有限公司",), ("湘西自治州甲机电有限公司",)]),
    (
        "an English name before a short one",
        [("甲机电有限公司", "", "", "甲机电有限公司（Jia Motor，下称“甲电”）签约。"), ("甲电",), ("Jia Motor",)],
    ),
    (
        "an English name with its form behind a comma",
        [("甲机电有限公司", "", "", "甲机电有限公司，英文名称为Jia Motor Co., Ltd.。"), ("Jia Motor Co., Ltd.",)],
    ),
    (
        "a former name after the renaming was told",
        [
            ("乙科技有限公司", "", "", "乙科技有限公司于2021年完成更名，原企业名称为甲机电有限公司。"),
            ("甲机电有限公司",),
        ],
    ),
    (
        "a former name in the name itself",
        [("乙科技有限公司（原甲机电有限公司）",), ("甲机电有限公司",), ("乙科技有限公司",)],
    ),
    (
        "a former name of what is called by its role",
        [("甲机电厂", "", "", "中标人乙科技有限公司（原甲机电厂）。"), ("乙科技有限公司",)],
    ),
    (
        "a former name in quotation marks",
        [("乙科技有限公司", "", "", "乙科技有限公司（“原甲机电厂”）投产。"), ("甲机电厂",)],
    ),
    (
        "a name behind the word for what it was",
        [("乙科技有限公司", "", "", "公司前身甲机电厂，2012年更名为乙科技有限公司。"), ("甲机电厂",)],
    ),
    ("a code with what cannot be seen", [("甲机电有限公司", code(1)), ("申机电有限公司", f"\u200b{code(1)}")]),
    ("a firm made from a works", [("乙冶炼有限公司", "", "", "乙冶炼有限公司系由甲冶炼厂改制而来。"), ("甲冶炼厂",)]),
    (
        "equal stock codes",
        [
            ("国电南自", "", "", "股票代码600268，公司名称国电南自。"),
            ("国电南京自动化股份有限公司", "", "", "国电南京自动化股份有限公司（600268.SH）公告。"),
        ],
    ),
]

APART: Sequence[tuple[str, list[Record]]] = [
    ("the office of a city and that of its province", [("广东省工业和信息化局",), ("市工信局", "", "深圳市")]),
    ("an office of nowhere and that of the state", [("发改委",), ("国家发展和改革委员会",)]),
    ("words for a trade without a 字号", [("投资集团",), ("湖南投资集团股份有限公司",)]),
    ("words that are a trade only together", [("消费金融",), ("湖南消费金融股份有限公司",)]),
    ("a 字号 and a longer one before the same trade", [("甲乙医药",), ("甲乙通医药集团股份有限公司",)]),
    (
        "a firm of no known place and one of its name with a place",
        [("甲乙丙（武汉）机电有限公司",), ("甲乙丙机电有限公司",)],
    ),
    ("a firm of another place", [("甲乙丙（武汉）机电有限公司",), ("甲乙丙机电有限公司", "", "宝鸡市")]),
    ("different codes", [("甲机电有限公司", code(1)), ("甲机电有限公司", code(2))]),
    ("different regions", [("阳光幼儿园", "", "杭州市"), ("阳光幼儿园", "", "宁波市")]),
    ("a branch and its head office", [("甲机电有限公司",), ("甲机电有限公司杭州分公司",)]),
    ("a group and its listed firm", [("甲机电集团有限公司",), ("甲机电股份有限公司",)]),
    ("有限 and 股份有限", [("甲机电有限公司",), ("甲机电股份有限公司",)]),
    ("another place", [("杭州甲机电有限公司",), ("宁波甲机电有限公司",)]),
    ("another place beside the bare name", [("杭州甲机电有限公司",), ("甲机电有限公司", "", "宁波市")]),
    ("another district", [("杭州市西湖区甲机电有限公司",), ("杭州市余杭区甲机电有限公司",)]),
    ("a county of no known place", [("昆山甲机电有限公司",), ("甲机电有限公司",)]),
    ("another ordinal", [("中铁一局集团有限公司",), ("中铁十一局集团有限公司",)]),
    ("one other character", [("甲机电有限公司",), ("申机电有限公司",)]),
    ("a place moved into brackets", [("杭州甲机电有限公司",), ("甲机电（杭州）有限公司",)]),
    ("a firm only spoken of", [("乙有限公司",), ("甲有限公司", "", "", "甲有限公司租用原乙有限公司厂房。")]),
    (
        "a firm whose helper was renamed",
        [("乙科技有限公司", "", "", "乙科技有限公司协助丙公司完成更名，原名甲机电有限公司。"), ("甲机电有限公司",)],
    ),
    ("a share's number", [("甲机电有限公司", "", "", "甲机电有限公司（SH600000，乙方）签约。"), ("SH600000",)]),
    ("a body and a firm that begins with its name", [("中科院",), ("中科院成都信息技术股份有限公司",)]),
    ("a group and a firm that adds a trade to its name", [("富士康",), ("富士康工业互联网股份有限公司",)]),
    ("a name of two characters", [("海尔",), ("青岛海尔股份有限公司",)]),
    (
        "a firm with another short name",
        [("南方电力",), ("南方电力综合能源股份有限公司", "", "", "南方电力综合能源股份有限公司（简称“南能”）。")],
    ),
    ("two branches of one body", [("甲商行杭州分行",), ("甲商行宁波分行",)]),
    ("a province and a city of one name", [("吉林省甲机电有限公司",), ("吉林市甲机电有限公司",)]),
    ("a code that fails its check", [("甲机电厂", "914300000000000000"), ("乙机电厂", "914300000000000000")]),
]


@pytest.mark.parametrize(("_why", "records"), SAME, ids=[why for why, _ in SAME])
def test_records_that_differ_only_so_are_the_same(_why: str, records: list[Record]) -> None:
    assert set(entities(*records)) == {0}


@pytest.mark.parametrize(("_why", "records"), APART, ids=[why for why, _ in APART])
def test_records_that_differ_so_are_apart(_why: str, records: list[Record]) -> None:
    assert entities(*records) == list(range(len(records)))


def test_a_branch_under_another_name_of_its_body_is_the_same_branch() -> None:
    bank = ("甲商业银行股份有限公司", "", "", "甲商业银行股份有限公司（简称“甲商行”）。")
    assert entities(("甲商行杭州分行",), ("甲商业银行股份有限公司杭州分行",), bank) == [0, 0, 1]


def test_a_short_form_that_two_firms_fit_joins_neither() -> None:
    assert entities(("甲机电",), ("甲机电有限公司",), ("甲机电股份有限公司",)) == [0, 1, 2]
    assert entities(("甲机电有限公司",), ("杭州甲机电有限公司",), ("宁波甲机电有限公司",)) == [0, 1, 2]


def test_a_short_name_of_a_listed_firm_joins_no_firm_of_another_form() -> None:
    listed = [(name, "", "", f"{name}（300999）公告。") for name in ("杭州甲丙机电股份有限公司", "甲丙机电")]
    assert entities(*listed, ("杭州甲丙机电有限公司",)) == [0, 0, 1]


def test_names_that_follow_one_another_are_of_one_firm() -> None:
    first = ("杭州甲机电有限公司", "", "", "杭州甲机电有限公司于2005年更名为杭州乙机电有限公司。")
    last = ("杭州丙机电有限公司", code(1), "", "杭州丙机电有限公司（曾用名：杭州乙机电有限公司）")
    assert entities(first, ("杭州乙机电有限公司",), last) == [0, 0, 0]


def test_a_former_name_that_two_firms_claim_joins_neither() -> None:
    claims = [
        (name, "", "", f"{name}（原杭州丙电器有限公司）") for name in ("杭州甲机电有限公司", "杭州乙电子有限公司")
    ]
    assert entities(*claims, ("杭州丙电器有限公司",)) == [0, 1, 2]


def test_a_name_that_a_county_and_a_city_fit_joins_neither() -> None:
    assert entities(("甲机电有限公司",), ("昆山甲机电有限公司",), ("宿州甲机电有限公司",)) == [0, 1, 2]


def test_a_city_with_two_districts_of_one_name_joins_neither() -> None:
    districts = [(f"杭州市{one}甲机电有限公司",) for one in ("西湖区", "余杭区")]
    assert entities(*districts, ("杭州甲机电有限公司",)) == [0, 1, 2]


def test_an_alias_that_two_firms_claim_joins_neither() -> None:
    claims = [(name, "", "", f"{name}（简称“甲电”）。") for name in ("杭州甲机电有限公司", "宁波甲电子有限公司")]
    assert entities(*claims, ("甲电",)) == [0, 1, 2]


def test_a_name_that_a_subsidiary_claims_and_its_parent_bears_joins_neither() -> None:
    subsidiary = ("大中建设计院有限公司", code(1), "", "大中建设计院有限公司（简称“大中建”）签约。")
    assert entities(subsidiary, ("大中建股份有限公司",), ("大中建",)) == [0, 1, 2]


def test_a_namesake_without_code_joins_the_one_in_its_region() -> None:
    known = [("鑫源商行", code(1), "芜湖市"), ("鑫源商行", code(2), "盐城市")]
    assert entities(*known, ("鑫源商行", "", "盐城"), ("鑫源商行",)) == [0, 1, 1, 2]


def test_the_canonical_name_is_the_official_one() -> None:
    table = pa.table({"id": ["a", "b"], "name": ["九洲药业", "浙江九洲药业股份有限公司"]})
    assert set(resolve_records(table)["canonical"].to_pylist()) == {"浙江九洲药业股份有限公司"}


NAMES = ["甲机电", "甲机电有限公司", "杭州甲机电有限公司", "宁波市甲机电有限公司", "甲机电股份有限公司", "甲电"]
CONTEXT = "甲机电有限公司（简称“甲电”）。"


@settings(max_examples=10, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(["", "", code(1), code(2)]),
            st.sampled_from(["", "", "杭州市", "浙江省", "宁波"]),
            st.sampled_from(["", "", CONTEXT]),
        ),
        min_size=1,
        max_size=9,
    ),
    seed=st.integers(0, 1000),
)
def test_the_order_of_records_does_not_matter_and_two_codes_are_never_one(
    rows: list[tuple[str, str, str, str]], seed: int
) -> None:
    table = pa.table(
        dict(zip(COLUMNS, map(list, zip(*[(str(n), *r) for n, r in enumerate(rows)], strict=True)), strict=True))
    )
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    found = resolve_records(table)
    assert found.to_pylist() == resolve_records(table.take(order)).to_pylist()
    entity = dict(zip(found["id"].to_pylist(), found["entity"].to_pylist(), strict=True))
    codes = {(entity[str(number)], row[1]) for number, row in enumerate(rows) if row[1]}
    assert max(Counter(one for one, _ in codes).values(), default=1) == 1


@pytest.mark.shared
@pytest.mark.parametrize(("file", "least"), [("dev.jsonl", 0.9), ("stress-dev.jsonl", 1.0)])
def test_real_look_alikes_are_never_merged_and_most_spellings_are(shared: Path, file: str, least: float) -> None:
    lines = (shared / "gold" / "identity" / file).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    table = pa.table({name: [row.get(name) or "" for row in rows] for name in COLUMNS})
    found = {row["id"]: row["entity"] for row in resolve_records(table).to_pylist()}
    true = Counter(row["cluster"] for row in rows)
    said = Counter(found.values())
    both = Counter((row["cluster"], found[row["id"]]) for row in rows)
    pairs = [sum(count * (count - 1) // 2 for count in one.values()) for one in (true, said, both)]
    assert pairs[2] == pairs[1]
    assert pairs[2] >= least * pairs[0]
