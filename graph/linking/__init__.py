"""Concepts to chain nodes: which products, industries and scenarios realise a node, beyond those its definition names.

    terms ─ candidates (score, reasons, objections) ─ links ─▶ claims
                                                    └ review ─▶ people decide

A link is made where a candidate is good enough and clearly ahead; everything else waits for a person, since a product
on a wrong node is seen by nobody and a missing one shows in the list.
"""

from graph.linking.links import link_concepts, use_links
from graph.linking.review import Candidate, Place, Unlinked, concept_named, node_named, open_concepts, unlinked

__all__ = [
    "Candidate",
    "Place",
    "Unlinked",
    "concept_named",
    "link_concepts",
    "node_named",
    "open_concepts",
    "unlinked",
    "use_links",
]
