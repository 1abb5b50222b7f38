"""A report as a Word document in the manner of GB/T 9704: page, headings, tables, picture, notes, evidence pack."""

from api.reports.word.document import write_word

__all__ = ["write_word"]
