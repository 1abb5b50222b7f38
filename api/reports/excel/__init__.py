"""A report as an Excel workbook: a sheet of the text, one a list, the picture, the notes, the evidence pack."""

from api.reports.excel.book import CARRIED, write_excel

__all__ = ["CARRIED", "write_excel"]
