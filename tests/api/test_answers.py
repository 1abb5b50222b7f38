from pathlib import Path
from typing import Any

import pytest
import yaml

from api import answers
from api.workspace import EmptyWorkspace, Workspace
from ontology.errors import QueryRefused, UnknownChain, UnknownEntity, UnknownRegion, UnknownWord
from tests.api.spaces import SAMPLE, opened

PLANTED: dict[str, Any] = yaml.safe_load((SAMPLE / "expected.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("link", PLANTED["weak_links"], ids=lambda link: f"{link['region']} {link['node']}")
def test_a_planted_weak_link_is_found(space: Workspace, link: dict[str, Any]) -> None:
    report = answers.gaps(space, PLANTED["chain"], link["region"], healthy=True)
    (gap,) = (one for one in report.gaps if one.node.id.endswith(f"/{link['node']}"))
    assert gap.type in link["types"]


def test_nodes_that_were_planted_healthy_are_no_weak_links(space: Workspace) -> None:
    report = answers.gaps(space, PLANTED["chain"], PLANTED["healthy"]["region"])
    weak = {gap.node.id.rsplit("/", 1)[-1] for gap in report.gaps}
    assert weak.isdisjoint(PLANTED["healthy"]["nodes"])


def test_the_causes_of_a_weak_link_add_up_to_its_score(space: Workspace) -> None:
    for gap in answers.gaps(space, PLANTED["chain"], "浙江").gaps:
        assert sum(reason.contribution for reason in gap.why) == pytest.approx(gap.score, abs=1e-6)


def test_everything_that_rests_on_the_sample_is_marked(space: Workspace) -> None:
    report = answers.gaps(space, PLANTED["chain"], "浙江")
    assert report.tainted
    assert all(one.tainted for one in answers.match(space, "谐波减速器").results)
    assert answers.profile(space, "样例谐动").marked


@pytest.mark.parametrize("asked", PLANTED["matches"], ids=lambda asked: str(asked["need"]))
def test_a_planted_provider_is_among_the_first(space: Workspace, asked: dict[str, Any]) -> None:
    results = answers.match(space, asked["need"], top=5).results
    assert f"ent:{asked['firm']}" in [one.id for one in results]


def test_the_parts_of_a_match_add_up_to_its_score(space: Workspace) -> None:
    for one in answers.match(space, "需要一家做谐波减速器的供应商").results:
        assert sum(part.contribution for part in one.why) == pytest.approx(one.score, abs=1e-6)


@pytest.mark.parametrize("pair", PLANTED["same_firm"], ids=lambda pair: str(pair[0]))
def test_a_short_name_leads_to_its_firm(space: Workspace, pair: list[str]) -> None:
    short, full = pair
    assert answers.profile(space, short).name == full


@pytest.mark.parametrize("pair", PLANTED["apart"], ids=lambda pair: str(pair[0]))
def test_look_alikes_stay_apart(space: Workspace, pair: list[str]) -> None:
    left, right = (answers.entity_id(space, name) for name in pair)
    assert left != right


def test_a_quote_says_the_sentence_and_where_it_stands(space: Workspace) -> None:
    facts = answers.profile(space, "样例谐动").facts
    found = answers.quotes(space, [key for fact in facts for key in fact.evidence])
    assert any("谐波减速器" in quote.sentence for quote in found)
    assert all(quote.document_name for quote in found)
    assert any(quote.row for quote in found)


def test_evidence_ids_that_nobody_knows_are_left_out(space: Workspace) -> None:
    assert answers.quotes(space, ["ev:none"]) == ()


@pytest.mark.parametrize("text", [None, "", "全国", "中国"])
def test_the_whole_country_is_no_region(text: str | None) -> None:
    assert answers.region_named(text) is None


def test_what_does_not_exist_is_named(space: Workspace) -> None:
    with pytest.raises(UnknownChain, match="工业机器人"):
        answers.gaps(space, "工业机器")
    with pytest.raises(UnknownRegion, match="浙南省"):
        answers.gaps(space, PLANTED["chain"], "浙南省")
    with pytest.raises(UnknownEntity, match="Zzyzx"):
        answers.profile(space, "Zzyzx")
    with pytest.raises(UnknownWord, match="Enterprise"):
        answers.search(space, "减速器", cls="Enterprises")


def test_a_statement_that_writes_is_refused(space: Workspace) -> None:
    with pytest.raises(QueryRefused):
        answers.query(space, "MATCH (e:Enterprise) SET e.name = 'x'")


def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    with opened(tmp_path) as empty:
        with pytest.raises(EmptyWorkspace, match="还没有数据") as problem:
            answers.gaps(empty, PLANTED["chain"])
        assert "liantu demo" in problem.value.hint
        assert answers.version(empty) == ""


def test_documents_come_with_their_sources_and_without_definitions(space: Workspace) -> None:
    found = answers.documents(space)
    assert len(found) == 26 + 5
    assert {one["kind"] for one in found} == {"sample"}
