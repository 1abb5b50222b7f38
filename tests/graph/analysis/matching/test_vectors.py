"""Words of what the same firms make are near, words of strangers are not."""

import numpy as np
import pytest

from graph.analysis.matching.doubt import Word, in_company
from graph.analysis.matching.vectors import Vectors, vectors_of
from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.worlds import World

TRADES = (("轮胎", "橡胶", "炭黑"), ("面粉", "大米", "玉米"), ("轴承", "齿轮", "阀门"))


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    world = World()
    for trade in TRADES:
        products = [world.thing("tec", name) for name in trade]
        for at in range(4):
            firm = world.firm(f"{trade[0]}厂{at}", "江苏")
            for product in products:
                world.fact(firm, Relation.PRODUCES, product)
    return world.snapshot()


def test_words_made_by_the_same_firms_are_nearer_than_those_of_others(snapshot: Snapshot) -> None:
    vectors = vectors_of(snapshot)
    direction = vectors.of(["轮胎"])
    assert vectors.nearness("炭黑", direction) > 0.8
    assert vectors.nearness("面粉", direction) < 0.2


def test_vectors_are_the_same_each_time_and_of_length_one(snapshot: Snapshot) -> None:
    first = vectors_of(snapshot)
    assert vectors_of(snapshot) is first
    assert np.allclose(np.linalg.norm(first.rows, axis=1), 1)


def test_a_word_that_nobody_makes_has_no_direction(snapshot: Snapshot) -> None:
    vectors = vectors_of(snapshot)
    assert vectors.of(["宠物"]) is None
    assert vectors.nearness("宠物", vectors.of(["轮胎"])) == 0
    assert vectors.nearness("轮胎", None) == 0


def test_a_graph_in_which_nobody_makes_two_things_has_no_vectors() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, world.thing("tec", "轮胎"))
    assert not vectors_of(world.snapshot()).place


def test_a_word_in_the_company_of_what_was_understood_leaves_less_doubt(snapshot: Snapshot) -> None:
    vectors: Vectors = vectors_of(snapshot)
    near, far = in_company([Word("炭黑", 0.5), Word("面粉", 0.5)], ["轮胎"], vectors)
    assert near.weight < 0.1
    assert far.weight == 0.5
