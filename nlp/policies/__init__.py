"""What a policy asks of a firm: its conditions with their clauses, the logic that joins them, benefits and days.

    text/          made plain, outline, sentences and clauses, quotes
    sections.py    what a part is about; relevance.py: which of its sentences carry conditions
    conditions/    those of a clause: figures, states, titles, places, sizes, trades ─▶ Found
    sentences.py   the conditions of one sentence
    logic/         alternatives, tiers, choices, cases, exemptions
    reading.py     the outline walked, all of it gathered; numbering.py: conditions and groups with their numbers

Beside the conditions: benefits.py, deadlines.py, standing.py (in force, replaced), support.py, targets.py.
A condition is subject × comparator × value × unit × time; each part has its own file and its own table of words.
"""
