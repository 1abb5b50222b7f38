"""The names that only hidden things bear, found in texts however they are spelled."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.schema import EntityClass
from ontology.values.names import fold_column

Flags = NDArray[np.bool_]

# Their names are what they say, or titles: things may be named in them.
SAYING: Final = (
    EntityClass.EVIDENCE,
    EntityClass.OBSERVATION,
    EntityClass.DEMAND,
    EntityClass.SOLUTION,
    EntityClass.DOCUMENT,
)
_NAMED: Final = 4  # characters from which a name in a sentence is taken for the thing's


def names_of(snapshot: Snapshot, which: Flags) -> Iterator[str]:
    """Names, codes and aliases of some nodes."""
    part = snapshot.nodes.select(["name", "aliases", "code"]).filter(pa.array(which))
    for column in (part["name"], part["code"], pc.list_flatten(part["aliases"])):
        yield from (one for one in column.to_pylist() if one)


def search_of(snapshot: Snapshot, hidden: Flags) -> AhoCorasick:
    """Finds, in folded text, the names that only hidden things bear."""
    saying = np.logical_or.reduce([snapshot.is_class(cls) for cls in SAYING])
    theirs, others = (_folded(snapshot, which & ~saying) for which in (hidden, ~hidden))
    return AhoCorasick(sorted(name for name in theirs - others if len(name) >= _NAMED))


def _folded(snapshot: Snapshot, which: Flags) -> set[str]:
    return set(fold_column(pa.array(names_of(snapshot, which), pa.string())).to_pylist())


def which_speak(search: AhoCorasick, texts: pa.Array | pa.ChunkedArray) -> Flags:
    """Of each text, whether one of the names stands in it."""
    folded = fold_column(texts).to_pylist()
    return np.array([bool(search.find_matches_as_indexes(text)) for text in folded], np.bool_)
