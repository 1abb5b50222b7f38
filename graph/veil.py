"""The graph as an account of some regions may see it: the same figures, without the names of what lies elsewhere.

Firms and other things elsewhere stay, under a name that says only where they are (`苏州某企业 17`): what is reckoned
of a region rests on them. So every analysis answers as on the whole graph and can name nothing that it may not.

Hidden are
  what has its place outside the regions; what has none is everybody's
  solutions and platforms that only such firms offer or operate
  sentences, rows, numbers, demands and documents about them, or that speak of one by name, however it is spelled;
  of a document its title and file count, and a publisher elsewhere is left unnamed
  sentences and rows from which a fact about one was read
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from graph.analysis.firm_states import CLOSING
from graph.analysis.homes import home_mask, homeless_mask
from graph.snapshot import Edges, Numbers, Snapshot
from graph.store import NODE_COLUMNS, Rows
from ontology.schema import EntityClass, Relation
from ontology.values.names import fold, fold_column
from ontology.values.regions import region_of

Flags = NDArray[np.bool_]

SIGN: Final = "~"  # in the id of a hidden thing; no other id has it
_OWN: Final = frozenset({Relation.OFFERS, Relation.OPERATES})  # what belongs to those at the other end alone
_SAYING: Final = (
    EntityClass.EVIDENCE,
    EntityClass.OBSERVATION,
    EntityClass.DEMAND,
    EntityClass.SOLUTION,
    EntityClass.DOCUMENT,
)
_NAMED: Final = 4  # characters from which a name in a sentence is taken for the thing's
_STAYS: Final = frozenset({"status", *CLOSING})  # of what is told of a hidden firm: whether it works
_FIGURES: Final = frozenset({EntityClass.OBSERVATION.value})  # their properties are numbers, which are reckoned with
_FILE: Final = r'"file":\s*"(?P<file>(?:[^"\\]|\\.)*)"'
UNNAMED: Final = "（其他地区）"  # in place of a name
_WORDS: Final = {
    EntityClass.ENTERPRISE.value: "企业",
    EntityClass.ORGANIZATION.value: "机构",
    EntityClass.PLATFORM.value: "平台",
    EntityClass.PARK.value: "园区",
    EntityClass.SOLUTION.value: "方案",
}


@dataclass(frozen=True)
class Veil:
    """What is hidden of a graph from those who see some regions only."""

    whole: Snapshot
    regions: tuple[str, ...]  # `reg:` ids, at least one
    hidden: Flags  # of each node of the whole graph

    @cached_property
    def ids(self) -> frozenset[str]:
        """Of what is hidden."""
        return frozenset(self.whole.nodes["id"].filter(pa.array(self.hidden)).to_pylist())

    @cached_property
    def names(self) -> frozenset[str]:
        """That only hidden things bear."""
        return frozenset(_names(self.whole, self.hidden)) - frozenset(_names(self.whole, ~self.hidden))

    @cached_property
    def snapshot(self) -> Snapshot:
        """The graph under the veil; nodes are numbered anew."""
        return _veiled(self)

    def speaks(self, text: str) -> bool:
        """Whether a text, of a document say, names something hidden."""
        return self._search is not None and bool(self._search.find_matches_as_indexes(fold(text)))

    def told(self, text: str) -> str:
        """The text as it may be shown: whole, or not at all where it names something hidden."""
        return UNNAMED if self.speaks(text) else text

    @cached_property
    def _search(self) -> AhoCorasick | None:
        return _search_of(self.whole, self.hidden)

    def hides(self, text: str) -> bool:
        """Whether this is the id or the name of something hidden, or its id under the veil."""
        return text in self.ids or text in self.names or text.partition(":")[2].startswith(SIGN)

    def cut(self, found: Rows) -> Rows:
        """Rows without those that name something hidden; lists lose what is hidden of them, names all but their place,
        and properties lose what speaks of it."""
        shown = (
            row
            for row in found.rows
            if not any(not isinstance(cell, list | tuple) and _is_hidden(self, cell) for cell in row)
        )
        return replace(found, rows=tuple(tuple(_cut_cell(self, cell) for cell in row) for row in shown))

    def cut_table(self, table: pa.Table, *columns: str) -> pa.Table:
        """The rows of a table none of whose ids in these columns is hidden."""
        hidden = self.whole.nodes["id"].combine_chunks().filter(pa.array(self.hidden))
        for name in columns:
            table = table.filter(pc.invert(pc.is_in(table[name], value_set=hidden)))
        return table


def veil_of(snapshot: Snapshot, regions: Sequence[str]) -> Veil:
    """The veil over a graph for those who see these regions (`reg:` ids, at least one)."""
    hidden = _elsewhere(snapshot, regions)
    for relation in _OWN:
        edges = snapshot.edges(relation)
        hidden[_only_of(edges, hidden)] = True
    about = snapshot.edges(Relation.ABOUT)
    hidden[about.subject[hidden[about.object]]] = True
    hidden |= _speaking_of(snapshot, hidden)
    hidden[_telling_of(snapshot, hidden)] = True
    stated = snapshot.edges(Relation.STATES)
    hidden[_only_of(Edges(stated.object, stated.subject, stated.table), hidden)] = True
    return Veil(snapshot, tuple(regions), hidden)


def _elsewhere(snapshot: Snapshot, regions: Sequence[str]) -> Flags:
    """What has a place, and that in none of the regions; regions themselves are no secret."""
    shown = homeless_mask(snapshot) | snapshot.is_class(EntityClass.REGION)
    for region in regions:
        shown |= home_mask(snapshot, region)
    return np.asarray(~shown, np.bool_)


def _only_of(edges: Edges, hidden: Flags) -> Numbers:
    """The objects that have hidden subjects and no other."""
    return np.setdiff1d(edges.object[hidden[edges.subject]], edges.object[~hidden[edges.subject]])


def _speaking_of(snapshot: Snapshot, hidden: Flags) -> Flags:
    """Sentences, titles and the like in which the name of something hidden stands."""
    found = np.zeros(hidden.size, np.bool_)
    search = _search_of(snapshot, hidden)
    if search is None:
        return found
    for cls in _SAYING:
        places = np.flatnonzero(snapshot.is_class(cls) & ~hidden)
        texts = fold_column(_texts(snapshot.nodes.take(pa.array(places)), cls)).to_pylist()
        found[places] = [bool(search.find_matches_as_indexes(text)) for text in texts]
    return found


def _texts(nodes: pa.Table, cls: EntityClass) -> pa.ChunkedArray:
    """What is said; the file of a document stands in its properties."""
    if cls is not EntityClass.DOCUMENT:
        return nodes["name"]
    file = pc.struct_field(pc.extract_regex(nodes["properties"], _FILE), "file")
    return pc.binary_join_element_wise(nodes["name"], file, "\n", null_handling="skip")


def _search_of(snapshot: Snapshot, hidden: Flags) -> AhoCorasick | None:
    """Finds names that only hidden things bear in folded text; None where there is none."""
    saying = np.logical_or.reduce([snapshot.is_class(cls) for cls in _SAYING])
    hid, own = (_folded(snapshot, which & ~saying) for which in (hidden, ~hidden))
    names = sorted(name for name in hid - own if len(name) >= _NAMED)
    return AhoCorasick(names) if names else None


def _folded(snapshot: Snapshot, which: Flags) -> set[str]:
    return set(fold_column(pa.array(_names(snapshot, which), pa.string())).to_pylist())


def _telling_of(snapshot: Snapshot, hidden: Flags) -> Numbers:
    """Sentences and rows behind facts that something shown has with something hidden.

    A row of a table is only about what it is a row of, and may write the other by a code or in few letters.
    """
    proofs = [
        pc.list_flatten(edges.table["evidence"].filter(pa.array(hidden[edges.object] & ~hidden[edges.subject])))
        for relation, edges in snapshot.relations.items()
        if relation not in {Relation.ABOUT, Relation.STATES}
    ]
    told = pa.chunked_array([chunk for one in proofs for chunk in one.chunks], pa.string()).unique().to_pylist()
    places = snapshot.index_of(told)
    return places[places >= 0]


def _names(snapshot: Snapshot, which: Flags) -> Iterable[str]:
    part = snapshot.nodes.select(["name", "aliases", "code"]).filter(pa.array(which))
    yield from (one for one in part["name"].to_pylist() if one)
    yield from (one for one in part["code"].to_pylist() if one)
    yield from (one for one in pc.list_flatten(part["aliases"]).to_pylist() if one)


def _is_hidden(veil: Veil, cell: Any) -> bool:
    if isinstance(cell, dict):
        return any(_is_hidden(veil, one) for one in cell.values())
    if isinstance(cell, list | tuple):  # within a list or a dictionary
        return any(_is_hidden(veil, one) for one in cell)
    return isinstance(cell, str) and (cell in veil.ids or cell in veil.names)


def _cut_cell(veil: Veil, cell: Any) -> Any:
    if isinstance(cell, list | tuple):
        return [
            UNNAMED if _is_name(veil, one) else one for one in cell if _is_name(veil, one) or not _is_hidden(veil, one)
        ]
    return _cut_properties(veil, cell) if isinstance(cell, str) and cell[:1] == "{" else cell


def _is_name(veil: Veil, cell: Any) -> bool:
    """Names in a list are the stations of a way: without one of them it would be another way."""
    return isinstance(cell, str) and cell in veil.names


def _cut_properties(veil: Veil, text: str) -> str:
    """Properties, a JSON object, without those that name something hidden."""
    if not text or not veil.speaks(text):
        return text
    try:
        given = json.loads(text)
    except ValueError:  # a text that only begins as an object does
        return UNNAMED
    left = {key: one for key, one in given.items() if not veil.speaks(json.dumps(one, ensure_ascii=False))}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _veiled(veil: Veil) -> Snapshot:
    snapshot, hidden = veil.whole, veil.hidden
    nodes = _unpublished(veil, _renamed(snapshot.nodes, hidden))
    order = pc.sort_indices(nodes["id"])
    nodes = nodes.take(order).combine_chunks()
    place = np.empty(hidden.size, np.int64)
    place[order.to_numpy()] = np.arange(hidden.size)
    ids, sources = nodes["id"].combine_chunks(), _sources(veil)
    relations = {relation: _moved(edges, place, ids, sources) for relation, edges in snapshot.relations.items()}
    return replace(snapshot, nodes=nodes, relations=relations, hidden=hidden[order.to_numpy()])


def _unpublished(veil: Veil, nodes: pa.Table) -> pa.Table:
    """The nodes, documents without a publisher that is hidden."""
    shown = veil.whole.is_class(EntityClass.DOCUMENT) & ~veil.hidden
    texts = nodes["properties"].filter(pa.array(shown)).to_pylist()
    return _replaced(nodes, "properties", shown, pa.array([_cut_properties(veil, one) for one in texts], pa.string()))


def _sources(veil: Veil) -> dict[str, str]:
    """Sources that are named after something hidden, each under a word that tells it from the others."""
    lists = [pc.list_flatten(edges.table["source_ids"]).unique().to_pylist() for edges in veil.whole.relations.values()]
    hidden = sorted(one for one in {one for each in lists for one in each} if veil.speaks(one))
    return {one: f"{UNNAMED}{number}" for number, one in enumerate(hidden, 1)}


def _moved(edges: Edges, place: Numbers, ids: pa.Array, sources: Mapping[str, str]) -> Edges:
    subject, target = place[edges.subject], place[edges.object]
    table = edges.table
    for name, numbers in (("subject", subject), ("object", target)):
        table = table.set_column(table.column_names.index(name), name, ids.take(pa.array(numbers)))
    if sources:
        table = table.set_column(
            table.column_names.index("source_ids"), "source_ids", _named(table["source_ids"], sources)
        )
    return Edges(subject, target, table)


def _named(lists: pa.ChunkedArray, names: Mapping[str, str]) -> pa.ListArray:
    """Lists of texts with other names for some of them."""
    column = lists.combine_chunks()
    coded = column.values.dictionary_encode()
    told = pa.array([names.get(one, one) for one in coded.dictionary.to_pylist()], pa.string())
    return pa.ListArray.from_arrays(column.offsets, told.take(coded.indices))


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


def _replaced(nodes: pa.Table, name: str, hidden: Flags, values: pa.Array) -> pa.Table:
    """A column with other values for the hidden nodes; `replace_with_mask` takes no lists."""
    own = nodes[name].combine_chunks()
    pick = np.arange(hidden.size)
    pick[hidden] = hidden.size + np.arange(len(values))
    return nodes.set_column(
        nodes.column_names.index(name), name, pa.concat_arrays([own.cast(values.type), values]).take(pa.array(pick))
    )


def _name(row: dict[str, Any], number: int) -> str:
    place = region_of(row["region"]).short if row["region"] else ""
    word = _WORDS.get(row["class"])
    return f"{place}某{word} {number}" if word else "（其他地区的内容，不予显示 · of another region）"


def _left(row: dict[str, Any]) -> str:
    if row["class"] in _FIGURES:
        return str(row["properties"] or "{}")
    given = json.loads(row["properties"]) if row["properties"] else {}
    left = {key: value for key, value in given.items() if key in _STAYS}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":"))
