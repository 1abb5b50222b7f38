"""What an account sees: its regions, and persons masked unless an admin asks."""

import httpx
import pytest

from api.access.sight import Sight, is_shown, seeing, shown_region, told
from api.access.trail import Trail
from ontology.errors import OtherRegion
from ontology.values.regions import find_region
from tests.api.access.conftest import Asking, Site

ZHEJIANG, JIANGSU = "reg:330000", "reg:320000"
OF_ZHEJIANG, OF_JIANGSU = "杭州样例谐动传动科技有限公司", "苏州样例苏减传动有限公司"


def test_a_region_within_ones_own_is_shown_and_others_are_refused() -> None:
    with seeing(Sight((ZHEJIANG,))):
        assert shown_region(find_region("杭州")) == find_region("杭州")
        assert shown_region(None) == find_region("浙江")
        for name in ("江苏", "长三角"):
            with pytest.raises(OtherRegion):
                shown_region(find_region(name))
    assert shown_region(None) is None


def test_an_account_of_several_regions_has_to_name_one() -> None:
    with seeing(Sight((ZHEJIANG, JIANGSU))):
        assert shown_region(find_region("苏州")) == find_region("苏州")
        with pytest.raises(OtherRegion):
            shown_region(None)


@pytest.mark.parametrize(
    ("place", "shown"),
    [("", True), (None, True), ("杭州市", True), ("reg:330100", True), ("苏州", False), ("月球", False)],
)
def test_what_lies_elsewhere_or_nobody_knows_where_is_not_shown(place: str | None, shown: bool) -> None:
    with seeing(Sight((ZHEJIANG,))):
        assert is_shown(place) is shown


def test_findings_are_of_ones_own_region(asking: Asking) -> None:
    mine = asking("zhejiang")
    gaps = "/v1/chains/industrial-robot/gaps"
    assert mine.get(gaps).json()["region"]["name"] == "浙江省"
    assert mine.get(gaps, params={"region": "杭州"}).status_code == 200
    for path in (gaps, "/v1/chains/industrial-robot/view", "/chains/industrial-robot"):
        assert mine.get(path, params={"region": "江苏"}).status_code == 403
    assert asking("reader").get(gaps).json()["region"] is None


def test_a_page_that_was_made_for_all_is_not_shown_to_an_account_of_one_region(asking: Asking) -> None:
    assert "全国" in asking("reader").get("/chains/industrial-robot").text
    assert "浙江省" in asking("zhejiang").get("/chains/industrial-robot").text


def test_entities_elsewhere_are_left_out_of_lists_and_refused(asking: Asking) -> None:
    mine, all_of_them = asking("zhejiang"), asking("reader")
    names = {one["name"] for one in mine.get("/v1/entities", params={"q": "样例", "size": 500}).json()["items"]}
    everything = {
        one["name"] for one in all_of_them.get("/v1/entities", params={"q": "样例", "size": 500}).json()["items"]
    }
    assert OF_ZHEJIANG in names
    assert OF_JIANGSU in everything - names
    key = _key(all_of_them, OF_JIANGSU)
    for path in (
        f"/v1/entities/{OF_JIANGSU}",
        f"/v1/entities/{key}",
        f"/v1/entities/{key}/evidence",
        f"/entities/{key}",
    ):
        assert mine.get(path).status_code == 403, path
        assert all_of_them.get(path).status_code == 200, path
    assert OF_JIANGSU not in mine.get("/search", params={"q": "样例苏减"}).text


def _key(client: httpx.Client, name: str) -> str:
    found: str = client.get(f"/v1/entities/{name}").json()["id"]
    return found


def test_the_board_shows_and_takes_ones_own_regions_demands(asking: Asking) -> None:
    mine, other = asking("zhejiang"), asking("analyst")
    here = mine.post("/v1/board", json={"text": "求购减速器", "by": "浙江工信"}).json()
    there = other.post("/v1/board", json={"text": "求购编码器", "by": "江苏工信", "region": "江苏"}).json()
    assert here["region"] == "浙江省"
    assert mine.post("/v1/board", json={"text": "求购", "by": "x", "region": "江苏"}).status_code == 403
    listed = {one["id"] for one in mine.get("/v1/board").json()["items"]}
    assert here["id"] in listed
    assert there["id"] not in listed
    assert there["id"] not in mine.get("/board").text
    offer = {"provider": "某厂", "text": "可供", "by": "x"}
    assert mine.get(f"/v1/board/{there['id']}").status_code == 403
    assert mine.post(f"/v1/board/{there['id']}/answers", json=offer).status_code == 403
    assert mine.post(f"/v1/board/{here['id']}/answers", json=offer).status_code == 201


def test_candidates_that_an_account_of_all_regions_found_are_shown_where_they_lie_in_ones_own(asking: Asking) -> None:
    mine, other = asking("zhejiang"), asking("analyst")
    need = {"text": "求购谐波减速器", "by": "工信", "region": "浙江"}
    key = other.post("/v1/board", json=need).json()["id"]
    other.post(f"/v1/board/{key}/match", json={"by": "工信"})
    whole, seen = (one.get(f"/v1/board/{key}").json() for one in (other, mine))
    hidden = {one["id"] for one in whole["demand"]["candidates"]} - {one["id"] for one in seen["demand"]["candidates"]}
    assert hidden
    assert seen["demand"]["candidates"]
    for path in (f"/v1/board/{key}", "/v1/board?all=true", f"/board/{key}", "/board"):
        told = mine.get(path).text
        assert [one for one in hidden if one in told] == [], path


def test_a_page_that_refuses_offers_no_other_one_that_would(asking: Asking) -> None:
    page = asking("zhejiang").get("/shock")
    assert page.status_code == 403
    assert "不能按地区切分" in page.text
    assert 'href="/chains"' in page.text
    assert 'href="/console"' not in page.text


def test_what_is_not_there_is_not_found_for_every_account(asking: Asking) -> None:
    assert [asking(one).get("/nowhere").status_code for one in ("zhejiang", "reader")] == [404, 404]


def test_persons_are_masked_where_nobody_says_otherwise() -> None:
    assert told("电话13800138000") == "电话138****8000"
    with seeing(Sight(personal=True)):
        assert told("电话13800138000") == "电话13800138000"


NOTE = "杭州样例谐动传动科技有限公司生产谐波减速器，联系人手机13800138000。"


def test_documents_rows_and_triples_are_masked_and_an_admin_who_asks_is_written_down(
    asking: Asking, guarded: Site
) -> None:
    job = asking("admin").post("/v1/ingest", files={"files": ("电话.txt", NOTE.encode())}).json()["id"]
    with asking("admin").stream("GET", f"/v1/jobs/{job}/events") as events:
        assert events.read()
    cypher = {"cypher": "MATCH (d:Document) WHERE d.name CONTAINS '电话' RETURN d.id"}
    document = asking("admin").post("/v1/cypher", json=cypher).json()["rows"][0][0]
    page = f"/documents/{document}"
    for role in ("reader", "admin"):
        text = asking(role).get(page).text
        assert "138****8000" in text
        assert "13800138000" not in text
    assert "13800138000" not in asking("reviewer").get(page, params={"personal": "shown"}).text
    said = {"cypher": "MATCH (e:Evidence) WHERE e.name CONTAINS '联系人' RETURN e.name, {a: [e.name]}"}
    rows = asking("reader").post("/v1/cypher", json=said).text
    assert "138****8000" in rows
    assert "13800138000" not in rows
    sparql = {"query": "SELECT ?s WHERE { ?e ?p ?s FILTER(CONTAINS(STR(?s), '联系人')) }"}
    assert "13800138000" not in asking("reader").get("/v1/sparql", params=sparql).text
    assert "13800138000" in asking("admin").get(page, params={"personal": "shown"}).text
    last = Trail(guarded.folder).entries(last=1)[0]
    assert (last["who"], last["did"]) == ("admin (key)", "GET /documents/{document}")
