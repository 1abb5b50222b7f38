"""Pairs of things that may be one and wait for a person: those that identity found and nobody has judged yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from graph.ledger import Ledger
from ontology.values.regions import region_of

# A pair that people keep apart is judged; one that they hold the same is no pair any more. Chains, nodes, regions and
# industries are told apart by who defined them.
_OPEN: Final = """
WITH kept_apart AS (
    SELECT DISTINCT l.entity AS one, r.entity AS other
    FROM decisions d JOIN anchors a ON a.decision = d.id AND a.side = 'left'
    JOIN anchors b ON b.decision = d.id AND b.side = 'right'
    JOIN derived.entity_of l ON l.mention = a.mention JOIN derived.entity_of r ON r.mention = b.mention
    WHERE NOT d.undone AND d.judgement = 'apart')
SELECT "left", "right", left_name, right_name, left_mention::VARCHAR AS left_mention,
       right_mention::VARCHAR AS right_mention, rule, score, reasons
FROM derived.review v
WHERE split_part("left", ':', 1) NOT IN ('chain', 'node', 'reg', 'ind')
  AND NOT EXISTS (FROM kept_apart k WHERE k.one = v."left" AND k.other = v."right")
  AND NOT EXISTS (FROM kept_apart k WHERE k.one = v."right" AND k.other = v."left")
ORDER BY score DESC, left_name, right_name, rule, "left", "right\""""

_SIDES: Final = """
SELECT n.id, n.name, n.class, n.code, n.region, list(DISTINCT d.name ORDER BY d.name)[:3], count(DISTINCT m.document)
FROM derived.nodes n JOIN derived.entity_of o ON o.entity = n.id JOIN mentions m ON m.id = o.mention
JOIN documents d ON d.id = m.document WHERE n.id IN (SELECT unnest($ids)) GROUP BY ALL"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that may be the same, and what hangs on it."""

    id: str
    name: str
    cls: str
    written: str  # the name that was compared
    mention: str  # key of that writing
    code: str
    region: str  # name, empty where it is not known
    documents: tuple[str, ...]  # some of those that name it
    sources: int  # documents that name it
    facts: int


def open_pairs(ledger: Ledger) -> pa.Table:
    """All pairs that nobody has judged, the likeliest first.

    Columns: left, right (entity ids), left_name, right_name (as written), left_mention, right_mention (keys), rule,
    score (chance, 0..1), reasons.
    """
    with ledger.transaction() as connection:
        return connection.sql(_OPEN).to_arrow_table()


def sides_of(ledger: Ledger, rows: Sequence[Mapping[str, Any]], facts: Mapping[str, int]) -> list[tuple[Side, Side]]:
    """Both sides of some of `open_pairs`, with what hangs on each.

    Args:
        ledger: a derived ledger.
        rows: rows of `open_pairs`.
        facts: how many facts each entity takes part in.
    """
    ids = sorted({row[side] for row in rows for side in ("left", "right")})
    with ledger.transaction() as connection:
        known = {row[0]: row for row in connection.execute(_SIDES, {"ids": ids}).fetchall()}
    return [(_side(row, "left", known, facts), _side(row, "right", known, facts)) for row in rows]


def _side(row: Mapping[str, Any], side: str, known: Mapping[str, Any], facts: Mapping[str, int]) -> Side:
    key, name, cls, code, region, documents, count = known[row[side]]
    return Side(
        id=key,
        name=name,
        cls=cls,
        written=row[f"{side}_name"],
        mention=row[f"{side}_mention"],
        code=code or "",
        region=region_of(region).name if region else "",
        documents=tuple(documents),
        sources=int(count),
        facts=facts[key],
    )
