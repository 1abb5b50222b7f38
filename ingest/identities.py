"""Who the entries of a chunk are, once the registers of the card have been asked."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import Thing
from ingest.registers import Register
from ingest.row_chunk import Mask, RowChunk, as_mask, filled
from ingest.row_reasons import NO_NAME, NOT_IN_REGISTER
from ingest.things import Entries, Found, key_column
from ontology.values.names import fold_column


def without_conflicts(entries: Entries, register: Register) -> tuple[Entries, pa.Array]:
    """Entries without the codes that stand under several names, and which entries had one.

    The names stay: each names something, only the code does not say what.
    """
    wrong_code, wrong_key = (pc.is_in(column, value_set=register.conflicts) for column in (entries.code, entries.key))
    code, key = pc.if_else(wrong_code, "", entries.code), pc.if_else(wrong_key, "", entries.key)
    return replace(entries, code=code, key=key), pc.or_(wrong_code, wrong_key)


def identify(thing: Thing, other: Thing, chunk: RowChunk, own: Entries, register: Register) -> Found:
    """Entries as another table of the card knows them.

    Args:
        thing: the thing with `from` and `on`.
        other: the thing of the other table that it stands for.
        chunk: the rows.
        own: the entries as these rows tell them; they hold where the other table knows nothing.
        register: the identities of `other`.

    Returns:
        name, code, region and key from the register, by the code or else by the name; from the row itself
        where the register has neither; and a reject for each row in which the code was not found.
    """
    asked = _asked(thing, other, chunk)
    by_code = pc.index_in(asked, value_set=register.trusted["identity"].combine_chunks())
    searched = filled(asked)
    missed = searched & ~as_mask(pc.is_valid(by_code))
    place = pc.coalesce(by_code.cast(pa.int64()), _by_name(own, register, missed | ~searched))
    entries = _taken(own, register, place)
    return entries, _lookup_rejects(thing, chunk, missed, place, own)


def _asked(thing: Thing, other: Thing, chunk: RowChunk) -> pa.Array:
    """The identity that each row asks for, written as the register writes it."""
    if other.keys:
        scheme, cell = next(iter(other.keys.items()))
        column, _ = key_column(scheme, cell.model_copy(update={"column": thing.on}), chunk)
        return pc.if_else(pc.equal(column, ""), chunk.text(thing.on), column)
    return chunk.text(thing.on)


def _by_name(own: Entries, register: Register, wanted: Mask) -> pa.Array:
    known = register.by_name
    found = pc.index_in(fold_column(own.name), value_set=known["folded"].combine_chunks())
    place = known["place_min"].combine_chunks().take(found)
    usable = pc.and_(pa.array(wanted), pc.not_equal(own.name, ""))
    return pc.if_else(usable, place, pa.scalar(None, pa.int64()))


def _taken(own: Entries, register: Register, place: pa.Array) -> Entries:
    def told(field: str, own_column: pa.Array) -> pa.Array:
        return pc.coalesce(register.trusted[field].combine_chunks().take(place), own_column)

    return replace(
        own,
        name=told("name", own.name),
        code=told("code", own.code),
        region=told("region", own.region),
        key=told("key", own.key),
    )


def _lookup_rejects(thing: Thing, chunk: RowChunk, missed: Mask, place: pa.Array, own: Entries) -> list[pa.Table]:
    """What became of the rows whose code the register does not have."""
    named, matched = filled(own.name), as_mask(pc.is_valid(place))
    asked = pc.binary_join_element_wise(thing.on, chunk.text(thing.on), "=")
    fates = (
        (NOT_IN_REGISTER, matched, "按名称对上"),
        (NOT_IN_REGISTER, ~matched & named, "按本行的名称记"),
        (NO_NAME, ~matched & ~named, "本行也无名称"),
    )
    return [
        chunk.rejects(missed & mask, kind, pc.binary_join_element_wise(asked, f"不在 {thing.from_}", fate, "，"))
        for kind, mask, fate in fates
    ]
