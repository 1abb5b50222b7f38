"""What joins conditions: which must all hold, which are alternatives, which are for some firms only.

clauses of a segment ─ joining ─▶ segments of a sentence ─ segments, tiers, contrasts ─▶ items of a list
items ─ gathering: leads, choices, runs of tracks, exemptions, easing, provisos ─▶ the tree
whom: the firms that an alternative is for
"""
