"""Who in a region needs a node: the firms that make what it goes into."""

from graph.analysis.supply import Made, Supply


def customers_of(supply: Supply, node: int, region: str | None, *, limit: int = 5) -> tuple[Made, ...]:
    """Firms of the region that make what this node goes into, nearest customers first."""
    place = {one.id: number for number, one in enumerate(supply.chain.nodes)}
    ahead = [(place[source], place[target]) for source, target in supply.chain.arrows()]
    found, seen, front = list[Made](), {node}, [node]
    while front and len(found) < limit:
        front = list(dict.fromkeys(customer for option, customer in ahead if option in front and customer not in seen))
        seen.update(front)
        found += [one for at in front for one in supply.of_node(at, region)]
    return tuple(found[:limit])
