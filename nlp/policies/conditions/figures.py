"""Conditions on figures: each bound of a clause with the field that the text names for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.policies.conditions.bounds import Bound, bounds
from nlp.policies.conditions.given import asks_nothing
from nlp.policies.conditions.periods import period_of_event, period_of_figure
from nlp.policies.conditions.subjects import NO_FIELD, Subject, subjects
from nlp.policies.conditions.whose import GROWTH, grown, is_eased, of_centre, subject_behind, subjects_of
from nlp.policies.found import Found, Item, Joined
from nlp.policies.text.clauses import Clause
from ontology.eligibility.conditions import Joint, Operator
from ontology.eligibility.fields import field_of

_TIMELESS: Final = frozenset({"standards"})
_OF_A_DAY: Final = frozenset({"rd_staff_ratio"})  # a share of people: years that were spoken of before are not its own


def figures(clause: Clause) -> list[Item]:
    """Conditions of a clause's bounds, in the order of the text."""
    piece = clause.piece
    told: list[Bound] = []
    for one in bounds(piece.text, piece.start, piece.end):
        if not asks_nothing(clause, one, told):
            told.append(one)
    items: list[Item] = []
    counted_first = False  # whether the clause says how many before it says of what: 1项发明专利或2项软件著作权
    for place, bound in enumerate(told):
        since = max((one.end for one in told[:place] if one.end <= bound.start), default=piece.start)
        behind = subject_behind(piece.text, subjects(piece.text, piece.start, piece.end, bound.unit), bound)
        named = (
            behind if counted_first and behind else subjects_of(clause, bound, since, _place_among_equals(told, place))
        )
        counted_first = bool(behind) and named == behind
        items += _conditions(clause, bound, named)
    return items


def _place_among_equals(told: Sequence[Bound], place: int) -> int:
    return sum(one.unit == told[place].unit for one in told[:place])


def _conditions(clause: Clause, bound: Bound, named: Sequence[Subject]) -> Iterator[Item]:
    named = grown(clause, bound, named)
    known = [one for one in (of_centre(clause, one) for one in named) if one.field != NO_FIELD]
    found = [
        _condition(clause, bound, one)
        for one in known
        if bound.written or _counts_plainly(one, bound) or is_eased(clause, bound)
    ]
    text = clause.piece.text
    either = len(named) > 1 and bool(re.search("或", text[named[0].end : named[-1].start + 1]))
    if either and len(found) > 1:
        yield Joined(Joint.ANY, tuple(found))
    else:
        yield from found


def _counts_plainly(subject: Subject, bound: Bound) -> bool:
    """Whether a bare number is meant as a lower bound: 拥有发明专利5项 is, 服务型制造项目2个 is not."""
    return (
        field_of(subject.field).type == "number"
        and bound.unit in {"项", "件", "%", "人", "名", "台", "家"}
        and bound.value > 0
    )


def _condition(clause: Clause, bound: Bound, subject: Subject) -> Found:
    piece, field = clause.piece, field_of(subject.field)
    before, after = piece.text[piece.start : bound.start], piece.text[bound.start : piece.end]
    inside = piece.start <= subject.start < piece.end
    period = ""
    if field.yearly or field.id == "granted_ip":
        period = period_of_figure(before, after, clause.words if inside else (*_home(clause, subject), *clause.words))
        if field.id == "granted_ip" and period.startswith("each"):
            period = period.replace("each", "sum")  # patents of some years are counted together
        if period.startswith("cagr") and field.id not in GROWTH:
            period = "last_year"  # the growth was spoken of, of which this figure is none
        if field.id in _OF_A_DAY and not period_of_figure(before, after):
            period = ""
    elif field.id in _TIMELESS:
        period = period_of_event(before, clause.words)
    low, high = min(subject.start, bound.start), max(subject.end, bound.end)
    start, end = (low, high) if inside or _close(clause, low, high) else (piece.start, piece.end)
    return Found(
        field=field.id,
        op=bound.op,
        value=bound.value,
        start=start,
        end=end,
        unit=_unit(bound, field.unit),
        period=period,
        closed=bound.closed,
        at=bound.start if not inside or re.search("[：—]", piece.text[subject.end : bound.start]) else -1,
    )


def _home(clause: Clause, subject: Subject) -> Iterator[str]:
    """What was said where a figure of before is named: its years are meant, whatever stands between."""
    return (str(one) for one in clause.heard if one.start <= subject.start < one.end)


def _close(clause: Clause, low: int, high: int) -> bool:
    return high - low <= 80 and "\n" not in clause.piece.text[low:high]


def _unit(bound: Bound, own: str) -> str:
    return own if own in {"位", "级", "分"} else bound.unit


def turned_round(found: Found) -> Found:
    """The same bound turned round: who has it may not apply."""
    turned = {
        Operator.AT_LEAST: Operator.LESS,
        Operator.LESS: Operator.AT_LEAST,
        Operator.MORE: Operator.AT_MOST,
        Operator.AT_MOST: Operator.MORE,
        Operator.HAS: Operator.HAS_NOT,
        Operator.IN: Operator.NOT_IN,
    }
    return replace(found, op=turned.get(found.op, found.op))
