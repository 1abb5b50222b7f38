"""Where would the fewest new firms close the most? Additions of nodes that close weighted gaps.

A gap closes when its node is added, or when each customer that lacks it is served by another option of the same
input: all customers (AND), any option (OR). Maximise the weight of closed gaps with at most so many additions, and
among equals take the fewest. Exact by mixed-integer programming (HiGHS) where the task is small; greedy above, with
the linear relaxation as a bound that says how far from the best it can be. Method: docs/methods.md, equations V6–V8.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SMALL: Final = 1_000  # nodes that may be added up to which the exact answer is sought
_FEWER: Final = 1e-3  # of the smallest weight: what an addition costs, so that of equals the fewest are taken
_SETTLED: Final = 0.1  # of that cost, by which later nodes cost more, so that of equals the first are taken


@dataclass(frozen=True, slots=True)
class Task:
    """g gaps among nodes numbered as the caller likes.

    `routes[i]` are inputs in which gap i has other options; adding one of each closes the gap. Without routes only
    its own node does.
    """

    nodes: tuple[int, ...]  # of the gaps
    weights: tuple[float, ...]
    routes: tuple[tuple[frozenset[int], ...], ...]

    @property
    def choices(self) -> tuple[int, ...]:
        """Nodes that may be added, in order."""
        others = {node for routes in self.routes for options in routes for node in options}
        return tuple(sorted(others | set(self.nodes)))

    def closed(self, added: frozenset[int]) -> Flags:
        """Whether each gap is closed by these additions."""
        return np.array([self._serves(gap, added) for gap in range(len(self.nodes))], np.bool_)

    def value(self, added: frozenset[int]) -> float:
        """Weight of the gaps that these additions close."""
        return float(np.asarray(self.weights) @ self.closed(added))

    def touched(self) -> dict[int, set[int]]:
        """Gaps that each node may help to close."""
        found: dict[int, set[int]] = {}
        for gap, (own, routes) in enumerate(zip(self.nodes, self.routes, strict=True)):
            for node in frozenset({own}).union(*routes):
                found.setdefault(node, set()).add(gap)
        return found

    def gain(self, gaps: Iterable[int], before: frozenset[int], node: int) -> float:
        """Weight of those of these gaps that a further node closes.

        Args:
            gaps: places of gaps.
            before: nodes that are added already.
            node: the further one.
        """
        after = before | {node}
        return sum(self.weights[gap] for gap in gaps if self._serves(gap, after) and not self._serves(gap, before))

    def _serves(self, gap: int, added: frozenset[int]) -> bool:
        routes = self.routes[gap]
        return self.nodes[gap] in added or (bool(routes) and all(options & added for options in routes))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The additions, most useful first, and how good they are certain to be."""

    nodes: tuple[int, ...]
    exact: bool
    at_least: float  # share of the best value with as many additions


def choose(task: Task, *, most: int, small: int = SMALL) -> Chosen:
    """The fewest of at most `most` additions that close the most weight.

    Args:
        task: the gaps.
        most: additions that may be made.
        small: number of choices up to which the answer is exact.
    """
    if not sum(task.weights):
        return Chosen((), exact=True, at_least=1.0)
    if len(task.choices) <= small:
        return Chosen(_in_order(task, _exact(task, most)), exact=True, at_least=1.0)
    found = _greedy(task, task.choices, most)
    best = max(_bound(task, most), 1e-12)
    return Chosen(found, exact=False, at_least=min(1.0, task.value(frozenset(found)) / best))


def _greedy(task: Task, choices: Sequence[int], most: int) -> tuple[int, ...]:
    """One addition after the other, each that which closes most; it ends where nothing closes any more."""
    touched, added = task.touched(), tuple[int, ...]()
    while len(added) < most:
        before = frozenset(added)
        gains = {node: task.gain(touched.get(node, ()), before, node) for node in choices if node not in before}
        best = max(gains, key=lambda node: (gains[node], -node), default=None)
        if best is None or gains[best] <= 0:
            break
        added = (*added, best)
    return added


def _in_order(task: Task, chosen: frozenset[int]) -> tuple[int, ...]:
    """Chosen nodes, the most useful first; those that help only together stand last."""
    first = _greedy(task, sorted(chosen), len(chosen))
    return (*first, *sorted(chosen - set(first)))


def _exact(task: Task, most: int) -> frozenset[int]:
    solved = _solved(task, most, whole=True)
    return frozenset(node for node, taken in zip(task.choices, solved.tolist(), strict=False) if taken > 0.5)


def _bound(task: Task, most: int) -> float:
    """No choice of so many additions closes more than this: fractions of nodes may be added."""
    solved, size = _solved(task, most, whole=False), len(task.choices)
    return float(np.asarray(task.weights) @ solved[size : size + len(task.nodes)])


def _solved(task: Task, most: int, *, whole: bool) -> Floats:
    """The columns of the program, by HiGHS; nothing added is always allowed, so there is an answer."""
    from scipy.optimize import Bounds, milp  # only where it is asked for: most commands need not wait for it

    program = _Program.of(task, most)
    found = milp(
        program.cost,
        constraints=program.constraints,
        integrality=np.full(program.cost.size, int(whole)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    return np.asarray(found.x, np.float64)


@dataclass(frozen=True, slots=True)
class _Program:
    """Columns: additions x, gaps closed z, gaps closed through their routes y.

    z ≤ x(own) + y; y ≤ Σ x over each route; Σ x ≤ most (V7).
    """

    cost: Floats
    constraints: Any

    @classmethod
    def of(cls, task: Task, most: int) -> "_Program":
        from scipy.optimize import LinearConstraint

        place = {node: at for at, node in enumerate(task.choices)}
        size, gaps = len(place), len(task.nodes)
        rows: list[dict[int, float]] = [dict.fromkeys(range(size), 1.0)]
        for gap, routes in enumerate(task.routes):
            closed, through = size + gap, size + gaps + gap
            rows.append({closed: 1.0, through: -1.0, place[task.nodes[gap]]: -1.0})
            rows += [{through: 1.0, **{place[node]: -1.0 for node in options}} for options in routes or [()]]
        limits = np.zeros(len(rows))
        limits[0] = most
        return cls(_costs(task, size), LinearConstraint(_sparse(rows, size + 2 * gaps), -np.inf, limits))


def _costs(task: Task, choices: int) -> Floats:
    weights = np.asarray(task.weights)
    fee = _FEWER * float(weights[weights > 0].min())
    fees = fee * (1 + _SETTLED * np.arange(choices) / choices)
    return np.concatenate([fees, -weights, np.zeros(weights.size)])


def _sparse(rows: Sequence[dict[int, float]], columns: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    at = [row for row, cells in enumerate(rows) for _ in cells]
    values = [value for cells in rows for value in cells.values()]
    places = [column for cells in rows for column in cells]
    return csr_matrix((values, (at, places)), shape=(len(rows), columns))
