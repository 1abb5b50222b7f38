"""From joined batches to rows of the ledger: lasting keys in the place of row numbers, column by column.

Keys are computed by DuckDB, since only it has the hashes; everything else is a gather of Arrow columns, so that no
join looks for what a row number already says.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.ledger.platform_keys import with_operators
from graph.ledger.tables import EVIDENCE_ID, MENTION_KEY, ROW_ID
from ontology.columns import REJECTS
from ontology.schema import SIGNATURES, EntityClass, Relation
from ontology.values.credit_code import issued_column
from ontology.values.names import fold_column

Tables = dict[str, pa.Table]

_MENTION_IDS: Final = f"SELECT document, {MENTION_KEY} AS id FROM mentions"
_EVIDENCE_IDS: Final = (
    f"SELECT document, CASE WHEN register = '' THEN {EVIDENCE_ID} ELSE {ROW_ID} END AS id FROM evidence"
)
_FIRSTS: Final = "SELECT min(place) AS place FROM keyed GROUP BY document, id ORDER BY place"
_CLASSES: Final = tuple(cls.value for cls in EntityClass)
_RELATIONS: Final = tuple(relation.value for relation in Relation)
_SAID_REJECTS: Final = REJECTS.append(pa.field("document", pa.string()))
_REFUSED: Final = ("本体不允许", " · the ontology does not allow this relation")


@contextmanager
def keying() -> Iterator[Any]:
    """A database in memory that computes keys; UUIDs leave it as such."""
    with duckdb.connect(":memory:", config={"arrow_lossless_conversion": True}) as connection:
        yield connection


def ledger_rows(connection: Any, whole: Tables, registers: Mapping[str, str]) -> Tables:
    """The rows of each table of the ledger that holds what documents say.

    Args:
        connection: see `keying`.
        whole: batches as `joined` gives them.
        registers: of which register a document is an edition.
    """
    evidence = whole["evidence"].append_column("register", _registers_of(whole["evidence"]["document"], registers))
    whole = with_operators(connection, whole | {"mentions": _mentions(whole["mentions"])})
    mention_ids = _keys(connection, _MENTION_IDS, "mentions", whole["mentions"])
    evidence_ids = _keys(connection, _EVIDENCE_IDS, "evidence", evidence)
    claims, refused = _allowed(whole["claims"], whole["mentions"], whole["evidence"])
    rows = {
        "evidence": _distinct(connection, evidence.drop_columns(["register"]), evidence_ids),
        "mentions": _distinct(connection, whole["mentions"], mention_ids),
        "claims": claims,
        "observations": _folded(whole["observations"], "indicator"),
        "attributes": _folded(whole["attributes"], "value"),
        "rejects": pa.concat_tables([whole["rejects"], refused]),
    }
    keys = {"subject": mention_ids, "object": mention_ids, "about": mention_ids, "mention": mention_ids}
    return {name: _filled(_pointing(table, keys | {"evidence": evidence_ids})) for name, table in rows.items()}


def _keys(connection: Any, query: str, name: str, table: pa.Table) -> pa.Array:
    """The lasting key of each row."""
    connection.register(name, table)
    return connection.sql(query).to_arrow_table()["id"].combine_chunks()


def _distinct(connection: Any, table: pa.Table, ids: pa.Array) -> pa.Table:
    """The table with its keys, the first row of each key of a document."""
    place = pa.array(np.arange(table.num_rows, dtype=np.int32))
    connection.register("keyed", pa.table({"document": table["document"], "id": ids, "place": place}))
    firsts = connection.sql(_FIRSTS).to_arrow_table()["place"].combine_chunks()
    keyed = table.append_column("id", ids)
    return keyed if len(firsts) == table.num_rows else keyed.take(firsts)


def _mentions(mentions: pa.Table) -> pa.Table:
    """Mentions with their names folded and their codes checked."""
    folded = mentions.append_column("folded", fold_column(mentions["name"]))
    return folded.append_column("valid_code", issued_column(mentions["code"]))


def _folded(table: pa.Table, column: str) -> pa.Table:
    """The table with a column folded beside it; values repeat, and each is folded once."""
    coded = table[column].combine_chunks().dictionary_encode()
    return table.append_column(f"{column}_folded", fold_column(coded.dictionary).take(coded.indices))


def _pointing(table: pa.Table, keys: Mapping[str, pa.Array]) -> pa.Table:
    """The table with keys where it had row numbers."""
    for at, name in enumerate(table.column_names):
        if name in keys and pa.types.is_integer(table.schema.field(name).type):
            table = table.set_column(at, name, keys[name].take(table[name].combine_chunks()))
    return table


def _filled(table: pa.Table) -> pa.Table:
    """The table without nulls in its texts."""
    for at, field in enumerate(table.schema):
        if pa.types.is_string(field.type) and table[field.name].null_count:
            table = table.set_column(at, field.name, pc.fill_null(table[field.name], ""))
    return table


def _registers_of(documents: pa.ChunkedArray, registers: Mapping[str, str]) -> pa.Array:
    coded = documents.combine_chunks().dictionary_encode()
    names = pa.array([registers.get(one, "") for one in coded.dictionary.to_pylist()], pa.string())
    return names.take(coded.indices)


def _allowed(claims: pa.Table, mentions: pa.Table, evidence: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Claims that the ontology allows between their classes, and a reject for each other one."""
    classes = _places(mentions["class"], _CLASSES)
    subject, target = (classes[claims[end].to_numpy()] for end in ("subject", "object"))
    allowed = _may_join()[_places(claims["relation"], _RELATIONS), subject, target]
    if allowed.all():
        return claims, _SAID_REJECTS.empty_table()
    refused = claims.filter(pa.array(~allowed))
    names = pa.array(_CLASSES)
    reason = pc.binary_join_element_wise(
        _REFUSED[0],
        names.take(pa.array(subject[~allowed])),
        refused["relation"].combine_chunks(),
        names.take(pa.array(target[~allowed])),
        " ",
    )
    where = evidence["sentence"].combine_chunks().take(refused["evidence"].combine_chunks())
    columns = [where, pc.binary_join_element_wise(reason, _REFUSED[1], ""), refused["document"]]
    return claims.filter(pa.array(allowed)), pa.table(columns, schema=_SAID_REJECTS)


def _places(words: pa.ChunkedArray, known: tuple[str, ...]) -> NDArray[np.int64]:
    """Where each word stands among the known ones."""
    places: NDArray[np.int64] = np.asarray(pc.index_in(words.combine_chunks(), value_set=pa.array(known)), np.int64)
    return places


@cache
def _may_join() -> NDArray[np.bool_]:
    """Whether a relation may join a class with a class: relations x classes x classes."""
    allowed = np.zeros((len(_RELATIONS), len(_CLASSES), len(_CLASSES)), np.bool_)
    for relation, (domain, reach) in SIGNATURES.items():
        ends = ([_CLASSES.index(cls.value) for cls in side] for side in (domain, reach))
        allowed[np.ix_([_RELATIONS.index(relation.value)], *ends)] = True
    return allowed


def signatures() -> pa.Table:
    """What may be joined by what, as columns: name, subject, object; from the ontology."""
    rows = [
        (relation.value, subject.value, target.value)
        for relation, (domain, reach) in SIGNATURES.items()
        for subject in domain
        for target in reach
    ]
    return pa.table(dict(zip(("name", "subject", "object"), map(list, zip(*rows, strict=True)), strict=True)))
