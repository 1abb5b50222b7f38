"""Rows on indicators as a reply."""

from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from graph.asking.answer import AnswerKind
from graph.asking.meaning import Compare, FigureOf, Step
from graph.asking.refusal import Reason, Refused
from graph.asking.replying.reply import Reply, listed

_TWO_UNITS: Final = "这些数值的单位不同，不能相加减 · these figures are in different units"
Records = Sequence[Mapping[str, Any]]
_COLUMNS: Final = ("名称", "年份", "数值", "单位")
_NO_FIGURE: Final = "图谱里有这些词，但没有这个指标在这一年的数值 · all words are known, but there is no such figure"


_COMPARED: Final[Mapping[Compare, Callable[[float, float], bool]]] = {
    Compare.ABOVE: gt,
    Compare.AT_LEAST: ge,
    Compare.BELOW: lt,
    Compare.AT_MOST: le,
    Compare.EQUAL: eq,
}


def reply_figures(asked: FigureOf, records: Records) -> Reply:
    """The reply to a question on an indicator.

    Raises:
        Refused: there is no figure.
    """
    if asked.step is Step.CHANGED or (asked.step is Step.GROWTH and _ranks(asked)):
        return _changed(asked, records)
    rows = [row for row in records if row.get("value", row.get("after")) is not None]
    if not rows and asked.step is not Step.ABOVE:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    if asked.yes_no:
        return _holds(asked, rows)
    return _WAYS.get(asked.step, _value)(asked, rows)


def _holds(asked: FigureOf, rows: Records) -> Reply:
    """Whether what was said of figures is so: that one grew, that it is above another, or above a bound."""
    row = rows[0]
    if "growth" in row:
        holds = (row["growth"] or 0) > 0 if asked.descending else (row["growth"] or 0) < 0
    elif asked.step is Step.TOP and asked.things.ids:
        holds = row["id"] == asked.things.ids[0]
    elif asked.bound:
        value = row["base"] if asked.bound.in_base_unit else row["value"]
        if value is None:
            raise Refused(Reason.NO_DATA, _NO_FIGURE)
        holds = _COMPARED[asked.bound.compare](value, asked.bound.value)
    else:
        holds = True
    return Reply(AnswerKind.YES_NO, ("yes" if holds else "no",), _sentence(row), _COLUMNS, ())


def _sentence(row: Mapping[str, Any]) -> str:
    if "growth" in row:
        units = ("", row["unit"]) if row["unit"] == row["later_unit"] else (row["unit"], row["later_unit"])
        return f"{row['name']}：{_plain(row['before'])}{units[0]} → {_plain(row['after'])}{units[1]}"
    return f"{row['name']} {row['year']} 年：{_plain(row['value'])}{row['unit']}"


def _series(_: FigureOf, rows: Records) -> Reply:
    values = tuple(f"{row['year']}={_plain(row['value'])}" for row in rows)
    return Reply(AnswerKind.LIST, values, listed(values), _COLUMNS, _cells(rows))


def _ranks(asked: FigureOf) -> bool:
    return asked.things.ids is None or len(asked.things.ids) > 1


def _changed(asked: FigureOf, records: Records) -> Reply:
    cells = tuple((row["name"], row["before"], row["after"], _units(row)) for row in records)
    kept = records[: asked.most] if asked.step is Step.GROWTH else records
    names = tuple(row["name"] for row in kept)
    return Reply(
        AnswerKind.LIST, names, listed(names), ("名称", "前", "后", "单位"), cells, tuple(row["id"] for row in kept)
    )


def _units(row: Mapping[str, Any]) -> str:
    told = (row["unit"], row["later_unit"])
    return " → ".join(dict.fromkeys(told))


def _value(_: FigureOf, rows: Records) -> Reply:
    latest = max(row["year"] for row in rows)
    kept = [row for row in rows if row["year"] == latest]
    if len({row["id"] for row in kept}) > 1:
        values = tuple(f"{row['name']}={_plain(row['value'])}" for row in kept)
        return Reply(AnswerKind.LIST, values, listed(values), _COLUMNS, _cells(rows))
    row = kept[0]
    return Reply(
        AnswerKind.NUMBER,
        (_plain(row["value"]),),
        f"{row['name']} {row['year']} 年：{_plain(row['value'])}{row['unit']}",
        _COLUMNS,
        _cells(rows),
        (row["id"],),
    )


def _growth(asked: FigureOf, rows: Records) -> Reply:
    if "growth" not in rows[0]:
        return _growth_of_year(asked, rows)
    if asked.points and rows[0]["unit"] == rows[0]["later_unit"] == "%":
        return _difference(asked, rows)
    growth = rows[0]["growth"]
    if growth is None:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    return _percent(rows[0], float(growth), asked)


def _growth_of_year(asked: FigureOf, rows: Records) -> Reply:
    """Growth of one year over the year before, where only one is named: both stand in the rows."""
    by_year = {int(row["year"]): float(row["value"]) for row in rows if str(row["year"]).isdigit()}
    last = asked.years.high or max(by_year, default=0)
    if last not in by_year or last - 1 not in by_year or not by_year[last - 1]:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    return _percent(rows[0], (by_year[last] / by_year[last - 1] - 1) * 100, asked)


def _percent(row: Mapping[str, Any], growth: float, asked: FigureOf) -> Reply:
    shown = round(growth if asked.descending else -growth, 1)
    value: float | int = int(shown) if shown == int(shown) else shown
    word = "增长" if growth >= 0 else "下降"
    cells = ((row["name"], row.get("before"), row.get("after"), f"{growth:.1f}%"),)
    return Reply(
        AnswerKind.NUMBER,
        (value,),
        f"{row['name']}{word} {abs(round(growth, 1))}%",
        ("名称", "前", "后", "增长"),
        cells,
        (row["id"],),
    )


def _difference(_: FigureOf, rows: Records) -> Reply:
    if "difference" in rows[0]:
        if rows[0]["difference"] is None:
            raise Refused(Reason.NO_DATA, _TWO_UNITS)
        value = _plain(abs(rows[0]["difference"]))
        return Reply(AnswerKind.NUMBER, (value,), f"相差 {value}{rows[0]['unit']}", _COLUMNS, ())
    latest = max(row["year"] for row in rows)
    kept = [row for row in rows if row["year"] == latest]
    if len(kept) != 2:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    first, second = kept
    if first["unit"] != second["unit"]:
        raise Refused(Reason.NO_DATA, _TWO_UNITS)
    value = _plain(abs(first["value"] - second["value"]))
    return Reply(AnswerKind.NUMBER, (value,), f"相差 {value}{first['unit']}", _COLUMNS, _cells(kept))


def _top(asked: FigureOf, rows: Records) -> Reply:
    latest = max((row["year"] for row in rows), default="")
    kept = [row for row in rows if row["year"] == latest]
    if asked.step is Step.TOP and asked.most == 1:
        kept = [row for row in kept if _comparable(row) == _comparable(kept[0])]
    elif asked.step is Step.TOP:
        kept = kept[: asked.most]
    names = tuple(dict.fromkeys(row["name"] for row in kept))
    return Reply(AnswerKind.LIST, names, listed(names), _COLUMNS, _cells(rows), tuple(row["id"] for row in kept))


def _comparable(row: Mapping[str, Any]) -> float:
    return float(row["value"] if row["base"] is None else row["base"])


def _made(_: FigureOf, rows: Records) -> Reply:
    (row,) = rows
    if not row["figures"]:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    one = row["units"] == 1
    if not one and row["bases"] < row["figures"]:
        raise Refused(Reason.NO_DATA, _TWO_UNITS)
    value, unit = _plain(row["value"] if one else row["base"]), row["unit"] if one else row["base_unit"]
    return Reply(
        AnswerKind.NUMBER,
        (value,),
        f"{value}{unit}（{row['figures']} 个数值）",
        ("结果", "单位", "数值个数"),
        ((value, unit, row["figures"]),),
    )


def _cells(rows: Records) -> tuple[tuple[Any, ...], ...]:
    return tuple((row["name"], row["year"], _plain(row["value"]), row["unit"]) for row in rows)


def _plain(value: float) -> float | int:
    rounded = round(float(value), 6)
    return int(rounded) if rounded == int(rounded) else rounded


_WAYS: Final = {
    Step.GROWTH: _growth,
    Step.DIFFERENCE: _difference,
    Step.TOP: _top,
    Step.ABOVE: _top,
    Step.SUM: _made,
    Step.MEAN: _made,
    Step.SERIES: _series,
}
