"""Names taken apart: place, 字号, trade, group, legal form, and the branch of a body."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.identity.grammar.affixes import Affixes, Numbers, Side
from graph.identity.grammar.offices import in_full
from graph.identity.grammar.places import take_bracketed, take_places
from graph.identity.grammar.words import FORMS, GROUPS, KIND_OF, UNIT, WHOLE_FORMS, trades
from graph.identity.grammar.writing import plain_writing
from ontology.values.code_points import between
from ontology.values.names import fold_column

COLUMNS: Final = (
    "normal",  # without what is only writing
    "place",  # code digits of the region at its beginning: 33, 3301
    "place_name",  # that region as written: 浙江省
    "core",  # without the place; that of an office in full
    "stem",  # the core without its legal form
    "brand",  # 字号
    "trade",  # 行业/产品词
    "group_word",  # 集团, 控股
    "form",  # 股份有限公司, 有限责任公司, 有限公司, 公司, or empty
    "kind",  # company, branch, factory, school …, by the ending
    "parent",  # of a branch: the body it belongs to, where its legal form stands in the name
    "unit",  # of a branch: what it is called in that body
    "inner_place",  # code digits of a region in brackets within the name, which begins with none
    "around",  # such a name without the brackets
)
_COMPANY: Final = (*WHOLE_FORMS, "公司")
_ENDS: Final = Affixes.of(_COMPANY, Side.END)
_MOST_TRADES: Final = 4  # trade words one after the other
_BRANCH: Final = rf"^(?P<parent>.+?(?:{FORMS}|集团公司|公司))(?P<unit>.*(?:{UNIT}))$"
_LEAST_BRAND: Final = 2


def parse_column(folded: pa.Array, named: NDArray[np.bool_] | None = None) -> pa.Table:
    """The parts of names, in the columns of `COLUMNS`; all but `normal`, `core` and `stem` may be empty.

    Args:
        folded: n names as `fold` makes them.
        named: which of them are names of firms and organisations, all where it is not given; the others
            stay as they are written.
    """
    rows = np.arange(len(folded)) if named is None else np.flatnonzero(named)
    normal = _put(folded, rows, plain_writing(folded.take(pa.array(rows))))
    called = _put(normal, rows, in_full(normal.take(pa.array(rows))))
    sizes, place = take_places(called, rows)
    core = between(called, sizes, _lengths(called)) if sizes.any() else called
    kind, branches = _kinds(normal, rows), _branches(normal, rows)
    forms, form_sizes = _ENDS.longest(core)
    forms[pc.not_equal(kind, "company").to_numpy(zero_copy_only=False)] = -1
    form_sizes[forms < 0] = 0
    stem = _without_end(core, form_sizes)
    parts = {
        "normal": normal,
        "place": pa.array(place, pa.string()),
        "place_name": between(called, np.zeros(len(core), np.int64), sizes),
        "core": core,
        "stem": stem,
        **_inside(_bodies(stem, branches["parent"], sizes), rows),
        "form": _named(_COMPANY, forms),
        "kind": kind,
        **branches,
        **_bracketed(folded, rows[~sizes[rows].astype(bool)]),
    }
    return pa.table({name: parts[name] for name in COLUMNS})


def _bracketed(folded: pa.Array, rows: Numbers) -> dict[str, pa.Array]:
    """The region in brackets of the names that begin with none, and what they are without it."""
    blank = pa.array(np.full(len(folded), "", dtype=object), pa.string())
    held, left, digits = take_bracketed(folded, rows)
    if not held.size:
        return {"inner_place": blank, "around": blank}
    return {
        "inner_place": _put(blank, held, pa.array(digits, pa.string())),
        "around": _put(blank, held, plain_writing(left)),
    }


def _bodies(stem: pa.Array, parent: pa.Array, place_sizes: Numbers) -> pa.Array:
    """Stems, and in the place of a branch's that of its body."""
    rows = np.flatnonzero(pc.not_equal(parent, "").to_numpy(zero_copy_only=False))
    if not rows.size:
        return stem
    body = parent.take(pa.array(rows))
    core = between(body, place_sizes[rows], _lengths(body))
    mask = np.zeros(len(stem), bool)
    mask[rows] = True
    return pc.replace_with_mask(stem, pa.array(mask), _without_end(core, _ENDS.longest(core)[1]))


def _without_end(texts: pa.Array, sizes: Numbers) -> pa.Array:
    return between(texts, np.zeros(len(texts), np.int64), _lengths(texts) - sizes)


def parse_name(name: str) -> dict[str, str]:
    """The parts of one name as somebody writes it; `COLUMNS`, empty where it has none."""
    return {part: str(values[0]) for part, values in parse_column(fold_column(pa.array([name]))).to_pydict().items()}


def _inside(stem: pa.Array, rows: Numbers) -> dict[str, pa.Array]:
    """字号, trade and group of stems: 铂洋建设集团 is 铂洋 + 建设 + 集团."""
    ends = _lengths(stem)
    _, sizes = Affixes.of(GROUPS, Side.END).longest(stem, leave=_LEAST_BRAND)
    sizes[~np.isin(np.arange(len(sizes)), rows)] = 0
    base_ends = ends - sizes
    words, trade_sizes = Affixes.of(trades(), Side.END), np.zeros(len(stem), np.int64)
    open_ = rows
    for _ in range(_MOST_TRADES):
        part = between(stem.take(pa.array(open_)), np.zeros(open_.size, np.int64), (base_ends - trade_sizes)[open_])
        found, length = words.longest(part, leave=_LEAST_BRAND)
        open_, length = open_[found >= 0], length[found >= 0]
        trade_sizes[open_] += length
    zero = np.zeros(len(stem), np.int64)
    trade_sizes += _all_trade(between(stem, zero, base_ends - trade_sizes))
    trade_sizes = np.maximum(trade_sizes, _all_trade(between(stem, zero, base_ends)))
    brand_ends = base_ends - trade_sizes
    return {
        "brand": between(stem, zero, brand_ends),
        "trade": between(stem, brand_ends, base_ends),
        "group_word": between(stem, base_ends, ends),
    }


def _all_trade(left: pa.Array) -> Numbers:
    """Length of what is left of a stem where that is a trade, too: 投资集团 and 人工智能 have no 字号."""
    word = pc.is_in(left, value_set=pa.array(trades())).to_numpy(zero_copy_only=False)
    return np.where(word, _lengths(left), 0)


def _kinds(normal: pa.Array, rows: Numbers) -> pa.Array:
    which, _ = Affixes.of(KIND_OF, Side.END).longest(normal, leave=1)
    which[~np.isin(np.arange(len(which)), rows)] = -1
    return _named(tuple(KIND_OF.values()), which)


def _branches(normal: pa.Array, rows: Numbers) -> dict[str, pa.Array]:
    """Parent and unit of names that hold the legal form of a body and go on with a part of it."""
    blank = pa.array(np.full(len(normal), "", dtype=object), pa.string())
    holds = pc.match_substring(normal.take(pa.array(rows)), "公司").to_numpy(zero_copy_only=False)
    found = pc.extract_regex(normal.take(pa.array(rows[holds])), _BRANCH)
    hits = rows[holds][pc.is_valid(found).to_numpy(zero_copy_only=False)]
    found = found.drop_null()
    return {name: _put(blank, hits, pc.struct_field(found, name)) for name in ("parent", "unit")}


def _named(names: tuple[str, ...], which: Numbers) -> pa.Array:
    """The names with these numbers, empty for -1."""
    return pa.array([*names, ""]).take(pa.array(np.where(which < 0, len(names), which)))


def _put(texts: pa.Array, rows: Numbers, values: pa.Array) -> pa.Array:
    if rows.size == len(texts):
        return values
    mask = np.zeros(len(texts), bool)
    mask[rows] = True
    return pc.replace_with_mask(texts, pa.array(mask), values)


def _lengths(texts: pa.Array) -> Numbers:
    lengths: Numbers = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    return lengths
