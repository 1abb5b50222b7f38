"""Whether an id, a name or a text tells what an account of 浙江 may not see."""

import pytest

from graph.veil import SIGN, Veil, veil_of
from tests.graph.analysis.worlds import World
from tests.graph.veil.conftest import OTHER, OWN, ZHEJIANG


@pytest.mark.parametrize("text", [OTHER, f"ent:{OTHER}", "乙传动科技", f"ent:{SIGN}0000001"])
def test_what_is_hidden_is_known_by_id_name_and_alias(veil: Veil, text: str) -> None:
    assert veil.hides(text)
    assert not veil.hides(OWN)


def test_a_name_that_something_shown_bears_too_hides_no_row() -> None:
    world = World()
    world.firm("苏州伺服电机", "苏州", "motor")
    world.nodes["ent:苏州伺服电机"]["aliases"] = ["伺服电机"]
    assert "伺服电机" not in veil_of(world.snapshot(), [ZHEJIANG]).names


@pytest.mark.parametrize("text", ["客户：苏州 乙传动有限公司。", "「乙傳動科技」供货", "苏州乙传\n动有限公司"])
def test_a_name_is_found_in_a_text_however_it_is_spelled(veil: Veil, text: str) -> None:
    assert veil.told(text) == "（其他地区）"
    assert veil.told(f"{OWN}供货") == f"{OWN}供货"
