"""The score of a cell (region, node) and what each cause contributes to it.

Method: docs/methods.md, equations S1–S2: V = 1 − Π(1 − wⱼcⱼ); score = √min(1, crit/crit₉₉) · V;
the contribution of a cause is its part of −ln(1 − wⱼcⱼ), which adds up exactly.
"""

from collections.abc import Mapping

import numpy as np


def vulnerability(causes: Mapping[str, tuple[float, float]]) -> float:
    """Noisy-or of causes, each (value 0..1, weight 0..1) (S1)."""
    return float(1 - np.prod([1 - weight * value for value, weight in causes.values()]))


def contributions(causes: Mapping[str, tuple[float, float]], score: float) -> dict[str, float]:
    """The score shared out over its causes; the parts add up to the score (S2)."""
    logs = {name: -float(np.log1p(-min(weight * value, 1 - 1e-12))) for name, (value, weight) in causes.items()}
    total = sum(logs.values())
    return {name: score * part / total if total > 0 else 0.0 for name, part in logs.items()}
