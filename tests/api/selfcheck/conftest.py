"""Files of the sample, and a browser that is offline from the start."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from api.selfcheck.content import Asked, content_of
from api.selfcheck.writing import file_of
from api.workspace import Workspace
from ontology.eligibility.records import read_rules
from tests.api.pages.conftest import Visit

TODAY = date(2026, 11, 28)


def condition(key: str, field: str, op: str, value: Any, **more: str) -> dict[str, Any]:
    return {"id": key, "quote": f"条款原文{key}", "field": field, "op": op, "value": value, **more}


POLICIES = [
    {
        "id": "grant",
        "title": "设备补助办法",
        "conditions": [
            condition("c1", "region", "in", ["浙江省"]),
            condition("c2", "revenue", ">=", 2000, unit="万元", period="last_year"),
            condition("c3", "rd_ratio", ">=", 3, unit="%", period="avg_2y"),
            condition("c4", "invention_patents", ">=", 3, unit="项"),
            condition("c5", "titles", "has", ["高新技术企业", "科技型中小企业"]),
        ],
        "logic": {
            "id": "g1",
            "op": "all",
            "items": ["c1", "c2", "c3", {"id": "g2", "op": "any", "items": ["c4", "c5"]}],
        },
        "benefits": [
            {"kind": "补助", "quote": "按设备投资额的20%给予补助", "unit": "", "amount": None, "cap": None, "rate": 20}
        ],
        "deadline": {"date": "2026-12-31", "quote": ""},
    },
    {
        "id": "elsewhere",
        "title": "外省办法",
        "conditions": [condition("c1", "region", "in", ["福建省"])],
        "logic": {"id": "g1", "op": "all", "items": ["c1"]},
    },
]


@pytest.fixture(scope="session")
def content(space: Workspace) -> dict[str, Any]:
    """What the sample's file for robots in 浙江 holds."""
    rules = [read_rules(one) for one in POLICIES]
    return content_of(space, Asked("industrial-robot", "浙江", rules, TODAY))


@pytest.fixture(scope="session")
def file(content: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That file."""
    path = tmp_path_factory.mktemp("selfcheck") / "自诊断.html"
    path.write_text(file_of(content), encoding="utf-8")
    return path


Opened = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def offline(browser: BrowserContext, file: Path) -> Iterator[Opened]:
    """Opens the file without a network; it must ask for nothing but itself, and report no error."""
    assert browser.browser is not None
    context = browser.browser.new_context(locale="zh-CN", offline=True)

    @contextmanager
    def opened(width: int = 390, path: Path = file) -> Iterator[Page]:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        visit, asked = Visit(page), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        try:
            page.goto(path.as_uri())
            yield page
        finally:
            page.close()
        assert (asked, visit.errors) == ([path.as_uri()], [])

    yield opened
    context.close()
