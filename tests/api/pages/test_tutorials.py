"""The pages that the tutorials show, as pictures: build/screenshots, or the folder in LIANTU_TUTORIAL_IMAGES.

`make screenshots` writes docs/images anew. A picture that cannot be made is a tutorial that is no longer true.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from api.selfcheck.content import Asked, content_of
from api.selfcheck.writing import file_of
from api.workspace import Workspace
from tests.api.pages.conftest import visiting

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
ROBOTS = "/chains/industrial-robot?region=浙江省"
WIDE, NARROW = 1120, 390  # pixels
COLOURS = 128  # of a picture in the repository: text stays sharp, and the file small


def _open_evidence(page: Page) -> None:
    page.locator("a[data-evidence]").first.click()
    expect(page.locator("#drawer blockquote").first).to_be_visible()


def _stay(_: Page) -> None:
    """The page is shown as it opens."""


SHOWN: dict[str, tuple[str, int, Callable[[Page], None]]] = {
    "chain": (ROBOTS, WIDE, _stay),
    "node": ("/chains/industrial-robot/nodes/force-sensor?region=浙江省", WIDE, _stay),
    "evidence": ("/chains/industrial-robot/nodes/force-sensor?region=浙江省", WIDE, _open_evidence),
    "review": ("/review", WIDE, _stay),
    "reports": ("/reports?chain=industrial-robot&region=浙江省", WIDE, _stay),
    "match": ("/match?text=需要一家做谐波减速器的供应商&region=浙江省", WIDE, _stay),
    "eligible": ("/eligible?enterprise=杭州样例谐动传动科技有限公司&on=2026-06-30", WIDE, _stay),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_of_the_tutorials_can_be_shown(browser: BrowserContext, site: str, name: str) -> None:
    address, width, prepare = SHOWN[name]
    with visiting(browser, width) as visit:
        answer = visit.page.goto(site + address)
        assert answer is not None
        assert answer.ok
        prepare(visit.page)
        _keep(visit.page, name)


def test_the_self_check_of_the_tutorials_can_be_shown(
    browser: BrowserContext, space: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "自诊断.html"
    file.write_text(file_of(content_of(space, Asked("industrial-robot", "浙江"))), encoding="utf-8")
    with visiting(browser, NARROW) as visit:
        visit.page.goto(file.as_uri())
        visit.page.get_by_label("产品或服务").fill("谐波减速器")
        visit.page.get_by_role("button", name="看结果").click()
        expect(visit.page.locator("#result")).to_be_focused()
        _keep(visit.page, "selfcheck")


def _keep(page: Page, name: str) -> None:
    folder = Path(os.environ.get("LIANTU_TUTORIAL_IMAGES") or ROOT / "build" / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as taken:
        small = taken.convert("RGB").quantize(COLOURS)
    small.save(path, optimize=True)
