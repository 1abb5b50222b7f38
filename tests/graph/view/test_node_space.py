"""The product space."""

import numpy as np

from graph.view.node_space import Point, layout_of, layout_svg

NEAR = np.array([[0.0, 0.9, 0.1], [0.9, 0.0, 0.0], [0.1, 0.0, 0.0]])


def test_the_strongest_ties_hold_everything_together() -> None:
    assert {frozenset(tie) for tie in layout_of(NEAR).ties} == {frozenset((0, 1)), frozenset((0, 2))}


def test_the_layout_is_the_same_every_time() -> None:
    np.testing.assert_array_equal(layout_of(NEAR).places, layout_of(NEAR).places)


def test_points_that_are_made_are_full() -> None:
    points = [Point("甲", "链", 1, made=True), Point("乙", "链", 1, made=False), Point("丙", "链", 1, made=False)]
    svg = layout_svg(layout_of(NEAR), points, "图")
    assert svg.count('fill="#ffffff"') == 2


def test_a_space_of_nothing_is_an_empty_picture() -> None:
    assert layout_svg(layout_of(np.zeros((0, 0))), [], "图").startswith("<svg")
