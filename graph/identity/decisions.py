"""Three bands: held the same, for a person to review, apart; with the reasons of every pair."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.identity.comparison import FEATURES, NOT_COMPARED, SAYS
from graph.identity.groups import Against, Numbers, begins, join
from graph.identity.weights import Weights, probability

# Chance that a pair is the same: from MERGE on it is held the same where one thing alone fits and nothing speaks
# against it; from REVIEW on a person is asked; below it is apart. All thresholds of identity stand here.
MERGE: Final = 0.85
REVIEW: Final = 0.2

SEVERAL: Final = "多家相符"
AGAINST: Final = "与更强的归并矛盾"

LOG: Final = pa.schema(
    [
        ("left", pa.int64()),  # mention numbers
        ("right", pa.int64()),
        ("rule", pa.string()),
        ("score", pa.float64()),  # chance, 0..1; 1 for a person's decision
        ("reasons", pa.string()),  # 名称相同 +9.1；地区相容 +2.7: bits of each feature
    ]
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Pairs of one rule: mention numbers k x 2, levels k x features, how many things fit each."""

    rule: str
    pairs: Numbers
    levels: Numbers
    rivals: Numbers

    def taken(self, rows: Numbers | NDArray[np.bool_]) -> "Proposed":
        """Some of the pairs."""
        return Proposed(self.rule, self.pairs[rows], self.levels[rows], self.rivals[rows])


@dataclass(frozen=True, slots=True)
class Decided:
    """The groups after a rule, what made them, and what a person should see."""

    groups: Numbers
    merges: pa.Table  # LOG
    review: pa.Table  # LOG


def decide(proposed: Proposed, groups: Numbers, weights: Weights, against: Against) -> Decided:
    """Put together what is sure, strongest first; what would contradict a stronger merge waits for a person.

    Args:
        proposed: k pairs of mentions with the levels of their features.
        groups: group of each mention before, n values.
        weights: bits of each level.
        against: what no group may hold two of.
    """
    bits = weights.score(proposed.levels)
    chance = probability(bits)
    sure = (proposed.rivals == 1) & (chance >= MERGE)
    pairs = proposed.pairs[sure]
    merged, made = _strongest_first(groups, pairs, bits[sure], against)
    left_over = made[~_among(made, pairs, groups.size)]
    held = np.zeros(len(chance), bool)
    held[sure] = merged[pairs[:, 0]] == merged[pairs[:, 1]]
    logged = np.zeros(len(chance), bool)
    logged[sure] = _among(pairs, made, groups.size)
    asked = ~held & (chance >= REVIEW)
    merges = pa.concat_tables([_log(proposed.taken(logged), weights), said(left_over, proposed.rule)])
    return Decided(merged, merges, _log(proposed.taken(asked), weights, sure[asked]))


def _strongest_first(
    groups: Numbers, pairs: Numbers, bits: NDArray[np.float64], against: Against
) -> tuple[Numbers, Numbers]:
    """Groups and the pairs that made them; where all at once would contradict, the stronger pairs before the weaker.

    So a group that holds a contradiction is cut at its weakest link; of equally strong ones none is taken.
    """
    joined = join(groups, pairs, against)
    if len(joined.pairs) >= len(pairs):
        return joined.groups, joined.pairs
    made: list[Numbers] = []
    for strength in np.unique(np.round(bits, 3))[::-1]:
        joined = join(groups, pairs[np.round(bits, 3) == strength], against)
        groups = joined.groups
        made.append(joined.pairs)
    return groups, np.concatenate(made)


def _among(pairs: Numbers, others: Numbers, count: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.isin(pairs[:, 0] * count + pairs[:, 1], others[:, 0] * count + others[:, 1])
    return found


def _log(proposed: Proposed, weights: Weights, contradicted: NDArray[np.bool_] | None = None) -> pa.Table:
    """Pairs with their reasons; each distinct set of reasons is written once."""
    notes = np.zeros(len(proposed.pairs), np.int64)
    notes[proposed.rivals > 1] = 1
    if contradicted is not None:
        notes[contradicted] = 2
    scores = probability(weights.score(proposed.levels))
    return _table(proposed.pairs, proposed.rule, scores, reasons_of(proposed.levels, notes, weights))


def reasons_of(levels: Numbers, notes: Numbers, weights: Weights) -> NDArray[np.object_]:
    """The reasons of pairs in words; notes: 1 where several fit, 2 where a stronger merge speaks against.

    Each distinct set of reasons is written once.
    """
    rows = np.column_stack([levels, notes])
    _, first, which = np.unique(_as_numbers(rows), return_index=True, return_inverse=True)
    texts = np.array([_reasons(row, weights) for row in rows[first]], dtype=object)
    return texts[which]


def _as_numbers(rows: Numbers) -> Numbers:
    """One number for each distinct row of levels: numbers are sorted in a fraction of the time of rows."""
    base = int(rows.max(initial=0)) - NOT_COMPARED + 1
    numbers: Numbers = (rows - NOT_COMPARED) @ base ** np.arange(rows.shape[1])
    return numbers


def _reasons(row: Numbers, weights: Weights) -> str:
    parts = [
        f"{SAYS[feature, list(levels)[at]]} {weights.bits[number][at]:+.1f}"
        for number, (feature, levels) in enumerate(FEATURES.items())
        if (at := int(row[number])) != NOT_COMPARED
    ]
    return "；".join([*parts, *((), (SEVERAL,), (AGAINST,))[int(row[-1])]])


def said(pairs: Numbers, rule: str, reasons: str = "") -> pa.Table:
    """Pairs that people, or what they said of others, put together."""
    return _table(pairs, rule, np.ones(len(pairs)), np.full(len(pairs), reasons, dtype=object))


def _table(pairs: Numbers, rule: str, scores: NDArray[np.float64], reasons: NDArray[np.object_]) -> pa.Table:
    columns = (pairs[:, 0], pairs[:, 1], pa.array([rule] * len(pairs), pa.string()), scores, reasons)
    return pa.table(dict(zip(LOG.names, columns, strict=True)), schema=LOG)


def open_pairs(review: pa.Table, groups: Numbers) -> pa.Table:
    """Of the pairs to review those that are still two things, the likeliest of each two groups."""
    left, right = (groups[review[side].to_numpy()] for side in ("left", "right"))
    ends = np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1)
    order = np.lexsort((review["right"], review["left"], -review["score"].to_numpy(), ends[:, 1], ends[:, 0]))
    ends = ends[order]
    kept = order[begins(ends) & (ends[:, 0] != ends[:, 1])]
    return review.take(pa.array(kept))
