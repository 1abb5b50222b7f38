"""Numbers of a clause that ask for nothing: what a firm gets, how many items must hold, further steps, first years."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.conditions.bounds import Bound
from nlp.policies.text.clauses import Clause, Piece

_GIVEN_BEFORE: Final = re.compile("(?:奖励|补助|资助|补贴|给予|贴息)[^，；。：]{0,8}$")
_APPLIED_FOR: Final = re.compile(
    "(?:申请|申报)(?:奖励|补助|资助|补贴|贴息)(?:支持)?的"
)  # 申请贴息的贷款额 is the firm's
_GIVEN_AFTER: Final = re.compile(
    "[^，；。]{0,4}?(?:给予|予以|进行)[^，；。]{0,10}?(?:奖励|补助|资助|补贴|贴息|支持)|(?:补助|奖励|奖补|补贴|资助)(?=$|[，。；])|的(?:补助|奖励|补贴|资助)"
)
_GIVES: Final = re.compile(
    "(?:给予|予以|比例|%|元)[^。；]{0,12}(?:奖励|奖补|补助|资助|补贴|贴息)|奖励|奖补|按[^；。]{2,20}[\\d.]+%"
)
_CAP: Final = re.compile("最高|不超过|不高于|封顶|至多|最多")
_CAPPED: Final = re.compile("额度(?:为|是)?$")
_COUNTS_ITEMS: Final = re.compile(
    "(?:下列|以下|如下|上述|其中)[^，；。]{0,16}?(?:条件|指标|要求|情形|项|条)?[^，；。]{0,6}$|以上(?:条件|指标|要求|情形|各项)[^，；。]{0,6}$"
)
_OF_ITEMS: Final = re.compile("(?:及?以上)?(?:的|条件|指标|要求|即可|者|（含）)*[：:]?(?:$|[，。；])")
_STEPS: Final = re.compile("[、和及或]")
_STEPWISE: Final = re.compile("[^。；]{0,30}分别[^。；]{0,12}(?:给予|奖励|奖补|补助|补贴|资助)")
_BY_SO_MUCH: Final = re.compile("(?:降低|放宽|下浮|上浮|提高|提升|增加)了?$")
_OF_A_START: Final = re.compile("(?:起始年|基期|基数年)[^，；。]{0,12}$")


def asks_nothing(clause: Clause, bound: Bound, before: Sequence[Bound]) -> bool:
    """Whether a number is no condition.

    Args:
        clause: where it stands.
        bound: the number.
        before: the numbers of the clause before it.
    """
    piece = clause.piece
    if _is_given(clause, bound) or _counts_items(piece, bound) or _is_further_step(piece, before, bound):
        return True
    if "百分点" in piece.text[bound.start : bound.end] and _BY_SO_MUCH.search(piece.text, piece.start, bound.start):
        return True
    return bool(_OF_A_START.search(piece.text, piece.start, bound.start))


def _is_given(clause: Clause, bound: Bound) -> bool:
    """Whether a number is what the firm gets: 按研发费用的5%给予补助, 奖励10万元, 最高200万元 behind them."""
    piece, (start, _) = clause.piece, clause.reach
    before, after = piece.text[piece.start : bound.start], piece.text[bound.end : piece.end]
    before = _APPLIED_FOR.sub("", before)
    capped = _CAP.match(piece.text, bound.start, bound.end) and _GIVES.search(piece.text, start, bound.start)
    lent = piece.text.startswith("最高", bound.start) and _CAPPED.search(before)
    return bool(_GIVEN_BEFORE.search(before) or _GIVEN_AFTER.match(after) or capped or lent)


def _counts_items(piece: Piece, bound: Bound) -> bool:
    """Whether a number counts the items of a list: 满足以下5项指标中的至少3项."""
    if bound.unit not in {"项", "个", "款", "种", "类"}:
        return False
    lead, rest = piece.text[piece.start : bound.start], piece.text[bound.end : piece.end]
    if rest.startswith("中") or re.search("项中[^，；。]{0,4}$", lead):
        return True
    return bool(_COUNTS_ITEMS.search(lead) and _OF_ITEMS.match(rest))


def _is_further_step(piece: Piece, before: Sequence[Bound], bound: Bound) -> bool:
    """Whether a number is a further step that earns more: 首次突破1亿元、5亿元、10亿元的，分别奖励…."""
    if not before or not _STEPS.fullmatch(piece.text, before[-1].end, bound.start):
        return False
    return bool(_STEPWISE.match(piece.text, bound.end))
