"""Offices as they are called in full: 国家发改委 is 国家发展和改革委员会, 工信部 is 工业和信息化部.

Only what is an office and nothing else is read so: before it stands a place, 国家 or the like, or nothing. A firm's
name that ends in such a word stays as it is.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.identity.grammar.affixes import Affixes, Side
from graph.identity.grammar.places import is_place
from ontology.values.code_points import between

_COMMITTEE, _COMMITTEE_SHORT = "委员会", "委"
_NO_LEVELS: Final = "-"
_BEFORE: Final = r"^(|国家|国务院|中国|全国|省|市|区|县|.+[省市区县州盟旗])$"
_STATE: Final = r"^中华人民共和国"
# There is one ministry and one 总局 of a kind: 国家 before it says nothing.
_ONE_OF_ALL: Final = r"^国家(.+(?:部|总局))$"
# 中科院自动化所 is 中国科学院自动化研究所.
_ACADEMY: Final = ((r"^中科院(.{2,})$", r"中国科学院\1"), (r"^(中国科学院.+?)(?:研究)?所$", r"\1研究所"))


def in_full(normal: pa.Array) -> pa.Array:
    """Names of offices in full, all others as they are.

    Args:
        normal: names without what is only writing.
    """
    rows = np.flatnonzero(pc.match_substring_regex(normal, _ends()).to_numpy(zero_copy_only=False))
    if not rows.size:
        return normal
    mask = np.zeros(len(normal), bool)
    mask[rows] = True
    return pc.replace_with_mask(normal, pa.array(mask), _named(normal.take(pa.array(rows))))


def _named(texts: pa.Array) -> pa.Array:
    for pattern, replacement in _ACADEMY:
        texts = pc.replace_substring_regex(texts, pattern, replacement)
    texts = pc.replace_substring_regex(texts, _STATE, "")
    which, sizes = _offices().longest(texts)
    heads = between(texts, np.zeros(len(texts), np.int64), pc.utf8_length(texts).to_numpy(zero_copy_only=False) - sizes)
    whole = pc.binary_join_element_wise(heads, _full_names().take(pa.array(np.maximum(which, 0))), "")
    whole = pc.replace_substring_regex(whole, _ONE_OF_ALL, r"\1")
    return pc.if_else(pa.array((which >= 0) & _may_stand_before(heads)), whole, texts)


def _may_stand_before(heads: pa.Array) -> NDArray[np.bool_]:
    said: NDArray[np.bool_] = pc.match_substring_regex(heads, _BEFORE).to_numpy(zero_copy_only=False)
    return said | is_place(heads)


@cache
def _written() -> dict[str, str]:
    """Every way to write an office → its name in full."""
    text = files("graph.identity.grammar").joinpath("offices.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {way: full for stem, levels, short in rows for way, full in _ways(stem, levels.split(), short.split())}


def _ways(stem: str, levels: list[str], short: list[str]) -> Iterator[tuple[str, str]]:
    if levels == [_NO_LEVELS]:
        yield from ((way, stem) for way in (stem, *short))
        return
    for level in levels:
        endings = (level, _COMMITTEE_SHORT) if level == _COMMITTEE else (level,)
        yield from ((f"{way}{ending}", f"{stem}{level}") for way in (stem, *short) for ending in endings)


@cache
def _offices() -> Affixes:
    return Affixes.of(_written(), Side.END)


@cache
def _full_names() -> pa.Array:
    return pa.array(list(_written().values()))


@cache
def _ends() -> str:
    """Pattern of what may be the end of an office: most names of a register are none."""
    return f"(?:{'|'.join(sorted({way[-2:] for way in _written()}))}|^中科院.+|^中国科学院.+所)$"
