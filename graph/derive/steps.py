"""The steps from resolved mentions to rows of the graph, in their order; they derive everything, or a part."""

from typing import Any

from graph.derive.claims import take_claims
from graph.derive.editions import take_editions
from graph.derive.facts import EDGE_TABLE, make_facts
from graph.derive.nodes import NODE_TABLE, make_nodes
from graph.derive.notices import make_notices
from graph.derive.observations import make_observations
from graph.derive.places import make_places
from graph.derive.proofs import make_proofs
from graph.ledger.connection import sentences_kept
from graph.ledger.rows import signatures
from graph.linking import use_links


def take_all_claims(connection: Any) -> None:
    """Fill `en_claim`, `en_observed` and `en_attribute`: what documents say of entities, the newest edition first."""
    connection.register("signatures", signatures())
    take_claims(connection)
    connection.unregister("signatures")
    take_editions(connection)


def write_rows(connection: Any) -> None:
    """Write `derived.nodes`, `derived.edges` and `derived.notices` from those claims and the links that are kept."""
    use_links(connection)
    connection.execute(NODE_TABLE.format(sentences=sentences_kept(connection)))
    connection.execute(EDGE_TABLE)
    for step in (make_facts, make_observations, make_proofs, make_places, make_nodes, make_notices):
        step(connection)
