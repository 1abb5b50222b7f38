"""The named queries: every question the product asks a graph by Cypher, once, in the words of both engines.

Where the engines differ in a word, the query is written with ours and `_both` puts theirs side by side:
`CLASS(n)` is the label of a node, `TYPE(r)` the type of an edge, `AT_WORK(n)` says that a firm is neither closed nor
only planned. `:ANCHOR` is the class that the id in the named parameter says it has, so that a look-up by id goes to
one index instead of twenty.
Every statement orders its rows fully, and the rows of a query's statements follow each other: equal graphs give equal
rows, row by row, on both stores.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from graph.store import Query

_OURS: Final = re.compile(r"\b(CLASS|TYPE|AT_WORK)\((\w+)\)")
# The state of a firm stands in its properties, a JSON object that derivation writes without blanks.
_AT_WORK: Final = (
    """NOT ({0}.properties CONTAINS '"status":"closed"' OR {0}.properties CONTAINS '"status":"planned"'"""
    """ OR {0}.properties CONTAINS '"closed_on":')"""
)
_EMBEDDED: Final = {"CLASS": "label({0})", "TYPE": "label({0})", "AT_WORK": _AT_WORK}
_NEO4J: Final = {"CLASS": "head(labels({0}))", "TYPE": "type({0})", "AT_WORK": _AT_WORK}


def _both(*statements: str, anchor: str = "") -> Query:
    return Query(embedded=_said(statements, _EMBEDDED), neo4j=_said(statements, _NEO4J), anchor=anchor)


def _said(statements: Iterable[str], words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_OURS.sub(lambda found: words[found[1]].format(found[2]), text) for text in statements)


ENTITY: Final = _both(
    """
    MATCH (n:ANCHOR {id: $id})
    RETURN n.id AS id, n.name AS name, CLASS(n) AS class, n.aliases AS aliases, n.code AS code, n.region AS region,
           n.properties AS properties, n.marked AS marked
    """,
    anchor="id",
)
"""The node of an id: one row, or none. Parameter: id."""

NEIGHBOURHOOD: Final = _both(
    """
    MATCH (n:ANCHOR {id: $id})-[r]->(far)
    RETURN TYPE(r) AS relation, n.id AS subject, far.id AS object, far.id AS other,
           far.name AS other_name,
           CLASS(far) AS other_class, r.confidence AS confidence, r.sources AS sources, r.status AS status,
           r.evidence AS evidence, r.properties AS properties, r.marked AS marked
    ORDER BY confidence DESC, relation, other, status LIMIT $limit
    """,
    """
    MATCH (n:ANCHOR {id: $id})<-[r]-(far)
    RETURN TYPE(r) AS relation, far.id AS subject, n.id AS object, far.id AS other,
           far.name AS other_name,
           CLASS(far) AS other_class, r.confidence AS confidence, r.sources AS sources, r.status AS status,
           r.evidence AS evidence, r.properties AS properties, r.marked AS marked
    ORDER BY confidence DESC, relation, other, status LIMIT $limit
    """,
    anchor="id",
)
"""Edges of a node with what is at their other end, the surest first: outgoing, then incoming.

Parameters: id; limit, edges of each direction.
"""

FIRMS_OF_NODE: Final = _both(
    """
    MATCH (firm:Enterprise)-[made:PRODUCES]->(node:ChainNode {id: $node})
    WHERE made.status = 'stated' AND made.confidence >= $at_least AND AT_WORK(firm)
    RETURN firm.id AS id, firm.name AS name, firm.region AS region, node.id AS through, node.name AS through_name,
           made.confidence AS confidence, made.evidence AS evidence
    ORDER BY id, through LIMIT $limit
    """,
    """
    MATCH (firm:Enterprise)-[made:PRODUCES|PROVIDES]->(product:Technology)<-[:REALISES]-(:ChainNode {id: $node})
    WHERE made.status = 'stated' AND made.confidence >= $at_least AND AT_WORK(firm)
    RETURN firm.id AS id, firm.name AS name, firm.region AS region, product.id AS through,
           product.name AS through_name, made.confidence AS confidence, made.evidence AS evidence
    ORDER BY id, through, TYPE(made) LIMIT $limit
    """,
)
"""Firms that make a node of a chain: directly, then through a product that realises it.
Plans and closed firms do not count.

Parameters: node; at_least, lowest confidence 0..1; limit, rows of each part.
"""

PROVIDERS_OF_TECHNOLOGY: Final = _both(
    """
    MATCH (provider)-[made:PRODUCES|PROVIDES|DEVELOPS]->(product:Technology {id: $technology})
    WHERE made.status = 'stated' AND made.confidence >= $at_least AND AT_WORK(provider)
    RETURN provider.id AS id, provider.name AS name, CLASS(provider) AS class, TYPE(made) AS relation,
           made.confidence AS confidence, made.evidence AS evidence
    ORDER BY confidence DESC, id, relation LIMIT $limit
    """
)
"""Who makes, provides or develops a technology, the surest first; closed firms left out.

Parameters: technology; at_least, lowest confidence 0..1; limit.
"""

EVIDENCE: Final = _both(
    """
    MATCH (document:Document)-[:STATES]->(evidence:Evidence)
    WHERE evidence.id IN $ids
    RETURN evidence.id AS id, evidence.name AS sentence, document.id AS document, document.name AS document_name,
           evidence.properties AS properties, evidence.marked AS marked
    ORDER BY evidence.id, document.id
    """
)
"""Sentences and rows behind evidence ids; page and row stand in `properties`, a JSON object. Parameter: ids."""

DOCUMENTS_OF_ENTITY: Final = _both(
    """
    MATCH (document:Document)-[:STATES]->(evidence:Evidence)-[:ABOUT]->(n:ANCHOR {id: $id})
    RETURN document.id AS id, document.name AS name, document.properties AS properties,
           count(DISTINCT evidence.id) AS places
    ORDER BY places DESC, id LIMIT $limit
    """,
    anchor="id",
)
"""Documents that speak of an entity, and in how many places. Parameters: id, limit."""

SUPPLIERS_OF_FIRM: Final = _both(
    """
    MATCH (supplier:Enterprise)-[sold:SUPPLIES]->(firm:Enterprise {id: $firm})
    RETURN supplier.id AS id, supplier.name AS name, sold.status AS status, sold.confidence AS confidence,
           sold.properties AS properties, sold.evidence AS evidence
    ORDER BY id, status LIMIT $limit
    """
)
"""Who sells to a firm. Parameters: firm, limit."""

CUSTOMERS_OF_FIRM: Final = _both(
    """
    MATCH (firm:Enterprise {id: $firm})-[sold:SUPPLIES]->(customer:Enterprise)
    RETURN customer.id AS id, customer.name AS name, sold.status AS status, sold.confidence AS confidence,
           sold.properties AS properties, sold.evidence AS evidence
    ORDER BY id, status LIMIT $limit
    """
)
"""Whom a firm sells to. Parameters: firm, limit."""

FIRMS_BY_REGION: Final = _both(
    """
    MATCH (firm:Enterprise)
    RETURN firm.region AS region, count(*) AS firms
    ORDER BY firms DESC, region
    """
)
"""How many firms each region has, by the `reg:` id on the firm; empty for firms whose region is not known."""

OPERATORS_OF_PLATFORMS: Final = _both(
    """
    MATCH (operator)-[runs:OPERATES]->(platform:Platform)
    RETURN platform.id AS platform, platform.name AS platform_name, operator.id AS id, operator.name AS name,
           CLASS(operator) AS class, runs.status AS status, runs.confidence AS confidence, runs.evidence AS evidence
    ORDER BY platform.id, operator.id, status LIMIT $limit
    """
)
"""Platforms and who runs them. Parameter: limit."""

POLICIES_FOR_INDUSTRY: Final = _both(
    """
    MATCH (policy:Policy)-[reach:APPLIES_TO|SUPPORTS]->(industry:Industry {id: $industry})
    RETURN policy.id AS id, policy.name AS name, policy.code AS code, TYPE(reach) AS relation,
           reach.status AS status, reach.evidence AS evidence
    ORDER BY id, relation, status LIMIT $limit
    """
)
"""Policies that apply to an industry or support it. Parameters: industry, limit."""

NAMED: Final = {
    "entity": ENTITY,
    "neighbourhood": NEIGHBOURHOOD,
    "firms_of_node": FIRMS_OF_NODE,
    "providers_of_technology": PROVIDERS_OF_TECHNOLOGY,
    "evidence": EVIDENCE,
    "documents_of_entity": DOCUMENTS_OF_ENTITY,
    "suppliers_of_firm": SUPPLIERS_OF_FIRM,
    "customers_of_firm": CUSTOMERS_OF_FIRM,
    "firms_by_region": FIRMS_BY_REGION,
    "operators_of_platforms": OPERATORS_OF_PLATFORMS,
    "policies_for_industry": POLICIES_FOR_INDUSTRY,
}
"""All of the above by name; `tests/graph/test_queries.py` asks each of every store."""
