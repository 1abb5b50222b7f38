"""From the ledger to the graph: entities, facts, observations, and what must change in a graph to equal them."""

from graph.derive.build import current_version, derive
from graph.derive.change import changes, delta, knows_version
from graph.derive.notices import merges, notices, refused, unsure

__all__ = ["changes", "current_version", "delta", "derive", "knows_version", "merges", "notices", "refused", "unsure"]
