"""Which register a table is an edition of, and of which day.

The files of one register replace each other in the ledger, the newest first (`graph/ledger/editions.py`). A register
is known by its source and by the name that the card gives it; without one, by the card and the name of the file.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ingest.card_shape import Card, TableCard
from ontology.ids import short_hash

# 2025, 2025-06, 2025年6月, 20250630 in the name of a file
_DAY: Final = re.compile(r"(?<!\d)(20\d\d)(?:[-_.年]?(0[1-9]|1[0-2]|[1-9](?=月))(?:[-_.月]?([0-2]\d|3[01]))?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Edition:
    """A file as one state of a register."""

    register: str  # empty for a table that is no register
    published: date | None


def edition_of(card: Card, table: TableCard, path: Path, others: Sequence[tuple[TableCard, Path]]) -> Edition:
    """The register and the day of a file.

    Args:
        card, table: what describes it.
        path: the file.
        others: every file of the card, this one included, in the order of the card.
    """
    if card.is_bundled:  # one card for anybody's files: it does not say whose they are
        return Edition("", card.source.published)
    said = (card.source.name, card.source.publisher)
    if table.register_name:
        return Edition(
            f"register:{short_hash(*said, table.register_name)}", _day_in(path.name) or card.source.published
        )
    return Edition(f"register:{short_hash(*said, card.name, _own_name(table, path, others))}", card.source.published)


def _own_name(table: TableCard, path: Path, others: Sequence[tuple[TableCard, Path]]) -> str:
    """The file's name, with its folder's where a pattern finds two, and a number where two tables read one file.

    What a database holds is fetched into another folder each time: tables and queries of one name have a number.
    """
    fetched = bool(table.database)
    named = [(one, other) for one, other in others if other.name == path.name and bool(one.database) == fetched]
    alike = [one for one, other in named if fetched or other == path]
    name = path.name if len(alike) == len(named) else f"{path.parent.name}/{path.name}"
    return f"{name}#{next(place for place, one in enumerate(alike) if one is table)}"


def _day_in(name: str) -> date | None:
    """The last day of the year or month in a file's name, or the day itself."""
    found = _DAY.search(name)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    last = monthrange(year, month)[1]
    return date(year, month, min(int(found[3] or last) or last, last))
