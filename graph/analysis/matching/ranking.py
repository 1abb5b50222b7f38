"""The score of a candidate: a linear model over its features, with its weights in one file.

Method: docs/methods.md, equation M3. `liantu train match` learns the weights from judgements.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.features import FEATURES
from ontology.errors import BadInput

_DIGITS: Final = 4  # of a weight as it is written
_ROUNDED: Final = 0.5 * 10.0**-_DIGITS  # by which each may then be too large
RANKING: Final = "matching.json"  # the workspace's own weights


@dataclass(frozen=True)
class Ranking:
    """A weight for each feature, and how a score is turned into a certainty."""

    weights: NDArray[np.float64]  # one a feature, none negative, together at most 1
    slope: float = 8.0  # of the certainty over the score
    middle: float = 0.5  # score of an even chance
    doubting: float = 0.0  # what doubt of the reading in full takes from the logit
    origin: str = ""

    def scores(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Score of each row of features, 0..1."""
        return self.weighed(tuple(values.T))

    def weighed(self, columns: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        """The same from the features one by one.

        They are added one after another, as a product of matrices need not do: those alike score alike to the bit.
        """
        total = np.zeros(columns[0].size)
        for weight, column in zip(self.weights.tolist(), columns, strict=True):
            total += weight * column
        return total

    @property
    def by_name(self) -> dict[str, float]:
        """Weight of each feature."""
        return dict(zip(FEATURES, self.weights.round(_DIGITS).tolist(), strict=True))

    def certainty(self, score: float, doubt: float = 0.0) -> float:
        """Chance that a candidate of this score makes exactly what is asked for.

        Args:
            score: 0..1.
            doubt: share of the need that the reading, by which the candidate was found, leaves unexplained, 0..1.
        """
        return float(1 / (1 + np.exp(self.doubting * doubt - self.slope * (score - self.middle))))


def ranking_in(text: str, *, place: str) -> Ranking:
    """A ranking from its JSON text; a feature that was added after it was learned weighs nothing.

    Raises:
        BadInput: there are no weights or one of an unknown feature, one is negative, or they exceed 1 together.
    """
    given = json.loads(text)
    weights = given.get("weights", {})
    odd = sorted(set(weights) - set(FEATURES)) if weights else list(FEATURES)
    if odd:
        raise BadInput(f"{place}：特征不符 {odd} · features differ", f"特征为 {'、'.join(FEATURES)} · the features")
    values = np.array([float(weights.get(name, 0)) for name in FEATURES])
    if (values < 0).any() or values.sum() > 1 + _ROUNDED * values.size:
        raise BadInput(f"{place}：权重须不为负且和不超过 1 · weights are 0 or more and add up to 1 at most")
    certainty = given.get("certainty", {})
    return Ranking(
        values / max(1.0, values.sum()),
        slope=float(certainty.get("slope", Ranking.slope)),
        middle=float(certainty.get("middle", Ranking.middle)),
        doubting=float(certainty.get("doubt", Ranking.doubting)),
        origin=str(given.get("来源", "")),
    )


def read_ranking(path: Path) -> Ranking:
    """The ranking in a file. Raises BadInput."""
    return ranking_in(path.read_text(encoding="utf-8"), place=path.name)


def kept_ranking(path: Path) -> Ranking:
    """The ranking in a file, the bundled one where there is none. Raises BadInput."""
    return read_ranking(path) if path.exists() else bundled_ranking()


def write_ranking(path: Path, ranking: Ranking) -> None:
    """Write a ranking as `read_ranking` reads it."""
    given = {
        "来源": ranking.origin,
        "weights": ranking.by_name,
        "certainty": {
            "slope": round(ranking.slope, 3),
            "middle": round(ranking.middle, 4),
            "doubt": round(ranking.doubting, 3),
        },
    }
    path.write_text(json.dumps(given, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@cache
def bundled_ranking() -> Ranking:
    """The ranking that comes along."""
    text = (files("graph.analysis.matching") / "weights.json").read_text(encoding="utf-8")
    return ranking_in(text, place="weights.json")
