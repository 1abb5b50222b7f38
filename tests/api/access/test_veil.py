"""Whatever an account of 浙江 asks, and wherever: no answer names a firm of another province."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import Any

import httpx
import pytest

from api.access.rules import Cut, table
from graph.snapshot import Snapshot
from graph.snapshot_file import read_snapshot
from ontology.schema import EntityClass
from ontology.values.regions import is_inside
from tests.api.access.conftest import Asking, Site

ZHEJIANG = "reg:330000"
OF_ZHEJIANG, OF_JIANGSU = "杭州样例谐动传动科技有限公司", "苏州样例苏减传动有限公司"
POLICY = "2026年样例工业机器人专项资金申报指南"
PLACED = (EntityClass.ENTERPRISE, EntityClass.ORGANIZATION, EntityClass.PARK)
NAMED = 4  # characters of a name that tells a firm

# What the requests to each route say: a route takes of it what it knows.
LURES: Sequence[Mapping[str, Any]] = (
    {"q": "样例", "text": "需要谐波减速器", "prefix": "样例", "region": ""},
    {"q": "江苏有哪些企业生产谐波减速器", "text": "江苏的减速器厂家", "prefix": "苏州", "region": "江苏"},
    {"q": OF_JIANGSU, "text": OF_JIANGSU, "prefix": OF_JIANGSU, "region": "全国", "personal": "shown"},
    {"q": "样例", "text": "工业机器人", "prefix": "样", "region": "", "as_of": "2026-11-01", "all": "true"},
)
ALWAYS = {
    "chain": "industrial-robot",
    "policy": POLICY,
    "index": "industrial-internet-regions",
    "since": "2026-01-01",
    "view": "all",
    "queries": json.dumps(
        {"q0": {"query": "苏州"}, "q1": {"query": OF_JIANGSU, "type": "Enterprise"}}, ensure_ascii=False
    ),
    "size": "500",
    "everything": "1",
}
BODIES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "/v1/match": [{"text": "需要谐波减速器", "top": 100}, {"text": OF_JIANGSU}, {"text": "减速器", "region": "江苏"}],
    "/v1/ask": [{"question": one["q"]} for one in LURES],
    "/v1/market/find": [
        {"text": "谐波减速器", "top": 100},
        {"text": "谐波减速器", "terms": {"within": "江苏", "asker": OF_JIANGSU}},
        {"text": "谐波减速器", "terms": {"excluded": [OF_JIANGSU], "unknown_too": True}},
    ],
    "/v1/policies/eligible": [{"enterprise": OF_JIANGSU}, {"enterprise": OF_ZHEJIANG}],
    "/v1/policies/align": [{"policies": [POLICY]}],
    "/v1/reports": [{"chain": "industrial-robot", "region": "江苏"}],  # one's own has a test below
}
FORMS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "/v1/reconcile": [
        {"queries": ALWAYS["queries"]},
        {
            "extend": json.dumps(
                {"ids": ["reg:320000", OF_JIANGSU], "properties": [{"id": "produces"}]}, ensure_ascii=False
            )
        },
    ],
    "/reports": [{"chain": "industrial-robot", "region": "江苏"}],
}
OWN_TESTS = ("/account", "/accounts", "/sign", "/v1/keys", "/v1/audit", "/v1/board", "/board")  # accounts; `test_sight`
NO_FIRMS = {"POST /v1/reports/verify", "POST /reports/verify", "POST /review/who"}  # what was sent, told again
EXAMPLES = ("/docs", "/v1/openapi.json")  # recorded from the bundled sample, and the same whatever a workspace holds


@dataclass(frozen=True)
class Secrets:
    """What must not be told, and ids to ask for."""

    words: Sequence[str]
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)  # parameter of a path → values
    evidence: Sequence[str] = ()

    def told(self, text: str, sent: str) -> list[str]:
        """Secrets in an answer, but for those that were sent with the question."""
        return [word for word in self.words if word in text and word not in sent]


@pytest.fixture(scope="module")
def secrets(guarded: Site, asking: Asking) -> Secrets:
    version = asking("admin").get("/v1/health").json()["version"]
    snapshot = read_snapshot(guarded.folder / "snapshots", version)
    assert snapshot is not None
    rows = snapshot.nodes.select(["id", "name", "aliases", "class", "region"]).to_pylist()
    there = [row for row in rows if row["class"] in PLACED and row["region"] and not is_inside(row["region"], ZHEJIANG)]
    assert len(there) > 50
    names = {name for row in there for name in (row["name"], *row["aliases"]) if len(name) >= NAMED}
    entities = [*(row["id"] for row in there[:3]), OF_JIANGSU, "reg:320000", *_shared(snapshot, there)]
    proofs = [row["id"] for row in rows if row["class"] == EntityClass.EVIDENCE]
    places = {
        "entity": entities,
        "policy": [row["id"] for row in rows if row["class"] == EntityClass.DOCUMENT and POLICY in row["name"]]
        or [POLICY],
        "node": ["harmonic-reducer", "rv-reducer", "reducer"],
        "name": ["industrial-internet-regions"],
        "fingerprint": ["0" * 16],
        "form": ["docx"],
    }
    return Secrets(sorted(names | {row["id"] for row in there}), places, proofs)


def _shared(snapshot: Snapshot, there: Sequence[Mapping[str, Any]]) -> list[str]:
    """Things without a place that are made elsewhere."""
    numbers = set(snapshot.index_of([row["id"] for row in there]).tolist())
    found = {
        snapshot.id(target)
        for edges in snapshot.relations.values()
        for subject, target in zip(edges.subject.tolist(), edges.object.tolist(), strict=True)
        if subject in numbers
        and snapshot.nodes["class"][target].as_py() in {EntityClass.TECHNOLOGY, EntityClass.SOLUTION}
    }
    return sorted(found)[:4]


SHOWING = sorted(
    key for key, rule in table().items() if rule.cut is not Cut.WHOLE and not key[1].startswith((*OWN_TESTS, *EXAMPLES))
)


@pytest.mark.parametrize(("method", "path"), SHOWING)
def test_no_route_names_a_firm_of_another_province(asking: Asking, secrets: Secrets, method: str, path: str) -> None:
    mine = asking("zhejiang")
    asked = _gets(secrets, path) if method == "GET" else _posts(path)
    if f"{method} {path}" in NO_FIRMS:
        assert not asked
        return
    for sent in asked:
        answer = mine.request(method, **sent)
        assert answer.status_code < 500, (sent, answer.text[:500])
        assert secrets.told(_text(answer), str(sent)) == [], sent


def _gets(secrets: Secrets, path: str) -> Iterator[Mapping[str, Any]]:
    for place in _places(secrets, path):
        for lure in LURES:
            yield {"url": place, "params": {**ALWAYS, **lure, "id": [*secrets.places["entity"]][:1]}}
        if path.endswith("/evidence"):
            for start in range(0, len(secrets.evidence), 300):
                yield {"url": place, "params": {"id": secrets.evidence[start : start + 300]}}


def _places(secrets: Secrets, path: str) -> Iterator[str]:
    """The path with values for its parameters; those of one name each in turn."""
    name = next(iter(re.findall(r"{(\w+)", path.replace("{chain}", ""))), "")
    for value in secrets.places.get(name, [""]):
        filled = path.replace("{chain}", "industrial-robot").replace("{form}", "docx")
        yield re.sub(r"{\w+(:path)?}", value, filled)


def _posts(path: str) -> list[Mapping[str, Any]]:
    bodies = [{"url": path, "json": body} for body in BODIES.get(path, ())]
    return [*bodies, *({"url": path, "data": form} for form in FORMS.get(path, ()))]


def _text(answer: httpx.Response) -> str:
    """An answer's text, escapes undone: JSON and pages write the same letters in several ways."""
    return unescape(answer.text)


def test_the_same_questions_of_an_account_of_all_regions_do_name_them(asking: Asking, secrets: Secrets) -> None:
    whole = asking("reader")
    for path in ("/v1/chains/industrial-robot/gaps", "/v1/evidence", "/search", "/match", "/ask", "/v1/reconcile"):
        assert any(secrets.told(_text(whole.get(**sent)), str(sent)) for sent in _gets(secrets, path)), path


def test_every_route_that_shows_something_is_tried() -> None:
    unasked = {f"{method} {path}" for method, path in SHOWING if method != "GET" and not _posts(path)}
    assert unasked == NO_FIRMS


def test_a_report_that_an_account_of_a_region_makes_carries_no_other_firm(asking: Asking, secrets: Secrets) -> None:
    mine = asking("zhejiang")
    made = mine.post("/v1/reports", json={"chain": "industrial-robot"}).json()
    assert "浙江" in made["title"]
    for form in ("docx", "xlsx", "html"):
        answer = mine.get(made["files"][form])
        assert answer.status_code == 200
        told = "\n".join(_unpacked(answer.content))
        assert OF_ZHEJIANG in told
        assert secrets.told(told, "") == [], form
    verdict = mine.post(
        "/v1/reports/verify", files={"file": ("x.docx", mine.get(made["files"]["docx"]).content)}
    ).json()
    assert verdict["differences"] == []


def test_reports_of_others_are_not_listed_nor_fetched(asking: Asking) -> None:
    whole = asking("analyst").post("/v1/reports", json={"chain": "industrial-robot", "region": "浙江"}).json()
    mine = asking("zhejiang")
    assert mine.get(whole["files"]["docx"]).status_code == 404
    assert whole["digest"] not in mine.get("/v1/reports").text
    assert whole["digest"][:16] not in mine.get("/reports").text


def test_findings_are_the_same_figures_as_those_of_all_regions(asking: Asking) -> None:
    place = "/v1/chains/industrial-robot/gaps"
    mine, whole = (
        asking(one).get(place, params={"region": "浙江", "all": "true"}).json()["gaps"]
        for one in ("zhejiang", "reader")
    )
    told = ("type", "score", "certainty", "observed", "expected")
    assert [[gap[one] for one in told] for gap in mine] == [[gap[one] for one in told] for gap in whole]


def test_a_need_is_met_from_ones_own_region_and_the_others_are_counted(asking: Asking) -> None:
    need = {"text": "需要谐波减速器", "top": 100}
    mine, whole = (asking(one).post("/v1/match", json=need).json() for one in ("zhejiang", "reader"))
    ids = {one["id"] for one in mine["results"]}
    here = {one["id"] for one in whole["results"] if not one["region"] or is_inside(one["region"]["id"], ZHEJIANG)}
    assert here <= ids
    assert ids
    assert re.search(r"另有 \d+ 家在其他地区", mine["searched"])


def test_ones_own_region_is_compared_with_the_figures_of_others(asking: Asking) -> None:
    mine = asking("zhejiang")
    asked = {"chain": "industrial-robot", "region": ["浙江", "江苏"]}
    assert [one["region"]["name"] for one in mine.get("/v1/compare", params=asked).json()["sides"]] == [
        "浙江省",
        "江苏省",
    ]
    assert mine.get("/v1/compare", params={**asked, "region": ["江苏", "浙江"]}).status_code == 403


def test_evidence_of_what_lies_elsewhere_says_that_it_is_withheld(asking: Asking) -> None:
    found = asking("reader").get(f"/v1/entities/{OF_JIANGSU}/evidence").json()["items"][0]
    shown = asking("zhejiang").get("/v1/evidence", params={"id": found["id"]}).json()["evidence"][0]
    assert shown["sentence"].startswith("这条原文说到其他地区")
    assert (shown["document"], shown["document_name"]) == ("", "")


_NEXT_ROW = re.compile("</t></is></c></row><row[^>]*><c[^>]*><is><t>")


def _unpacked(content: bytes) -> Iterator[str]:
    """All text of a file and of what is packed into it."""
    import pyarrow.parquet as pq

    if content[:4] == b"PAR1":
        yield json.dumps(pq.read_table(BytesIO(content)).to_pylist(), ensure_ascii=False, default=str)
    elif zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as pack:
            for name in pack.namelist():
                yield from _unpacked(pack.read(name))
    else:
        text = unescape(content.decode("utf-8", "replace"))
        yield text
        whole = _NEXT_ROW.sub("", text)  # a sheet holds a pack in parts, a row each
        yield from (part for found in re.findall(r"[A-Za-z0-9+/=\n]{2000,}", whole) for part in _decoded(found))


def _decoded(text: str) -> Iterator[str]:
    import base64

    content = base64.b64decode(text)
    if zipfile.is_zipfile(BytesIO(content)):
        yield from _unpacked(content)
