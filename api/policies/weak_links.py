"""Which clause of which policy in force serves which weak link of a chain."""

from dataclasses import dataclass

from api.answers import gaps, telling
from api.policies.documents import policy_texts
from api.policies.offers import policies
from api.workspace import Workspace
from graph.analysis.results import GapType, Named, NodeRef
from nlp.policies.support import supporting_clauses
from ontology.chains import node_id
from ontology.schema import MARKED


@dataclass(frozen=True, slots=True)
class WeakLinkClause:
    """A clause of a policy that supports a weak link."""

    policy: Named
    name: str  # what the clause calls it
    quote: str
    start: int
    tainted: bool


@dataclass(frozen=True, slots=True)
class WeakLinkClauses:
    """One weak link with the clauses that serve it."""

    node: NodeRef
    type: GapType | None
    clauses: tuple[WeakLinkClause, ...]


def clauses(workspace: Workspace, chain: str, region: str | None = None) -> tuple[WeakLinkClauses, ...]:
    """Which clause of which policy in force serves which weak link of a chain; a link without one has none.

    Raises:
        UnknownChain, UnknownRegion, EmptyWorkspace.
    """
    definition = workspace.chain(chain)
    weak = gaps(workspace, chain, region).gaps
    names = {node_id(definition, node): node.names for node in definition.nodes}
    wanted = {one.node.id: names[one.node.id] for one in weak}
    void = {one.id for one in policies(workspace).left_out}
    told = telling(workspace)
    found: dict[str, list[WeakLinkClause]] = {key: [] for key in wanted}
    for written, title in policy_texts(workspace):
        if written.id in void:
            continue
        for one in supporting_clauses(written.text, wanted):
            source = Named(written.id, title)
            quote = told(one.quote)
            found[one.key].append(WeakLinkClause(source, one.name, quote, one.start, written.kind in MARKED))
    return tuple(WeakLinkClauses(one.node, one.type, tuple(found[one.node.id])) for one in weak)
