"""Classes and relations of the graph, and which relation may join which classes.

`liantu.ttl` is the one source; `tests/ontology/test_schema.py` holds this file against it.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class EntityClass(StrEnum):
    """Node labels of the graph, as they stand in Cypher and on the wire."""

    ENTERPRISE = "Enterprise"
    ORGANIZATION = "Organization"
    PLATFORM = "Platform"
    SCENARIO = "Scenario"
    POLICY = "Policy"
    INITIATIVE = "Initiative"
    STANDARD = "Standard"
    PARK = "Park"
    REGION = "Region"
    INDUSTRY = "Industry"
    TECHNOLOGY = "Technology"
    CHAIN = "Chain"
    CHAIN_NODE = "ChainNode"
    SOLUTION = "Solution"
    DEMAND = "Demand"
    INDICATOR = "Indicator"
    OBSERVATION = "Observation"
    DOCUMENT = "Document"
    EVIDENCE = "Evidence"
    DECISION = "Decision"


class Relation(StrEnum):
    """Edge types of the graph; `cypher` gives the form used in queries."""

    OPERATES = "operates"
    LOCATED_IN = "located_in"
    ISSUED = "issued"
    APPLIES_TO = "applies_to"
    SERVES = "serves"
    IMPLEMENTS = "implements"
    PROVIDES = "provides"
    USES = "uses"
    PARTNERS_WITH = "partners_with"
    SUPPLIES = "supplies"
    INVESTS_IN = "invests_in"
    SUBSIDIARY_OF = "subsidiary_of"
    UPSTREAM_OF = "upstream_of"
    PARTICIPATES_IN = "participates_in"
    DEVELOPS = "develops"
    PART_OF = "part_of"
    PRODUCES = "produces"
    REALISES = "realises"
    SOLVES = "solves"
    OFFERS = "offers"
    NEEDS = "needs"
    POSTED_BY = "posted_by"
    REPLACES = "replaces"
    BASED_ON = "based_on"
    SUPPORTS = "supports"
    ABOUT = "about"
    OF_INDICATOR = "of_indicator"
    STATES = "states"

    @property
    def cypher(self) -> str:
        """The edge type in Cypher: `PART_OF` for `part_of`."""
        return self.value.upper()


class Status(StrEnum):
    """How a place states a claim. A negated claim never becomes a fact; a plan never counts as supply."""

    STATED = "stated"
    PLANNED = "planned"
    HISTORIC = "historic"
    NEGATED = "negated"


class SourceKind(StrEnum):
    """Who speaks. The kinds in `MARKED` put their mark on everything derived from them."""

    OFFICIAL = "official"
    REGISTRY = "registry"
    NEWS = "news"
    SELF_DECLARED = "self_declared"
    SAMPLE = "sample"
    SYNTHETIC = "synthetic"
    ESTIMATED = "estimated"
    UNSPECIFIED = "unspecified"  # the user did not say
    DEFINITION = "definition"  # a chain definition or another file that fixes what a word means


MARKED: Final = frozenset({SourceKind.SAMPLE, SourceKind.SYNTHETIC, SourceKind.ESTIMATED})
MARK_SHORT: Final = "含样例、合成或估算数据 · sample, synthetic or estimated data"  # where there is room for no more
MARK: Final = "含样例、合成或估算数据，不可用于决策 · sample, synthetic or estimated data, not to decide by"


class Lifecycle(StrEnum):
    """State of a firm in its register. Only active firms count as supply."""

    ACTIVE = "active"
    CLOSED = "closed"
    PLANNED = "planned"


_C = EntityClass
_ACTORS = frozenset({_C.ENTERPRISE, _C.ORGANIZATION})
_CONCEPTS = frozenset({_C.INDUSTRY, _C.TECHNOLOGY, _C.SCENARIO})
_NAMED = frozenset(_C) - {_C.OBSERVATION, _C.EVIDENCE, _C.DOCUMENT, _C.DECISION}

Ends = frozenset[EntityClass]

SIGNATURES: Final[Mapping[Relation, tuple[Ends, Ends]]] = MappingProxyType(
    {
        Relation.OPERATES: (_ACTORS | {_C.REGION, _C.PARK}, frozenset({_C.PLATFORM})),
        Relation.LOCATED_IN: (
            _ACTORS | {_C.PARK, _C.PLATFORM, _C.REGION, _C.SOLUTION, _C.DEMAND},
            frozenset({_C.REGION, _C.PARK}),
        ),
        Relation.ISSUED: (
            frozenset({_C.ORGANIZATION, _C.REGION}),
            frozenset({_C.POLICY, _C.STANDARD, _C.INITIATIVE}),
        ),
        Relation.APPLIES_TO: (frozenset({_C.POLICY, _C.INITIATIVE, _C.STANDARD}), _CONCEPTS | {_C.REGION}),
        Relation.SERVES: (
            frozenset({_C.PLATFORM, _C.ENTERPRISE, _C.INITIATIVE}),
            frozenset({_C.INDUSTRY, _C.ENTERPRISE, _C.REGION, _C.PARK}),
        ),
        Relation.IMPLEMENTS: (
            frozenset({_C.ENTERPRISE, _C.INDUSTRY, _C.PARK, _C.REGION}),
            frozenset({_C.SCENARIO}),
        ),
        Relation.PROVIDES: (_ACTORS | {_C.PLATFORM}, frozenset({_C.TECHNOLOGY, _C.SCENARIO})),
        Relation.USES: (
            frozenset({_C.ENTERPRISE, _C.INDUSTRY, _C.PLATFORM, _C.SCENARIO, _C.REGION}),
            frozenset({_C.TECHNOLOGY, _C.PLATFORM}),
        ),
        Relation.PARTNERS_WITH: (_ACTORS, _ACTORS),
        Relation.SUPPLIES: (frozenset({_C.ENTERPRISE}), frozenset({_C.ENTERPRISE})),
        Relation.INVESTS_IN: (_ACTORS, frozenset({_C.ENTERPRISE})),
        Relation.SUBSIDIARY_OF: (frozenset({_C.ENTERPRISE}), frozenset({_C.ENTERPRISE})),
        Relation.UPSTREAM_OF: (
            frozenset({_C.INDUSTRY, _C.TECHNOLOGY, _C.CHAIN_NODE}),
            frozenset({_C.INDUSTRY, _C.TECHNOLOGY, _C.CHAIN_NODE}),
        ),
        Relation.PARTICIPATES_IN: (
            _ACTORS | {_C.REGION, _C.PARK},
            frozenset({_C.INITIATIVE, _C.ORGANIZATION}),
        ),
        Relation.DEVELOPS: (_ACTORS | {_C.REGION}, frozenset({_C.TECHNOLOGY})),
        Relation.PART_OF: (
            frozenset({_C.TECHNOLOGY, _C.INDUSTRY, _C.ENTERPRISE, _C.CHAIN_NODE, _C.REGION}),
            frozenset({_C.TECHNOLOGY, _C.INDUSTRY, _C.CHAIN, _C.REGION}),
        ),
        Relation.PRODUCES: (frozenset({_C.ENTERPRISE}), frozenset({_C.CHAIN_NODE, _C.TECHNOLOGY})),
        Relation.REALISES: (frozenset({_C.CHAIN_NODE}), _CONCEPTS),
        Relation.SOLVES: (frozenset({_C.SOLUTION}), frozenset({_C.SCENARIO})),
        Relation.OFFERS: (frozenset({_C.ENTERPRISE}), frozenset({_C.SOLUTION})),
        Relation.NEEDS: (frozenset({_C.DEMAND}), frozenset({_C.SCENARIO, _C.CHAIN_NODE, _C.TECHNOLOGY})),
        Relation.POSTED_BY: (frozenset({_C.DEMAND}), _ACTORS),
        Relation.REPLACES: (frozenset({_C.POLICY}), frozenset({_C.POLICY})),
        Relation.BASED_ON: (frozenset({_C.POLICY}), frozenset({_C.POLICY})),
        Relation.SUPPORTS: (frozenset({_C.POLICY}), frozenset({_C.CHAIN_NODE, _C.SCENARIO, _C.INDUSTRY})),
        Relation.ABOUT: (frozenset({_C.OBSERVATION, _C.EVIDENCE}), _NAMED),
        Relation.OF_INDICATOR: (frozenset({_C.OBSERVATION}), frozenset({_C.INDICATOR})),
        Relation.STATES: (frozenset({_C.DOCUMENT}), frozenset({_C.EVIDENCE})),
    }
)


def allows(relation: Relation, subject: EntityClass, target: EntityClass) -> bool:
    """Whether the ontology lets `relation` run from a `subject` to a `target`."""
    domain, reach = SIGNATURES[relation]
    return subject in domain and target in reach
