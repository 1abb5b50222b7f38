"""The ledger: sources, documents, claims, evidence and decisions in one DuckDB file."""

from graph.ledger.book import DocumentRecord, Ledger
from graph.ledger.recording import Recording

__all__ = ["DocumentRecord", "Ledger", "Recording"]
