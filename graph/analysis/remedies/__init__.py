"""What would mend the weak links of a chain: firms near to them, suppliers elsewhere, the fewest additions.

Method: docs/methods.md, sections R and V.
"""

from graph.analysis.remedies.ground import Ground, ground_of
from graph.analysis.remedies.kinds import remedies_of
from graph.analysis.remedies.plan import plan_of

__all__ = ["Ground", "ground_of", "plan_of", "remedies_of"]
