from pathlib import Path

import pytest

from graph.derive import derive
from graph.ledger import Ledger
from graph.linking import Unlinked, concept_named, node_named, open_concepts, unlinked
from ontology.errors import AmbiguousName, UnknownEntity
from ontology.facts import Judgement
from tests.graph.linking.test_links import REDUCER, definition, made, recorded


def reviewed(ledger: Ledger, *, limit: int = 50, start: int = 0) -> tuple[Unlinked, ...]:
    derive(ledger)
    return unlinked(ledger, open_concepts(ledger).slice(start, limit))


def test_an_unsure_concept_is_listed_with_its_candidate_and_what_speaks_against_it(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("减速器")], made("农机减速器", "RV减速器")) as ledger:
        (item,) = reviewed(ledger)
    assert (item.name, item.cls, item.met, item.documents) == ("农机减速器", "Technology", 1, 1)
    (candidate,) = item.candidates
    assert (candidate.node, candidate.term) == (REDUCER, "减速器")
    assert "农机" in candidate.objections[0]
    assert item.places[0].sentence == "甲机电有限公司 produces 农机减速器"


def test_likeness_proposes_where_no_name_does(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("谐波减速器")], made("谐波减速装置", "白糖")) as ledger:
        found = {item.name: item.candidates for item in reviewed(ledger)}
    assert [one.node for one in found["谐波减速装置"]] == [REDUCER]
    assert found["白糖"] == ()


def test_what_is_met_often_and_has_a_good_candidate_comes_first(tmp_path: Path) -> None:
    said = made("白糖", "农机减速器", "船用减速器", "船用减速器")
    with recorded(tmp_path, [definition("减速器")], said) as ledger:
        assert [item.name for item in reviewed(ledger)] == ["船用减速器", "农机减速器", "白糖"]


def test_the_list_comes_in_parts(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("减速器")], made("白糖", "红糖", "冰糖")) as ledger:
        parts = [reviewed(ledger, limit=2, start=start) for start in (0, 2)]
    assert [len(part) for part in parts] == [2, 1]
    assert len({item.name for part in parts for item in part}) == 3


def test_a_denied_candidate_is_not_proposed_again(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("减速器")], made("农机减速器")) as ledger:
        (before,) = reviewed(ledger)
        ledger.decide(before.id, REDUCER, Judgement.UNLINKED, by="甲", reason="")
        (item,) = reviewed(ledger)
    assert item.candidates == ()


def test_a_linked_concept_leaves_the_list(tmp_path: Path) -> None:
    with recorded(tmp_path, [definition("减速器")], made("农机减速器")) as ledger:
        (item,) = reviewed(ledger)
        ledger.decide(item.id, REDUCER, Judgement.LINKED, by="甲", reason="")
        assert reviewed(ledger) == ()


def test_names_and_short_ids_are_understood(tmp_path: Path) -> None:
    nodes = [definition("减速器"), definition("减速器", node="gear", chain="machine-tool")]
    with recorded(tmp_path, nodes, made("RV减速器")) as ledger:
        derive(ledger)
        assert concept_named(ledger, "rv减速器").startswith("tec:")
        assert node_named(ledger, "industrial-robot/reducer") == REDUCER
        with pytest.raises(AmbiguousName):
            node_named(ledger, "减速器")
        with pytest.raises(UnknownEntity):
            concept_named(ledger, "白糖")
