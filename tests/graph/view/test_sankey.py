"""Flows as ribbons."""

import re

from graph.view.sankey import Flow, sankey

FLOWS = [Flow("甲", "丙", 30.0), Flow("乙", "丙", 10.0), Flow("甲", "丁", 0.0)]


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'stroke-width="([0-9.]+)"', svg)]


def test_a_ribbon_is_as_wide_as_its_flow() -> None:
    wide = widths(sankey(FLOWS, "图"))
    assert wide[0] == 3 * wide[1]


def test_what_does_not_flow_is_not_drawn() -> None:
    assert len(widths(sankey(FLOWS, "图"))) == 2
    assert "丁" not in sankey(FLOWS, "图")


def test_no_flow_is_an_empty_picture() -> None:
    assert sankey([], "图").startswith("<svg")
