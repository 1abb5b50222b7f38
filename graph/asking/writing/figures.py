"""Statements on indicators: observations of things, year by year."""

from typing import Final

from graph.asking.meaning import FigureOf, Step
from graph.asking.writing.cypher import Writing, marked_if

_PAIRED = (Step.GROWTH, Step.CHANGED, Step.DIFFERENCE)
_DOUBT: Final = "x.marked OR o.marked OR seen.marked"
# How many of the observations that say the same rest on sample, synthetic or estimated data.
_DOUBTFUL: Final = marked_if(_DOUBT)
_DOUBTFUL_PAIR: Final = marked_if(f"{_DOUBT} OR q.marked OR also.marked")


def figures(writing: Writing, asked: FigureOf) -> str:
    """The rows `name, year, value, unit` that an answer on figures is read from; growth is made in the statement."""
    matched, conditions = _observed(writing, asked)
    if asked.step in _PAIRED and asked.years.low is not None and asked.years.low != asked.years.high:
        return _paired(writing, asked, (matched, conditions))
    totals, period = asked.step in {Step.SUM, Step.MEAN}, f"left({writing.text('o', 'period')}, 4)"
    if asked.years.low or asked.years.high:
        conditions.append(writing.years(period, asked.years))
    if asked.bound and not (asked.yes_no or totals):
        key = "base_value" if asked.bound.in_base_unit else "value"
        conditions.append(writing.bound(writing.number("o", key), asked.bound))
    value, unit, base = writing.number("o", "value"), writing.text("o", "unit"), writing.number("o", "base_value")
    head = (
        f"MATCH {matched}\nWHERE {' AND '.join(conditions)}\n"
        f"WITH x, {period} AS year, {value} AS value, {unit} AS unit, {base} AS base,"
    )
    if totals:
        return f"{head} {writing.text('o', 'base_unit')} AS base_unit, {_DOUBTFUL}\n{_total(asked.step)}"
    way = "DESC" if asked.descending else "ASC"
    order = f"coalesce(base, value) {way}, name" if asked.step is Step.TOP else "name, year"
    return f"{head} {_DOUBTFUL}\nRETURN x.id AS id, x.name AS name, year, value, unit, base, marked ORDER BY {order}"


def _total(step: Step) -> str:
    call = "sum" if step is Step.SUM else "avg"
    return (
        f"RETURN {call}(value) AS value, min(unit) AS unit, count(*) AS figures, count(DISTINCT unit) AS units,"
        f" {call}(base) AS base, min(base_unit) AS base_unit, count(base) AS bases, sum(marked) AS marked"
    )


def _observed(writing: Writing, asked: FigureOf) -> tuple[str, list[str]]:
    labels = writing.labels(asked.things.classes)
    pattern = f"(i:Indicator)<-[:OF_INDICATOR]-(o:Observation)-[seen:ABOUT]->(x{labels})"
    return pattern, [
        f"i.id IN ${writing.give(list(asked.indicators))}",
        "seen.status = 'stated'",
        *writing.tests("x", asked.things),
    ]


def _paired(writing: Writing, asked: FigureOf, found: tuple[str, list[str]]) -> str:
    """The first and the last year beside each other."""
    matched, conditions = found
    first, last = writing.give(f"{asked.years.low}"), writing.give(f"{asked.years.high}")
    unit, later_unit = writing.text("o", "unit"), writing.text("q", "unit")

    def year(variable: str) -> str:
        return f"left({writing.text(variable, 'period')}, 4)"

    before, after = writing.number("o", "value"), writing.number("q", "value")
    later = "(i)<-[:OF_INDICATOR]-(q:Observation)-[also:ABOUT]->(x)"
    test = ""
    if asked.step is Step.CHANGED:
        test = f" WHERE high {'>' if asked.descending else '<'} low"
        if asked.bound and not asked.bound.in_base_unit:  # by more than two tenths
            size = "(high - low)" if asked.descending else "(low - high)"
            test += f" AND low > 0 AND {writing.bound(f'{size} / low * 100', asked.bound)}"
    order = ""
    if asked.step is Step.GROWTH:
        order = f"growth {'DESC' if asked.descending else 'ASC'}, "
    return (
        f"MATCH {matched}\nWHERE {' AND '.join(conditions)} AND {year('o')} = ${first}\n"
        f"MATCH {later}\nWHERE {year('q')} = ${last} AND also.status = 'stated'\n"
        f"WITH x, {before} AS before, {after} AS after, {unit} AS unit, {later_unit} AS later_unit,\n"
        f"     {_comparable(writing, before, 'o')} AS low, {_comparable(writing, after, 'q')} AS high,\n"
        f"     {_DOUBTFUL_PAIR}{test}\n"
        "RETURN x.id AS id, x.name AS name, before, after, unit, later_unit,\n"
        "       CASE WHEN unit = later_unit THEN after - before ELSE NULL END AS difference,\n"
        "       CASE WHEN low = 0 THEN NULL ELSE (high - low) / low * 100 END AS growth, marked\n"
        f"ORDER BY {order}name"
    )


def _comparable(writing: Writing, value: str, variable: str) -> str:
    """A figure in the base unit, for years that are told in 万元 and in 亿元; as it is told where that is not known."""
    return f"coalesce({writing.number(variable, 'base_value')}, {value})"
