"""How much the graph holds beyond the chain definitions: what a user's own files brought."""

from dataclasses import dataclass
from typing import Final

from graph.derive.places import LIST
from graph.ledger import Ledger

_ENTITIES: Final = """
SELECT count(DISTINCT e.entity) FROM derived.entity_of e
JOIN mentions m ON m.id = e.mention JOIN documents d ON d.id = m.document WHERE d.kind <> 'definition'"""

# Proofs and parts of observations are no facts of their own; an observation is one. Nearly all facts rest on one piece
# of evidence: only the others are taken apart. What definitions and the list of regions say is little: it is left out.
_FACTS: Final = f"""
WITH known AS MATERIALIZED (
    SELECT v.id FROM evidence v JOIN documents d ON d.id = v.document WHERE d.kind = 'definition'
    UNION ALL SELECT object FROM derived.edges WHERE relation = 'states' AND subject = '{LIST}'),
fact AS (SELECT evidence FROM derived.edges WHERE relation NOT IN ('about', 'states', 'of_indicator')),
several AS (SELECT row_number() OVER () AS n, evidence FROM fact WHERE len(evidence) > 1)
SELECT (SELECT count(*) FROM derived.nodes WHERE class = 'Observation')
     + (SELECT count(*) FROM fact WHERE len(evidence) = 1 AND evidence[1] NOT IN (FROM known))
     + (SELECT count(DISTINCT n) FROM (SELECT n, unnest(evidence) AS id FROM several) WHERE id NOT IN (FROM known))"""


_BY_CLASS: Final = """
SELECT n.class, count(DISTINCT n.id) AS entities FROM derived.nodes n JOIN derived.entity_of e ON e.entity = n.id
JOIN mentions m ON m.id = e.mention JOIN documents d ON d.id = m.document
WHERE d.kind <> 'definition' GROUP BY n.class ORDER BY entities DESC, n.class"""


@dataclass(frozen=True, slots=True)
class GraphSize:
    """Entities and facts that rest on documents and tables, chain definitions left out."""

    entities: int
    facts: int


def graph_size(ledger: Ledger) -> GraphSize:
    """Count what is derived now."""
    with ledger.transaction() as connection:
        entities, facts = (int(connection.execute(query).fetchone()[0]) for query in (_ENTITIES, _FACTS))
    return GraphSize(entities, facts)


def entities_by_class(ledger: Ledger) -> dict[str, int]:
    """Entities of each class that documents or tables name, most first; a chain definition alone does not count."""
    with ledger.transaction() as connection:
        return {str(cls): int(count) for cls, count in connection.execute(_BY_CLASS).fetchall()}
