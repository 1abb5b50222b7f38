"""The grammar of a firm's or organisation's name, read for whole columns at once.

    writing ─ places ─ parts
    what is only writing is taken out ─ 行政区划 is taken off ─ 字号 + 行业 + 集团 + 组织形式, or parent + branch

`parse_column` gives every part of every name, `offices` what an office is called in full, `titles` what a policy is
called; `words.py`, `trades.txt` and `offices.txt` hold the words it goes by.
"""

from graph.identity.grammar.parts import COLUMNS, parse_column, parse_name
from graph.identity.grammar.places import place_digits
from graph.identity.grammar.words import FORMS

__all__ = ["COLUMNS", "FORMS", "parse_column", "parse_name", "place_digits"]
