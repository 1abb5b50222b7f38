"""All that a report is reckoned from; nothing else may change a number of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.analysis.changes import Correction
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.values.regions import Region


@dataclass(frozen=True, slots=True)
class Place:
    """Where an evidence id points: the sentence or row, its document, and who published that."""

    id: str
    sentence: str
    document: str
    publisher: str
    published: str  # ISO day, month or year; empty where it is not told
    kind: str  # of the source: official, registry, news …
    page: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The report before: its finding as JSON, and what people have decided since the ledger began."""

    made_on: str
    finding: Mapping[str, Any]  # as `liantu gaps --all --json`
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """A question and everything its answer rests on."""

    snapshot: Snapshot
    chain: Chain
    chains: tuple[Chain, ...]  # all of the workspace: what is recorded of them tells how complete the records are
    region: Region | None  # None for the whole country
    limits: Thresholds
    made_on: str  # ISO day
    template: str  # of the narrative
    places: Mapping[str, Place]  # evidence id → where it stands; of those that the report cites
    before: Before | None = None
