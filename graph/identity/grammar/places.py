"""行政区划 in a name, at its beginning or in brackets: which region it says, and what is left of the name."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.identity.grammar.affixes import Affixes, Numbers, Side
from ontology.values.code_points import between
from ontology.values.names import fold
from ontology.values.regions import Region, region_names

# What is left when a place is not a prefix but the very name: 南京大学, 上海银行, 浙江省人民医院.
_NOT_A_CORE: Final = (
    r"^(大学|学院|师范|理工|工业大学|科技大学|财经|农业大学|医科|中医药|银行|医院|中学|小学|人民([^政]|$)|市|省|区|县|路|集团"
    r"|股份|控股|有限|公司|分公司|分行|支行|办事处|供电|电力公司|新区|高新区|经济([^和]|$)|开发区|自由贸易|国际机场|大桥)"
)
_LEFT: Final = 3  # characters that a name must have besides its place
_DEPTH: Final = 3  # 浙江省 杭州市 余杭区
_BRACKETED: Final = r"^(?P<head>.{2,}?)\((?P<place>\p{Han}{2,12})\)(?P<tail>.+)$"


def take_places(texts: pa.Array, rows: Numbers) -> tuple[Numbers, list[str]]:
    """How many characters of each name are its place, and the code digits of that region (`place_digits`).

    Args:
        texts: n names without what is only writing.
        rows: numbers of those that may begin with a place.
    """
    affixes, digits = _places()
    sizes = np.zeros(len(texts), np.int64)
    held = np.full(len(texts), "", dtype=object)
    open_ = rows
    for step in range(_DEPTH):
        part = _rest(texts.take(pa.array(open_)), sizes[open_])
        which, found = affixes.longest(part, leave=_LEFT, but_not=_NOT_A_CORE)
        open_, which, found = open_[which >= 0], which[which >= 0], found[which >= 0]
        if step:
            inside = np.array([_is_inside(*pair) for pair in zip(digits[which], held[open_], strict=True)], bool)
            open_, which, found = open_[inside], which[inside], found[inside]
        sizes[open_] += found
        held[open_] = digits[which]
    return sizes, held.tolist()


def take_bracketed(folded: pa.Array, rows: Numbers) -> tuple[Numbers, pa.Array, list[str]]:
    """Names that hold a region in brackets after their first two characters, as 样例（武汉）精工有限公司.

    Args:
        folded: n names as `fold` makes them.
        rows: numbers of those that are looked at.

    Returns:
        Their row numbers, the names without the brackets, and the code digits of the regions.
    """
    affixes, digits = _places()
    held = rows[pc.match_substring(folded.take(pa.array(rows)), "(").to_numpy(zero_copy_only=False)]
    found = pc.extract_regex(folded.take(pa.array(held)), _BRACKETED)
    held, found = held[pc.is_valid(found).to_numpy(zero_copy_only=False)], found.drop_null()
    place = pc.struct_field(found, "place")
    which, sizes = affixes.longest(place)
    whole = (which >= 0) & (sizes == pc.utf8_length(place).to_numpy(zero_copy_only=False))
    left = pc.binary_join_element_wise(pc.struct_field(found, "head"), pc.struct_field(found, "tail"), "")
    return held[whole], left.filter(pa.array(whole)), digits[which[whole]].tolist()


def is_place(texts: pa.Array) -> NDArray[np.bool_]:
    """Which texts are a region's name and nothing else, as it may stand at the beginning of a name."""
    _, sizes = _places()[0].longest(texts)
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    found: NDArray[np.bool_] = (sizes > 0) & (sizes == lengths)
    return found


def _is_inside(inner: str, outer: str) -> bool:
    return inner != outer and inner.startswith(outer)


def _rest(texts: pa.Array, sizes: Numbers) -> pa.Array:
    if not sizes.any():
        return texts
    return between(texts, sizes, np.full(len(texts), 1 << 30))


@cache
def _places() -> tuple[Affixes, np.ndarray]:
    """Region names that may begin a firm's name, with the code digits that tell the region: 浙江 33, 杭州 3301."""
    rows = dict(_prefixes(region_names()))
    return Affixes.of(rows, Side.START), np.array(list(rows.values()), dtype=object)


def _prefixes(names: Mapping[str, tuple[Region, ...]]) -> Iterator[tuple[str, str]]:
    for text, meant in names.items():
        found = sorted((place_digits(region), region.name == text) for region in meant if region.code)
        usable = [digits for digits, whole in found if digits and (len(digits) < 6 or whole)]
        if len(text) > 1 and usable:
            yield fold(text), usable[0]
            if text.endswith("州") and any(region.name.endswith("自治州") for region in meant):
                yield fold(f"{text.removesuffix('自治州').removesuffix('州')}自治州"), usable[0]


def place_digits(region: Region) -> str:
    """`33` for a province, `3301` for a city, six digits for a county; empty for the country."""
    return "" if region.level == "country" else region.code.removesuffix("00").removesuffix("00")
