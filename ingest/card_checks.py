"""Whether the words of a card mean something: classes, relations, converters, and things that point at each other."""

import re
from collections.abc import Iterable
from datetime import date

from ingest.card_shape import Bound, Card, ColumnRule, FactCard, ObservationCard, TableCard, Thing
from ingest.converters import CONVERTERS
from ontology.errors import BadCard, UnknownWord
from ontology.schema import SIGNATURES, EntityClass, Relation, SourceKind, Status, allows


def check_card(card: Card) -> None:
    """Refuse the first word that means nothing.

    Raises:
        UnknownWord: with the nearest known word and the place.
        BadCard: a relation that the ontology does not allow between these classes, or a thing without identity.
    """
    _known("来源类别", card.source.kind.replace("-", "_"), SourceKind, card.name)
    for table in card.tables:
        where = f"{card.name} {table.file}"
        _check_place(card, table)
        _check_database(card, table)
        for column, rule in table.rules.items():
            _check_rule(card, rule, f"{where} columns.{column}")
        for place, cell in table.cells():
            _known("转换器", cell.as_, CONVERTERS, f"{where} {place}")
        for name, thing in table.things.items():
            _check_thing(card, thing, f"{where} things.{name}")
        for number, fact in enumerate(table.facts):
            _check_fact(card, table, fact, f"{where} facts[{number}]")
        for number, seen in enumerate(table.observations):
            _known("事物", seen.about, table.things, f"{where} observations[{number}]")
            _check_status(seen, f"{where} observations[{number}]")


def check_columns(card: Card, table: TableCard, columns: Iterable[str], file: str) -> None:
    """Refuse a card that names a column the file does not have.

    Raises:
        UnknownWord: with the nearest column of the file.
    """
    names = [name for name in columns if not name.startswith("__")]
    for place, cell in table.cells():
        _known("列", cell.column, names, f"{card.name} {file} {place}")
    for column in table.rules:
        _known("列", column, names, f"{card.name} {file} columns")


def _known(kind: str, word: str, known: Iterable[str], where: str) -> None:
    words = [str(one) for one in known]
    if word not in words:
        raise UnknownWord(kind, word, words, where)


def _check_place(card: Card, table: TableCard) -> None:
    """A card may come from anybody: it reaches the files in its own places and no others."""
    parts = table.file.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
        raise BadCard(
            card.name,
            f"file: {table.file} 指到了别的文件夹 · leads out of the folder",
            "写文件名或其下的路径 · name a file in the folder or below it",
        )


def _check_database(card: Card, table: TableCard) -> None:
    asked = bool(table.table) + bool(table.query)
    if asked != bool(table.database):
        raise BadCard(
            card.name,
            f"{table.file}：database 要配 table 或 query 之一 · a database goes with one of `table` and `query`",
        )


def _check_rule(card: Card, rule: ColumnRule, where: str) -> None:
    if rule.kind:
        _known("转换器", rule.kind, CONVERTERS, where)
    if rule.range and not _ordered(rule.range):
        raise BadCard(card.name, f"{where}：range 要写 [小, 大] · write range as [low, high]")
    try:
        re.compile(rule.pattern)
    except re.error as problem:
        raise BadCard(card.name, f"{where}：pattern 不是正则式 · no regular expression: {problem}") from problem


def _ordered(bounds: tuple[Bound, Bound]) -> bool:
    low, high = bounds
    if isinstance(low, date) or isinstance(high, date):
        return isinstance(low, date) and isinstance(high, date) and low <= high
    return low <= high


def _check_thing(card: Card, thing: Thing, where: str) -> None:
    _known("类", thing.cls, EntityClass, where)
    if not thing.name and not thing.from_:
        raise BadCard(card.name, f"{where} 既无 name 也无 from · neither `name` nor `from`")
    if thing.is_list and (thing.code or thing.keys or thing.from_):
        raise BadCard(card.name, f"{where}：一格多个名称时不能再有 code、keys、from · a list has no code, keys or from")
    if bool(thing.from_) != bool(thing.on):
        raise BadCard(card.name, f"{where} 的 from 与 on 要一起写 · `from` and `on` go together")
    if thing.from_:
        _known("表", thing.from_, [table.file for table in card.tables], where)
        named = identity_of(card, thing)
        if named is None:
            raise BadCard(
                card.name, f"{where}：{thing.from_} 里没有类为 {thing.cls} 的事物 · no {thing.cls} in that table"
            )


def identity_of(card: Card, thing: Thing) -> tuple[TableCard, str] | None:
    """The table and the thing in it that say who a thing with `from` is."""
    tables = [table for table in card.tables if table.file == thing.from_]
    found = [(table, name) for table in tables for name, other in table.things.items() if other.cls == thing.cls]
    return found[0] if found else None


def _check_fact(card: Card, table: TableCard, fact: FactCard, where: str) -> None:
    _known("关系", fact.relation, Relation, where)
    for end in (fact.subject, fact.object):
        _known("事物", end, table.things, where)
    _check_status(fact, where)
    subject, target = table.things[fact.subject], table.things[fact.object]
    if subject.is_list and target.is_list and fact.subject != fact.object:
        raise BadCard(card.name, f"{where}：两端不能都是 list · only one end may be a list")
    relation = Relation(fact.relation)
    if not allows(relation, EntityClass(subject.cls), EntityClass(target.cls)):
        raise BadCard(
            card.name,
            f"{where}：{relation} 不连 {subject.cls} → {target.cls} · does not join {subject.cls} to {target.cls}",
            f"{relation}：{_ends(relation, 0)} → {_ends(relation, 1)}",
        )


def _ends(relation: Relation, side: int) -> str:
    return "|".join(sorted(SIGNATURES[relation][side]))


def _check_status(entry: FactCard | ObservationCard, where: str) -> None:
    if isinstance(entry.status, str):
        _known("状态", entry.status, Status, where)
