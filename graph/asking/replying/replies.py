"""Rows of a statement as an answer: values in the contract's kinds, and a sentence a person can read."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from graph.asking.answer import AnswerKind
from graph.asking.meaning import (
    AnyOf,
    Ask,
    CountOf,
    EvidenceOf,
    FigureOf,
    ListOf,
    MostDated,
    MostLinked,
    MostShare,
    OnFact,
    PathOf,
    PlacesOf,
    PropertyOf,
)
from graph.asking.refusal import Reason, Refused
from graph.asking.replying.figures import reply_figures
from graph.asking.replying.reply import Reply, listed
from graph.store import Rows
from ontology.values.regions import region_of

_NO_FIGURE: Final = "图谱里没有这个数据 · the graph holds no such figure"
_TOLD: Final = 50  # rows of a table of what is ranked


def reply_of(asked: Ask, rows: Rows) -> Reply:
    """The reply that rows give, marked where any of them rests on sample, synthetic or estimated data.

    Raises:
        Refused: everything was understood, but there is no figure.
    """
    records = rows.records()
    return replace(_WAYS[type(asked)](asked, records), marked=any(row["marked"] for row in records))


def _list(_: ListOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    ids = tuple(dict.fromkeys(row["id"] for row in records))
    names = {row["id"]: row["name"] for row in records}
    proofs = tuple(dict.fromkeys(one for row in records for one in row.get("evidence") or ()))
    through = any(row.get("through") and row["through"] != row["name"] for row in records)
    columns = ("名称", "经由") if through else ("名称",)
    cells = [(row["name"], row["through"]) if through else (row["name"],) for row in records]
    values = tuple(dict.fromkeys(names[one] for one in ids))
    return Reply(AnswerKind.LIST, values, listed(values), columns, tuple(dict.fromkeys(cells)), ids, proofs)


def _count(_: CountOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    number = int(records[0]["number"]) if records else 0
    return Reply(AnswerKind.NUMBER, (number,), f"共 {number} 个 · {number} in all")


def _any(_: AnyOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    holds = bool(records and records[0]["holds"])
    words = (
        "是的，图谱中有这样的记录 · yes, the graph says so"
        if holds
        else "没有，图谱中没有这样的记录 · no, the graph holds no such fact"
    )
    return Reply(AnswerKind.YES_NO, ("yes" if holds else "no",), words)


def _places(asked: PlacesOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    if not records and asked.things.ids and not asked.counted:
        raise Refused(Reason.NO_DATA, "图谱里没有它的所在地 · the graph does not say where it is")
    ids = tuple(row["id"] for row in records)
    cells = tuple((row["name"], row["number"]) for row in records)
    names = tuple(region_of(one).name for one in ids)
    if asked.counted and asked.most is None:
        values = tuple(f"{name}={row['number']}" for name, row in zip(names, records, strict=True))
        return Reply(AnswerKind.LIST, values, listed(values), ("地区", "数量"), cells, ids)
    if asked.most == 1 and records:
        best = records[0]["number"]
        names = tuple(name for name, row in zip(names, records, strict=True) if row["number"] == best)
    elif asked.most:
        names = names[: asked.most]
    return Reply(AnswerKind.LIST, names, listed(names), ("地区", "数量"), cells, ids[: len(names)])


def _property(asked: PropertyOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    values = [row["value"] for row in records if row["value"]]
    if not values:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    cells = tuple((row["name"], row["value"]) for row in records)
    if asked.key in _DATES and str(values[0])[:4].isdigit():
        year = int(str(values[0])[:4])
        return Reply(AnswerKind.NUMBER, (year,), f"{records[0]['name']}：{values[0]}", ("名称", "值"), cells)
    flat = tuple(one for value in values for one in (value if isinstance(value, list) else [str(value)]))
    said = tuple(_STATES.get(one, one) for one in flat) if asked.key == "status" else flat
    return Reply(AnswerKind.LIST, said, listed(said), ("名称", "值"), cells)


_DATES: Final = frozenset({"founded", "listed", "launched", "issued_on", "posted"})
_STATES: Final = {"active": "存续", "closed": "注销", "planned": "筹建"}


def _on_fact(asked: OnFact, records: Sequence[Mapping[str, Any]]) -> Reply:
    told = [row for row in records if row["value"] not in (None, "")]
    proofs = tuple(dict.fromkeys(one for row in told for one in row["evidence"] or ()))
    cells = tuple((row["subject"], row["object"], row["value"]) for row in told)
    if asked.key == "product":
        values = tuple(dict.fromkeys(str(row["value"]) for row in told))
        return Reply(AnswerKind.LIST, values, listed(values), ("供方或需方", "对方", "产品"), cells, evidence=proofs)
    if not told:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    columns = ("企业", "对象", "值")
    if asked.key == "share":
        share = round(max(float(row["value"]) for row in told) * 100, 6)
        number: float | int = int(share) if share == int(share) else share
        return Reply(AnswerKind.NUMBER, (number,), f"占营收 {number}%", columns, cells, evidence=proofs)
    year = int(str(told[0]["value"])[:4])
    return Reply(AnswerKind.NUMBER, (year,), f"{year} 年", columns, cells, evidence=proofs)


def _most_linked(asked: MostLinked, records: Sequence[Mapping[str, Any]]) -> Reply:
    return _ranked(asked.most, records, ("number", "数量"))


def _most_share(asked: MostShare, records: Sequence[Mapping[str, Any]]) -> Reply:
    return _ranked(asked.most, _any_of(records), ("share", "占营收"), "{:.2%}".format)


def _most_dated(asked: MostDated, records: Sequence[Mapping[str, Any]]) -> Reply:
    return _ranked(asked.most, _any_of(records), ("value", "日期"))


def _any_of(records: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The records; Refused where there are none."""
    if not records:
        raise Refused(Reason.NO_DATA, _NO_FIGURE)
    return records


def _ranked(
    most: int,
    records: Sequence[Mapping[str, Any]],
    column: tuple[str, str],
    shown: Callable[[Any], Any] = lambda value: value,
) -> Reply:
    """The first by what stands in a column, by its key and title; beside them a table of those that follow."""
    key, title = column
    kept = _first(records, key, most)
    names, ids = (tuple(row[word] for row in kept) for word in ("name", "id"))
    cells = tuple((row["name"], shown(row[key])) for row in records[:_TOLD])
    proofs = tuple(one for row in kept for proof in row.get("proofs") or () for one in proof or ())
    return Reply(AnswerKind.LIST, names, listed(names), ("名称", title), cells, ids, proofs)


def _first(records: Sequence[Mapping[str, Any]], key: str, most: int) -> Sequence[Mapping[str, Any]]:
    """The first ones; with those that equal the first where only one is asked for."""
    if most == 1:
        return [row for row in records if row[key] == records[0][key]] if records else []
    return records[:most]


def _path(asked: PathOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    if not records:
        return Reply(AnswerKind.LIST, (), "两者之间没有通路 · there is no way between them")
    names = records[0]["names"]
    if asked.wants_length:
        return Reply(AnswerKind.NUMBER, (len(names) - 2,), " → ".join(names), ("路径",), ((" → ".join(names),),))
    between = tuple(names[1:-1])
    return Reply(
        AnswerKind.LIST, between, " → ".join(names), ("路径",), tuple((" → ".join(row["names"]),) for row in records)
    )


def _evidence(_: EvidenceOf, records: Sequence[Mapping[str, Any]]) -> Reply:
    places = [_place(row) for row in records]
    cells = tuple((place, row["sentence"]) for place, row in zip(places, records, strict=True))
    values = tuple(dict.fromkeys(places))
    if not values:
        raise Refused(Reason.NO_DATA, "图谱里没有这样的事实 · the graph holds no such fact")
    return Reply(
        AnswerKind.LIST, values, listed(values), ("出处", "原文"), cells, evidence=tuple(row["id"] for row in records)
    )


def _place(row: Mapping[str, Any]) -> str:
    given = json.loads(row["place"] or "{}")
    spot = given["row"] + 1 if given.get("row") else given.get("page")  # rows are counted after the header
    return f"{row['document']}:{spot}" if spot else str(row["document"])


_Way = Callable[[Any, Sequence[Mapping[str, Any]]], Reply]
_WAYS: Final[Mapping[type, _Way]] = {
    ListOf: _list,
    CountOf: _count,
    AnyOf: _any,
    PlacesOf: _places,
    PropertyOf: _property,
    OnFact: _on_fact,
    MostLinked: _most_linked,
    MostShare: _most_share,
    MostDated: _most_dated,
    FigureOf: reply_figures,
    PathOf: _path,
    EvidenceOf: _evidence,
}
