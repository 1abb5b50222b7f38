"""Verification of a report: made again from its evidence pack, read as a reader sees it, compared piece by piece.

file ─ read ─▶ pieces (place, text)            the file as it is
  └─ pack ─ check hashes ─▶ inputs ─ find, compose, write ─▶ pieces   the file as it would have to be
"""

from api.reports.verifying.verdict import Verdict, read_file, verify_file, verify_report

__all__ = ["Verdict", "read_file", "verify_file", "verify_report"]
