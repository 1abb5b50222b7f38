"""The questions a workspace answers. CLI, REST and pages call these and nothing below them.

regions.py, chains.py, needs.py, entities.py, proofs.py, rows.py
"""

from api.answers.chains import chain_file, chain_outline, chain_picture, gaps
from api.answers.entities import Neighbour, Profile, ego_file, entity_id, profile, refuse_hidden, search
from api.answers.needs import match
from api.answers.proofs import Quote, documents, evidence_of, quotes, telling
from api.answers.regions import compared_region, region_named
from api.answers.rows import query, stats, version

__all__ = [
    "Neighbour",
    "Profile",
    "Quote",
    "chain_file",
    "chain_outline",
    "chain_picture",
    "compared_region",
    "documents",
    "ego_file",
    "entity_id",
    "evidence_of",
    "gaps",
    "match",
    "profile",
    "query",
    "quotes",
    "refuse_hidden",
    "region_named",
    "search",
    "stats",
    "telling",
    "version",
]
