"""The ledger: sources, documents, claims, evidence and decisions in one DuckDB file."""

from graph.ledger.book import Ledger
from graph.ledger.documents import AND_BEHIND, DocumentRecord, Entry
from graph.ledger.editions import EditionChange
from graph.ledger.recording import Recording, check

__all__ = ["AND_BEHIND", "DocumentRecord", "EditionChange", "Entry", "Ledger", "Recording", "check"]
