from pathlib import Path

import pytest

from graph.derive import delta
from graph.ledger import Ledger
from graph.search import NameIndex, TextIndex, open_indexes
from graph.search.texts import provider_texts
from graph.snapshot import Snapshot, load_snapshot
from ontology.facts import Mention
from ontology.schema import EntityClass, Relation
from tests.graph.delta_view import DeltaView
from tests.graph.said import NEWS, Said, document, firm, product

MAKERS = ("绿的谐波传动科技股份有限公司", "绿的谐波", "苏州绿的建材有限公司", "谐波建材有限公司")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    said = Said().alone(Mention("谐波减速器平台", EntityClass.PLATFORM))
    said.claim(firm(MAKERS[0]), Relation.PRODUCES, product("谐波减速器"), sentence="该公司为机器人关节供货。")
    said.attribute(firm(MAKERS[0]), "short_name", MAKERS[1])
    said.claim(firm(MAKERS[2]), Relation.PRODUCES, product("水泥"))
    said.alone(firm(MAKERS[3]))
    with Ledger(tmp_path_factory.mktemp("search") / "ledger.duckdb") as ledger:
        ledger.record(document("a"), NEWS, said.batch())
        return load_snapshot(DeltaView(delta(ledger, "")))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("绿的谐波", MAKERS[0]),  # an alias, whole
        ("绿 的 谐 波 传 动", MAKERS[0]),  # the beginning, with blanks
        ("建材", MAKERS[3]),  # a part; the shorter name first
        ("谐波减速器", "谐波减速器"),  # whole before longer
        ("绿的谐波传动科技有限责任公司", MAKERS[0]),  # nothing holds it, most pairs shared
    ],
)
def test_a_name_is_found_whole_by_its_beginning_or_by_a_part(snapshot: Snapshot, text: str, first: str) -> None:
    assert NameIndex.build(snapshot).find(text)[0].name == first


def test_a_search_can_be_kept_to_one_class(snapshot: Snapshot) -> None:
    hits = NameIndex.build(snapshot).find("谐波", EntityClass.PLATFORM)
    assert [(hit.name, hit.cls) for hit in hits] == [("谐波减速器平台", "Platform")]


@pytest.mark.parametrize("text", ["", "  ", "（", "鑫", ".*", "zzzz"])
def test_a_text_that_no_name_has_finds_nothing(snapshot: Snapshot, text: str) -> None:
    assert NameIndex.build(snapshot).find(text) == ()


def test_evidence_and_observations_are_not_names(snapshot: Snapshot) -> None:
    assert NameIndex.build(snapshot).find("机器人关节") == ()


def test_providers_are_found_by_what_they_make_and_by_what_is_said_of_them(snapshot: Snapshot) -> None:
    texts = TextIndex.build(snapshot)
    maker = snapshot.id(int(snapshot.edges(Relation.PRODUCES).subject[0]))
    names = {snapshot.id(number): snapshot.name(number) for number in range(snapshot.nodes.num_rows)}
    assert maker in names
    assert names[texts.find("机器人关节用谐波减速器")[0][0]] == MAKERS[0]
    assert names[texts.find("机器人关节")[0][0]] == MAKERS[0]
    assert [names[key] for key, _ in texts.find("水泥")] == [MAKERS[2]]
    assert texts.find("、。") == ()


def test_a_provider_is_found_by_what_its_row_says_and_not_by_what_the_columns_are_called(tmp_path: Path) -> None:
    said = Said().claim(firm(MAKERS[0]), Relation.PRODUCES, product("谐波减速器"), sentence="公式：登记=样例")
    said.claim(
        firm(MAKERS[2]), Relation.PRODUCES, product("水泥"), sentence="企业名称=苏州绿的；登记状态=存续；网址=a=b"
    )
    said.rows["evidence"][-1]["row"] = 7
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.record(document("a"), NEWS, said.batch())
        snapshot = load_snapshot(DeltaView(delta(ledger, "")))
    texts = TextIndex.build(snapshot)
    assert [len(texts.find(text)) for text in ("存续", "状态", "登记")] == [1, 0, 1]
    told = [text for part in provider_texts(snapshot) for text in part["text"].to_pylist()]
    assert [text for text in told if text.endswith("。水泥。苏州绿的；存续；a=b")]


def test_indexes_are_kept_by_version_and_old_ones_go(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "an-old-version").mkdir()
    names, _ = open_indexes(tmp_path, snapshot)
    again, texts = open_indexes(tmp_path, snapshot)
    assert [place.name for place in tmp_path.iterdir()] == [snapshot.version]
    assert names.find("绿的谐波") == again.find("绿的谐波")
    assert texts.find("水泥")


def test_where_the_first_looked_at_are_all_hidden_more_are_looked_at(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.search.index._LOOKED_AT", (1, 3))
    names = NameIndex.build(snapshot)
    first, *others = names.find("建材")
    assert others
    assert [hit.name for hit in names.without({first.id}).find("建材", limit=1)] == [others[0].name]
    assert names.without({hit.id for hit in (first, *others)}).find("建材", EntityClass.ENTERPRISE) == ()
