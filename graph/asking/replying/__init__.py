"""From rows to an answer: kind and values, a sentence, a table, what proves it."""

from graph.asking.replying.replies import reply_of

__all__ = ["reply_of"]
