from hypothesis import given
from hypothesis import strategies as some

from graph.view.layers import layout
from ontology.chains import Chain, bundled_chains, make_chain

STAGES = ["上游", "中游", "下游"]


@some.composite
def chains(draw: some.DrawFn) -> Chain:
    size = draw(some.integers(1, 14))
    nodes = [{"id": f"n{at}", "name": f"环节{at}", "stage": draw(some.sampled_from(STAGES))} for at in range(size)]
    pairs = some.tuples(some.integers(0, size - 1), some.integers(0, size - 1))
    links = [{"from": f"n{a}", "to": f"n{b}"} for a, b in draw(some.lists(pairs, max_size=20)) if a != b]
    return make_chain({"id": "x", "name": "链", "origin": "试验", "stages": STAGES, "nodes": nodes, "links": links})


@given(chains())
def test_every_node_has_a_place_of_its_own_even_where_inputs_run_in_a_circle(chain: Chain) -> None:
    places = layout(chain)
    assert set(places) == {node.id for node in chain.nodes}
    assert len(set(places.values())) == len(places)


@given(chains())
def test_upstream_stands_left_of_downstream(chain: Chain) -> None:
    places = layout(chain)
    for one in chain.nodes:
        for other in chain.nodes:
            if STAGES.index(one.stage) < STAGES.index(other.stage):
                assert places[one.id].column < places[other.id].column


def test_an_input_stands_left_of_its_customer_in_the_bundled_chains() -> None:
    for chain in bundled_chains():
        places, stage = layout(chain), {node.id: chain.stages.index(node.stage) for node in chain.nodes}
        for source, target in chain.arrows():
            if stage[source] <= stage[target]:
                assert places[source].column < places[target].column, (chain.id, source, target)


@given(chains())
def test_the_same_chain_is_always_drawn_alike(chain: Chain) -> None:
    assert layout(chain) == layout(chain)
