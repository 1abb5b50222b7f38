"""What a person decides is checked, holds, and says what speaks against it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.derive import derive
from graph.ledger import Ledger
from graph.ledger.variants import variants_of
from graph.review import Asked, Outcome, decide, outcome_of
from ontology.errors import DifferentKinds, SameThing, UnknownDecision
from ontology.facts import Decision, Judgement
from ontology.schema import Relation
from tests.graph.said import NEWS, Said, code, document, firm, product

HANGZHOU, NANJING = "杭州样例甲机电有限公司", "南京样例甲机电有限公司"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    said = Said().alone(firm(HANGZHOU, region="reg:330100"), firm(NANJING, region="reg:320100"), firm("样例甲机电"))
    said.alone(firm("样例乙有限公司", code(1)), firm("样例乙股份有限公司", code(1)))
    said.claim(firm(HANGZHOU, region="reg:330100"), Relation.PRODUCES, product("减速器"))
    with Ledger(tmp_path / "ledger.duckdb") as opened:
        opened.record(document("a"), NEWS, said.batch())
        derive(opened)
        yield opened


def decided(ledger: Ledger, left: str, right: str, judgement: Judgement) -> Outcome:
    made = decide(ledger, Asked(left, right, judgement, "审核员", "理由"))
    derive(ledger)
    return outcome_of(ledger, made.id)


def test_a_decision_keeps_who_when_why_and_what_else_might_have_been(ledger: Ledger) -> None:
    made = decided(ledger, "样例甲机电", HANGZHOU, Judgement.SAME).decision
    assert (made.by, made.reason, made.left_name, made.right_name) == ("审核员", "理由", "样例甲机电", HANGZHOU)
    assert made.score is not None
    assert "仅差地区和组织形式" in made.grounds
    (other,) = made.alternatives
    assert {other.left_name, other.right_name} == {"样例甲机电", NANJING}
    assert ledger.decisions() == (made,)


def test_an_undone_decision_keeps_who_when_and_why(ledger: Ledger) -> None:
    made = decided(ledger, HANGZHOU, NANJING, Judgement.SAME).decision
    ledger.undo(made.id, by="复核员", reason="看错了")
    (found,) = ledger.decisions()
    assert (found.undone, found.undone_by, found.undone_reason) == (True, "复核员", "看错了")
    assert found.undone_at is not None
    assert not outcome_of(ledger, made.id).holds


def test_two_writings_that_were_put_together_are_taken_apart_by_name_or_key(ledger: Ledger) -> None:
    entity = f"ent:{code(1)}"
    keys = {one.name: one.mention for one in variants_of(ledger, entity)}
    assert len(keys) == 2
    by_name = decided(ledger, "样例乙有限公司", "样例乙股份有限公司", Judgement.APART)
    assert by_name.holds
    ledger.undo(by_name.decision.id)
    derive(ledger)
    by_key = decided(ledger, entity, keys["样例乙股份有限公司"][:13], Judgement.APART)
    assert by_key.holds


def test_an_opposite_decision_is_told(ledger: Ledger) -> None:
    first = decided(ledger, HANGZHOU, NANJING, Judgement.APART)
    assert (first.holds, first.against) == (True, ())
    second = decided(ledger, NANJING, HANGZHOU, Judgement.SAME)
    assert second.holds
    assert against(second) == [first.decision.id]


def test_a_decision_against_a_chain_of_others_names_them(ledger: Ledger) -> None:
    decided(ledger, "样例甲机电", HANGZHOU, Judgement.SAME)
    decided(ledger, "样例甲机电", NANJING, Judgement.SAME)
    last = decided(ledger, HANGZHOU, NANJING, Judgement.APART)
    assert last.holds
    assert [one.judgement for one in last.against] == [Judgement.SAME]


def against(outcome: Outcome) -> list[str]:
    return [one.id for one in outcome.against]


def test_one_thing_alone_is_nothing_to_decide(ledger: Ledger) -> None:
    with pytest.raises(SameThing):
        decide(ledger, Asked(HANGZHOU, HANGZHOU, Judgement.SAME, "审核员"))


def test_a_firm_is_no_product(ledger: Ledger) -> None:
    with pytest.raises(DifferentKinds, match="Technology"):
        decide(ledger, Asked(HANGZHOU, "减速器", Judgement.SAME, "审核员"))
    assert ledger.decisions() == ()


def test_an_unknown_decision_has_no_outcome(ledger: Ledger) -> None:
    with pytest.raises(UnknownDecision):
        outcome_of(ledger, "dec:0")


def test_decisions_of_an_older_ledger_have_no_grounds(ledger: Ledger) -> None:
    decided(ledger, HANGZHOU, NANJING, Judgement.APART)
    with ledger.transaction() as connection:
        connection.execute("UPDATE decisions SET seen = NULL, undone_by = NULL")
    (found,) = ledger.decisions()
    assert isinstance(found, Decision)
    assert (found.left_name, found.score, found.alternatives) == ("", None, ())
