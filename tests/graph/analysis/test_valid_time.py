import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.firm_states import lifecycle_in
from graph.analysis.supply import supply_of
from graph.analysis.valid_time import holds_on, on_day
from ontology.schema import Lifecycle, Relation
from tests.graph.analysis.worlds import World

DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(date.isoformat)


@pytest.mark.parametrize(
    ("properties", "day", "held"),
    [
        ({}, "2025-06-30", True),
        ({"since": "2025-07-01"}, "2025-06-30", False),
        ({"since": "2025-07"}, "2025-07-01", True),
        ({"until": "2025"}, "2025-12-31", True),
        ({"until": "2025"}, "2026-01-01", False),
        ({"since": ["2020-01-01", "2026-01-01"]}, "2025-06-30", True),
        ({"since": "2030-01-01"}, "", True),
    ],
)
def test_a_fact_holds_from_its_beginning_to_its_end(properties: dict[str, object], day: str, held: bool) -> None:
    assert holds_on(properties, day) is held


@given(since=DAYS, until=DAYS, day=DAYS)
def test_a_fact_holds_on_the_days_between_and_no_other(since: str, until: str, day: str) -> None:
    assert holds_on({"since": since, "until": until}, day) is (since <= day <= until)


@pytest.mark.parametrize(
    ("properties", "state"),
    [
        ({"closed_on": "2025-01-01"}, Lifecycle.CLOSED),
        ({"status": "active", "注销日期": "2025-01-01"}, Lifecycle.CLOSED),
        ({"status": "active", "founded": "2025-01-01"}, Lifecycle.ACTIVE),
    ],
)
def test_a_firm_with_a_closing_day_is_closed(properties: dict[str, str], state: Lifecycle) -> None:
    assert lifecycle_in(json.dumps(properties)) is state


@pytest.mark.parametrize(
    ("properties", "day", "makers"),
    [
        ({"status": "closed", "closed_on": "2025-06-01"}, date(2025, 5, 31), 1),
        ({"status": "closed", "closed_on": "2025-06-01"}, date(2025, 6, 1), 0),
        ({"status": "active", "founded": "2025-06-01"}, date(2025, 5, 31), 0),
        ({"status": "active", "founded": "2025-06-01"}, date(2025, 6, 1), 1),
    ],
)
def test_a_firm_is_supply_while_it_is_there(properties: dict[str, str], day: date, makers: int) -> None:
    world = World()
    maker = world.firm("甲", "浙江")
    world.nodes[maker]["properties"] = json.dumps(properties, separators=(",", ":"))
    world.fact(maker, Relation.PRODUCES, "tec:减速器")
    assert len(supply_of(on_day(world.snapshot(), day), world.chain).made) == makers


def test_a_fact_that_had_not_begun_is_no_edge_of_the_day() -> None:
    world = World()
    maker = world.firm("甲", "浙江")
    world.fact(maker, Relation.PRODUCES, "tec:减速器", properties={"since": "2026-01-01"})
    snapshot = world.snapshot()
    assert on_day(snapshot, date(2025, 1, 1)).edges(Relation.PRODUCES).table.num_rows == 0
    assert on_day(snapshot, date(2026, 1, 1)).edges(Relation.PRODUCES).table.num_rows == 1
    assert on_day(snapshot, date(2026, 1, 1)).as_of == "2026-01-01"
