from pathlib import Path
from typing import Any

import pytest

from api.reading import Reading
from api.reconciliation.candidates import Candidate, find_candidates
from api.reconciliation.queries import Query
from ontology.schema import EntityClass
from tests.graph.analysis.worlds import World

CODE = "91330100YL0000012E"
ACTORS = frozenset({EntityClass.ENTERPRISE})


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """Two namesakes in two provinces, a firm with a code and an alias, and the products of a chain."""
    world = World()
    world.node("ent:a", "华安精密机械有限公司", "Enterprise", region="reg:330100")
    world.node("ent:b", "华安精密机械有限公司", "Enterprise", region="reg:440100")
    world.node(
        f"ent:{CODE}", "杭州谐动传动科技有限公司", "Enterprise", region="reg:330100", code=CODE, aliases=["谐动"]
    )
    folder: Path = tmp_path_factory.mktemp("reading")
    return Reading(world.snapshot(), folder)


def found(reading: Reading, text: str, **given: Any) -> list[Candidate]:
    return find_candidates(reading, [Query("q", text, **given)])["q"]


def test_a_whole_name_that_one_firm_bears_is_a_match(reading: Reading) -> None:
    first = found(reading, "杭州谐动传动科技有限公司")[0]
    assert (first.id, first.match) == (f"ent:{CODE}", True)
    assert first.score > 90


def test_of_two_namesakes_neither_is_a_match(reading: Reading) -> None:
    candidates = found(reading, "华安精密机械有限公司", kinds=ACTORS)
    assert {one.id for one in candidates} == {"ent:a", "ent:b"}
    assert not any(one.match for one in candidates)


def test_the_region_beside_the_name_tells_namesakes_apart(reading: Reading) -> None:
    first = found(reading, "华安精密机械有限公司", kinds=ACTORS, region="浙江省杭州市")[0]
    assert (first.id, first.match) == ("ent:a", True)


def test_a_code_decides_whatever_the_name(reading: Reading) -> None:
    first = found(reading, "某某公司", kinds=ACTORS, code=CODE)[0]
    assert (first.id, first.match) == (f"ent:{CODE}", True)


def test_a_name_that_is_only_like_another_is_no_match(reading: Reading) -> None:
    candidates = found(reading, "谐动传动设备")
    assert candidates
    assert not any(one.match for one in candidates)


def test_a_thing_that_alone_bears_the_very_name_is_a_match_and_kinds_are_kept_to(reading: Reading) -> None:
    first = found(reading, "伺服电机", kinds=frozenset({EntityClass.CHAIN_NODE}))[0]
    assert (first.id, first.match) == ("node:robot/motor", True)
    assert {one.cls for one in found(reading, "减速器", kinds=frozenset({EntityClass.TECHNOLOGY}))} == {"Technology"}
    assert found(reading, "伺服电机", kinds=ACTORS) == []


def test_a_product_and_a_node_of_one_name_are_told_apart_by_their_kind_alone(reading: Reading) -> None:
    assert not any(one.match for one in found(reading, "伺服电机"))


def test_a_batch_is_answered_query_by_query(reading: Reading) -> None:
    both = find_candidates(reading, [Query("a", "谐动"), Query("b", "zzzz")])
    assert (both["a"][0].id, both["b"]) == (f"ent:{CODE}", [])


def test_a_graph_without_organisations_has_other_candidates(tmp_path: Path) -> None:
    lone = Reading(World().snapshot(), tmp_path)
    assert found(lone, "特钢", kinds=frozenset({EntityClass.TECHNOLOGY}))[0].match
