"""Names asked of a register: found as somebody writes them, never taken for another."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.index import Index
from tests.graph.said import code

REGISTER = pa.table(
    {
        "id": ["e1", "e2", "e3", "e4"],
        "name": ["杭州甲机电有限公司", "宁波甲机电有限公司", "乙新材料股份有限公司", "丙丁精密机械有限公司"],
        "code": [code(1), "", "", code(4)],
    }
)
INDEX = Index(REGISTER)


def asked(*names: str, codes: list[str] | None = None) -> list[tuple[str, str]]:
    table = pa.table(
        {"id": [str(n) for n in range(len(names))], "name": list(names), "code": codes or [""] * len(names)}
    )
    found = INDEX.resolve(table)
    return list(zip(found["entity"].to_pylist(), found["band"].to_pylist(), strict=True))


def test_a_dirty_name_is_found() -> None:
    assert asked("①杭州市甲機電有限公", "乙新材料") == [("e1", "merge"), ("e3", "merge")]


def test_a_name_that_two_fit_waits_for_a_person() -> None:
    assert asked("甲机电有限公司") == [("", "review")]


def test_another_word_or_place_is_another_firm() -> None:
    names = ("杭州甲机电服务有限公司", "温州甲机电有限公司", "乙新材料有限公司", "丙丁精密仪器有限公司")
    assert asked(*names) == [("", "apart")] * 4


def test_a_code_decides() -> None:
    assert asked("杭州甲机电有限公司", codes=[code(2)]) == [("", "apart")]
    assert asked("别的名称有限公司", codes=[code(4)]) == [("e4", "merge")]


def test_nothing_asked_gives_no_answer() -> None:
    assert asked() == []


@settings(max_examples=15, deadline=None)
@given(st.permutations(["杭州甲机电有限公司", "甲机电有限公司", "乙新材料", "丙丁精密机械"]))
def test_the_order_of_what_is_asked_does_not_matter(names: list[str]) -> None:
    assert dict(zip(names, asked(*names), strict=True)) == dict(zip(sorted(names), asked(*sorted(names)), strict=True))
