"""What can be wrong with an index definition, said so that its author can mend it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from graph.analysis.indices.ahp import judgement
from graph.analysis.indices.definition import Aggregation, Normalisation, Weights
from ontology.errors import nearest
from ontology.indicators import indicators
from ontology.values.regions import LEVELS

_TEXTS = ("id", "name", "source", "normalisation")
_KNOWN = {*_TEXTS, "dimensions", "aggregation", "weights", "base_year", "outliers", "tiers", "level", "published"}
_KNOWN_INDEX = _KNOWN | {"efficiency", "note", "like"}
_KNOWN_LEAF = {"id", "name", "code", "names", "direction", "weight", "goalposts", "note"}
_NEEDS_BASE = {Normalisation.BASE_PERIOD, Normalisation.BASE_QUANTILES}
_ROUNDED = 0.05  # 1/3 written as 0.33
_NOT_POSITIVE = {Normalisation.ZSCORE, Normalisation.PERCENTILE, Normalisation.NONE}


def problems_of(raw: Mapping[str, Any]) -> list[str]:
    """Everything wrong with a definition, in reading order; empty when it can be used."""
    shape = list(_shape_problems(raw))
    return shape or [*_rule_problems(raw), *_leaf_problems(raw), *_weight_problems(raw), *_role_problems(raw)]


def _shape_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    for name in _TEXTS:
        if not isinstance(raw.get(name), str) or not raw[name]:
            yield f"缺 {name} · {name} is missing, or is no text"
    for name in raw.keys() - _KNOWN_INDEX:
        yield f"没有 {name!r} 这一项；相近的有 {nearest(str(name), _KNOWN_INDEX)} · unknown field"
    yield from _form_problems(raw)
    groups = raw.get("dimensions")
    if not isinstance(groups, list) or not groups:
        yield "dimensions 应列出至少一个维度 · list at least one dimension"
        return
    for group in groups:
        if not _has_texts(group) or not isinstance(group.get("indicators"), list) or not group["indicators"]:
            yield f"维度 {group!r:.60} 要有 id、name 和 indicators · a dimension needs id, name and indicators"
        elif not all(_has_texts(leaf) for leaf in group["indicators"]):
            yield f"维度 {group['id']} 的每个指标要有 id 和 name · each indicator needs id and name"
        else:
            yield from (f"{leaf['id']}：{said}" for leaf in group["indicators"] for said in _form_problems(leaf))


def _has_texts(entry: object) -> bool:
    return isinstance(entry, Mapping) and all(isinstance(entry.get(name), str) for name in ("id", "name"))


def _form_problems(entry: Mapping[str, Any]) -> Iterator[str]:
    """Fields of an index, or of an indicator, that hold something else than such a field does."""
    for name, (fits, form) in _FORMS.items():
        if entry.get(name) is not None and not fits(entry[name]):
            yield f"{name} 不能是 {entry[name]!r:.60}，{form}"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_weighting(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("experts") or {}, Mapping)


def _is_roles(value: object) -> bool:
    return isinstance(value, Mapping) and all(_is_words(value.get(side) or []) for side in ("inputs", "outputs"))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and value >= 1 and not isinstance(value, bool)


def _is_level(value: object) -> bool:
    return value in ("", *LEVELS)


_TEXT: Final = (_is_text, "应为文字 · must be text")
_WORDS: Final = (_is_words, "应写成 [写法, 写法] · must be a list of texts")
_FORMS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "weights": (_is_weighting, "应写成 {dimensions: …, indicators: …, experts: {…}} · must be a mapping"),
    "efficiency": (_is_roles, "应写成 {inputs: [编号], outputs: [编号]} · must be a mapping of lists"),
    "tiers": (_is_count, "应为不小于 1 的整数 · must be a whole number from 1"),
    "level": (_is_level, f"可用 {'、'.join(LEVELS)} · use one of these"),
    "published": _WORDS,
    "names": _WORDS,
    "code": _TEXT,
    "note": _TEXT,
}


def _rule_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    ways = raw.get("weights") or {}
    yield from _unknown("normalisation", raw["normalisation"], Normalisation)
    yield from _unknown("aggregation", raw.get("aggregation", "arithmetic"), Aggregation)
    for level in ("dimensions", "indicators"):
        yield from _unknown(f"weights.{level}", ways.get(level, "equal"), Weights)
    if raw["normalisation"] in _NEEDS_BASE and not isinstance(raw.get("base_year"), int):
        yield "这种标准化要写 base_year，如 2020 · give base_year"
    if raw["normalisation"] in _NOT_POSITIVE and raw.get("aggregation") == Aggregation.GEOMETRIC:
        yield "几何平均要求正数，不能与 zscore、percentile、none 同用 · a geometric mean needs positive figures"


def _unknown(field: str, value: object, known: type[StrEnum]) -> Iterator[str]:
    words = [one.value for one in known]
    if value not in words:
        yield f"{field} 不能是 {value!r}，可用 {'、'.join(words)} · use one of these"


def _leaf_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    leaves = [leaf for group in raw["dimensions"] for leaf in group["indicators"]]
    codes = {one.code for one in indicators()}
    for name, times in Counter(one["id"] for one in (*leaves, *raw["dimensions"])).items():
        if times > 1:
            yield f"编号 {name} 用了 {times} 次 · the id is used more than once"
    for leaf in leaves:
        for name in leaf.keys() - _KNOWN_LEAF:
            yield f"{leaf['id']}：没有 {name!r} 这一项 · unknown field"
        if leaf.get("code") and leaf["code"] not in codes:
            yield f"{leaf['id']}：指标目录没有 {leaf['code']!r}；相近的有 {nearest(leaf['code'], codes)} · unknown code"
        if leaf.get("direction", 1) not in (1, -1):
            yield f"{leaf['id']}：direction 应为 1 或 -1 · direction is 1 or -1"
        if leaf.get("goalposts") and not _is_span(leaf["goalposts"]):
            yield f"{leaf['id']}：goalposts 应写成 [低, 高] · write [low, high]"


def _is_span(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)) and value[0] < value[1]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _weight_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    ways = raw.get("weights") or {}
    experts = ways.get("experts") or {}
    groups = raw["dimensions"]
    yield from _level_problems("dimensions", ways.get("dimensions"), groups, experts)
    for group in groups:
        yield from _level_problems(group["id"], ways.get("indicators"), group["indicators"], experts)


def _level_problems(
    name: str, way: str | None, parts: list[Mapping[str, Any]], experts: Mapping[str, Any]
) -> Iterator[str]:
    if way == Weights.GIVEN and not _can_share([part.get("weight") for part in parts]):
        yield f"{name}：given 要求每一项都有 weight，不为负，也不全为 0 · every part needs a weight, not all 0"
    if way == Weights.AHP and len(parts) > 1:
        matrices = experts.get(name)
        if not isinstance(matrices, list) or not matrices:
            yield f"{name}：ahp 要在 weights.experts.{name} 给出至少一个判断矩阵 · give at least one matrix"
        elif not all(_is_reciprocal(matrix, len(parts)) for matrix in matrices):
            yield f"{name}：判断矩阵应为 {len(parts)} 阶正互反矩阵 · a judgement matrix must be reciprocal"


def _can_share(weights: list[Any]) -> bool:
    return all(_is_number(one) and one >= 0 for one in weights) and sum(weights) > 0


def _is_reciprocal(matrix: object, size: int) -> bool:
    if not isinstance(matrix, list) or len(matrix) != size:
        return False
    if not all(isinstance(row, list) and len(row) == size for row in matrix):
        return False
    read = [[judgement(value) for value in row] for row in matrix]
    if any(value is None for row in read for value in row):
        return False
    pairs = ((read[i][j] or 0) * (read[j][i] or 0) for i in range(size) for j in range(i, size))
    return all(abs(product - 1) < _ROUNDED for product in pairs)


def _role_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    roles = raw.get("efficiency")
    if not roles:
        return
    known = {leaf["id"] for group in raw["dimensions"] for leaf in group["indicators"]}
    for side in ("inputs", "outputs"):
        named = roles.get(side) or []
        if not named or not set(named) <= known:
            yield f"efficiency.{side} 应列出指标的编号 · list ids of indicators"
