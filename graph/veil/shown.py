"""The snapshot under the veil: hidden things have new names and ids, and nothing that is shown speaks of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analysis.firm_states import state_alone
from graph.snapshot import Edges, Numbers, Snapshot
from graph.store import NODE_COLUMNS
from graph.veil.names import Flags, which_speak
from graph.veil.rows import cut_properties
from graph.veil.secrets import SIGN, UNNAMED, Secrets
from ontology.schema import EntityClass
from ontology.values.regions import region_of

_WORDY: Final = r':\s*["\[{]'  # finds properties in which more than a number is told
_WORDS: Final = {
    EntityClass.ENTERPRISE.value: "企业",
    EntityClass.ORGANIZATION.value: "机构",
    EntityClass.PLATFORM.value: "平台",
    EntityClass.PARK.value: "园区",
    EntityClass.SOLUTION.value: "方案",
}


def shown_graph(secrets: Secrets) -> Snapshot:
    """The graph in which nothing hidden is named; its nodes are numbered in the order of their new ids."""
    whole = secrets.whole
    nodes = _told(secrets, _renamed(whole.nodes, secrets.hidden))
    order = pc.sort_indices(nodes["id"])
    nodes = nodes.take(order).combine_chunks()
    place = np.empty(nodes.num_rows, np.int64)
    place[order.to_numpy()] = np.arange(nodes.num_rows)
    ids, sources = nodes["id"].combine_chunks(), _sources(secrets)
    relations = {
        relation: _moved(edges, place, ids, _resourced(_told(secrets, edges.table), sources))
        for relation, edges in whole.relations.items()
    }
    return replace(whole, nodes=nodes, relations=relations, hidden=secrets.hidden[order.to_numpy()])


def _renamed(nodes: pa.Table, hidden: Flags) -> pa.Table:
    """The nodes, the hidden ones with nothing of theirs but class, place, and what is reckoned with."""
    old = nodes.filter(pa.array(hidden)).select(["id", "class", "region", "properties"]).to_pylist()
    told = {
        "id": [f"{row['id'].partition(':')[0]}:{SIGN}{number:07d}" for number, row in enumerate(old, 1)],
        "name": [_name(row, number) for number, row in enumerate(old, 1)],
        "aliases": [[]] * len(old),
        "code": [""] * len(old),
        "properties": [_left(row) for row in old],
    }
    for name, values in told.items():
        nodes = _replaced(nodes, name, hidden, pa.array(values, NODE_COLUMNS.field(name).type))
    return nodes


def _name(row: dict[str, Any], number: int) -> str:
    place = region_of(row["region"]).short if row["region"] else ""
    word = _WORDS.get(row["class"])
    return f"{place}某{word} {number}" if word else "（其他地区的内容，不予显示 · of another region）"


def _left(row: dict[str, Any]) -> str | None:
    """Properties of something hidden; those of an observation are numbers, which are reckoned with."""
    properties: str | None = row["properties"]
    return properties if row["class"] == EntityClass.OBSERVATION else state_alone(properties)


def _replaced(nodes: pa.Table, name: str, hidden: Flags, values: pa.Array) -> pa.Table:
    """A column with other values for the hidden nodes; `replace_with_mask` takes no lists."""
    own = nodes[name].combine_chunks()
    pick = np.arange(hidden.size)
    pick[hidden] = hidden.size + np.arange(len(values))
    return _with(nodes, name, pa.concat_arrays([own.cast(values.type), values]).take(pa.array(pick)))


def _told(secrets: Secrets, table: pa.Table) -> pa.Table:
    """Nodes or edges whose properties name nothing hidden; each distinct text is looked at once."""
    coded = table["properties"].combine_chunks().dictionary_encode()
    texts = coded.dictionary
    wordy = np.flatnonzero(pc.match_substring_regex(texts, _WORDY).to_numpy(zero_copy_only=False))
    speaking = np.zeros(len(texts), np.bool_)
    speaking[wordy] = which_speak(secrets.search, texts.take(pa.array(wordy)))
    cut = [cut_properties(secrets, text) for text in texts.filter(pa.array(speaking)).to_pylist()]
    told = pc.replace_with_mask(texts, pa.array(speaking), pa.array(cut, texts.type))
    return _with(table, "properties", told.take(coded.indices)) if cut else table


def _sources(secrets: Secrets) -> dict[str, str]:
    """Sources that are named after something hidden, each under a word that tells it from the others."""
    columns = (edges.table["source_ids"] for edges in secrets.whole.relations.values())
    known = {one for column in columns for one in pc.list_flatten(column).unique().to_pylist()}
    hidden = sorted(one for one in known if secrets.speaks(one))
    return {one: f"{UNNAMED}{number}" for number, one in enumerate(hidden, 1)}


def _resourced(table: pa.Table, names: Mapping[str, str]) -> pa.Table:
    """Edges with other names for some of their sources."""
    if not names:
        return table
    column = table["source_ids"].combine_chunks()
    coded = column.values.dictionary_encode()
    told = pa.array([names.get(one, one) for one in coded.dictionary.to_pylist()], pa.string())
    return _with(table, "source_ids", pa.ListArray.from_arrays(column.offsets, told.take(coded.indices)))


def _moved(edges: Edges, place: Numbers, ids: pa.Array, table: pa.Table) -> Edges:
    """The edges with this table between nodes that have other numbers and ids."""
    subject, target = place[edges.subject], place[edges.object]
    for name, numbers in (("subject", subject), ("object", target)):
        table = _with(table, name, ids.take(pa.array(numbers)))
    return Edges(subject, target, table)


def _with(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)
