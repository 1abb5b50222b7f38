"""What waits for a person comes in the order of what hangs on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.derive import delta, derive
from graph.ledger import Ledger
from graph.review import Asked, Queue, decide, find_queue, outcome_of
from graph.review.consequence import ground_of
from graph.review.queue import OpenConcept, Pair
from graph.snapshot import load_snapshot
from ontology.chains import Chain, bundled_chains, chain_batch, chain_document, chain_source, find_chain
from ontology.facts import Judgement
from ontology.schema import Relation
from tests.graph.delta_view import DeltaView
from tests.graph.said import NEWS, Said, document, firm, product

ZHEJIANG, JIANGSU = "reg:330100", "reg:320100"


def robots() -> Chain:
    return find_chain("industrial-robot", bundled_chains())


@contextmanager
def recorded(folder: Path, said: Said) -> Iterator[Ledger]:
    chain = robots()
    with Ledger(folder / "ledger.duckdb") as ledger:
        defined = document(chain_document(chain).id.removeprefix("doc:"))
        ledger.record(defined, chain_source(chain), chain_batch(chain))
        ledger.record(document("a"), NEWS, said.batch())
        yield ledger


def queue(ledger: Ledger, *, limit: int = 50, start: int = 0) -> Queue:
    derive(ledger)
    snapshot = load_snapshot(DeltaView(delta(ledger, "")))
    return find_queue(ledger, ground_of(snapshot, [robots()], least_confidence=0.0), limit=limit, start=start)


def twins(said: Said, name: str, what: str) -> Said:
    """Two namesakes of different cities and a bare name that may be either; all make one product."""
    said.claim(firm(f"杭州{name}有限公司", region=ZHEJIANG), Relation.PRODUCES, product(what))
    said.claim(firm(f"南京{name}有限公司", region=JIANGSU), Relation.PRODUCES, product(what))
    return said.claim(firm(name), Relation.PRODUCES, product(what))


def test_a_pair_tells_both_names_what_hangs_on_it_and_how_to_decide(tmp_path: Path) -> None:
    with recorded(tmp_path, twins(Said(), "样例甲机电", "减速器")) as ledger:
        found = queue(ledger)
    pairs = [one for one in found.items if isinstance(one, Pair)]
    assert len(pairs) == found.pairs == 2
    one = pairs[0]
    assert {one.left.written, one.right.written} > {"样例甲机电"}
    assert 0 < one.score < 1
    assert "仅差地区和组织形式" in one.reasons[0]
    (change,) = one.consequence.changes
    assert (change.name, change.region, change.before, change.after) == ("减速器", "全国", 3, 2)
    assert one.commands == (
        f"liantu resolve merge {one.left.id} {one.right.id}",
        f"liantu resolve split {one.left.id} {one.right.id}",
    )


def test_where_few_firms_are_counted_a_pair_comes_first(tmp_path: Path) -> None:
    said = twins(twins(Said(), "样例甲机电", "减速器"), "样例乙精工", "控制器")
    for number in range(6):
        said.claim(firm(f"样例第{number}号电气有限公司"), Relation.PRODUCES, product("减速器"))
    said.claim(firm("样例乙精工"), Relation.PRODUCES, product("机器人控制器"))
    said.claim(firm("杭州样例乙精工有限公司", region=ZHEJIANG), Relation.PRODUCES, product("机器人控制器"))
    with recorded(tmp_path, said) as ledger:
        pairs = [one for one in queue(ledger).items if isinstance(one, Pair)]
    told = {
        (one.left.written, one.right.written): {(c.region, c.finding) for c in one.consequence.changes}
        for one in pairs[:2]
    }
    assert told == {
        ("样例乙精工", "杭州样例乙精工有限公司"): {("全国", "成为单点")},
        ("样例乙精工", "南京样例乙精工有限公司"): {("江苏省", "不再是断点")},
    }


def test_names_and_concepts_are_one_list_in_parts(tmp_path: Path) -> None:
    said = twins(Said(), "样例甲机电", "减速器").claim(firm("丙电气"), Relation.PRODUCES, product("白糖"))
    with recorded(tmp_path, said) as ledger:
        whole = queue(ledger)
        parts = [queue(ledger, limit=2, start=start) for start in (0, 2)]
    assert (whole.total, whole.pairs, whole.concepts) == (3, 2, 1)
    assert whole.items == (*parts[0].items, *parts[1].items)
    assert any(isinstance(one, OpenConcept) and one.name == "白糖" for one in whole.items)
    assert sorted((one.consequence.priority for one in whole.items), reverse=True) == [
        one.consequence.priority for one in whole.items
    ]


def test_a_judged_pair_leaves_the_list_and_comes_back_when_the_judgement_is_undone(tmp_path: Path) -> None:
    with recorded(tmp_path, twins(Said(), "样例甲机电", "减速器")) as ledger:
        one = next(one for one in queue(ledger).items if isinstance(one, Pair))
        made = decide(ledger, Asked(one.left.id, one.right.id, Judgement.APART, "甲"))
        assert one not in queue(ledger).items
        assert queue(ledger).pairs == 1
        ledger.undo(made.id, by="甲")
        assert queue(ledger).pairs == 2


def test_nodes_of_different_chains_are_no_pair(tmp_path: Path) -> None:
    with recorded(tmp_path, Said()) as ledger:
        for chain in bundled_chains():
            ledger.record(document(chain.id), chain_source(chain), chain_batch(chain))
        assert queue(ledger).pairs == 0


def test_a_link_tells_how_many_suppliers_a_node_would_gain(tmp_path: Path) -> None:
    said = Said().claim(firm("丙电气", region=ZHEJIANG), Relation.PRODUCES, product("农机减速器"))
    with recorded(tmp_path, said) as ledger:
        (item,) = queue(ledger).items
        assert isinstance(item, OpenConcept)
        found = {(one.region, one.before, one.after, one.finding) for one in item.consequence.changes}
        assert found == {("全国", 0, 1, "不再是断点"), ("浙江省", 0, 1, "不再是断点")}
        made = decide(ledger, Asked(item.id, item.candidates[0].node, Judgement.LINKED, "甲"))
        assert queue(ledger).items == ()
        assert outcome_of(ledger, made.id).holds
