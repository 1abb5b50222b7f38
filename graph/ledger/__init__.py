"""The ledger: sources, documents, claims, evidence and decisions in one DuckDB file."""

from graph.ledger.book import Ledger
from graph.ledger.documents import DocumentRecord, Entry
from graph.ledger.recording import Recording, check

__all__ = ["DocumentRecord", "Entry", "Ledger", "Recording", "check"]
