import httpx
import pytest

PAGES = [
    ("/", "产业链哪里薄弱"),
    ("/chains/industrial-robot?region=浙江", "力觉传感器"),
    ("/chains/industrial-robot", "全国"),
    ("/match", "找服务商"),
    ("/match?text=谐波减速器&region=浙江", "杭州样例谐动传动科技有限公司"),
    ("/search?q=样例谐动", "杭州样例谐动传动科技有限公司"),
    ("/entities/ent:91330100YL0000012E", "样例谐动"),
    ("/entities/node:industrial-robot/reducer", "减速器"),
    ("/entities/ent:91330100YL0000012E/network", "关系图"),
    ("/docs", "/v1/match"),
]


@pytest.mark.parametrize(("path", "word"), PAGES, ids=[path for path, _ in PAGES])
def test_a_page_shows_what_it_is_about(client: httpx.Client, path: str, word: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert word in answer.text


@pytest.mark.parametrize(("path", "word"), PAGES, ids=[path for path, _ in PAGES])
def test_a_page_names_no_other_host(client: httpx.Client, path: str, word: str) -> None:
    text = client.get(path).text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert 'src="http' not in text
    assert 'href="http' not in text


def test_what_rests_on_the_sample_says_so(client: httpx.Client) -> None:
    for path in ("/chains/industrial-robot?region=浙江", "/match?text=谐波减速器", "/entities/ent:91330100YL0000012E"):
        assert "不可用于决策" in client.get(path).text


@pytest.mark.parametrize("path", ["/chains/nothing", "/entities/Zzyzx", "/chains/industrial-robot?region=nowhere"])
def test_what_does_not_exist_is_a_page_with_the_way_out(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "这里没有答案" in answer.text
    assert "回到首页" in answer.text


def test_text_of_users_is_escaped(client: httpx.Client) -> None:
    page = client.get("/match", params={"text": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_the_form_of_the_start_page_leads_to_the_chain(client: httpx.Client) -> None:
    answer = client.get("/chains", params={"chain": "industrial-robot", "region": "浙江省"})
    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200


def test_the_network_file_is_whole_in_itself(client: httpx.Client) -> None:
    text = client.get("/entities/ent:91330100YL0000012E/network.html").text
    assert "vis" in text
    assert "<script src=" not in text
    assert '<link rel="stylesheet" href=' not in text
