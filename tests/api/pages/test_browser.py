"""The way a person goes through the pages, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.api.pages.conftest import Album, visiting

pytestmark = pytest.mark.browser

CHAIN = "/chains/industrial-robot?region=浙江省"
FIRM = "/entities/ent:91330100YL0000012E"
WIDTHS = [1440, 390]
SHOWN = {
    "start": "/",
    "chain": CHAIN,
    "match": "/match?text=需要一家做谐波减速器的供应商&region=浙江省",
    "entity": FIRM,
    "search": "/search?q=减速器",
    "docs": "/docs",
}


def no_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_from_the_start_to_the_sentence_behind_a_weak_link(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site)
        page.locator("form[action='/chains'] input[name=region]").fill("浙江省")
        page.get_by_role("button", name="看短板").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("工业机器人产业链")
        expect(page.locator(".picture svg")).to_be_visible()
        row = page.locator("[id='node:industrial-robot/force-sensor']")
        expect(row).to_contain_text("断点")
        row.locator("a[data-evidence]").click()
        drawer = page.locator("#drawer")
        expect(drawer).to_be_visible()
        expect(drawer.locator("blockquote p").first).not_to_be_empty()
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()


def test_from_a_weak_link_to_a_remedy_and_its_network(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        page.locator("table.gaps a[href^='/entities/ent:']").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("样例")
        page.get_by_role("link", name="关系图").click()
        expect(page.frame_locator("iframe").locator("canvas").first).to_be_visible()


def test_a_node_of_the_picture_leads_to_its_row(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        page.locator(".picture svg a", has_text="力觉传感器").first.click()
        assert page.url.endswith("#node:industrial-robot/force-sensor")


def test_a_node_that_is_sound_opens_the_list_it_stands_in(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        page.locator(".picture svg a", has_text="伺服电机").first.click()
        expect(page.locator("[id='node:industrial-robot/servo-motor']")).to_be_visible()


def test_a_need_in_own_words_finds_providers_and_why(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + "/match")
        page.get_by_label("需求").fill("需要一家做谐波减速器的供应商")
        page.locator("main").get_by_role("button", name="找服务商").click()
        first = page.locator(".results .card").first
        expect(first).to_contain_text("杭州样例谐动传动科技有限公司")
        expect(first).to_contain_text("产品相符")


def test_the_keyboard_reaches_the_text_and_the_drawer(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
        page.locator("table.gaps a[data-evidence]").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#drawer")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_fits_its_window_and_asks_nobody_else(
    browser: BrowserContext, site: str, album: Album, name: str, width: int
) -> None:
    with visiting(browser, width) as visit:
        visit.page.goto(site + SHOWN[name])
        album.keep(visit.page, f"{name}-{width}")
        assert no_wider_than_its_window(visit.page)


def test_the_network_page_asks_nobody_else(browser: BrowserContext, site: str, album: Album) -> None:
    with visiting(browser, 1440) as visit:
        visit.page.goto(f"{site}{FIRM}/network")
        expect(visit.page.frame_locator("iframe").locator("canvas").first).to_be_visible()
        visit.page.wait_for_timeout(500)  # the layout settles
        album.keep(visit.page, "network-1440")


def test_the_drawer_on_a_narrow_screen(browser: BrowserContext, site: str, album: Album) -> None:
    with visiting(browser, 390) as visit:
        visit.page.goto(site + CHAIN)
        visit.page.locator("table.gaps a[data-evidence]").first.click()
        expect(visit.page.locator("#drawer blockquote").first).to_be_visible()
        album.keep(visit.page, "drawer-390")
