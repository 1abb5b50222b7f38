"""Tables of a document as observations: whose number, of what, in which unit and period."""

from nlp.tables.cells import Cell, Row, cells_of, rows_of

__all__ = ["Cell", "Row", "cells_of", "rows_of"]
