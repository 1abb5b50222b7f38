"""Things and facts of a drafted card, from what the columns are: whom a row is about, and what is tied to it."""

import re
from collections.abc import Sequence
from typing import Any, Final

import pyarrow.compute as pc

from ingest.column_roles import MAKERS, Guess, are_firms, roles
from ingest.row_chunk import RowChunk
from ontology.schema import EntityClass, Relation

Described = dict[str, Any]

_C = EntityClass
_HEADER: Final = re.compile(r"(?P<period>\d{4}年?)?(?P<name>.+?)(?:[（(](?P<unit>[^（）()]+)[）)])?")

# What stands beside a firm in its row, as a thing of its own, and how the firm is tied to it.
_OF_A_FIRM: Final = (
    ("product", _C.TECHNOLOGY, Relation.PRODUCES),
    ("industry", _C.INDUSTRY, Relation.PART_OF),
    ("park", _C.PARK, Relation.LOCATED_IN),
    ("award", _C.INITIATIVE, Relation.PARTICIPATES_IN),
    ("parent", _C.ENTERPRISE, Relation.SUBSIDIARY_OF),
    ("invested", _C.ENTERPRISE, Relation.INVESTS_IN),
    ("patent", _C.TECHNOLOGY, Relation.DEVELOPS),
    ("field", _C.TECHNOLOGY, Relation.DEVELOPS),
    ("platform", _C.PLATFORM, Relation.OPERATES),
    ("solution", _C.SOLUTION, Relation.OFFERS),
)
_OF_EVENTS: Final = ("supplier", "investor")  # whose rows are deals, not firms
# Facts that come about on a day which such tables have a column for.
_DATED: Final = frozenset(
    {"park", "award", "invested", "patent", "field", "product"},
)


def shape_of(guesses: Sequence[Guess], chunk: RowChunk) -> dict[str, Any]:
    """`things`, `facts` and `observations` of a card for columns that were guessed."""
    columns = _Columns(guesses, chunk)
    if columns.of("policy") and not columns.of("firm"):
        parts = _policies(columns)
    elif columns.of("project") and columns.of("buyer", "firm") and not columns.of("supplier"):
        parts = _demands(columns)
    elif columns.of(*MAKERS):
        parts = _firms(columns)
    else:
        parts = _concepts(columns)
    numbers = _numbers(guesses)
    if columns.of(*_OF_EVENTS) and parts["facts"]:  # what was paid belongs to the deal, not to the firm
        amounts = {one["indicator"]: {"column": one["value"], "as": "number"} for one in numbers}
        deal = parts["facts"][0 if columns.of("project", "investor") else -1]
        deal["properties"] = {**deal.get("properties", {}), **amounts}
        numbers = []
    return {**parts, "observations": numbers}


class _Columns:
    """The guesses by role."""

    def __init__(self, guesses: Sequence[Guess], chunk: RowChunk) -> None:
        self.guesses, self.chunk = guesses, chunk

    def of(self, *roles: str) -> list[Guess]:
        """Columns of these roles, in the order of the roles."""
        return [guess for role in roles for guess in self.guesses if guess.role == role]

    def code_of(self, role: str) -> str:
        """The column of codes that belongs to a role: by the words of its header, or the only one there is."""
        codes = self.of("code")
        words = "|".join(one.header for one in roles() if one.name == role)
        own = [guess.column for guess in codes if re.search(words, guess.column, re.IGNORECASE)]
        beside = _head_of(next((guess.column for guess in self.of(role)), ""))
        own = own or [guess.column for guess in codes if beside and guess.column.startswith(beside)]
        return own[0] if own else ""

    def times(self) -> dict[str, Any]:
        """Beginning and end of what the row states."""
        return {guess.role: _cell(guess) for guess in self.of("since", "until", "year")}

    def class_of(self, guess: Guess) -> EntityClass:
        return _C.ENTERPRISE if are_firms(self.chunk, guess.column) else _C.ORGANIZATION


def _head_of(column: str) -> str:
    return column[:2] if len(column) > 2 else column.rstrip("名称")


def _firms(columns: _Columns) -> dict[str, Any]:
    """A firm and what stands beside it; of a tender or a supply record the supplier, then who buys."""
    maker = columns.of(*MAKERS)[0]
    things: dict[str, Described] = {"subject": _firm(columns, maker)}
    facts: list[Described] = []
    sells = bool(columns.of("buyer")) and maker.role == "supplier"
    for role, cls, relation in _OF_A_FIRM:
        for place, guess in enumerate(columns.of(role), start=1):
            name = f"{role}_{place}" if role == "product" else role
            things[name] = {"class": cls.value, "name": _cell(guess), **_keys(columns, role)}
            tie = Relation.PROVIDES if sells and role == "product" and columns.of("project") else relation
            facts.append(_fact("subject", tie, name, _told_of(columns, role)) | _status(columns, role))
    if columns.of("solution") and columns.of("scenario"):
        things["scenario"] = {"class": _C.SCENARIO.value, "name": _cell(columns.of("scenario")[0])}
        facts.append(_fact("solution", Relation.SOLVES, "scenario", {}))
    if columns.of("issuer") and "award" in things:
        things["issuer"] = {"class": _C.ORGANIZATION.value, "name": columns.of("issuer")[0].column}
        facts.append(_fact("issuer", Relation.ISSUED, "award", {}))
    if sells:
        _add_buyer(columns, things, facts)
    return {"things": things, "facts": facts}


def _keys(columns: _Columns, role: str) -> Described:
    """The code of an industry; those of the national standard are a letter and digits, or at most four digits."""
    codes = columns.of("industry_code") if role == "industry" else []
    if not codes:
        return {}
    text = columns.chunk.text(codes[0].column)
    known = pc.all(pc.match_substring_regex(text, r"^([A-T]\d{0,4}|\d{2,4})?$")).as_py()
    return {"keys": {"gbt4754" if known else "industry_code": codes[0].column}}


def _status(columns: _Columns, role: str) -> Described:
    told = columns.of("fact_status") if role == "product" else []
    return {"status": {"column": told[0].column, "as": "status"}} if told else {}


def _told_of(columns: _Columns, role: str) -> Described:
    """Columns that belong to the fact itself: its time, its share, the number of a patent."""
    told = columns.times() if role in _DATED else {}
    if role == "product" and len(columns.of("product")) == 1:
        told |= {guess.role: _cell(guess) for guess in columns.of("share")}
    if role in ("patent", "field"):
        told |= {guess.role: guess.column for guess in columns.of("patent_number")}
    return told


def _add_buyer(columns: _Columns, things: dict[str, Described], facts: list[Described]) -> None:
    """Who buys; a tender that was awarded is a need of before, and names what was needed."""
    buyer = columns.of("buyer")[0]
    cls = columns.class_of(buyer)
    things["buyer"] = _without_empty({"class": cls.value, "name": buyer.column, "code": columns.code_of("buyer")})
    if cls is _C.ENTERPRISE:
        facts.append(_fact("subject", Relation.SUPPLIES, "buyer", columns.times()))
    if columns.of("project"):
        things["project"] = {"class": _C.DEMAND.value, "name": columns.of("project")[0].column}
        needs = [_fact("project", Relation.POSTED_BY, "buyer", columns.times())]
        needs += [_fact("project", Relation.NEEDS, name, {}) for name in things if name.startswith("product_")]
        facts += [{**need, "status": "historic"} for need in needs]


def _firm(columns: _Columns, maker: Guess) -> Described:
    code = columns.code_of(maker.role)
    others = {columns.code_of(role) for role in ("buyer", "invested", "parent")}
    free = [guess.column for guess in columns.of("code") if guess.column not in others]
    return {
        "class": _C.ENTERPRISE.value,
        "name": _cell(maker),
        **({} if maker.kind == "spaced_list" else _described(columns, code=code or next(iter(free), ""))),
    }


def _described(columns: _Columns, *, code: str = "") -> Described:
    """What the row says of its subject beside the name; parts that are empty are left out."""
    dates = {guess.column: _cell(guess) for guess in columns.of("date")}
    named = {guess.role: _cell(guess) for guess in columns.of("founded", "closed_on", "status")}
    parts: Described = {
        "aliases": [_cell(guess) for guess in columns.of("alias")],
        "code": code,
        "keys": {guess.role: guess.column for guess in columns.of("stock_code")},
        "region": _places(columns),
        "properties": {**named, **dates},
    }
    return _without_empty(parts)


def _places(columns: _Columns) -> Any:
    """One column, or those of province, city and county from large to small."""
    named = columns.of("region")
    levels = (r"省|province|sheng", r"市|city|shi", r"区|县|county|qu")
    path = [next((one.column for one in named if re.search(level, one.column, re.IGNORECASE)), "") for level in levels]
    path = list(dict.fromkeys(column for column in path if column))
    if len(path) > 1:
        return path
    return next(({"column": one.column, "as": one.kind} for one in named or columns.of("address")), {})


def _policies(columns: _Columns) -> dict[str, Any]:
    """A policy with its number, who issued it, and what it is for."""
    policy, number = columns.of("policy")[0], columns.of("doc_number")
    dates = {guess.column: _cell(guess) for guess in columns.of("date", "since", "until")}
    subject = {"class": _C.POLICY.value, "name": policy.column, "properties": dates}
    things: dict[str, Described] = {"subject": _without_empty(subject | {"code": number[0].column if number else ""})}
    facts: list[Described] = []
    for issuer in columns.of("issuer"):
        things["issuer"] = {"class": _C.ORGANIZATION.value, "name": issuer.column}
        facts.append(_fact("issuer", Relation.ISSUED, "subject", {}))
    for role, cls, relation in (
        ("industry", _C.INDUSTRY, Relation.SUPPORTS),
        ("scenario", _C.SCENARIO, Relation.SUPPORTS),
        ("region", _C.REGION, Relation.APPLIES_TO),
    ):
        for guess in columns.of(role):
            things[role] = {"class": cls.value, "name": guess.column}
            facts.append(_fact("subject", relation, role, {}))
    return {"things": things, "facts": facts}


def _demands(columns: _Columns) -> dict[str, Any]:
    """A need, who has it, and what for."""
    project, buyer = columns.of("project")[0], columns.of("buyer", "firm")[0]
    described = _described(columns)
    subject = {"class": _C.DEMAND.value, "name": project.column, **_without_empty({"region": described.get("region")})}
    things: dict[str, Described] = {
        "subject": subject,
        "buyer": _without_empty(
            {"class": columns.class_of(buyer).value, "name": buyer.column, "code": columns.code_of(buyer.role)}
        ),
    }
    facts = [_fact("subject", Relation.POSTED_BY, "buyer", columns.times())]
    for role, cls in (("product", _C.TECHNOLOGY), ("scenario", _C.SCENARIO)):
        for place, guess in enumerate(columns.of(role), start=1):
            name = f"{role}_{place}" if role == "product" else role
            things[name] = {"class": cls.value, "name": _cell(guess)}
            facts.append(_fact("subject", Relation.NEEDS, name, {}))
    return {"things": things, "facts": facts}


def _concepts(columns: _Columns) -> dict[str, Any]:
    """Products without a firm, and the kinds they are of."""
    subject = (columns.of("name") or columns.of("product") or list(columns.guesses))[0]
    cls, codes = _class_of_concepts(columns, subject), columns.of("own_code")
    described = {} if cls is _C.REGION else _described(columns)
    things: dict[str, Described] = {"subject": {"class": cls.value, "name": subject.column, **described}}
    things["subject"] |= {"keys": {"code": codes[0].column}} if codes and cls is not _C.REGION else {}
    facts: list[Described] = _related(columns, things)
    for guess in columns.of("parent_code") if codes and cls is not _C.REGION else []:
        things["parent"] = {"class": cls.value, "from": columns.chunk.file, "on": guess.column}
        facts.append(_fact("subject", Relation.PART_OF, "parent", {}))
    for guess in columns.of("category"):
        things["category"] = {"class": _C.TECHNOLOGY.value, "name": guess.column}
        facts.append(_fact("subject", Relation.PART_OF, "category", {}))
    return {"things": things, "facts": facts}


def _class_of_concepts(columns: _Columns, subject: Guess) -> EntityClass:
    if subject.kind == "region":
        return _C.REGION
    return _C.INDUSTRY if re.search(r"行业|industr", columns.chunk.file + subject.column) else _C.TECHNOLOGY


# Words of a column of relations, and which way the relation runs between the two products of the row.
_RELATED: Final = (
    ("上游|原料|材料", Relation.UPSTREAM_OF, False),
    ("下游|用途", Relation.UPSTREAM_OF, True),
    ("小类|子类|细分|种类", Relation.PART_OF, False),
    ("大类|上位|属于", Relation.PART_OF, True),
)


def _related(columns: _Columns, things: dict[str, Described]) -> list[Described]:
    """Facts between two products, as the words of a column of relations say."""
    others, relations = columns.of("product"), columns.of("relation")
    if not others or not relations:
        return []
    things["other"] = {"class": _C.TECHNOLOGY.value, "name": others[0].column}
    facts = []
    for word in columns.chunk.text(relations[0].column).unique().to_pylist():
        way = next(((relation, on) for words, relation, on in _RELATED if re.search(words, word)), None)
        if way:
            ends = ("subject", "other") if way[1] else ("other", "subject")
            facts.append({**_fact(ends[0], way[0], ends[1], {}), "where": {relations[0].column: word}})
    return facts


def _fact(subject: str, relation: Relation, target: str, properties: Described) -> Described:
    fact = {"subject": subject, "relation": relation.value, "object": target}
    return {**fact, "properties": properties} if properties else fact


def _cell(guess: Guess) -> str | dict[str, str]:
    return guess.column if guess.kind == "text" else {"column": guess.column, "as": guess.kind}


def _without_empty(parts: Described) -> Described:
    return {name: part for name, part in parts.items() if part}


def _numbers(guesses: Sequence[Guess]) -> list[dict[str, str]]:
    """Numbers with the unit and the period that the header gives: `2024年产值（万元）`."""
    found = []
    for guess in guesses:
        if guess.role == "number":
            said = _HEADER.fullmatch(guess.column)
            parts = {name: part or "" for name, part in said.groupdict().items()} if said else {"name": guess.column}
            told = {"about": "subject", "indicator": parts.pop("name"), "value": guess.column, **parts}
            found.append(_without_empty(told))
    return found
