"""The two tables relations are read by: what a word says (`acts.tsv`), and what it joins (`joins.tsv`)."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ontology.rows import rows_of
from ontology.schema import EntityClass, Relation, allows

_HERE: Final = "nlp.relations"
ANY: Final = "*"  # whatever word stands there
NEAR: Final = "."  # whatever word, in the same clause
NONE: Final = "-"  # no word, in the same clause


@dataclass(frozen=True, slots=True)
class Join:
    """A subject class and an object class joined by an act make a relation, right in `confidence` of the cases."""

    act: str
    relation: Relation
    confidence: float
    near: bool = False  # holds only within one clause
    backwards: bool = False  # the object is the head: A 采购 B的零件 says that B supplies A


Joins = Mapping[tuple[EntityClass, EntityClass], tuple[Join, ...]]


@lru_cache(maxsize=1)
def acts() -> Mapping[str, frozenset[str]]:
    """Word → the acts (or marks) it may be, such as 发布 → make, issue."""
    found: dict[str, set[str]] = defaultdict(set)
    for act, words in rows_of(_HERE, "acts.tsv"):
        for word in words.split():
            found[word].add(act)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def joins() -> Joins:
    """Subject and object class → the rows of `joins.tsv` in their order."""
    found: dict[tuple[EntityClass, EntityClass], list[Join]] = defaultdict(list)
    for heads, tails, act, relation, confidence in rows_of(_HERE, "joins.tsv"):
        join = Join(
            act.rstrip("!"),
            Relation(relation.rstrip("<")),
            float(confidence),
            near=act.endswith("!"),
            backwards=relation.endswith("<"),
        )
        for head in map(EntityClass, heads.split()):
            for tail in map(EntityClass, tails.split()):
                ends = (tail, head) if join.backwards else (head, tail)
                if allows(join.relation, *ends):
                    found[head, tail].append(join)
    return {ends: tuple(rows) for ends, rows in found.items()}


def join_of(ends: tuple[EntityClass, EntityClass], said: frozenset[str], *, near: bool) -> Join | None:
    """What `said` acts make of subject and object class, `near` in one clause; None where they join nothing."""
    for join in joins().get(ends, ()):
        if (join.act in said or join.act == ANY) and (near or not join.near):
            return join
        if near and (join.act == NEAR or (join.act == NONE and not said)):
            return join
    return None


@lru_cache(maxsize=1)
def _besides() -> Mapping[tuple[EntityClass, EntityClass], tuple[tuple[re.Pattern[str], Join], ...]]:
    found: dict[tuple[EntityClass, EntityClass], list[tuple[re.Pattern[str], Join]]] = defaultdict(list)
    for lefts, rights, between, relation, confidence in rows_of(_HERE, "beside.tsv"):
        join = Join("", Relation(relation.rstrip("<")), float(confidence), backwards=relation.endswith("<"))
        for left in map(EntityClass, lefts.split()):
            for right in map(EntityClass, rights.split()):
                found[left, right].append((re.compile(between), join))
    return {ends: tuple(rows) for ends, rows in found.items()}


def beside_of(ends: tuple[EntityClass, EntityClass], between: str) -> Join | None:
    """What the text between two neighbours says by itself (`beside.tsv`)."""
    for pattern, join in _besides().get(ends, ()):
        if pattern.fullmatch(between):
            return join
    return None
