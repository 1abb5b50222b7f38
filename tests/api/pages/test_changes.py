"""Changes from pages: decisions, uploads, saved queries, demands; and who may not ask for them."""

import re
import time

import httpx
import pytest

from tests.api.spaces import PLAN


def test_a_decision_is_written_shown_and_taken_back(own_client: httpx.Client) -> None:
    form = {
        "judgement": "apart",
        "left": "杭州样例谐动传动科技有限公司",
        "right": "苏州样例苏减传动有限公司",
        "by": "李审核",
    }
    page = own_client.post("/review/decide", data=form).text
    assert "已记录" in page
    found = re.search(r'name="decision" value="([^"]+)"', page)
    assert found
    own_client.post("/review/undo", data={"decision": found[1], "by": "李审核"})
    assert "已撤销" in own_client.get("/review/log").text
    assert 'value="李审核"' in own_client.get("/review").text


def test_what_cannot_be_decided_is_a_page_with_the_reason(own_client: httpx.Client) -> None:
    form = {"judgement": "same", "left": "杭州样例谐动传动科技有限公司", "right": "没有这家", "by": "李审核"}
    answer = own_client.post("/review/decide", data=form)
    assert answer.status_code == 404
    assert "这里没有答案" in answer.text


def test_an_upload_is_read_and_says_what_it_did(own_client: httpx.Client) -> None:
    page = own_client.post("/documents", files={"files": ("新计划.txt", PLAN.read_bytes() + "\n又一句。".encode())})
    for _ in range(200):
        if "完成" in page.text or "失败" in page.text:
            break
        time.sleep(0.1)
        page = own_client.get(page.url.path)
    assert "完成" in page.text
    assert "新计划.txt" in own_client.get("/documents").text


def test_a_query_is_saved_and_taken_away(own_client: httpx.Client) -> None:
    own_client.post("/console/save", data={"name": "前三家", "q": "MATCH (e:Enterprise) RETURN e.name LIMIT 3"})
    assert "前三家" in own_client.get("/console").text
    own_client.post("/console/save", data={"name": "前三家", "q": ""})
    assert "前三家" not in own_client.get("/console").text


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", "名" * 41])
def test_a_query_has_no_name_that_leads_elsewhere(own_client: httpx.Client, name: str) -> None:
    answer = own_client.post("/console/save", data={"name": name, "q": "MATCH (e) RETURN e LIMIT 1"})
    assert answer.status_code in {400, 422}


def test_a_demand_goes_from_posting_to_its_end(own_client: httpx.Client) -> None:
    by = {"by": "李采购"}
    page = own_client.post("/board", data={"text": "求购谐波减速器 200 台", **by})
    place = page.url.path
    assert "杭州样例谐动传动科技有限公司" in own_client.post(f"{place}/match", data=by).text
    given = {"provider": "杭州样例谐动传动科技有限公司", "text": "可供", **by}
    found = re.search(r'name="answer" value="([^"]+)"', own_client.post(f"{place}/answers", data=given).text)
    assert found
    step = {"step": "accept", "answer": found[1], **by}
    assert "已接单" in own_client.post(f"{place}/step", data=step).text
    assert "已关闭" in own_client.post(f"{place}/step", data={"step": "close", "outcome": "fulfilled", **by}).text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/review/decide", {"judgement": "apart", "left": "a", "right": "b", "by": "x"}),
        ("/review/undo", {"decision": "a", "by": "x"}),
        ("/review/retract", {"document": "a"}),
        ("/console/save", {"name": "a", "q": "b"}),
        ("/board", {"text": "a", "by": "b"}),
        ("/reports", {"chain": "industrial-robot"}),
    ],
)
def test_a_page_of_another_site_changes_nothing(own_client: httpx.Client, path: str, form: dict[str, str]) -> None:
    answer = own_client.post(path, data=form, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403


def test_a_form_leads_back_to_this_site_alone(own_client: httpx.Client) -> None:
    form = {"judgement": "same", "left": "杭州样例谐动传动科技有限公司", "right": "苏州样例苏减传动有限公司", "by": "x"}
    answer = own_client.post("/review/decide", data={**form, "back": "//elsewhere.example"}, follow_redirects=False)
    assert answer.headers["location"].startswith("/review")
