"""What an ingest did, in the shape of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ontology.facts import Reject


@dataclass(frozen=True, slots=True)
class EditionResult:
    """A new edition of a register against the one before it, by rows."""

    document: str
    name: str
    published: date | None
    before: str  # document id of the edition before
    new: int
    changed: int
    vanished: int


@dataclass(frozen=True, slots=True)
class IngestResult:
    """Counts of one ingest.

    `documents`, `tables`, `rows` and `claims` are what this run recorded, `unchanged` the files the ledger had
    already; `entities`, `by_class` and `facts` are what the graph holds afterwards, chain definitions left out.
    """

    documents: int
    tables: int
    rows: int
    claims: int
    entities: int
    facts: int
    rejects: tuple[Reject, ...]
    unchanged: int
    seconds: float
    by_class: Mapping[str, int] = field(default_factory=dict)  # entities of each class, most first
    editions: tuple[EditionResult, ...] = ()  # of registers that the ledger had in another edition
    llm: Mapping[str, Any] | None = None  # what was asked of a language model, where one was
    stopped: bool = False  # it was ended before all was read
