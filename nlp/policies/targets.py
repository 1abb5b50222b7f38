"""Goals that a policy sets with a year and a number: 到2027年，全省研发投入强度达到2%以上，培育专精特新企业5000家."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nlp.policies.conditions.bounds import Bound, bounds
from nlp.policies.conditions.places import places_of_policy
from nlp.policies.text.clauses import Piece
from ontology.values.dates import parse_period

_BY: Final = re.compile(r"(?:到|(?<!截)至|力争)(?P<when>20\d\d年(?:底|末)?|“?十[四五六]五”?(?:末|期末|时期末))")
_GOES_ON: Final = re.compile("达到?|超过|突破|力争|不低于|不少于|以上|培育|建成|新增|形成|打造|控制在")
_VERBS: Final = (
    "力争|实现|达到?|超过|突破|新增|建成|培育|形成|打造|引进|推动|带动|完成|建设|累计|不少于|不低于|提高到|提升到|提高至|提升至|保持在|控制在|以上|左右|力争到|认定|发展|创建|"
    "布局|实施|支持|组织|开展|推广|争取|确保|稳定在|增长到|增至|翻番"
)
_LEAD: Final = re.compile(rf"^(?:(?:全省|全市|全县|全区|全国|我省|我市|本市|本省)(?:的)?|(?:{_VERBS})|[，、“”\s])+")
_TAIL: Final = re.compile(rf"(?:{_VERBS}|[，、的至到在为约超\s])+$")
_AFTER: Final = re.compile(r"(?:以上|左右|以内)?(?P<what>[一-龥A-Za-z“”\"]{2,20})")
_UNITS_OF_TIME: Final = frozenset({"年", "个月", "天", "日", "月", "年度"})


@dataclass(frozen=True, slots=True)
class Target:
    """One goal: what, how much, by when, where."""

    metric: str  # 规模以上工业企业研发投入占比
    value: float
    unit: str
    year: int
    op: str  # >= or <=
    place: str  # region that it is set for, empty where the text names none
    quote: str
    start: int


def targets_of(text: str, title: str = "", issuer: str = "") -> tuple[Target, ...]:
    """Goals of a text in their order.

    Args:
        text: a policy, plan or report.
        title: its title, which says whose goals they are.
        issuer: the office that set them.
    """
    place = next(iter(places_of_policy(title, issuer, text)), "")
    found: list[Target] = []
    for start, end in _lines(text):
        year = 0
        for sentence in Piece(text, start, end).sentences():
            told = str(sentence)
            year = _year(told) or (year if _GOES_ON.search(told) else 0)
            found += _in_sentence(sentence, year, place) if year else ()
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    return (line.span() for line in re.finditer(r"[^\n]+", text))


def _year(sentence: str) -> int:
    """The last year that a sentence names as the end of a goal; 0 where it names none."""
    spans = (parse_period(match["when"].strip("“”")) for match in _BY.finditer(sentence))
    return max((span.end.year for span in spans if span and span.end), default=0)


def _in_sentence(sentence: Piece, year: int, place: str) -> Iterator[Target]:
    for clause in (one for segment in sentence.segments() for one in segment.clauses()):
        last = clause.start
        for bound in bounds(clause.text, clause.start, clause.end):
            if not bound.unit or bound.unit in _UNITS_OF_TIME:
                continue
            metric = _metric(clause, bound, last)
            last = bound.end
            if metric:
                op = "<=" if bound.op.value.startswith("<") else ">="
                yield Target(metric, bound.value, bound.unit, year, op, place, str(clause), clause.start)


def _metric(clause: Piece, bound: Bound, since: int) -> str:
    """What a goal counts: the words before its number, else those behind it: 培育专精特新企业5000家, 5000家企业."""
    before = _BY.sub("", clause.text[since : bound.start])
    name = _TAIL.sub("", _LEAD.sub("", before)).strip("，、（）“”")
    if len(name) >= 2:
        return name
    behind = _AFTER.match(clause.text, bound.end, clause.end)
    return behind["what"] if behind else ""
