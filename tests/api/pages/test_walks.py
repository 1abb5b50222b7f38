"""The two ways through the site, from the first page to what people came for, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from tests.api.conftest import Built
from tests.api.pages.conftest import faults, visiting
from tests.api.spaces import copied, served

pytestmark = pytest.mark.browser

SLOW = 90_000  # milliseconds: two workers share the machine with a service each


def _title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


@pytest.fixture(scope="module")
def own_site(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service for the walks alone: what other tests repair would be found on the way."""
    with served(copied(sample.folder, tmp_path_factory.mktemp("walks") / "workspace")) as address:
        yield address


def test_a_policy_officer_goes_from_a_chain_to_the_evidence_repairs_a_fact_and_leaves_with_a_report(
    browser: BrowserContext, own_site: str
) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(own_site)
        page.locator("form[action='/chains'] input[name=region]").fill("浙江省")
        page.get_by_role("button", name="看短板").click()
        assert "工业机器人产业链" in _title(page)
        page.locator("tr[id='node:industrial-robot/force-sensor']").get_by_role("link", name="力觉传感器").click()
        expect(page.locator("main")).to_contain_text("断点")
        page.wait_for_load_state()  # the drawer's script is there; before, the link is a page of its own
        page.locator("a[data-evidence]").first.click()
        page.locator("#drawer blockquote cite a").first.click()
        expect(page.locator("#here").first).to_be_visible()  # the sentence, in its document
        _repair(page, own_site)
        page.goto(f"{own_site}/chains/industrial-robot?region=浙江省")
        page.get_by_role("link", name="出报告").click()
        page.get_by_role("button", name="出报告").click()
        made = page.locator(".hits li[aria-current]")
        expect(made).to_contain_text("浙江省", timeout=SLOW)
        with page.expect_download() as begun:
            made.get_by_role("link", name="Word").click()
        page.set_input_files("input[name=file]", _named(begun.value))
        page.get_by_role("button", name="逐个数核对").click()
        expect(page.get_by_role("status")).to_contain_text("全部与证据一致", timeout=SLOW)
        assert faults(page) == []


def _named(download: Download) -> dict[str, object]:
    path, name = download.path(), download.suggested_filename
    return {"name": name, "mimeType": "application/octet-stream", "buffer": path.read_bytes()}


def _repair(page: Page, site: str) -> None:
    """A product is on the wrong node: said once, seen in the log, and taken back."""
    page.goto(f"{site}/review")
    page.get_by_label("审核人").first.fill("王审核")
    page.get_by_role("button", name="记住").click()
    expect(page.locator("button[data-key]").first).to_be_enabled()
    page.wait_for_load_state()  # keys do nothing before the script is there
    expect(page.locator("[data-item][aria-current]")).to_have_count(1)
    choices = page.locator("[data-item]").evaluate_all("items => items.map(item => !!item.querySelector('[data-key]'))")
    for _ in range(choices.index(True)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    expect(page.get_by_role("status")).to_contain_text("已记录", timeout=SLOW)
    page.goto(f"{site}/review/log")
    expect(page.locator("tbody tr").first).to_contain_text("王审核")
    page.locator("tbody tr").first.get_by_role("button", name="撤销").click()
    expect(page.locator("tbody tr").first).to_contain_text("已撤销", timeout=SLOW)


def test_a_small_firm_finds_a_provider_and_why_and_the_policies_for_it(browser: BrowserContext, own_site: str) -> None:
    with visiting(browser, 390) as visit:
        page = visit.page
        page.goto(own_site)
        page.get_by_label("需求").fill("需要一家做谐波减速器的供应商")
        page.locator("form[action='/match'] input[name=region]").fill("浙江省")
        page.get_by_role("button", name="找服务商").click()
        first = page.locator(".results .card").first
        expect(first).to_contain_text("杭州样例谐动传动科技有限公司")
        expect(first).to_contain_text("产品相符")
        first.get_by_role("link", name="杭州样例谐动传动科技有限公司").click()
        assert "杭州样例谐动" in _title(page)
        page.goto(f"{own_site}/eligible")
        page.get_by_label("企业名称或代码").fill("杭州样例谐动传动科技有限公司")
        page.get_by_label("按哪一天判断").fill("2026-06-30")
        page.get_by_role("button", name="看能申报什么").click()
        expect(page.locator("#checks tbody tr").first).to_contain_text("专项资金申报指南")
        expect(page.locator("details").first).to_contain_text("满足")
        assert faults(page) == []
