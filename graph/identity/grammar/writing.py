"""What is writing and not identity: list numbers, role notes, brackets, miswritten legal forms, ordinals.

Names come folded (`ontology.values.names.fold`): width, blanks, quotes, traditional characters are one already.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.identity.grammar.affixes import Affixes, Side
from graph.identity.grammar.words import (
    ENGLISH_BEFORE,
    ENGLISH_BEHIND,
    ENGLISH_NOTE,
    LABELLED,
    LIST_NUMBER,
    MARKUP,
    NUMBERED,
    ROLE_END,
    ROLE_LABEL,
    ROLE_NOTE,
    mended,
)
from ontology.values.code_points import between
from ontology.values.regions import regions

# Names of Chinese characters and letters alone need none of the patterns below.
_ODD: Final = r"[^\p{Han}a-z]|等$|等单位$|〇|[位人章]$|名称|^原"
# Pattern and replacement, in this order; RE2 syntax.
_PATTERNS: Final = (
    (MARKUP, ""),
    (ROLE_LABEL, ""),
    (LABELLED, ""),
    (LIST_NUMBER, r"\1"),
    (r"(公司|厂|院|所|大学|中心)等(单位|企业|公司|[0-9一二三四五六七八九十]+家[^()]*)?$", r"\1"),
    (r"[^\p{Han}a-z0-9()]+$", ""),
    (r"^\*?s?\*?st(\p{Han})", r"\1"),
    (ROLE_NOTE, ""),
    (ENGLISH_NOTE, r"\1"),
    (ROLE_NOTE, ""),
    (ROLE_END, r"\1"),
    (ENGLISH_BEFORE, r"\1"),
    (ENGLISH_BEHIND, r"\1"),
    (NUMBERED, r"\1"),
    (r"[()]", ""),
    (r"[^\p{Han}a-z0-9.+&-]+", ""),
    (r"(\p{Han})[.+&-]+", r"\1"),
    (r"[.+&-]+(\p{Han})", r"\1"),
    (r"(^|[^0-9])1([0-9])($|[^0-9])", r"\1十\2\3"),
    (r"(^|[^0-9])([2-9])([0-9])($|[^0-9])", r"\1\2十\3\4"),
    (r"十0", "十"),
)
_DIGITS: Final = "0123456789〇", "零一二三四五六七八九零"
# 有限公司 at the end of an English name, in its several ways.
_ENGLISH: Final = ((r"[^a-z0-9]+", ""), (r"(company|co)(limited|ltd)$", "coltd"), (r"incorporated$", "inc"))


def plain_writing(folded: pa.Array) -> pa.Array:
    """Names without what is only writing; those without a Chinese character as their letters and digits."""
    chinese = pc.match_substring_regex(folded, r"\p{Han}").to_numpy(zero_copy_only=False)
    odd = pc.match_substring_regex(folded, _ODD).to_numpy(zero_copy_only=False)
    plain = _replaced(folded, chinese & odd, _patterns)
    plain = _replaced(plain, ~chinese, _english)
    return _mended(_without_kind_of_place(plain))


def _without_kind_of_place(texts: pa.Array) -> pa.Array:
    """Names without 省 and 市 after a province or city: 国网浙江省电力 is 国网浙江电力."""
    rows = pc.match_substring_regex(texts, "[省市]").to_numpy(zero_copy_only=False)
    return _replaced(texts, rows, lambda some: pc.replace_substring_regex(some, _kinds_of_place(), r"\1"))


@cache
def _before_a_place() -> str:
    """Pattern of 原 and list numbers before a province or city: 12 杭州样例有限公司."""
    listed = sorted(one.short for one in regions() if one.level in ("province", "city"))
    return rf"^(?:原|[0-9]{{1,3}})((?:{'|'.join(listed)}).)"


@cache
def _kinds_of_place() -> str:
    """Pattern of provinces and cities with 省 or 市; 吉林 is both, and the word tells which."""
    names = {one.short: one.name for one in regions() if one.level in ("province", "city") and one.short != "吉林"}
    listed = sorted(short for short, name in names.items() if name in (f"{short}省", f"{short}市"))
    return f"({'|'.join(listed)})[省市]"


def _replaced(texts: pa.Array, rows: NDArray[np.bool_], change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    if not rows.any():
        return texts
    mask = pa.array(rows)
    return pc.replace_with_mask(texts, mask, change(texts.filter(mask)))


def _patterns(texts: pa.Array) -> pa.Array:
    texts = pc.replace_substring_regex(texts, _before_a_place(), r"\1")
    for pattern, replacement in _PATTERNS:
        texts = pc.replace_substring_regex(texts, pattern, replacement)
    for digit, character in zip(*_DIGITS, strict=True):
        texts = pc.replace_substring(texts, digit, character)
    return texts


def _english(texts: pa.Array) -> pa.Array:
    for pattern, replacement in _ENGLISH:
        texts = pc.replace_substring_regex(texts, pattern, replacement)
    return texts


@cache
def _miswritten() -> Affixes:
    return Affixes.of(mended(), Side.END)


def _mended(texts: pa.Array) -> pa.Array:
    """Cut-off and misread legal forms as they are meant."""
    which, sizes = _miswritten().longest(texts, leave=2)
    rows = np.flatnonzero(which >= 0)
    if not rows.size:
        return texts
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    kept = between(texts.take(pa.array(rows)), np.zeros(rows.size, np.int64), (lengths - sizes)[rows])
    ends = pa.array(list(mended().values())).take(pa.array(which[rows]))
    mask = np.zeros(len(texts), bool)
    mask[rows] = True
    return pc.replace_with_mask(texts, pa.array(mask), pc.binary_join_element_wise(kept, ends, ""))
