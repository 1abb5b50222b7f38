"""Every page in a real browser: it fits its window, reads well without eyes, asks nobody else, reports no error."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.api.pages.conftest import Album, faults, no_wider_than_its_window, visiting

pytestmark = pytest.mark.browser

CHAIN = "/chains/industrial-robot?region=浙江省"
FIRM = "/entities/ent:91330100YL0000012E"
SHOWN = {
    "start": "/",
    "ask": "/ask?q=浙江做减速器的企业有哪些",
    "chains": "/chains",
    "chain": CHAIN,
    "plan": f"{CHAIN}&view=plan",
    "policies-for-gaps": f"{CHAIN}&view=policies",
    "node": "/chains/industrial-robot/nodes/reducer?region=浙江省",
    "compare": "/compare?region=浙江 江苏&chain=industrial-robot",
    "shock": "/shock?remove=减速器",
    "indices": "/indices",
    "map": "/map?chain=industrial-robot",
    "flows": "/flows",
    "space": "/space?region=浙江",
    "reports": "/reports",
    "match": "/match?text=需要一家做谐波减速器的供应商&region=浙江省",
    "board": "/board",
    "policies": "/policies",
    "eligible": "/eligible?f.revenue=3000",
    "entity": FIRM,
    "search": "/search?q=减速器",
    "documents": "/documents",
    "review": "/review",
    "repair": "/review/repair?entity=ent:91330100YL0000012E",
    "console": "/console?q=MATCH (e:Enterprise) RETURN e.id, e.name LIMIT 5",
    "status": "/status",
    "docs": "/docs",
    "english": "/?lang=en",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_fits_every_window_and_has_no_fault_of_access(
    browser: BrowserContext, site: str, album: Album | None, name: str
) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + SHOWN[name])
        assert faults(page) == []
        if album:
            album.keep(page, f"{name}-1440")
        page.set_viewport_size({"width": 390, "height": 844})
        assert no_wider_than_its_window(page)
        if album:
            album.keep(page, f"{name}-390")


def test_the_keyboard_reaches_the_text_and_the_drawer(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 390) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
        page.locator("#gaps a[data-evidence]").first.focus()
        page.keyboard.press("Enter")
        drawer = page.locator("#drawer")
        expect(drawer.locator("blockquote p").first).not_to_be_empty()
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()


def test_a_node_of_the_picture_opens_beside_it(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        page.locator(".picture svg a", has_text="力觉传感器").first.click()
        drawer = page.locator("#drawer")
        expect(drawer).to_contain_text("断点")
        drawer.get_by_role("link", name="打开环节页").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("力觉传感器")


def test_a_picture_can_be_taken_along_as_a_png(browser: BrowserContext, site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(site + CHAIN)
        with page.expect_download() as begun:
            page.get_by_role("link", name="PNG").click()
        assert begun.value.path().read_bytes().startswith(b"\x89PNG")


def test_thousands_of_nodes_are_drawn_before_their_findings_are_there(browser: BrowserContext, big_site: str) -> None:
    with visiting(browser, 1440) as visit:
        page = visit.page
        page.goto(f"{big_site}/chains/long")
        expect(page.locator("#chain-canvas[data-drawn]")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("长链")
