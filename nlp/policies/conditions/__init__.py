"""The conditions of a clause: figures, states, titles, places, kinds of firm, each with its own words and tables.

    bounds.py ─ all but those given ─▶ whose.py, of the subjects named ─ periods.py ─▶ figures.py
    implied.py       bounds that no digit tells
    states.py, titles.py, places.py, sizes.py, industries.py, sectors.py

Tables: subjects.tsv, states.tsv, titles.tsv, read by tables.py.
"""
