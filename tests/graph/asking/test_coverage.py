"""Answers to half of a question are not given."""

import pytest

from graph.asking.amounts import amounts_in
from graph.asking.coverage import check_covered
from graph.asking.meaning import NOTHING, ListOf
from graph.asking.names import Named
from graph.asking.refusal import Refused
from graph.asking.tokens import Token
from ontology.schema import EntityClass
from tests.graph.asking.conftest import Asking

GOODS = Token("隔膜", 0, names=(Named("tec:隔膜", "隔膜", EntityClass.TECHNOLOGY),))
CITY = Token("合肥", 0, names=(Named("reg:340100", "合肥市", EntityClass.REGION),))
(YEAR,) = (Token(one.text, 0, amount=one) for one in amounts_in("2023年"))


@pytest.mark.parametrize("token", [GOODS, CITY, YEAR])
def test_what_no_parameter_holds_is_named(token: Token) -> None:
    with pytest.raises(Refused) as refused:
        check_covered([token], ListOf(NOTHING), {"p1": ["ent:甲"]})
    assert refused.value.refusal.words == (token.text,)


@pytest.mark.parametrize(
    ("token", "given"), [(GOODS, ["tec:隔膜"]), (GOODS, ["隔膜"]), (CITY, ["reg:3401"]), (YEAR, "2023")]
)
def test_what_a_parameter_holds_is_covered(token: Token, given: object) -> None:
    check_covered([token], ListOf(NOTHING), {"p1": given})


def test_goods_may_go_unsaid_beside_the_fact_of_two_firms(asked: Asking) -> None:
    assert asked("样丁隔膜哪年开始给样甲新能供隔膜").values == (2015,)
