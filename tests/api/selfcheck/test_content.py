from dataclasses import replace
from typing import Any

import pytest

from api.policies.documents import policy_documents
from api.selfcheck.content import Asked, content_of
from api.selfcheck.neighbours import AWAY, HERE, NEAR, UNKNOWN, nearness
from api.selfcheck.policies import policies_offered
from api.workspace import Workspace
from ontology.errors import UnknownChain, UnknownRegion
from ontology.values.regions import find_region


def node(content: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in content["nodes"] if one["id"] == key)


def test_every_node_has_its_finding_names_and_makers(content: dict[str, Any]) -> None:
    reducer = node(content, "reducer")
    assert reducer["type"] == "单点"
    assert "谐波减速器" in reducer["names"]
    assert sum(reducer["counts"]) >= len(reducer["makers"]) > 0
    makers = {content["firms"][maker[0]][0]: maker for maker in reducer["makers"]}
    firm, share, products, sources, proofs = makers["杭州样例谐动传动科技有限公司"]
    assert content["firms"][firm][1:] == ["杭州市", HERE]
    assert share == 72
    assert "谐波减速器" in products
    assert sources > 1
    sentence, source = content["quotes"][proofs[0]]
    assert sentence
    assert source


def test_the_mark_of_the_sample_is_in_the_file(content: dict[str, Any]) -> None:
    assert content["marked"]


def test_scenarios_come_with_who_offers_a_solution(content: dict[str, Any]) -> None:
    quality = next(one for one in content["scenarios"] if one["name"] == "质量检测")
    firms = [content["firms"][firm][0] for firm, _, _ in quality["offers"]]
    assert "杭州样例灵眸视觉科技有限公司" in firms


def test_policies_of_other_regions_are_left_out_and_counted(content: dict[str, Any]) -> None:
    listed = {one["id"] for one in content["policies"]}
    assert "grant" in listed
    assert "elsewhere" not in listed
    assert content["elsewhere"] == 1


def test_policies_of_the_workspace_come_with_conditions_and_source(content: dict[str, Any]) -> None:
    (guide,) = [one for one in content["policies"] if "专项资金申报指南" in one["title"]]
    assert any(one["field"] == "revenue" for one in guide["conditions"])
    assert "样例省工业发展办公室" in guide["source"]


def test_a_policy_out_of_force_is_not_offered(space: Workspace) -> None:
    acting = policy_documents(space)
    over = [replace(one, void="已于 2025-01-01 到期") for one in acting]
    assert len(policies_offered(acting, ())) == len(acting) > 0
    assert policies_offered(over, ()) == []


def test_the_form_asks_for_what_decides_and_not_for_what_follows(content: dict[str, Any]) -> None:
    asked = {one["field"]: one["years"] for one in content["form"]}
    assert asked["revenue"] == asked["rd_expense"] == 2
    assert not {"rd_ratio", "region"} & asked.keys()
    titles = next(one for one in content["form"] if one["field"] == "titles")
    assert {"高新技术企业", "科技型中小企业"} <= {*titles["options"]}


def test_how_near_a_firm_is() -> None:
    ningbo = find_region("宁波市")
    homes = {"reg:330200": HERE, "reg:330100": NEAR, "reg:320000": AWAY, "": UNKNOWN}
    assert {home: nearness(home, ningbo) for home in homes} == homes
    assert nearness("", None) == HERE


def test_the_whole_country_may_be_asked_about(space: Workspace) -> None:
    found = content_of(space, Asked("industrial-robot", None))
    assert (found["region"], found["path"]) == ("全国", [])
    assert "浙江省" in found["places"]


@pytest.mark.parametrize(
    ("chain", "region", "error"), [("没有的链", "浙江", UnknownChain), ("industrial-robot", "没有的省", UnknownRegion)]
)
def test_what_is_not_known_is_refused(space: Workspace, chain: str, region: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        content_of(space, Asked(chain, region))
