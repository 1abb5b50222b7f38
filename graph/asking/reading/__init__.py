"""From items to meaning: the special questions, one subject a file, then things and their conditions."""

from graph.asking.reading.read import read

__all__ = ["read"]
