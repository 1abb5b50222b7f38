"""The file as a person uses it, in a browser without a network, on a narrow screen."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.selfcheck.policies import Offered, policy_content
from api.selfcheck.writing import file_of
from graph.analysis.eligibility.verdict import check
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.records import read_profile, read_rules
from tests.api.selfcheck.conftest import POLICIES, Opened, condition

pytestmark = pytest.mark.browser


def no_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("width", [390, 1280])
def test_three_steps_lead_to_place_neighbours_helpers_and_policies(offline: Opened, width: int) -> None:
    with offline(width) as page:
        page.get_by_label("产品或服务").fill("谐波减速器")
        expect(page.locator("#product-choice")).to_have_text("减速器")
        page.get_by_label("用自己的话说").fill("良率低，想找做视觉检测的")
        expect(page.locator("#pain-found")).to_contain_text("质量检测")
        page.get_by_role("button", name="看结果").click()
        shown = page.locator("#result")
        expect(shown).to_be_focused()
        expect(shown).to_contain_text("精密轴承")
        expect(shown).to_contain_text("协作机器人")
        expect(shown).to_contain_text("杭州样例灵眸视觉科技有限公司")
        shown.locator("details", has_text="依据").first.locator("summary").click()
        expect(shown.locator("blockquote").first).to_be_visible()
        assert no_wider_than_its_window(page)


def test_a_policy_is_told_condition_by_condition_with_what_is_missing(offline: Opened) -> None:
    with offline() as page:
        page.get_by_label("产品或服务").fill("减速器")
        page.get_by_label("营业收入（万元） 2025 年").fill("3000")
        page.get_by_label("营业收入（万元） 2024 年").fill("3000")
        page.get_by_label("研发费用（万元） 2025 年").fill("120")
        page.get_by_label("研发费用（万元） 2024 年").fill("90")
        page.get_by_label("发明专利（件）").fill("2")
        page.get_by_text("资质与称号：").click()
        page.get_by_label("都没有").check()
        page.get_by_role("button", name="看结果").click()
        policy = page.locator(".policy", has_text="设备补助办法")
        expect(policy.locator(".verdict")).to_have_text("暂不符合（截止 2026-12-31）")
        expect(policy).to_contain_text("取得其中之一：高新技术企业、科技型中小企业")
        policy.locator("summary", has_text="逐条对照").click()
        expect(policy.locator("li.met")).to_have_count(3)
        expect(policy.locator("li.not_met blockquote").first).to_have_text("条款原文c4")
        expect(page.locator("#result")).to_contain_text("1 项不适用于浙江省")


def test_what_is_not_filled_in_is_named_by_what_the_form_asks(offline: Opened) -> None:
    with offline() as page:
        page.get_by_role("button", name="看结果").click()
        policy = page.locator(".policy", has_text="设备补助办法")
        expect(policy).to_contain_text("还要填：营业收入（近 2 年）、研发费用（近 2 年）、发明专利")


def test_it_is_used_by_keyboard_alone(offline: Opened) -> None:
    with offline() as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_label("产品或服务")).to_be_focused()
        page.keyboard.type("伺服电机")
        page.keyboard.press("Enter")
        expect(page.locator("#result")).to_be_focused()
        expect(page.locator("#result")).to_contain_text("下游")
        assert page.evaluate(
            "[...document.querySelectorAll('input,select,textarea')].every((one) => one.labels.length)"
        )


def test_a_node_that_nothing_names_is_chosen_from_the_list(offline: Opened) -> None:
    with offline() as page:
        page.get_by_label("产品或服务").fill("火星车")
        expect(page.locator("#product-found")).to_contain_text("没有认出")
        page.get_by_role("button", name="看结果").click()
        expect(page.locator("#result")).to_contain_text("还没有选出自己的环节")
        page.get_by_text("从环节清单里选").click()
        page.get_by_label("协作机器人", exact=True).check()
        page.get_by_role("button", name="看结果").click()
        expect(page.locator(".side.me")).to_contain_text("协作机器人")
        page.get_by_role("button", name="清空").click()
        expect(page.locator("#result")).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("轴承", ["精密轴承"]),
        ("谐波减速器和伺服电机", ["减速器", "伺服电机"]),
        ("我们做焊接机器人工作站", ["焊接机器人系统"]),
        ("火星车", []),
    ],
)
def test_a_product_finds_the_nodes_that_are_it_and_not_those_it_goes_into(
    offline: Opened, text: str, nodes: list[str]
) -> None:
    with offline() as page:
        page.get_by_label("产品或服务").fill(text)
        shown = page.locator("#product-choice label").all_inner_texts()
    assert shown[: len(nodes)] == nodes
    assert bool(shown) is bool(nodes)
    assert "特种钢材" not in shown


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("设备老是停机", ["设备预测性维护"]),
        ("招工难", ["自动上下料"]),
        ("焊缝质量不稳", ["质量检测", "汽车零部件焊接"]),
        ("想上太空", []),
    ],
)
def test_what_hurts_is_understood_in_its_own_words(offline: Opened, text: str, names: list[str]) -> None:
    with offline() as page:
        found = page.evaluate(
            "(text) => { const all = JSON.parse(document.getElementById('content').textContent).scenarios;"
            "return selfcheck.scenariosIn(text).map((at) => all[at].name); }",
            text,
        )
    assert set(names) <= set(found)
    assert bool(names) is bool(found)


CASES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (condition("c1", "revenue", ">=", 2, unit="亿元"), {"revenue": 20000}),
    (condition("c1", "revenue", ">", 2, unit="亿元"), {"revenue": 20000}),
    (condition("c1", "revenue", ">=", 2, unit="亿元"), {}),
    (condition("c1", "rd_ratio", ">=", 3, unit="%"), {"rd_expense": 300, "revenue": 10000}),
    (condition("c1", "rd_ratio", ">=", 5, unit="%", period="sum_2y"), {"rd_expense": {"2024": 1}, "revenue": 9}),
    (condition("c1", "revenue_growth", ">=", 10, unit="%"), {"revenue": {"2023": 100, "2024": 110}}),
    (condition("c1", "revenue", ">=", 5, period="each_2y"), {"revenue": {"2023": 4}}),
    (condition("c1", "revenue", ">=", 5, period="each_3y"), {"revenue": {"2024": 6}, "age": 1.5}),
    (condition("c1", "revenue_growth", ">=", 20, period="cagr_2y"), {"revenue_growth": {"2023": 44, "2024": 0}}),
    (condition("c1", "incidents", "==", False, period="within_3y"), {"incidents": [2021]}),
    (condition("c1", "incidents", "==", False, period="within_3y"), {"incidents": [2022]}),
    (condition("c1", "incidents", "==", False), {"incidents": [1999]}),
    (condition("c1", "titles", "has", ["国家高新技术企业"]), {"titles": ["高新技术企业"]}),
    (condition("c1", "titles", "has_not", ["瞪羚企业"]), {"titles": []}),
    (condition("c1", "size_class", "in", ["中小企业"]), {"size_class": "微型"}),
    (condition("c1", "region", "in", ["浙江"]), {"region": ["中国", "浙江省", "宁波市"]}),
    (condition("c1", "region", "not_in", ["宁波市"]), {"region": ["中国", "浙江省", "宁波市"]}),
    (condition("c1", "debt_ratio", "<=", 60, unit="%"), {"debt_ratio": 72.5}),
    (condition("c1", "age", ">=", 3, unit="年"), {"age": 2}),
    (condition("c1", "score", ">=", 60), {"score": {"p": 61, "q": 1}}),
    (condition("c1", "other", "judge", "领军企业"), {"titles": []}),
]  # fmt: skip


def sheet(content: dict[str, Any], records: list[dict[str, Any]], to: Path) -> Path:
    """A file with these policies, none left out."""
    rules = [Offered(read_rules(one)) for one in records]
    to.write_text(file_of(content | policy_content(rules, [], 2024)), encoding="utf-8")
    return to


def verdicts(page: Page, facts: dict[str, Any], year: int, partial: Sequence[str] = ()) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(
        "(firm) => selfcheck.policies.map((one) => {"
        "const { verdict, results, missing, steps } = selfcheck.check(one, firm);"
        "return { id: one.id, verdict, results, missing, steps: steps.map((step) => step.text) }; })",
        {"baseYear": year, "facts": facts, "partial": list(partial)},
    )
    return found


def expected(record: dict[str, Any], firm: FirmProfile) -> dict[str, Any]:
    found = check(read_rules(record), firm)
    return {
        "id": record["id"],
        "verdict": found.verdict.value,
        "results": {one.condition.id: one.result.value for one in found.conditions},
        "missing": list(found.missing),
        "steps": [one.text for one in found.steps],
    }


def test_the_browser_judges_each_case_as_the_service_does(
    offline: Opened, content: dict[str, Any], tmp_path: Path
) -> None:
    records = [
        {
            "id": "p" if one["field"] == "score" else f"p{at}",
            "conditions": [one],
            "logic": {"id": "g", "op": "all", "items": ["c1"]},
        }
        for at, (one, _) in enumerate(CASES)
    ]
    with offline(path=sheet(content, records, tmp_path / "cases.html")) as page:
        for at, (record, (_, facts)) in enumerate(zip(records, CASES, strict=True)):
            assert verdicts(page, facts, 2024)[at] == expected(record, FirmProfile("f", "甲", 2024, facts))


def test_the_browser_joins_conditions_as_the_service_does(
    offline: Opened, content: dict[str, Any], tmp_path: Path
) -> None:
    record = POLICIES[0] | {
        "logic": {
            "id": "g1",
            "op": "all",
            "items": ["c2", {"id": "g2", "op": "at_least", "n": 2, "items": ["c3", "c4", "c5"]}],
        }
    }
    firms: list[dict[str, Any]] = [
        {},
        {"revenue": 3000, "invention_patents": 3, "titles": ["高企"]},
        {"revenue": 3000, "invention_patents": 1, "titles": []},
        {"revenue": 100, "rd_expense": {"2023": 1, "2024": 2}},
    ]
    with offline(path=sheet(content, [record], tmp_path / "joint.html")) as page:
        for facts in firms:
            assert verdicts(page, facts, 2024) == [expected(record, FirmProfile("f", "甲", 2024, facts))]


def test_a_firm_that_did_not_say_where_it_is_may_be_in_a_city_of_the_region(
    offline: Opened, content: dict[str, Any], tmp_path: Path
) -> None:
    records = [
        {
            "id": name,
            "conditions": [condition("c1", "region", "in", [name])],
            "logic": {"id": "g", "op": "all", "items": ["c1"]},
        }
        for name in ("杭州市", "浙江省", "福建省")
    ]
    facts = {"region": ["中国", "浙江省"]}
    firm = FirmProfile("f", "甲", 2025, facts, frozenset({"region"}))
    path = tmp_path / "places.html"
    known = [Offered(read_rules(one)) for one in records]
    path.write_text(file_of(content | policy_content(known, ["中国", "浙江省"], 2025)), encoding="utf-8")
    with offline(path=path) as page:
        found = verdicts(page, facts, 2025, ["region"])
    assert [one["verdict"] for one in found] == ["cannot_tell", "eligible"]
    assert found == [expected(one, firm) for one in records[:2]]


@pytest.mark.shared
def test_the_browser_agrees_on_real_policies_and_firms(
    offline: Opened, content: dict[str, Any], shared: Path, tmp_path: Path
) -> None:
    records, firms = (
        [json.loads(line) for line in (shared / "gold" / "policies" / name).read_text(encoding="utf-8").splitlines()]
        for name in ("policies.jsonl", "profiles.jsonl")
    )
    with offline(path=sheet(content, records, tmp_path / "real.html")) as page:
        for firm in map(read_profile, firms):
            assert verdicts(page, dict(firm.facts), firm.base_year) == [expected(one, firm) for one in records]
