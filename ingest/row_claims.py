"""Claims of a chunk: the facts of the card, and where things lie."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.card_shape import FactCard, TableCard
from ingest.mentions import NOBODY, Mentioned
from ingest.row_chunk import Mask, Places, RowChunk
from ingest.row_columns import TIMES, properties_of, rows_where, statuses_of, times_of
from ingest.row_facts import Facts, SeenFacts, Sifted, join_facts, sift
from ingest.row_reasons import DUPLICATE, SELF_LOOP, TWO_CYCLE, Details, rejects_at
from ontology.columns import CLAIMS
from ontology.schema import Relation, Status

_RELATIONS: Final = tuple(Relation)
_NAMES: Final = tuple(relation.value for relation in _RELATIONS)
_TOLD: Final = ("status", "valid_from", "valid_to", "properties")


@dataclass(frozen=True, slots=True)
class _Stated:
    """The facts that one entry of the card finds, the columns they bring along, and rejects of their cells."""

    facts: Facts
    told: pa.Table  # columns `_TOLD`, one row a fact
    rejects: list[pa.Table]


def claims_of(
    table: TableCard, named: Mentioned, seen: SeenFacts, confidence: float
) -> tuple[pa.Table, list[pa.Table]]:
    """CLAIMS of the chunk, and a reject for each row that states a fact again, reversed or of itself."""
    located = _locations(named, confidence)
    if not table.facts:
        return located, []
    stated = [_state(fact, named) for fact in table.facts]
    facts, order = join_facts([one.facts for one in stated])
    told = pa.concat_tables([one.told for one in stated]).take(pa.array(order))
    sifted = sift(facts, named.mentions, named.chunk.numbers, seen)
    rejects = [reject for one in stated for reject in one.rejects]
    kept = pa.array(sifted.keep)
    claims = _claim_table(facts.where(sifted.keep), told.filter(kept), named, confidence)
    return pa.concat_tables([claims, located]), [*rejects, *_sift_rejects(facts, sifted, named)]


def _state(fact: FactCard, named: Mentioned) -> _Stated:
    subject, target, row = _joined(fact, named)
    holds = (subject != NOBODY) & (target != NOBODY) & rows_where(named.chunk, fact.where)[row]
    subject, target, row = subject[holds], target[holds], row[holds]
    rows, back = np.unique(row, return_inverse=True)
    told, rejects = _told(fact, named.chunk.of_rows(rows))
    told = told if len(back) == len(rows) else told.take(pa.array(back))
    since = told["valid_from"].cast(pa.int32()).fill_null(0).to_numpy().astype(np.int64)
    relation = np.full(len(row), _NAMES.index(fact.relation), dtype=np.int16)
    return _Stated(Facts(subject, target, relation, row, since), told, rejects)


def _joined(fact: FactCard, named: Mentioned) -> tuple[Places, Places, Places]:
    """Mentions at both ends and the row that joins them; where one end is a list, a pair for each of its items."""
    subject, target = named.places[fact.subject], named.places[fact.object]
    rows, target_rows = named.entries[fact.subject].row, named.entries[fact.object].row
    if len(target) == len(named.chunk) and np.array_equal(target_rows, np.arange(len(target))):
        return subject, target[rows], rows
    return subject[target_rows], target, target_rows


def _told(fact: FactCard, part: RowChunk) -> tuple[pa.Table, list[pa.Table]]:
    status, status_rejects = statuses_of(part, fact.status)
    (since, until), time_rejects = times_of(part, fact.properties)
    others = {name: cell for name, cell in fact.properties.items() if name not in TIMES}
    properties, property_rejects = properties_of(part, others)
    told = pa.table([status, since, until, properties], names=list(_TOLD))
    return told, [*status_rejects, *time_rejects, *property_rejects]


def _claim_table(facts: Facts, told: pa.Table, named: Mentioned, confidence: float) -> pa.Table:
    columns = [
        pa.array(facts.subject, pa.int32()),
        pa.array(_NAMES).take(pa.array(facts.relation)),
        pa.array(facts.object, pa.int32()),
        pa.array(named.evidence[facts.row]),
        told["status"],
        pa.repeat(pa.scalar(confidence, pa.float32()), len(facts.row)),
        told["valid_from"],
        told["valid_to"],
        told["properties"],
    ]
    return pa.table(columns, schema=CLAIMS)


def _locations(named: Mentioned, confidence: float) -> pa.Table:
    """Where the things lie whose region the row gives, each pair once."""
    parts = [
        np.column_stack([named.places[name], places, named.entries[name].row])[places != NOBODY]
        for name, places in named.locations.items()
    ]
    pairs = np.concatenate([np.empty((0, 3), dtype=np.int64), *parts])
    _, first = np.unique(pairs[:, 0] * (len(named.mentions) + 1) + pairs[:, 1], return_index=True)
    subject, target, row = pairs[np.sort(first)].T
    relation = np.full(len(row), _RELATIONS.index(Relation.LOCATED_IN), dtype=np.int16)
    facts = Facts(subject, target, relation, row, np.zeros(len(row), dtype=np.int64))
    days = pa.nulls(len(row), pa.date32())
    status = pa.repeat(Status.STATED.value, len(row))
    told = pa.table([status, days, days, pa.repeat("", len(row))], names=list(_TOLD))
    return _claim_table(facts, told, named, confidence)


def _repeats(facts: Facts, sifted: Sifted) -> Mask:
    """Facts of rows that say nothing new; a row may well repeat one fact beside a new one."""
    return (sifted.duplicate_of > 0) & ~np.isin(facts.row, facts.row[sifted.keep])


def _sift_rejects(facts: Facts, sifted: Sifted, named: Mentioned) -> list[pa.Table]:
    repeats = _repeats(facts, sifted)
    return [
        _fact_rejects(facts, named, sifted.self_loop, SELF_LOOP),
        _fact_rejects(facts, named, repeats, DUPLICATE, _as_row("同第 ", sifted.duplicate_of[repeats])),
        _fact_rejects(
            facts, named, sifted.against > 0, TWO_CYCLE, _as_row("反于第 ", sifted.against[sifted.against > 0])
        ),
    ]


def _as_row(word: str, numbers: NDArray[np.int32]) -> pa.Array:
    return pc.binary_join_element_wise(word, pa.array(numbers, pa.int32()).cast(pa.string()), " 行：", "")


def _fact_rejects(facts: Facts, named: Mentioned, mask: Mask, kind: str, before: Details = "") -> pa.Table:
    """A reject for each fact of the mask, with the fact in words."""
    chosen, names = facts.where(mask), named.mentions["name"].combine_chunks()
    words = (
        names.take(pa.array(chosen.subject)),
        pa.array(_NAMES).take(pa.array(chosen.relation)),
        names.take(pa.array(chosen.object)),
    )
    fact = pc.binary_join_element_wise(before, pc.binary_join_element_wise(*words, " "), "")
    return rejects_at(named.chunk.file, named.chunk.numbers[chosen.row], kind, fact)
