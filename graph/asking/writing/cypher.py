"""A meaning in Cypher: constant pieces put together, everything the user said as a parameter.

Identifiers come from the ontology alone. Each text exists in the words of both engines; where they differ, the
difference is one of the words in `_EMBEDDED` and `_NEO4J`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from graph.asking.meaning import (
    Bound,
    Dated,
    EdgeTest,
    Linked,
    NoneOf,
    Reached,
    Test,
    Things,
    Valued,
    When,
    Within,
    Years,
)
from ontology.schema import EntityClass, Relation


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words in which the engines differ."""

    name: str
    either: str  # between labels that may stand for each other
    text: str  # of a property in the JSON object: {0} variable, {1} key; empty where there is none
    number: str  # null where there is none
    names_on_path: str
    marked_on_path: str  # whether a thing or a fact on it rests on sample, synthetic or estimated data
    shortest: str  # a shortest path from a to b: {0} relation, {1} arrow head
    on_path: str  # what every fact on it must be


# Where nothing matches, the embedded engine's regexp_extract gives what it found in another row (0.22), or an empty
# text that no cast takes: a pair that always matches stands behind the properties.
EMBEDDED: Final = Dialect(
    name="embedded",
    either=":",
    text="""regexp_extract({0}.properties + '"{1}":""', '"{1}":[ []*"([^"]*)"', 1)""",
    number=(
        """CASE WHEN regexp_matches({0}.properties, '"{1}":[ []*[-0-9]') THEN"""
        """ CAST(regexp_extract({0}.properties + '"{1}":0', '"{1}":[ []*([-0-9.eE+]+)', 1) AS DOUBLE) ELSE NULL END"""
    ),
    names_on_path="properties(nodes(path), 'name')",
    marked_on_path=(
        "(list_contains(properties(nodes(path), 'marked'), true)"
        " OR list_contains(properties(rels(path), 'marked'), true))"
    ),
    shortest="(a)-[way:{0}* SHORTEST 1..12 (fact, mid | WHERE {2})]-{1}(b)",
    on_path="",
)
NEO4J: Final = Dialect(
    name="neo4j",
    either="|",
    text="""coalesce(split(split({0}.properties, '"{1}":')[1], '"')[1], '')""",
    number=("""toFloat(replace(trim(split(split(split({0}.properties, '"{1}":')[1], ',')[0], '}}')[0]), '[', ''))"""),
    names_on_path="[node IN nodes(path) | node.name]",
    marked_on_path="(any(node IN nodes(path) WHERE node.marked) OR any(one IN relationships(path) WHERE one.marked))",
    shortest="shortestPath((a)-[way:{0}*1..12]-{1}(b))",
    on_path="all(fact IN relationships(path) WHERE {0})",
)
DIALECTS: Final = (EMBEDDED, NEO4J)

_CLOSED: Final = """({0}.properties CONTAINS '"status":"closed"' OR {0}.properties CONTAINS '"closed_on":')"""
_AT_WORK: Final = (
    """NOT ({0}.properties CONTAINS '"status":"closed"' OR {0}.properties CONTAINS '"status":"planned"'"""
    """ OR {0}.properties CONTAINS '"closed_on":')"""
)
_ARROWS: Final = {True: ("-", "->"), False: ("<-", "-"), None: ("-", "-")}
_WITHIN: Final = "(left({0}.region, 6) IN ${1} OR left({0}.region, 8) IN ${1} OR {0}.region IN ${1})"
_STATUS: Final[Mapping[When, str]] = MappingProxyType(
    {
        When.NOW: "{0}.status = 'stated'",
        When.ENDED: "{0}.status IN ['stated', 'historic']",
        When.EVER: "{0}.status IN ['stated', 'historic']",
        When.PLANNED: "{0}.status = 'planned'",
    }
)


@dataclass
class Writing:
    """One statement while it is put together: its words, its parameters, and numbers for its variables."""

    dialect: Dialect
    today: str  # ISO day
    parameters: dict[str, Any] = field(default_factory=dict)
    used: int = 0

    def give(self, value: Any) -> str:
        """A parameter with this value; its name."""
        for name, held in self.parameters.items():
            if held == value and type(held) is type(value):
                return name
        name = f"p{len(self.parameters) + 1}"
        self.parameters[name] = value
        return name

    def next(self) -> int:
        """A number that no variable has yet."""
        self.used += 1
        return self.used

    def labels(self, classes: Iterable[EntityClass]) -> str:
        """`:Enterprise`, or either of several; nothing for any class."""
        joined = self.dialect.either.join(classes)
        return f":{joined}" if joined else ""

    def text(self, variable: str, key: str) -> str:
        return self.dialect.text.format(variable, key)

    def number(self, variable: str, key: str) -> str:
        return self.dialect.number.format(variable, key)

    # what a node must be

    def tests(self, variable: str, things: Things) -> list[str]:
        """Conditions on a node."""
        found = [] if things.ids is None else [f"{variable}.id IN ${self.give(list(things.ids))}"]
        return found + [self.test(variable, test) for test in things.tests]

    def test(self, variable: str, test: Test) -> str:
        """One condition on a node."""
        if isinstance(test, Linked):
            return self._linked(variable, test)
        if isinstance(test, Within):
            inside = _WITHIN.format(variable, self.give(list(test.regions)))
            return f"NOT {inside} AND {variable}.region <> ''" if test.negated else inside
        if isinstance(test, Dated | Valued | NoneOf):
            return self._own(variable, test)
        if isinstance(test, Reached):
            either = f"({' OR '.join(self.test(variable, way) for way in test.ways)})"
            return f"NOT {either}" if test.negated else either
        return (_CLOSED if test.closed else _AT_WORK).format(variable)

    def _own(self, variable: str, test: Dated | Valued | NoneOf) -> str:
        """A condition on what a node says of itself."""
        if isinstance(test, Dated):
            return self.years(f"left({self.text(variable, test.key)}, 4)", test.years)
        if isinstance(test, Valued):
            return f"{self.text(variable, test.key)} = ${self.give(test.value)}"
        return f"NOT {variable}.id IN ${self.give(list(test.ids))}"

    def years(self, expression: str, years: Years) -> str:
        """A year, as text, in a span; one that is not told lies in none."""
        low, high = f"{years.low or 1}".zfill(4), f"{years.high or 9999}"
        return f"({expression} >= ${self.give(low)} AND {expression} <= ${self.give(high)})"

    def _linked(self, variable: str, linked: Linked) -> str:
        pattern, conditions, _ = self._apart(variable, linked)
        inside = f"{pattern} WHERE {' AND '.join(conditions)}"
        if not linked.alone:
            return f"{'NOT ' if linked.negated else ''}EXISTS {{ MATCH {inside} }}"
        (first, those, one), (second, others, two) = self._apart(variable, linked), self._apart(variable, linked)
        pair = f"{first}, {second} WHERE {' AND '.join((*those, *others))} AND {one}.id < {two}.id"
        return f"EXISTS {{ MATCH {inside} }} AND NOT EXISTS {{ MATCH {pair} }}"

    def _apart(self, variable: str, linked: Linked) -> tuple[str, list[str], str]:
        """Pattern and conditions with variables of their own, and the variable at the other end."""
        number = self.next()
        return (*self.pattern(variable, linked, f"f{number}", f"y{number}"), f"y{number}")

    def pattern(self, variable: str, linked: Linked, fact: str, other: str) -> tuple[str, list[str]]:
        """The pattern of a fact and the conditions on it and on its other end."""
        types = "|".join(relation.cypher for relation in linked.relations)
        left, right = _ARROWS[linked.is_subject]
        pattern = f"({variable}){left}[{fact}:{types}]{right}({other}{self.labels(linked.other.classes)})"
        return pattern, [
            *self.edge(fact, linked.edge),
            *self.tests(other, linked.other),
            *_near(variable, other, linked),
        ]

    # what a fact must be

    def edge(self, fact: str, test: EdgeTest) -> list[str]:
        """Conditions on a fact."""
        found = [_STATUS[test.when].format(fact), *self._when(fact, test.when)]
        if test.since:
            found.append(self.years(f"left({self.text(fact, 'since')}, 4)", test.since))
        if test.until:
            found.append(self.years(f"left({self.text(fact, 'until')}, 4)", test.until))
        found += [self.bound(self.number(fact, "share"), bound) for bound in test.shares]
        if test.products:
            found.append(f"{self.text(fact, 'product')} IN ${self.give(list(test.products))}")
        return found

    def bound(self, expression: str, bound: Bound) -> str:
        """A figure on one side of another."""
        return f"{expression} {bound.compare} ${self.give(bound.value)}"

    def _when(self, fact: str, when: When) -> list[str]:
        """By the time it ends: 2024 is over when 2025 begins. What names no end goes on."""
        if when not in {When.NOW, When.ENDED}:
            return []
        until, now = self.text(fact, "until"), self.give(["", self.today[:4], self.today[:7]])
        holds = f"({until} IN ${now} OR {until} >= ${self.give(self.today)})"
        return [holds] if when is When.NOW else [f"(NOT {holds} OR {fact}.status = 'historic')"]


def marked_if(doubt: str) -> str:
    """The column `marked`: how many of the rows put together pass a test; it must be in every statement."""
    return f"count(CASE WHEN {doubt} THEN 1 ELSE NULL END) AS marked"


def path_text(writing: Writing, relation: Relation, *, directed: bool) -> tuple[str, str]:
    """The pattern of a shortest path over facts that hold, and what else must be said of it."""
    fact = " AND ".join(writing.edge("fact", EdgeTest()))
    pattern = writing.dialect.shortest.format(relation.cypher, ">" if directed else "", fact)
    return pattern, writing.dialect.on_path.format(fact)


def _near(variable: str, other: str, linked: Linked) -> list[str]:
    """That both ends lie in the same province or city, or in different ones."""
    if not linked.near:
        return []
    size, sign = abs(linked.near), "=" if linked.near > 0 else "<>"
    known = f"{variable}.region <> '' AND {other}.region <> ''"
    return [f"left({variable}.region, {size}) {sign} left({other}.region, {size}) AND {known}"]
