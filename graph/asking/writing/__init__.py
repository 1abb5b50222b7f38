"""From meaning to Cypher: one statement, in the words of both engines, with its parameters."""

from graph.asking.writing.statements import Statement, statement_of

__all__ = ["Statement", "statement_of"]
