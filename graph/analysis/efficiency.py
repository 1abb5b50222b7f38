"""Efficiency: could others' practice make as much from less? Data envelopment analysis (docs/methods.md, E1–E3).

Input-oriented, under constant returns to scale (Charnes, Cooper & Rhodes 1978) and variable ones (Banker, Charnes &
Cooper 1984), each unit by two linear programs: the least share of its inputs, then the most slack at that share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology.errors import BadIndexValues

Floats = NDArray[np.float64]

_NOTHING: Final = 1e-7  # weights and slacks below are rounding of the solver
_ROOM: Final = 1e-9
_ONE: Final = 1 - 1e-7  # within the solver's own tolerance of nothing to spare
_UNITS_PER_FIGURE: Final = 3  # fewer units than this for each input and output make nearly all look efficient


@dataclass(frozen=True, slots=True)
class Efficient:
    """One unit under one assumption; slacks are in the units of the figures."""

    theta: float  # share of its inputs that would do, 1 for none to spare
    peers: Mapping[int, float]  # weights of the units it is measured by
    input_slacks: tuple[float, ...]
    output_slacks: tuple[float, ...]

    @property
    def efficient(self) -> bool:
        """Whether there is neither a share nor a slack to spare (Pareto–Koopmans)."""
        return self.theta > _ONE and not any((*self.input_slacks, *self.output_slacks))


def efficiencies(inputs: Floats, outputs: Floats, *, variable: bool = False) -> tuple[Efficient, ...]:
    """Efficiency of every unit against all.

    Args:
        inputs: units x inputs, none negative, each unit with one above 0.
        outputs: units x outputs, likewise.
        variable: variable returns to scale (BCC), else constant (CCR).

    Raises:
        BadIndexValues: a figure is missing or negative, or a unit has no input or no output.
    """
    for table in (inputs, outputs):
        if not np.all(comparable(table)):
            raise BadIndexValues(
                "投入、产出不能缺失或为负，也不能全为 0 · inputs and outputs must be known, not negative and not all 0",
                "补齐数值，或去掉这些单位 · complete the figures, or leave these units out",
            )
    scales = inputs.mean(axis=0), outputs.mean(axis=0)
    x, y = (table / np.where(scale > 0, scale, 1) for table, scale in zip((inputs, outputs), scales, strict=True))
    thetas = [_share(x, y, unit, variable=variable) for unit in range(len(x))]
    best = np.flatnonzero(np.array(thetas) > _ONE)  # nobody else is ever a peer
    frontier = _Frontier(x[best], y[best], best, scales)
    return tuple(
        _one(frontier, (theta * x[unit], y[unit]), theta, variable=variable) for unit, theta in enumerate(thetas)
    )


def comparable(table: Floats) -> NDArray[np.bool_]:
    """Units of which efficiency can be told: no figure missing or negative, and one above 0; one value a row."""
    return np.asarray(np.all(table >= 0, axis=1) & (table.sum(axis=1) > 0))


def few_units(units: int, figures: int) -> bool:
    """Whether there are too few units for that many inputs and outputs to tell them apart (E3)."""
    return units < _UNITS_PER_FIGURE * figures


@dataclass(frozen=True, slots=True)
class _Program:
    """min costs · v with rows v ≤ limits, equal_rows v = equal_limits, v ≥ 0."""

    costs: Floats
    rows: Floats | None
    limits: Floats | None
    equal_rows: Floats | None
    equal_limits: Floats | None

    def solved(self) -> Floats:
        """The variables at the least cost."""
        from scipy.optimize import linprog  # a third of a second that other commands need not wait for

        found = linprog(self.costs, self.rows, self.limits, self.equal_rows, self.equal_limits, method="highs")
        assert found.status == 0, found.message  # λ = 1 on the unit itself always solves it, and costs have a floor
        return np.asarray(found.x)


@dataclass(frozen=True, slots=True)
class _Frontier:
    """The units with nothing to spare: their scaled figures, places among all, and the scales."""

    x: Floats
    y: Floats
    units: NDArray[np.int64]
    scales: tuple[Floats, Floats]


def _share(x: Floats, y: Floats, unit: int, *, variable: bool) -> float:
    return min(float(_least_share(x, y, unit, variable=variable).solved()[-1]), 1.0)


def _one(frontier: _Frontier, target: tuple[Floats, Floats], theta: float, *, variable: bool) -> Efficient:
    """Peers and slacks of the unit that would use `target[0]` to make `target[1]`."""
    found = _most_slack(frontier, target, variable=variable).solved()
    size, width = len(frontier.x), frontier.x.shape[1]
    weights = {int(frontier.units[place]): float(found[place]) for place in np.flatnonzero(found[:size] > _NOTHING)}
    slacks = np.where(found[size:] > _NOTHING, found[size:], 0.0) * np.concatenate(frontier.scales)
    return Efficient(theta, weights, tuple(map(float, slacks[:width])), tuple(map(float, slacks[width:])))


def _least_share(x: Floats, y: Floats, unit: int, *, variable: bool) -> _Program:
    """min θ with Σ λ x ≤ θ x₀ and Σ λ y ≥ y₀ (E1); variables λ, θ."""
    rows = np.block([[x.T, -x[unit][:, None]], [-y.T, np.zeros((y.shape[1], 1))]])
    limits = np.concatenate([np.zeros(x.shape[1]), -y[unit]])
    sums = _weights_add_up(len(x), 1) if variable else (None, None)
    return _Program(np.append(np.zeros(len(x)), 1.0), rows, limits, *sums)


def _most_slack(frontier: _Frontier, target: tuple[Floats, Floats], *, variable: bool) -> _Program:
    """max Σ s with Σ λ x + s ≤ θ x₀ and Σ λ y − s ≥ y₀ (E2); variables λ, then the slacks.

    Inequalities with a hair of room, for θ is the solver's and rounded.
    """
    x, y = frontier.x, frontier.y
    width, height = x.shape[1], y.shape[1]
    rows = np.hstack([np.vstack([x.T, -y.T]), np.eye(width + height)])
    limits = np.concatenate([target[0], -target[1]]) + _ROOM
    costs = np.concatenate([np.zeros(len(x)), -np.ones(width + height)])
    sums = _weights_add_up(len(x), width + height) if variable else (None, None)
    return _Program(costs, rows, limits, *sums)


def _weights_add_up(units: int, others: int) -> tuple[Floats, Floats]:
    """Σ λ = 1, which is what variable returns add."""
    return np.concatenate([np.ones(units), np.zeros(others)])[None, :], np.ones(1)
