"""Small indices and figures for the tests."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from graph.analysis.indices.definition import Index
from graph.analysis.indices.definition_checks import problems_of
from graph.analysis.indices.definition_file import make_index
from graph.analysis.indices.values import Figure, Values, block_of
from graph.analysis.results import Named


def raw_index(**changes: Any) -> dict[str, Any]:
    """Two dimensions of two and one indicators; the last is better where it is less."""
    return {
        "id": "small",
        "name": "小指数",
        "source": "测试",
        "normalisation": "goalposts",
        "dimensions": [
            {"id": "d1", "name": "甲", "indicators": [{"id": "a", "name": "指标甲"}, {"id": "b", "name": "指标乙"}]},
            {"id": "d2", "name": "乙", "indicators": [{"id": "c", "name": "指标丙", "direction": -1}]},
        ],
        **changes,
    }


def an_index(**changes: Any) -> Index:
    raw = raw_index(**changes)
    assert problems_of(raw) == []
    return make_index(raw)


def figures_of(index: Index, years: Mapping[int, list[list[float]]]) -> Values:
    """Years to rows of units u0, u1 …; NaN for none."""
    return block_of(
        index,
        [
            Figure(Named(f"u{place}", f"单位{place}"), year, column, value, evidence=(f"ev:{year}{place}{column}",))
            for year, rows in years.items()
            for place, row in enumerate(rows)
            for column, value in enumerate(row)
            if not np.isnan(value)
        ],
    )


def table_of(*rows: tuple[str, str, str, str]) -> pa.Table:
    return pa.table(dict(zip(("地区", "年份", "指标", "数值"), map(list, zip(*rows, strict=True)), strict=True)))
