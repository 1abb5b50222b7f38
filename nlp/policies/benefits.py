"""What a policy gives: fixed sums, upper limits, shares, tax relief, titles; one benefit for each distinct sum."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.policies.conditions.bounds import Bound, bounds
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import Benefit, Operator

_GIVES: Final = re.compile(r"给予|奖励|补助|补贴|资助|贴息|奖补|发放|扶持|支持(?!方向|标准|范围)|兑现|最高|补偿")
_KINDS: Final = (
    ("补助", re.compile("补助|补贴|资助|贴息|补偿|扶持资金|奖补")),
    ("奖励", re.compile("奖励|奖金|奖")),
)
_TAX: Final = re.compile(r"税收优惠|加计扣除|减按|免征|减征|税率|抵扣|即征即退|抵免|税前(?:分期)?摊销")
_RELIEF: Final = re.compile(r"享受[^，；。]{0,16}税收优惠|免征|免税|即征即退")
_NO_RELIEF: Final = re.compile("撤销|追缴|不得|不能|不予|不适用|材料|为限|手续")
_TITLE: Final = re.compile(
    r"(?:由|经)?[^，；。]{0,24}?(?:认定为|授予|颁发|公告为|登记进入|命名为|核发)[^，；。]{0,30}?(?:称号|证书|牌匾|信息库|名单|企业|中心|工厂|平台|基地)[”\"》]?"
)
_NO_TITLE: Final = re.compile("撤销|取消|已|曾|未|不|应当|条件|申请认定为|可以?申请")
_CAP: Final = re.compile("(?:最高|不超过|上限|限额|封顶|至多|最多|以内)[^，；。]{0,12}$")
_ASKED: Final = re.compile("应为|应当|必须|(?<!无)须|方可|条件(?!的)")
_REACHED: Final = re.compile(
    "的(?:企业|项目|单位)?，(?=[^。；]{0,24}(?:给予|奖励|补助|补贴))"
)  # before it stands what the firm did
_MONEY: Final = re.compile("元$")


def benefits_of(text: str) -> tuple[Benefit, ...]:
    """Benefits in the order of the text."""
    found: list[tuple[int, Benefit]] = []
    for sentence in Piece(text, 0, len(text)).sentences():
        found += _titles(sentence)
        found += _tax(sentence)
        found += _sums(sentence)
    told = [benefit for _, benefit in sorted(found, key=lambda one: one[0])]
    return tuple(one for place, one in enumerate(told) if not _repeats(one, told[:place]))


def _repeats(one: Benefit, before: Sequence[Benefit]) -> bool:
    """Whether a benefit tells a share again, and nothing new beside it."""
    bare = one.rate is not None and one.amount is None and one.cap is None
    return bare and any(one.rate == other.rate and one.kind == other.kind for other in before)


def _titles(sentence: Piece) -> Iterator[tuple[int, Benefit]]:
    for clause in (one for segment in sentence.segments() for one in segment.clauses()):
        told = str(clause)
        if _TITLE.search(told) and not _NO_TITLE.search(told):
            yield clause.start, Benefit("称号", told)


def _tax(sentence: Piece) -> Iterator[tuple[int, Benefit]]:
    """Relief at a rate, as 按实际发生额的100%加计扣除, or without one, as 享受税收优惠."""
    for segment in sentence.segments():
        if not _TAX.search(re.sub("《[^》]*》", "", str(segment))):
            continue
        for clause in segment.clauses():
            told = str(clause)
            if _NO_RELIEF.search(told):
                continue
            for rate in (one.value for one in _numbers(clause) if one.unit == "%" and not _is_asked(clause, one)):
                yield clause.start, Benefit("税收", _with_verb(clause, segment), rate=rate)
            if _RELIEF.search(told):
                yield clause.start, Benefit("税收", told)


def _with_verb(clause: Piece, segment: Piece) -> str:
    """A clause; with the next one where that says what is done at its rate: 以成本的200%为基数，在税前分期摊销."""
    end = clause.end if _TAX.search(str(clause)) else segment.end
    return clause.text[clause.start : end]


def _sums(sentence: Piece) -> Iterator[tuple[int, Benefit]]:
    kind = ""
    for segment in sentence.segments():
        told = str(segment)
        if not _GIVES.search(told) or _TAX.search(told) or _ASKED.search(told):
            continue
        kind = next((name for name, words in _KINDS if words.search(told)), kind)
        yield from _of_segment(segment, kind or "补助")


def _of_segment(segment: Piece, kind: str) -> Iterator[tuple[int, Benefit]]:
    reached = max((found.end() for found in _REACHED.finditer(segment.text, segment.start, segment.end)), default=0)
    given = [one for one in _numbers(segment) if one.start >= reached and not _is_asked(segment, one)]
    sums = [one for one in given if _MONEY.search(one.unit)]
    rates = [one for one in given if one.unit in {"%", "‰"}]
    caps = [one for one in sums if _is_cap(segment, one)]
    fixed = [one for one in sums if one not in caps]
    rate = rates[0].value if rates else None
    told = str(segment)
    if len(fixed) > 1 or (len(caps) > 1 and not rates):
        yield from ((one.start, _benefit(kind, told, one, capped=one in caps)) for one in sums)
    elif sums or rates:
        amount, cap = (fixed[0].value if fixed else None), (caps[-1].value if caps else None)
        unit = sums[0].unit if sums else ""
        yield segment.start, Benefit(kind, told, amount=amount, cap=cap, rate=rate, unit=unit)


def _benefit(kind: str, quote: str, one: Bound, *, capped: bool) -> Benefit:
    amount, cap = (None, one.value) if capped else (one.value, None)
    return Benefit(kind, quote, amount=amount, cap=cap, unit=one.unit)


def _numbers(piece: Piece) -> Iterator[Bound]:
    return bounds(piece.text, piece.start, piece.end)


def _is_cap(segment: Piece, one: Bound) -> bool:
    before = segment.text[segment.start : one.end]
    return one.op is Operator.AT_MOST or bool(_CAP.search(before[: len(before) - (one.end - one.start)]))


def _is_asked(segment: Piece, one: Bound) -> bool:
    """Whether a number is what the firm must have and not what it gets: 达到, 以上, 不低于."""
    if not one.written or one.op is Operator.AT_MOST:
        return False
    return not re.search("提高(?:到|至)", segment.text[max(segment.start, one.start - 6) : one.start + 2])
