"""From the rows of a table to claims, column by column.

    rows ─ own_entries, identify ─▶ Entries ─ mention ─▶ Mentioned ─ claims, observations, attributes ─▶ ClaimBatch

Everything is an Arrow or numpy column of the chunk; nothing loops over rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import TableCard, Thing
from ingest.identities import identify, without_conflicts
from ingest.mentions import Mentioned, mention
from ingest.registers import Register
from ingest.row_attributes import attributes_of
from ingest.row_chunk import Mask, RowChunk, as_mask
from ingest.row_claims import claims_of
from ingest.row_columns import evidence_of
from ingest.row_facts import SeenFacts
from ingest.row_observations import observations_of
from ingest.row_reasons import NOTHING, join_rejects
from ingest.things import Entries, own_entries
from ontology.columns import ClaimBatch

__all__ = ["SeenFacts", "TableContext", "map_table"]


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the rows of a table need to know beside themselves."""

    file: str = ""
    confidence: float = 1.0  # of every claim
    registers: Mapping[str, Register] = field(default_factory=lambda: MappingProxyType({}))  # by thing of the table
    others: Mapping[str, Thing] = field(default_factory=lambda: MappingProxyType({}))  # what `from` means, by thing


def map_table(
    table: TableCard, rows: pa.Table, context: TableContext | None = None, *, seen: SeenFacts | None = None
) -> ClaimBatch:
    """What the rows of a table say.

    Args:
        table: its part of the card; the columns it names are among those of `rows`.
        rows: string columns and `__row__`, all rows or a chunk of them.
        context: file name, confidence, and who is who.
        seen: facts of the chunks before; it learns those of this one.

    Returns:
        mentions (each distinct thing once), one evidence a row, claims, observations, attributes, and a reject
        for everything that could not be used.
    """
    known = context or TableContext()
    chunk = RowChunk(rows.combine_chunks(), known.file)
    named, rejects = _name(table, chunk, known)
    claims, claim_rejects = claims_of(table, named, seen or SeenFacts(), known.confidence)
    observations, observation_rejects = observations_of(table, named)
    attributes, attribute_rejects = attributes_of(table, named)
    told = join_rejects([*rejects, *claim_rejects, *observation_rejects, *attribute_rejects])
    used = named.evidence >= 0
    return ClaimBatch(
        mentions=named.mentions,
        evidence=evidence_of(chunk, _told_columns(table, chunk), used),
        claims=claims,
        observations=observations,
        attributes=attributes,
        rejects=join_rejects([told, _nothing(chunk, used, told)]),
    )


def _name(table: TableCard, chunk: RowChunk, context: TableContext) -> tuple[Mentioned, list[pa.Table]]:
    """Everything the rows name, by thing of the card."""
    entries: dict[str, Entries] = {}
    torn: dict[str, Mask] = {}
    rejects: list[pa.Table] = []
    for name, thing in table.things.items():
        found, told = own_entries(thing, chunk)
        register, other = context.registers.get(name), context.others.get(name)
        if register and other:
            found, missed = identify(thing, other, chunk, found, register)
            told = [*told, *missed]
        elif register:
            found, mask = without_conflicts(found, register)
            torn[name] = as_mask(mask)
        entries[name] = found
        rejects += told
    own = [name for name, thing in table.things.items() if thing.region]
    return mention(chunk, entries, torn, own), rejects


def _told_columns(table: TableCard, chunk: RowChunk) -> list[str]:
    """Columns for the line of evidence: those the card names, and periods that are columns."""
    periods = [seen.period for seen in table.observations if chunk.has(seen.period)]
    return list(dict.fromkeys([*table.columns(), *periods]))


def _nothing(chunk: RowChunk, used: Mask, rejects: pa.Table) -> pa.Table:
    """A reject for each row that names nothing and of which nothing has been said yet."""
    if used.all():
        return join_rejects([])
    lines = pc.binary_join_element_wise(chunk.file, pa.array(chunk.numbers).cast(pa.string()), ":")
    told = np.asarray(pc.is_in(lines, value_set=rejects["where"].combine_chunks()), dtype=bool)
    return chunk.rejects(~used & ~told, NOTHING)
