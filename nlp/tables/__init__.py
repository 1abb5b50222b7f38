"""Tables of a document as observations: whose number, of what, in which unit and period."""

from nlp.tables.cells import Cell, Row, rows_of

__all__ = ["Cell", "Row", "rows_of"]
