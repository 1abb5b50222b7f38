"""The remedies of one gap, kind by kind: planned capacity, firms next to it, suppliers elsewhere."""

from collections.abc import Iterator

from graph.analysis.remedies.ground import Ground
from graph.analysis.remedies.near_firms import near_firms
from graph.analysis.remedies.suppliers import outside_suppliers
from graph.analysis.results import Named, NearFirm, Remedy

EACH_KIND = 3  # remedies of one kind shown
_LOCAL = frozenset({"本地", "国内"})


def remedies_of(ground: Ground, node: int) -> tuple[Remedy, ...]:
    """At most three remedies of each kind, the nearest first.

    Args:
        ground: the question.
        node: place of the node in the chain.
    """
    return (*_planned(ground, node), *_near(ground, node), *_outside(ground, node))


def _planned(ground: Ground, node: int) -> Iterator[Remedy]:
    for one in ground.asked.supply.planned_at(node, ground.asked.place)[:EACH_KIND]:
        yield Remedy("推动在建项目", ground.name(one.firm), "已公布的项目，尚未投产")


def _near(ground: Ground, node: int) -> Iterator[Remedy]:
    listed = bool(ground.recipes.inputs[ground.columns.start + node])
    for firm in near_firms(ground, node, most=EACH_KIND):
        kind = "培育邻近企业" if firm.reach in _LOCAL else "引进邻近企业"
        yield Remedy(kind, Named(firm.id, firm.name), _told(firm, listed=listed))


def _told(firm: NearFirm, *, listed: bool) -> str:
    """What it has and what it lacks; the latter only where the definition lists what the node takes."""
    where = "" if firm.reach in _LOCAL else f"位于{firm.region.name if firm.region else '未知地区'}；"
    lacks = f"；尚缺投入{'、'.join(firm.lacks)}" if firm.lacks else "；所需投入都已在用" if listed else ""
    return f"{where}{'，'.join(firm.has)}；相关度 {firm.nearness:.2f}{lacks}"


def _outside(ground: Ground, node: int) -> Iterator[Remedy]:
    for one in outside_suppliers(ground.asked.supply, node, ground.asked.place, most=EACH_KIND):
        yield Remedy("对接区外供应商", ground.name(one.made.firm), one.why)
