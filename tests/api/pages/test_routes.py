"""Pages over HTTP: what each is about, in both languages, safely."""

import csv
import io

import httpx
import pytest
from openpyxl import load_workbook

PAGES = [
    ("/", "产业链哪里薄弱"),
    ("/ask?q=浙江做减速器的企业有哪些", "杭州样例谐动传动科技有限公司"),
    ("/chains", "工业机器人"),
    ("/chains/industrial-robot?region=浙江", "力觉传感器"),
    ("/chains/industrial-robot", "全国"),
    ("/chains/industrial-robot?view=plan", "补链"),
    ("/chains/industrial-robot?view=policies", "政策对缺口"),
    ("/chains/industrial-robot?type=断点&least=0.5&region=浙江", "编码器"),
    ("/chains/industrial-robot/nodes/reducer?region=浙江", "原因"),
    ("/chains/industrial-robot/nodes/reducer?part=panel", "打开环节页"),
    ("/compare", "各地对标"),
    ("/compare?region=浙江 江苏", "各条产业链"),
    ("/compare?region=浙江&chain=industrial-robot", "逐个环节"),
    ("/shock", "一家停产代价最大的企业"),
    ("/shock?remove=减速器", "损失的环节"),
    ("/indices", "综合指数"),
    ("/indices/driven-industry", "方法"),
    ("/map?chain=industrial-robot", "浙江"),
    ("/map?region=浙江省&measure=coverage", "杭州"),
    ("/flows?inside=1", "地区间的采购"),
    ("/space?region=浙江", "邻近而尚无的环节"),
    ("/reports", "核验一份"),
    ("/match", "找服务商"),
    ("/match?text=谐波减速器&region=浙江", "杭州样例谐动传动科技有限公司"),
    ("/board", "发布需求"),
    ("/policies?region=浙江", "有效的政策"),
    ("/eligible", "企业情况"),
    ("/eligible?f.revenue=1.2亿元&f.legal_person=是", "对这家企业"),
    ("/search?q=样例谐动", "杭州样例谐动传动科技有限公司"),
    ("/entities/ent:91330100YL0000012E", "各处的写法"),
    ("/entities/node:industrial-robot/reducer", "减速器"),
    ("/documents", "上传"),
    ("/review", "待定"),
    ("/review/log", "判定记录"),
    ("/review/repair?entity=ent:91330100YL0000012E", "纠正是一条记录"),
    ("/console?q=MATCH (e:Enterprise) RETURN e.name LIMIT 3", "结果"),
    ("/status", "阈值"),
    ("/docs", "/v1/match"),
]
PATHS = [path for path, _ in PAGES]


@pytest.mark.parametrize(("path", "word"), PAGES, ids=PATHS)
def test_a_page_shows_what_it_is_about_and_names_no_other_host(client: httpx.Client, path: str, word: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert word in answer.text
    text = answer.text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert 'src="http' not in text
    assert 'href="http' not in text


@pytest.mark.parametrize("path", PATHS)
def test_a_page_keeps_to_a_strict_policy_of_content(client: httpx.Client, path: str) -> None:
    text = client.get(path).text
    assert " style=" not in text
    assert "<style" not in text
    assert "javascript:" not in text
    assert all(f" {handler}=" not in text for handler in ("onclick", "onchange", "onload", "onsubmit"))
    inline = [part for part in text.split("<script")[1:] if " src=" not in part.split(">", 1)[0]]
    assert all('type="application/json"' in part.split(">", 1)[0] for part in inline)


def test_what_rests_on_the_sample_says_so(client: httpx.Client) -> None:
    paths = ["/chains/industrial-robot?region=浙江", "/match?text=谐波减速器", "/entities/ent:91330100YL0000012E"]
    paths += ["/chains/industrial-robot/nodes/reducer", "/shock", "/compare?region=浙江&chain=industrial-robot", "/"]
    for path in paths:
        assert "不可用于决策" in client.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/chains/nothing",
        "/entities/Zzyzx",
        "/chains/industrial-robot?region=nowhere",
        "/chains/industrial-robot/nodes/nothing",
        "/documents/doc:nothing",
        "/jobs/nothing",
        "/board/nothing",
        "/policies/nothing",
        "/indices/nothing",
        "/chains?download=nothing.csv",
    ],
)
def test_what_does_not_exist_is_a_page_with_the_way_out(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "这里没有答案" in answer.text
    assert "回到首页" in answer.text


def test_text_of_users_is_escaped(client: httpx.Client) -> None:
    for path in ("/match?text=", "/search?q=", "/ask?q=", "/console?q=", "/eligible?enterprise="):
        assert "<script>alert" not in client.get(f"{path}<script>alert(1)</script>").text


def test_the_form_of_the_start_page_leads_to_the_chain(client: httpx.Client) -> None:
    answer = client.get("/chains", params={"chain": "industrial-robot", "region": "浙江省"})
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200


def test_a_filter_fades_what_it_leaves_out_of_the_picture_and_of_the_table(client: httpx.Client) -> None:
    text = client.get("/chains/industrial-robot", params={"region": "浙江", "type": "断点"}).text
    assert 'class="faded"' in text
    assert 'id="node:industrial-robot/force-sensor"' in text
    assert 'id="node:industrial-robot/reducer"' not in text


def test_english_is_asked_for_once_and_kept(site: str) -> None:
    with httpx.Client(base_url=site, timeout=60, trust_env=False) as reader:
        first = reader.get("/?lang=en")
        assert first.headers["content-language"] == "en"
        assert "Where is a chain weak" in first.text
        assert '<html lang="en">' in reader.get("/chains").text
        assert '<html lang="zh-CN">' in reader.get("/chains?lang=zh").text


def test_a_table_is_given_as_csv_that_spreadsheets_open(client: httpx.Client) -> None:
    answer = client.get("/chains/industrial-robot?region=浙江&download=gaps.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["环节", "类型"]
    assert rows[0][-1] == "标记"
    assert all("样例" in row[-1] for row in rows[1:])


def test_a_table_is_given_as_excel(client: httpx.Client) -> None:
    answer = client.get("/compare?region=浙江&chain=industrial-robot&download=sides.xlsx")
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    assert page.cell(1, 1).value == "地区"
    assert page.cell(2, 1).value == "浙江省"


@pytest.mark.parametrize(
    "path", ["/chains/industrial-robot?download=chain", "/map?download=map", "/flows?download=flows"]
)
def test_a_picture_is_given_as_a_file_that_leads_nowhere(client: httpx.Client, path: str) -> None:
    svg = client.get(f"{path}.svg").text
    assert svg.startswith("<svg")
    assert "<a " not in svg
    page = client.get(f"{path}.html").text
    assert "<table>" in page
    assert "<script" not in page


def test_the_network_file_is_whole_in_itself(client: httpx.Client) -> None:
    answer = client.get("/entities/ent:91330100YL0000012E/network.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "vis" in answer.text
    assert "<script src=" not in answer.text
    assert '<link rel="stylesheet" href=' not in answer.text


def test_a_statement_that_writes_is_refused_beside_its_text(client: httpx.Client) -> None:
    answer = client.get("/console?q=CREATE (n:Enterprise {id: 'x'})")
    assert answer.status_code == 403
    assert "CREATE (n:Enterprise" in answer.text


def test_a_sentence_stands_out_in_its_document(client: httpx.Client) -> None:
    quote = client.get("/v1/entities/ent:91330100YL0000012E/evidence?size=500").json()["items"]
    one = next(item for item in quote if item["row"] is None)
    text = client.get(f"/documents/{one['document']}?evidence={one['id']}").text
    assert f'<mark id="here">{one["sentence"]}' in text
