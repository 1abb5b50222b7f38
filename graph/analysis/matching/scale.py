"""Which size of firm fits what a need says of scale: the kind of firm it wants, or how much it orders?

A firm of a size is wanted in words (大厂, 中小企业优先); a small order fits those who take such, a large one those who
can make much. What the asker says of itself (我们小厂) wants nothing. Method: docs/methods.md, equation M3.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.market.figures import capital_of
from graph.analysis.market.sizes import CLASSES, SMALLER, SMALLEST, Sizes, among, sizes_of
from graph.analysis.matching.asking import SEEKING, clause_before
from graph.snapshot import Snapshot

LARGER: Final = frozenset({"大型", "中型"})
_ALL: Final = frozenset(CLASSES)
# Registered capital in 元; proposals, for firms of which nothing better is known.
_MUCH_CAPITAL: Final = 1e8
_LITTLE_CAPITAL: Final = 5e6
_LISTED: Final = '"stock_code":'

_FIRM: Final = "(?:企业|公司|厂家|厂商|工厂|厂(?!房|区|里|县)|集团|(?:制造|供应|生产|供货|服务)商)"
_KINDS: Final = (
    (SMALLER, re.compile(f"中小(?:微|型)?{_FIRM}")),
    (SMALLEST, re.compile(f"(?:小微|小型|微型|小)的?{_FIRM}|小作坊")),
    (LARGER, re.compile("规模以上|规上|上市公司")),
    (frozenset({"大型"}), re.compile(f"(?:大型|大)的?{_FIRM}|龙头|头部{_FIRM}")),
)
_ORDERS: Final = (
    (
        SMALLER,
        re.compile(
            "小批量|小批次|小订单|小单|散单|少量|(?:用|需求|订货|采购)?量(?:不大|较小|很小|少)|起订量(?:低|小|少)"
        ),
    ),
    (
        LARGER,
        re.compile(
            "大批量|批量(?:较|很)?大|(?:用|需求|订货|采购|供货)量(?:较|很|比较)?大"
            r"|(?:年|每年|一年|每月|一个月)(?:产|需|用|销|采购|供应|要)?[^,，。;；元]{0,4}"
            r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千几]+)(?:多|余)?(?:万|百万|千万|亿)"
            "(?:台|套|件|吨|只|个|支|根|片|张|米|平方米|公斤|条|块|瓶|辆|组|羽|头)"
        ),
    ),
)  # fmt: skip
_WANTED_AFTER: Final = re.compile("优先|最好|也行|都行|都可以|也可以|即可|就行|为宜|更好|为佳")
_WANTED_BEFORE: Final = re.compile("(?:最好|优先|希望|倾向|只要|要求|必须)(?:是|找|选|考虑)?[^,，。;；]{0,4}$")
_ASKS: Final = re.compile("想|要(?!求)|需|求|急|缺|买|找|寻|采购|用")  # what stands before it is who asks
_OURSELVES: Final = re.compile("(?:我们?|咱们?|本|自己|自家)[^,，。;；]{0,4}$")
_NOT: Final = re.compile("(?:不要|不找|别找|不想找|不想要|不考虑|不用|除了)[^,，。;；]{0,4}$")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a need says of scale, in its words, and the classes of size that fit it."""

    word: str
    sizes: Sizes


def scale_in(text: str) -> Scale | None:
    """The scale a need asks for; a kind of firm goes before the size of the order. None where it says nothing."""
    kinds = [(found, sizes) for sizes, rule in _KINDS for found in rule.finditer(text)]
    for found, sizes in sorted(kinds, key=lambda one: one[0].start()):
        before, after = clause_before(text[: found.start()]), text[found.end() :]
        if _NOT.search(before):
            return Scale(f"不要{found[0]}", _ALL - sizes)
        if _is_wanted(before, after):
            return Scale(found[0], sizes)
    orders = [Scale(told[0], sizes) for sizes, rule in _ORDERS if (told := rule.search(text))]
    return orders[0] if orders else None


def _is_wanted(before: str, after: str) -> bool:
    """Whether the need wants such a firm, and does not only say what the asker is."""
    if _OURSELVES.search(before) or _ASKS.match(after):
        return False
    return bool(SEEKING.search(before) or _WANTED_BEFORE.search(before) or _WANTED_AFTER.match(after.lstrip("的")))


def fits_scale(snapshot: Snapshot, providers: NDArray[np.int64], scale: Scale | None) -> NDArray[np.float64]:
    """1 for those whose size fits, 0 for those whose does not, nan where it is not known; 0 where nothing is asked."""
    if scale is None:
        return np.zeros(providers.size)
    sizes = known_sizes(snapshot, providers.tolist())
    fits = {None: np.nan, True: 1.0, False: 0.0}
    return np.array([fits[among(sizes[firm], scale.sizes)] for firm in providers.tolist()], np.float64)


def known_sizes(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, Sizes]:
    """The classes that each firm can be of: by register, figures and titles, else by its listing, else by its capital.

    Args:
        snapshot: the graph.
        firms: node numbers.
    """
    found = sizes_of(snapshot, firms)
    open_ = [firm for firm, sizes in found.items() if sizes == _ALL]
    capital, listed = capital_of(snapshot, open_), _listed(snapshot, open_)
    return found | {firm: LARGER if firm in listed else _by_capital(capital.get(firm)) for firm in open_}


def size_words(sizes: Sizes) -> str:
    """The classes in words; 未知 where all are open."""
    return "未知" if sizes >= _ALL or not sizes else "或".join(one for one in CLASSES if one in sizes)


def _by_capital(capital: float | None) -> Sizes:
    if capital is None or _LITTLE_CAPITAL <= capital < _MUCH_CAPITAL:
        return _ALL
    return LARGER if capital >= _MUCH_CAPITAL else SMALLER


def _listed(snapshot: Snapshot, firms: Sequence[int]) -> frozenset[int]:
    """Those with a code at a stock exchange."""
    numbers = np.array(firms, np.int64)
    told = pc.match_substring(snapshot.nodes["properties"].take(pa.array(numbers)), _LISTED)
    return frozenset(numbers[pc.fill_null(told, fill_value=False).to_numpy(zero_copy_only=False)].tolist())
