"""Size classes of firms that may apply."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece, overlaps
from ontology.eligibility.conditions import Operator, Value

_SIZES: Final = (
    (re.compile("(?<!其)中小微(?:工业|制造业?)?企业"), ("中型", "小型", "微型")),
    (re.compile("(?<!其)中小(?:工业|制造业?)?企业"), ("中型", "小型", "微型")),
    (re.compile("小微(?:工业|制造业?)?企业|小型微型企业|小型、微型企业|小型和微型企业"), ("小型", "微型")),
    (re.compile("大中型企业"), ("大型", "中型")),
    (re.compile("大型企业"), ("大型",)),
    (re.compile("中型企业"), ("中型",)),
    (re.compile("小型企业"), ("小型",)),
    (re.compile("微型企业"), ("微型",)),
)
_OTHER_WORD_BEFORE: Final = re.compile(
    '(?:专精特新[”"]?|创新型|科技型|成长型|优质|高新技术|服务|(?<=.)面向|带动|链接|(?<!规模)为|帮助|赋能|扶持)$'
)
_OTHER_WORD_AFTER: Final = re.compile(
    "(?:数字化|公共服务|服务(?!业)|局|发展|促进|司|处|转型|主管|管理|占|数量|[^，；。]{0,4}\\d+(?:家|户)|的服务|的收费|税收|普惠|贷款|融资|优惠|工作|梯度|特色|创新创业)"
)


def sizes(clause: Clause) -> Iterator[Found]:
    """The size classes that a clause asks for, at most one condition."""
    piece = clause.piece
    passed: list[Piece] = []  # those of others, of whose words no shorter one counts
    for words, values in _SIZES:
        for match in words.finditer(piece.text, piece.start, piece.end):
            if not (_is_of_others(piece, match) or overlaps(match.span(), passed)):
                told = other_sizes(values) if piece.text[: match.start()].endswith("非") else values
                yield Found("size_class", Operator.IN, told, match.start(), match.end())
                return
            passed.append(Piece(piece.text, *match.span()))


def _is_of_others(piece: Piece, size: re.Match[str]) -> bool:
    """Whether a size is a part of another word, or that of firms that are helped: 面向中小企业, 中小企业主管部门."""
    before = _OTHER_WORD_BEFORE.search(piece.text, piece.start, size.start())
    return bool(before or _OTHER_WORD_AFTER.match(piece.text, size.end(), piece.end))


def other_sizes(values: Value) -> Value:
    """The size classes that are not named: 非大型企业."""
    assert isinstance(values, tuple)
    return tuple(one for one in ("大型", "中型", "小型", "微型") if one not in values)
