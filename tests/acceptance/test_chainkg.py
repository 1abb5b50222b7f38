"""A real register of companies, industries and products: 173,533 rows in five tables."""

from collections import Counter
from math import isclose
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from api import answers, pipeline
from ingest.tables import read_table
from ontology.schema import EntityClass, Relation
from ontology.values.names import fold_column
from tests.acceptance.conftest import Ingested
from tests.acceptance.graphs import differences
from tests.api.spaces import ingest_killed_at, opened

pytestmark = pytest.mark.shared


def test_every_company_and_industry_of_the_register_is_in_the_graph(chainkg: Ingested, shared: Path) -> None:
    folder = shared / "data" / "chainkg"
    companies, industries = read_table(folder / "companies.csv.gz"), read_table(folder / "industries.csv.gz")
    assert (companies.num_rows, industries.num_rows) == (4_654, 511)
    view = chainkg.workspace.view
    assert names_in(view.nodes(EntityClass.ENTERPRISE)).issuperset(fold_column(companies["full_name"]).to_pylist())
    assert names_in(view.nodes(EntityClass.INDUSTRY)).issuperset(fold_column(industries["name"]).to_pylist())


def names_in(nodes: pa.Table) -> set[str]:
    """Names and aliases, folded."""
    aliases = pc.list_flatten(nodes["aliases"])
    return {*fold_column(nodes["name"]).to_pylist(), *fold_column(aliases).to_pylist()}


def test_products_shares_and_the_product_tree_are_there(chainkg: Ingested) -> None:
    assert chainkg.result.rows == 173_533
    counts = chainkg.workspace.view.counts()
    assert min(counts[kind.cypher] for kind in (Relation.PRODUCES, Relation.UPSTREAM_OF, Relation.PART_OF)) > 50_000
    made = chainkg.workspace.view.edges(Relation.PRODUCES)["properties"]
    assert pc.sum(pc.match_substring(made, '"share"')).as_py() > 50_000


def test_the_traps_of_the_register_are_reported_as_what_they_are(chainkg: Ingested) -> None:
    found = Counter(reject.reason.split(" · ")[0] for reject in chainkg.result.rejects)
    assert found["一码多名"] == 53
    assert found["代码不在名录中"] >= 168  # codes of the older classification
    assert found["自指"] >= 104  # loops of the product tree
    assert found["重复"] > 900
    assert found["报表平衡行"] > 1_900  # 平衡项目, 分部间抵销: no products


def test_every_share_that_is_none_is_listed_with_its_row(chainkg: Ingested, shared: Path) -> None:
    table = read_table(shared / "data" / "chainkg" / "company_product.csv.gz")
    shares = pc.cast(pc.if_else(pc.equal(table["revenue_share"], ""), None, table["revenue_share"]), pa.float64())
    wrong = table.filter(pc.or_(pc.less(shares, 0), pc.greater(shares, 1)))["__row__"].to_pylist()
    assert len(wrong) == 763 + 48
    listed = {reject.where.rsplit(" ", 1)[-1] for reject in chainkg.result.rejects}
    assert listed.issuperset(f"company_product.csv.gz:{row}" for row in wrong)


def test_the_same_ingest_again_changes_nothing(chainkg: Ingested) -> None:
    before = chainkg.workspace.view.version()
    again = pipeline.ingest(chainkg.workspace, chainkg.paths, chainkg.card)
    assert (again.tables, again.claims, again.unchanged) == (0, 0, 5)
    assert (again.entities, again.facts) == (chainkg.result.entities, chainkg.result.facts)
    assert chainkg.workspace.view.version() == before


def test_an_ingest_killed_in_the_middle_and_run_again_equals_an_undisturbed_one(
    chainkg: Ingested, tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    assert ingest_killed_at("product_product", folder, chainkg.paths, chainkg.card) < 0
    with opened(folder) as killed:
        pipeline.ingest(killed, chainkg.paths, chainkg.card)
        assert differences(killed, chainkg.workspace) == []


def test_the_score_of_a_gap_is_the_sum_of_its_reasons(chainkg: Ingested) -> None:
    for chain in chainkg.workspace.chains:
        found = answers.gaps(chainkg.workspace, chain.id, healthy=True).gaps
        assert len(found) == len(chain.nodes)
        for gap in found:
            assert isclose(gap.score, sum(part.contribution for part in gap.why), abs_tol=1e-6), gap.node.id


@pytest.mark.parametrize(
    "need", ["需要一家做谐波减速器的供应商", "找浙江能做光伏逆变器的企业", "我们要上一条锂电池隔膜产线"]
)
def test_the_score_of_a_provider_is_the_sum_of_its_reasons(chainkg: Ingested, need: str) -> None:
    found = answers.match(chainkg.workspace, need, top=50).results
    assert len(found) > 3
    for provider in found:
        assert isclose(provider.score, sum(part.contribution for part in provider.why), abs_tol=1e-6), provider.id


def test_what_a_provider_is_held_to_make_can_be_read_in_a_row(chainkg: Ingested) -> None:
    first = answers.match(chainkg.workspace, "需要一家做谐波减速器的供应商", top=1).results[0]
    rows = answers.quotes(chainkg.workspace, first.evidence)
    assert any("减速" in row.sentence and row.document_name == "company_product.csv.gz" for row in rows)
