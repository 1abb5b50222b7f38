"""How large a firm can be, by what is known of it: the classes that its figures, titles and register leave open.

The classes are those of 《中小企业划型标准规定》(工信部联企业〔2011〕300号) with the limits of industry: to be large or
medium takes both enough employees and enough revenue, so that one small figure tells what it is not, and one large
figure by itself tells nothing.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.analysis.market.figures import employees_and_revenue
from graph.snapshot import Snapshot
from ontology.schema import Relation, Status
from ontology.values.names import fold

CLASSES: Final = ("大型", "中型", "小型", "微型")
SMALLER: Final = frozenset({"中型", "小型", "微型"})  # 中小微企业
SMALLEST: Final = frozenset({"小型", "微型"})  # 小微企业
_LEAST: Final = {"大型": (1000, 40000e4), "中型": (300, 2000e4), "小型": (20, 300e4)}  # employees, revenue in 元
_TOLD: Final = ("size", "企业规模", "企业规模类型", "规模类型")
_SIGNS: Final = re.compile("[大中小微]+")
_SMALL_TITLES: Final = ("中小企业", "小巨人", "小微企业")

Sizes = frozenset[str]


def possible_sizes(employees: float | None, revenue: float | None) -> Sizes:
    """The classes that figures leave open.

    Args:
        employees: persons, None where unknown.
        revenue: of a year in 元, None where unknown.
    """
    left = set(CLASSES)
    for at, value in enumerate((employees, revenue)):
        left -= {cls for cls, least in _LEAST.items() if value is not None and value < least[at]}
    if employees is not None and revenue is not None:
        return frozenset({next(cls for cls in CLASSES if cls in left)})
    return frozenset(left)


def sizes_of(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, Sizes]:
    """The classes that each firm can be of; all four where nothing is known.

    Args:
        snapshot: the graph.
        firms: node numbers.
    """
    figures, titles = employees_and_revenue(snapshot, firms), _titled(snapshot, firms)
    texts = snapshot.nodes["properties"].take(pa.array(firms, pa.int64())).to_pylist()
    return {
        firm: _told(text) or (possible_sizes(*figures.get(firm, (None, None))) & titles.get(firm, frozenset(CLASSES)))
        for firm, text in zip(firms, texts, strict=True)
    }


def among(sizes: Sizes, group: Sizes) -> bool | None:
    """Whether a firm is of a group of classes; None where that is open."""
    return True if sizes and sizes <= group else None if sizes & group else False if sizes else None


def _told(text: str | None) -> Sizes:
    """The class that a register gives, empty where it gives none or several."""
    given: Mapping[str, Any] = json.loads(text) if text and any(name in text for name in _TOLD) else {}
    said = {sign for name in _TOLD for one in _values(given.get(name)) for sign in _named(str(one))}
    found = [cls for cls in CLASSES if cls[0] in said]
    return frozenset(found) if len(found) == 1 else frozenset()


def _named(text: str) -> str:
    """The signs of the classes that a wording begins with: 中小企业 is one of two."""
    found = _SIGNS.match(text)
    return found[0] if found else ""


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _titled(snapshot: Snapshot, firms: Sequence[int]) -> dict[int, Sizes]:
    """Firms with a title that only small and medium ones can have."""
    edges = snapshot.edges(Relation.PARTICIPATES_IN).where(Status.STATED)
    rows = np.flatnonzero(np.isin(edges.subject, firms))
    names = {title: snapshot.name(title) for title in set(edges.object[rows].tolist())}
    small = {title for title, name in names.items() if any(word in fold(name) for word in _SMALL_TITLES)}
    return {int(edges.subject[row]): SMALLER for row in rows.tolist() if int(edges.object[row]) in small}
