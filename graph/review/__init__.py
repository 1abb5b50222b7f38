"""What waits for a person, and what a person decides.

pairs of names, concepts on no node ─ consequence of each for the published answers ─ doubt ─▶ one queue
a decision ─ checked ─▶ ledger ─▶ whether it holds, and what speaks against it
"""

from graph.review.deciding import Asked, Outcome, decide, outcome_of
from graph.review.queue import OpenConcept, Queue, find_queue

__all__ = ["Asked", "OpenConcept", "Outcome", "Queue", "decide", "find_queue", "outcome_of"]
