"""How counts of makers would change: of a node in the country and in each province, of a product in the country.

A finding rests on such a count: where it falls to one firm or to none, a 单点 or 断点 appears; where it rises from
there, one is hidden. All as columns, many questions at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.routes import join

Numbers = NDArray[np.int64]

COUNTRY: Final = 0  # place of the whole country among the provinces; a firm of no known province counts there alone


@dataclass(frozen=True)
class Makers:
    """Who makes what, each once: n rows of a thing (a node, a product) and a firm, and the province of every firm."""

    thing: Numbers  # n places
    firm: Numbers  # n snapshot numbers
    province: Numbers  # place of each snapshot node's province, COUNTRY where it is not known

    def of(self, firms: Numbers) -> tuple[Numbers, Numbers]:
        """What each of k firms makes: rows of (place in `firms`, thing)."""
        asked, row = join(firms, self.firm)
        return asked, self.thing[row]


@dataclass(frozen=True)
class Rows:
    """Makers by question: one more, or one fewer, maker of a thing in a province."""

    asked: Numbers
    thing: Numbers
    province: Numbers


@dataclass(frozen=True)
class Changes:
    """Counts that would change, one row a question, thing and place; in the order of the questions."""

    asked: Numbers
    thing: Numbers
    province: Numbers  # COUNTRY or a province
    before: Numbers  # firms
    after: Numbers

    def weight(self, questions: int) -> NDArray[np.float64]:
        """How much of what is published each question would change: 1 for a count that comes from or falls to none,
        1/2 from two firms to one, little among many; summed over the counts."""
        share = np.abs(self.after - self.before) / np.maximum(np.maximum(self.after, self.before), 1)
        return np.bincount(self.asked, share, questions).astype(np.float64)

    def of(self, questions: Sequence[int]) -> "Changes":
        """Those of some questions."""
        kept = np.isin(self.asked, np.asarray(questions, np.int64))
        return Changes(*(one[kept] for one in (self.asked, self.thing, self.province, self.before, self.after)))


def changes_of(makers: Makers, gone: Rows, come: Rows) -> Changes:
    """What the counts of each question would be without some makers and with others.

    Args:
        makers: as they are now.
        gone: makers that each question takes away, each as often as it counts now.
        come: makers that it brings.
    """
    provinces = int(makers.province.max(initial=0)) + 1
    lost, won = _cells(gone, provinces), _cells(come, provinces)
    keys = np.concatenate([lost, won], axis=1)
    signs = np.concatenate([np.full(lost.shape[1], -1), np.full(won.shape[1], 1)])
    cells, back = np.unique(keys, axis=1, return_inverse=True)
    moved = np.bincount(back.ravel(), signs, cells.shape[1]).astype(np.int64)
    (asked, cell), moved = cells[:, moved != 0], moved[moved != 0]
    before = _counted(makers, provinces, cell)
    return Changes(asked, cell // provinces, cell % provinces, before, before + moved)


def _cells(rows: Rows, provinces: int) -> Numbers:
    """Question and cell of each row, for the country and, where it is known, the province; 2 x k."""
    placed = rows.province != COUNTRY
    asked = np.concatenate([rows.asked, rows.asked[placed]])
    country, local = rows.thing * provinces, (rows.thing * provinces + rows.province)[placed]
    found: Numbers = np.stack([asked, np.concatenate([country, local])])
    return found


def _counted(makers: Makers, provinces: int, cells: Numbers) -> Numbers:
    """Firms of each cell as they are now."""
    held = _cells(Rows(makers.firm, makers.thing, makers.province[makers.firm]), provinces)[1]
    known, counts = np.unique(held, return_counts=True)
    at = np.searchsorted(known, cells)
    hit = at < known.size
    hit[hit] = known[at[hit]] == cells[hit]
    found = np.zeros(cells.size, np.int64)
    found[hit] = counts[at[hit]]
    return found
