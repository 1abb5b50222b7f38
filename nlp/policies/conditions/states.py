"""Conditions that a firm either meets or does not: legal person, no offence, no accident, project filed and done."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.policies.conditions.periods import period_of_event, year_named, years_named
from nlp.policies.conditions.tables import patterns_of
from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece, overlaps
from ontology.eligibility.conditions import Operator

_DENIED: Final = re.compile(
    r"未(?!来|达|满)|无(?!人|线|锡|形)|没有|不(?:存在|得|在|涉|属于|属|含|列入|被|受)|非|从未|免(?:受|于)|不予|不再|未被|均未|零"
)
_TABLE: Final = "states.tsv"
_FAULTS: Final = frozenset({"blacklisted", "incidents", "violations"})  # of some years, and told in rows
_LACKS: Final = re.compile("(?:非|未|不具[有备]|没有|不是|不属于|无)[^，；。]{0,8}$")
_NOT_YET: Final = re.compile("(?:计划|预计|拟|将|应于|须于)[^，；。]{0,8}$")


def states(clause: Clause, *, barred: bool, said: set[str]) -> Iterator[Found]:
    """Yes-or-no conditions of a clause.

    Args:
        clause: where they are looked for.
        barred: whether the sentence says who may not apply.
        said: fields of which the sentence has spoken, each of which is told once; those found are added to it.
    """
    piece = clause.piece
    taken: list[Piece] = []
    for field, asked, pattern in patterns_of(_TABLE):
        value = asked == "true"
        for match in pattern.finditer(piece.text, piece.start, piece.end):
            if overlaps(match.span(), taken):
                continue
            if field == "incidents" and "事" not in match.group() and "事" not in _sentence_of(piece):
                continue  # an offence against the environment is an accident only where it is named beside one
            means = _means(clause, match, value, barred=barred)
            if means or field in said or not (barred and field == "rd_org"):
                begins = match.end() - 2 if field == "incidents" and "违" in match.group() else match.start()
                taken.append(Piece(piece.text, begins, match.end()))  # 违法违规行为和事故 are two
            if field == "above_scale" and field not in said and not barred and _is_not_yet(clause, match):
                said.add(field)
                yield Found(field, Operator.IS, value=False, start=match.start(), end=match.end())
            if field in said or not means:
                continue
            said.add(field)
            period = _period(clause, match) if field in _FAULTS else ""
            yield Found(field, Operator.IS, value, match.start(), match.end(), period=period)


def _is_not_yet(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a firm is asked not to be one yet: 尚未纳入规模以上统计."""
    piece = clause.piece
    return bool(re.search("(?:尚未|未)(?![退曾])[^，；。]{0,6}$", piece.text[piece.start : match.start()]))


def _period(clause: Clause, match: re.Match[str]) -> str:
    """The years of an event: as its clause says up to it, else anywhere, else as was said before the clause."""
    before = clause.piece.text[clause.piece.start : match.end()]
    told = before if years_named(before) else str(clause.piece)
    return period_of_event(told) or year_named(told) or period_of_event("", clause.words)


def _sentence_of(piece: Piece) -> str:
    """The text around a clause up to the full stops or semicolons beside it."""
    start = max(piece.text.rfind(sign, 0, piece.start) for sign in "。；\n") + 1
    end = min((at for sign in "。；\n" if (at := piece.text.find(sign, piece.end)) >= 0), default=len(piece.text))
    return piece.text[start:end]


def end_of_state(field: str, segment: Piece, end: int) -> int:
    """Where the words of a fault end that goes on in the clauses after it; `end` for all other fields."""
    if field not in _FAULTS:
        return end
    rows = [pattern for name, _, pattern in patterns_of(_TABLE) if name == field]
    for clause in segment.clauses():
        if clause.start < end < clause.end or clause.end <= end:
            continue
        found = next(filter(None, (words.search(clause.text, clause.start, clause.end) for words in rows)), None)
        if not found or clause.start - end > 40:
            break
        end = found.end()
    return end


def _means(clause: Clause, match: re.Match[str], value: bool, *, barred: bool) -> bool:
    """Whether the words ask for the state: what must not be has to be denied, what must be has not."""
    piece = clause.piece
    before = piece.text[piece.start : match.end()]
    if not value:
        return barred or bool(_DENIED.search(before)) or bool(_DENIED.search(_nearest(clause)))
    if barred:  # 非查账征收的企业不予支持: who has it not is barred
        return bool(_LACKS.search(piece.text, piece.start, match.start()))
    return not re.search("未|尚未|不具", before) and not _NOT_YET.search(before)


def _nearest(clause: Clause) -> str:
    """The clause before, whose denial may reach into this one: 未发生安全事故、质量事故 or 没有…，也没有…."""
    return str(clause.heard[0]) if clause.heard and clause.heard[0].end <= clause.piece.start else ""
