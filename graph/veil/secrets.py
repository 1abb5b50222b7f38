"""Whether an id, a name or a text tells something that is hidden."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pyarrow as pa
from ahocorasick_rs import AhoCorasick

from graph.snapshot import Snapshot
from graph.veil.names import Flags, names_of
from ontology.values.names import fold

SIGN: Final = "~"  # in the id of a hidden thing; no other id has it
UNNAMED: Final = "（其他地区）"  # in place of a name


@dataclass(frozen=True)
class Secrets:
    """What must not be told of a graph."""

    whole: Snapshot
    hidden: Flags  # of each node of the whole graph
    search: AhoCorasick  # finds the names of hidden things in folded text

    @cached_property
    def id_column(self) -> pa.Array:
        """Ids of what is hidden, in their order."""
        return self.whole.nodes["id"].combine_chunks().filter(pa.array(self.hidden))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The same, to look one up."""
        return frozenset(self.id_column.to_pylist())

    @cached_property
    def names(self) -> frozenset[str]:
        """That only hidden things bear."""
        return frozenset(names_of(self.whole, self.hidden)) - frozenset(names_of(self.whole, ~self.hidden))

    def hides(self, text: str) -> bool:
        """Whether this is the id or the name of something hidden, or its id under the veil."""
        return text in self.ids or text in self.names or text.partition(":")[2].startswith(SIGN)

    def holds(self, cell: Any) -> bool:
        """Whether this is the id or the name of something hidden, or a list or dictionary in which one stands."""
        if isinstance(cell, dict):
            return any(self.holds(one) for one in cell.values())
        if isinstance(cell, list | tuple):
            return any(self.holds(one) for one in cell)
        return isinstance(cell, str) and (cell in self.ids or cell in self.names)

    def speaks(self, text: str) -> bool:
        """Whether a text, of a document say, names something hidden."""
        return bool(self.search.find_matches_as_indexes(fold(text)))

    def told(self, text: str) -> str:
        """The text as it may be shown: whole, or not at all where it names something hidden."""
        return UNNAMED if self.speaks(text) else text
