"""Remedies: nearness of nodes on a million firms, beside networkx on fewer; the fewest additions, beside trying all.

Made-up firms (five nodes each, most of them of one chain) and chains of 50 nodes. networkx projects the graph of
firms and nodes onto the nodes; the number of firms that make both is compared. Additions are compared with the best of
all choices where these can be tried, and with the bound of the relaxation above.
"""

import time
from itertools import combinations

import networkx as nx
import numpy as np

from graph.analysis.makings import Makings
from graph.analysis.relatedness import relatedness_of
from graph.analysis.remedies.additions import Task, choose
from ontology.chains import Chain, make_chain

NODES = 50  # of a chain
MOST = 5


def chains_of(count: int) -> list[Chain]:
    """Chains whose nodes each go into the next, and every fifth into the one after it as well."""
    return [
        make_chain(
            {
                "id": f"c{chain}",
                "name": f"链{chain}",
                "origin": "made up",
                "stages": ["上游"],
                "nodes": [{"id": f"n{node}", "name": f"物{chain}-{node}", "stage": "上游"} for node in range(NODES)],
                "links": [{"from": f"n{node}", "to": f"n{node + 1}"} for node in range(NODES - 1)]
                + [{"from": f"n{node}", "to": f"n{node + 2}"} for node in range(0, NODES - 2, 5)],
            }
        )
        for chain in range(count)
    ]


def makings_of(firms: int, chains: int, seed: int = 1) -> Makings:
    """Five nodes a firm, each of the firm's own chain with probability 0.8."""
    random = np.random.default_rng(seed)
    home = random.integers(chains, size=firms)
    firm = np.repeat(np.arange(firms), 5)
    chain = np.where(random.random(firm.size) < 0.8, home[firm], random.integers(chains, size=firm.size))
    pairs = np.unique((chain * NODES + random.integers(NODES, size=firm.size)) * firms + firm)
    size = chains * NODES
    return Makings(
        nodes=tuple(map(str, range(size))),
        chain=np.repeat(np.arange(chains), NODES),
        node=pairs // firms,
        firm=pairs % firms,
        owner=pairs % firms,
        lists=np.ones(pairs.size, np.int64),
        sources=("made up",),
    )


def projected(makings: Makings) -> "nx.Graph[str]":
    """The peer: nodes joined by the number of firms that make both."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(
        (f"f{firm}", f"n{node}") for firm, node in zip(makings.firm.tolist(), makings.node.tolist(), strict=True)
    )
    return nx.bipartite.weighted_projected_graph(graph, {f"n{node}" for node in makings.node.tolist()})


def nearness() -> None:
    """Both at a size that the peer can finish, then ours alone at full size."""
    chains, makings = chains_of(8), makings_of(10_000, 8)
    began = time.process_time()
    ours = relatedness_of(chains, 0, makings)
    middle = time.process_time()
    theirs = projected(makings)
    ended = time.process_time()
    pairs = [(own, other) for own in range(NODES) for other in range(8 * NODES) if own != other]
    same = all(
        ours.together[own, other] == theirs.get_edge_data(f"n{own}", f"n{other}", {"weight": 0})["weight"]
        for own, other in pairs
    )
    told = f"ours {middle - began:.3f} CPU s (with inputs and customers), networkx {ended - middle:.2f}"
    print(f"10,000 firms, 400 nodes, one chain of 50: {told}, equal counts: {same}")
    chains, makings = chains_of(100), makings_of(1_000_000, 100)
    began = time.process_time()
    relatedness_of(chains, 0, makings)
    print(f"1,000,000 firms, 5,000 nodes, one chain of 50: ours {time.process_time() - began:.2f} CPU s")


def task_of(gaps: int, seed: int) -> Task:
    """Gaps of random weight, half of them with up to two inputs in which others serve as well."""
    random = np.random.default_rng(seed)
    routes = tuple(
        tuple(
            frozenset(random.integers(gaps, size=random.integers(1, 4)).tolist()) for _ in range(random.integers(0, 3))
        )
        for _ in range(gaps)
    )
    return Task(tuple(range(gaps)), tuple(random.random(gaps).tolist()), routes)


def best_of_all(task: Task) -> float:
    """The peer: every choice of so many additions tried."""
    return max(task.value(frozenset(chosen)) for chosen in combinations(task.choices, MOST))


def additions() -> None:
    """Exact and greedy at the size of chains; beside them the best of all choices where these can be tried."""
    task = task_of(18, 1)
    began = time.process_time()
    exact = choose(task, most=MOST)
    middle = time.process_time()
    best = best_of_all(task)
    ended = time.process_time()
    reached = task.value(frozenset(exact.nodes)) / best
    print(
        f"18 gaps, {MOST} additions: exact {middle - began:.3f} CPU s, all choices {ended - middle:.2f}, "
        f"reaches {reached:.4f} of the best"
    )
    for gaps in (40, 300, 1_000, 5_000):
        runs = [task_of(gaps, seed) for seed in range(3)]
        for small, word in ((1_000, "exact"), (0, "greedy")):
            if gaps > 1_000 and word == "exact":
                continue
            began = time.process_time()
            found = [choose(one, most=MOST, small=small) for one in runs]
            spent = (time.process_time() - began) / len(runs)
            least = min(one.at_least for one in found)
            print(f"{gaps} gaps, {word}: {spent:.3f} CPU s each, certain to reach {least:.0%} of the best at least")


def main() -> None:
    """Both parts."""
    nearness()
    additions()


if __name__ == "__main__":
    main()
