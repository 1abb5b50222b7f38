from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.cards import load_card
from ingest.row_reasons import count_reasons
from ingest.table_files import open_card
from ontology.columns import ClaimBatch

CARDS = Path(__file__).parents[2] / "examples" / "cards"
NAMES = "一码多名 · one code under several names"
RATIO = "比率不在 0–1 · ratio outside 0..1"
BALANCING = "报表平衡行 · balancing line of a statement"
REPEATED = "重复 · duplicate"
SELF = "自指 · relates to itself"
UNKNOWN = "代码不在名录中 · code not in the register"
BAD_CELL = "无法转换 · cannot be converted"

pytestmark = pytest.mark.shared


def batches(name: str, place: Path) -> dict[str, ClaimBatch]:
    opened = open_card(load_card(CARDS / f"{name}.card.yaml"), [place])
    return {table.document.name: next(iter(table.batches)) for table in opened.mapped()}


@pytest.fixture(scope="module")
def chainkg(shared: Path) -> dict[str, ClaimBatch]:
    return batches("chainkg", shared / "data" / "chainkg")


def classes_of(batch: ClaimBatch) -> Counter[str]:
    return Counter(batch.mentions["class"].to_pylist())


def test_chainkg_names_every_company_and_industry(chainkg: dict[str, ClaimBatch]) -> None:
    assert classes_of(chainkg["companies.csv.gz"])["Enterprise"] == 4654
    assert classes_of(chainkg["industries.csv.gz"]) == {"Industry": 511}
    assert chainkg["company_industry.csv.gz"].claims.num_rows == 4430


def test_every_trap_of_chainkg_is_reported_with_its_reason(chainkg: dict[str, ClaimBatch]) -> None:
    reasons = {file: count_reasons(batch.rejects) for file, batch in chainkg.items()}
    assert reasons == {
        # 81 listing dates hold the name of the exchange; 49 codes of renamed firms and 4 that are wrong
        "companies.csv.gz": {BAD_CELL: 81, NAMES: 53},
        "industries.csv.gz": {},
        # 168 industry codes of the older classification, 103 firms not in companies, the 4 wrong codes
        "company_industry.csv.gz": {UNKNOWN: 275},
        # 1,969 lines such as 平衡项目 are no products; on them stand 718 of the bad shares and 18 of the duplicates
        "company_product.csv.gz": {BALANCING: 1969, RATIO: 763 + 48 - 718, REPEATED: 578 - 18},
        # 374 rows of 下游产品 say what a row of 上游材料 says
        "product_product.csv.gz": {REPEATED: 374, SELF: 104 + 4},
    }


def test_the_four_codes_with_other_firms_names_are_left_out(chainkg: dict[str, ClaimBatch]) -> None:
    batch = chainkg["companies.csv.gz"]
    wrong = [f"stock_code:{code}" for code in ("688078", "688080", "688096", "300818")]
    assert not set(wrong) & set(batch.mentions["key"].to_pylist())
    rejected = [row["reason"] for row in batch.rejects.to_pylist() if "不采用" in row["reason"]]
    assert len(rejected) == 4
    assert all(any(code in reason for reason in rejected) for code in wrong)


def test_renamed_companies_keep_their_code(chainkg: dict[str, ClaimBatch]) -> None:
    keys = Counter(chainkg["companies.csv.gz"].mentions["key"].to_pylist())
    assert keys["stock_code:000708"] == 2


def test_products_belong_to_companies_by_six_digits(chainkg: dict[str, ClaimBatch]) -> None:
    batch = chainkg["company_product.csv.gz"]
    assert batch.claims.num_rows == 53_785 - 1969 - (578 - 18)
    firms = batch.mentions.filter(pa.compute.equal(batch.mentions["class"], "Enterprise"))
    assert firms.num_rows == 3832
    assert "" not in firms["key"].to_pylist()


def test_the_dirty_register_reports_24_wrong_119_missing_and_9_doubled_codes(shared: Path) -> None:
    path = shared / "data" / "registry10k" / "companies.xlsx"
    batch = batches("registry10k", path)["companies.xlsx"]
    reasons = count_reasons(batch.rejects)
    assert reasons["统一社会信用代码校验不符 · credit code fails its check digit"] == 24
    assert reasons["缺统一社会信用代码 · no credit code"] == 119
    assert reasons[NAMES] == 9
    assert batch.evidence.num_rows == 10_000


def test_the_exchange_s_chains_are_read_with_their_segments(shared: Path) -> None:
    batch = batches("chains-tw", shared / "data" / "chains-tw")["placements.csv.gz"]
    assert classes_of(batch)["Industry"] == 28
    assert Counter(batch.claims["relation"].to_pylist())["produces"] > 6000
