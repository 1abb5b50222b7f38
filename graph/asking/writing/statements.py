"""What is wanted, as one statement: the same question in the words of each engine.

The columns that an answer is read from are `name` (and `id`, `value`, `year` …); the others tell why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.asking.meaning import (
    AnyOf,
    Ask,
    CountOf,
    EvidenceOf,
    FigureOf,
    Linked,
    ListOf,
    MostDated,
    MostLinked,
    MostShare,
    OnFact,
    PathOf,
    PlacesOf,
    PropertyOf,
    Things,
)
from graph.asking.places import CENTRAL
from graph.asking.writing.cypher import DIALECTS, Dialect, Writing, marked_if, path_text
from graph.asking.writing.figures import figures
from graph.store import Query

_MOST: Final = 10_000  # rows
# Six characters of a region's id say its province, eight its city; 上海 and its like are both.
_CENTRAL: Final = [one[:6] for one in CENTRAL]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in the words of both engines, with its parameters."""

    query: Query
    parameters: Mapping[str, Any]

    def shown(self, dialect: str) -> str:
        """The text that an engine runs."""
        return "\n".join(self.query.statements(dialect, self.parameters))


def statement_of(asked: Ask, today: str) -> Statement:
    """The statement that answers.

    Args:
        asked: what is wanted.
        today: ISO day on which facts must hold.
    """
    texts, parameters = {}, {}
    for dialect in DIALECTS:
        writing = Writing(dialect, today)
        texts[dialect.name] = _WAYS[type(asked)](writing, asked)
        parameters = writing.parameters
    return Statement(Query(embedded=(texts["embedded"],), neo4j=(texts["neo4j"],)), parameters)


def _matched(writing: Writing, things: Things) -> str:
    """`MATCH (x:…) WHERE …`, the first fact it must have as a pattern, so that what proves it can be returned."""
    main = _main_fact(things)
    if main is None:
        return f"MATCH (x{writing.labels(things.classes)}){_where(writing.tests('x', things))}"
    rest = Things(things.classes, things.ids, tuple(one for one in things.tests if one is not main))
    pattern, conditions = writing.pattern("x", main, "f", "y")
    headed = pattern.replace("(x)", f"(x{writing.labels(things.classes)})", 1)
    matched = f"MATCH {headed}{_where([*conditions, *writing.tests('x', rest)])}"
    counted = "others = 1" if main.alone else writing.bound("others", main.others) if main.others else ""
    return f"{matched}\nWITH x, count(DISTINCT y.id) AS others WHERE {counted}" if counted else matched


def _main_fact(things: Things) -> Linked | None:
    """A fact it must have; where there must be one alone, or so many, that."""
    held = [one for one in things.tests if isinstance(one, Linked) and not one.negated]
    return next((one for one in held if one.alone or one.others), None) or next(iter(held), None)


def _where(conditions: list[str]) -> str:
    return (
        f"\nWHERE {chr(10).join(('  AND ' if at else '') + one for at, one in enumerate(conditions))}"
        if conditions
        else ""
    )


def _has_fact(things: Things) -> bool:
    main = _main_fact(things)
    return main is not None and not (main.alone or main.others)


def _joined(things: Things, linked: Linked) -> Things:
    """The things with a fact they must have before all else."""
    return Things(things.classes, things.ids, (linked, *things.tests))


def _list(writing: Writing, asked: ListOf) -> str:
    proof = ", y.name AS through, f.evidence AS evidence" if _has_fact(asked.things) else ""
    return (
        f"{_matched(writing, asked.things)}\nRETURN x.id AS id, x.name AS name{proof}, {_doubtful(asked.things)}\n"
        f"ORDER BY name, id{', through' if proof else ''} LIMIT {_MOST}"
    )


def _count(writing: Writing, asked: CountOf) -> str:
    return f"{_matched(writing, asked.things)}\nRETURN count(DISTINCT x.id) AS number, {_doubtful(asked.things)}"


def _any(writing: Writing, asked: AnyOf) -> str:
    return f"{_matched(writing, asked.things)}\nRETURN count(DISTINCT x.id) > 0 AS holds, {_doubtful(asked.things)}"


def _doubtful(things: Things) -> str:
    """How many of what is found rests on sample, synthetic or estimated data."""
    return marked_if("x.marked OR f.marked" if _has_fact(things) else "x.marked")


def _places(writing: Writing, asked: PlacesOf) -> str:
    place = _place(writing, asked.level)
    order = "number DESC, name" if asked.counted else "name"
    return (
        f"{_matched(writing, asked.things)}\nWITH x.id AS id, x.region AS home, {_doubtful(asked.things)}"
        " WHERE home <> ''\n"
        f"WITH id, {place} AS place, marked WHERE place <> ''\nMATCH (r:Region) WHERE r.id = place\n"
        f"RETURN r.id AS id, r.name AS name, count(DISTINCT id) AS number, sum(marked) AS marked ORDER BY {order}"
    )


def _place(writing: Writing, level: str) -> str:
    central = writing.give(_CENTRAL)
    if level == "province":
        return "left(home, 6) + '0000'"
    if level == "city":
        return (
            f"CASE WHEN left(home, 6) IN ${central} THEN left(home, 6) + '0000'"
            " WHEN home ENDS WITH '0000' THEN '' ELSE left(home, 8) + '00' END"
        )
    if level == "county":
        return "CASE WHEN home ENDS WITH '00' THEN '' ELSE home END"
    return "home"


def _property(writing: Writing, asked: PropertyOf) -> str:
    value = {"code": "x.code", "region": "x.region", "aliases": "x.aliases"}.get(
        asked.key, writing.text("x", asked.key)
    )
    return (
        f"{_matched(writing, asked.things)}\n"
        f"RETURN x.id AS id, x.name AS name, {value} AS value, {_doubtful(asked.things)} ORDER BY name, id"
    )


def _on_fact(writing: Writing, asked: OnFact) -> str:
    expression = writing.number("f", "share") if asked.key == "share" else writing.text("f", asked.key)
    things = _joined(asked.things, asked.linked)
    return (
        f"{_matched(writing, things)}\nRETURN x.name AS subject, y.name AS object, {expression} AS value,"
        f" f.evidence AS evidence, {_doubtful(things)} ORDER BY subject, object, value"
    )


def _most_linked(writing: Writing, asked: MostLinked) -> str:
    things = _joined(asked.things, asked.linked)
    return (
        f"{_matched(writing, things)}\nRETURN x.id AS id, x.name AS name, count(DISTINCT y.id) AS number,"
        f" {_doubtful(things)}\n{_ranked(asked, 'number')}"
    )


def _most_share(writing: Writing, asked: MostShare) -> str:
    things = _joined(asked.things, asked.linked)
    share = writing.number("f", "share")
    return (
        f"{_matched(writing, things)}\n"
        f"WITH x, max({share}) AS share, collect(f.evidence) AS proofs,"
        f" {_doubtful(things)} WHERE share IS NOT NULL\n"
        f"RETURN x.id AS id, x.name AS name, share, proofs, marked {_ranked(asked, 'share')}"
    )


def _most_dated(writing: Writing, asked: MostDated) -> str:
    date = writing.text("f" if asked.key == "since" else "x", asked.key)  # a fact's own beginning, or of the thing
    call = "max" if asked.descending else "min"
    return (
        f"{_matched(writing, asked.things)}\n"
        f"WITH x, {call}(CASE WHEN {date} = '' THEN NULL ELSE {date} END) AS value, {_doubtful(asked.things)}"
        " WHERE value IS NOT NULL\n"
        f"RETURN x.id AS id, x.name AS name, value, marked {_ranked(asked, 'value')}"
    )


def _ranked(asked: MostLinked | MostShare | MostDated, column: str) -> str:
    return f"ORDER BY {column} {'DESC' if asked.descending else 'ASC'}, name LIMIT {_MOST}"


def _path(writing: Writing, asked: PathOf) -> str:
    pattern, also = path_text(writing, asked.relation, directed=asked.directed)
    ends = [*writing.tests("a", asked.start), *writing.tests("b", asked.end)]
    labels = writing.labels(asked.start.classes), writing.labels(asked.end.classes)
    where = f"\nWHERE {also}" if also else ""
    return (
        f"MATCH (a{labels[0]}), (b{labels[1]}){_where(ends)}\nMATCH path = {pattern}{where}\n"
        f"RETURN {writing.dialect.names_on_path} AS names, length(path) AS steps,"
        f" {writing.dialect.marked_on_path} AS marked ORDER BY steps LIMIT 20"
    )


def _evidence(writing: Writing, asked: EvidenceOf) -> str:
    if asked.linked is None:
        where = _where(writing.tests("x", asked.things))
        doubt = "e.marked OR x.marked"
        about = f"MATCH (e:Evidence)-[:ABOUT]->(x{writing.labels(asked.things.classes)}){where}"
    else:
        things, doubt = _joined(asked.things, asked.linked), "e.marked OR x.marked OR f.marked"
        about = f"{_matched(writing, things)}\nMATCH (e:Evidence) WHERE e.id IN f.evidence"
    return (
        f"{about}\nMATCH (d:Document)-[:STATES]->(e)\n"
        "RETURN e.id AS id, e.name AS sentence, d.name AS document, e.properties AS place,"
        f" {marked_if(doubt)}\n"
        "ORDER BY document, id LIMIT 200"
    )


_Way = Callable[[Writing, Any], str]
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
    FigureOf: figures,
    PathOf: _path,
    EvidenceOf: _evidence,
}
__all__ = ["Dialect", "Statement", "statement_of"]
