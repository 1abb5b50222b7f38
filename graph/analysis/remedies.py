"""What would mend a gap: planned capacity, firms next to it, suppliers elsewhere.

Method: docs/methods.md, section R: nearest first (local, then the rest of the country).
"""

from collections.abc import Callable, Iterable, Iterator

from graph.analysis.results import Named, Remedy
from graph.analysis.supply import Made, Supply
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.values.regions import region_of

EACH_KIND = 3  # remedies of one kind shown


def remedies_of(snapshot: Snapshot, supply: Supply, node: int, region: str | None) -> tuple[Remedy, ...]:
    """At most three remedies of each kind, surest first."""
    planned = supply.planned_at(node, region)
    outside = [one for one in supply.of_node(node) if not supply.inside(one.firm, region)]
    own = {one.firm for one in supply.of_node(node)}
    near = [one for at in neighbours(supply.chain, node) for one in supply.of_node(at, region) if one.firm not in own]
    return (
        *_remedies(snapshot, "推动在建项目", planned, lambda _: "已公布的项目，尚未投产"),
        *_remedies(snapshot, "培育邻近企业", _distinct(near), lambda one: f"已做相邻环节{_node(supply, one)}"),
        *_remedies(snapshot, "对接区外供应商", outside, lambda one: f"位于{_place(supply, one)}，已做此环节"),
    )


def neighbours(chain: Chain, node: int) -> tuple[int, ...]:
    """Nodes that share a customer or an industry code with this one: what a firm could turn to most easily."""
    this, place = chain.nodes[node], {item.id: number for number, item in enumerate(chain.nodes)}
    customers = {target for source, target in chain.arrows() if source == this.id}
    beside = {place[source] for source, target in chain.arrows() if target in customers}
    alike = {place[item.id] for item in chain.nodes if set(item.industries) & set(this.industries)}
    ranked = sorted((beside | alike) - {node}, key=lambda at: (-((at in beside) + (at in alike)), at))
    return tuple(ranked)


def _remedies(snapshot: Snapshot, kind: str, made: Iterable[Made], why: Callable[[Made], str]) -> Iterator[Remedy]:
    for one in list(made)[:EACH_KIND]:
        yield Remedy(kind, Named(snapshot.id(one.firm), snapshot.name(one.firm)), why(one))


def _distinct(made: Iterable[Made]) -> list[Made]:
    return list({one.firm: one for one in made}.values())


def _node(supply: Supply, made: Made) -> str:
    return f"“{supply.chain.nodes[made.node].name}”"


def _place(supply: Supply, made: Made) -> str:
    home = supply.region.get(made.firm, "")
    return region_of(home).name if home else "未知地区"
