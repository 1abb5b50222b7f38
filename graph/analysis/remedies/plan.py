"""The plan for a region and chain: what to add, what to strengthen, where to reach out. Sections V6–V10."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.analysis.remedies.additions import Chosen, Task, choose
from graph.analysis.remedies.directions import to_extend, to_strengthen
from graph.analysis.remedies.ground import Ground
from graph.analysis.remedies.near_firms import near_firms
from graph.analysis.results import Addition, Gap, GapType, Plan

MOST: Final = 5  # additions proposed
_FIRMS: Final = 3  # candidates shown for each
# What a further firm would close; a node of which too little is known is no gap to be closed.
CLOSABLE: Final = frozenset(
    {
        GapType.BREAK,
        GapType.SUSPECTED_BREAK,
        GapType.CHOKE,
        GapType.BLOCKED,
        GapType.SINGLE_SOURCE,
        GapType.WEAK,
    }
)


def plan_of(ground: Ground, gaps: Sequence[Gap]) -> Plan:
    """The plan.

    Args:
        ground: the question.
        gaps: the finding on every node of the chain, healthy ones too, in the order of the definition.
    """
    task = _task(ground, gaps)
    chosen = choose(task, most=MOST)
    steps = list(_steps(ground, task, chosen))
    closed = task.closed(frozenset(chosen.nodes))
    whole = sum(task.weights)
    return Plan(
        method="exact" if chosen.exact else "greedy",
        closed=task.value(frozenset(chosen.nodes)) / whole if whole else 0.0,
        at_least=chosen.at_least,
        note=_note(chosen, task),
        additions=tuple(steps),
        open=tuple(ground.node(node) for node, done in zip(task.nodes, closed, strict=True) if not done),
        strengthen=to_strengthen(ground, gaps),
        extend=to_extend(ground, gaps),
    )


def _task(ground: Ground, gaps: Sequence[Gap]) -> Task:
    """Gaps weighed by score and certainty, and the other options that would close each."""
    made = {place for place, gap in enumerate(gaps) if gap.observed}
    open_ = [place for place, gap in enumerate(gaps) if gap.type in CLOSABLE and gap.score > 0]
    inputs = _Inputs.of(ground)
    return Task(
        nodes=tuple(open_),
        weights=tuple(gaps[place].score * gaps[place].certainty for place in open_),
        routes=tuple(() if place in made else inputs.routes(place, made) for place in open_),
    )


@dataclass(frozen=True, slots=True)
class _Inputs:
    """The inputs of the chain by each of their options: customer and options, as places."""

    rows: Mapping[int, Sequence[tuple[int, frozenset[int]]]]

    @classmethod
    def of(cls, ground: Ground) -> "_Inputs":
        place: Mapping[str, int] = {node.id: at for at, node in enumerate(ground.chain.nodes)}
        rows = defaultdict[int, list[tuple[int, frozenset[int]]]](list)
        for link in ground.chain.links:
            options = frozenset(place[option] for option in link.options)
            for option in options:
                rows[option].append((place[link.target], options))
        return cls(rows)

    def routes(self, node: int, made: set[int]) -> tuple[frozenset[int], ...]:
        """Other options of each input for which a customer here lacks the node; none where one has no other."""
        lacking = [options - {node} for customer, options in self.rows.get(node, ()) if not made or customer in made]
        unserved = [options for options in lacking if not options & made]
        return tuple(unserved) if all(unserved) else ()


def _steps(ground: Ground, task: Task, chosen: Chosen) -> Iterator[Addition]:
    added: frozenset[int] = frozenset()
    before = task.closed(added)
    for node in chosen.nodes:
        added |= {node}
        now = task.closed(added)
        fresh = [at for at in range(len(task.nodes)) if now[at] and not before[at]]
        yield Addition(
            node=ground.node(node),
            closes=tuple(ground.node(task.nodes[at]) for at in fresh),
            weight=sum(task.weights[at] for at in fresh),
            firms=near_firms(ground, node, most=_FIRMS),
        )
        before = now


def _note(chosen: Chosen, task: Task) -> str:
    if not task.nodes:
        return "没有可由新增企业补上的缺口"
    if chosen.exact:
        return f"精确解：至多新增 {MOST} 处时，没有更好的选法"
    simple = all(len(routes) <= 1 for routes in task.routes)
    known = "；每个缺口至多一条可替代的投入，贪心不低于最优的 63%" if simple else ""
    return f"贪心解：至少达到最优的 {chosen.at_least:.0%}（线性松弛上界）{known}"
