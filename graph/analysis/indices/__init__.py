"""Composite indices: many indicators brought to one score, its rank, how sure both are, and what they are made of.

definition ─▶ values ─▶ outliers ─▶ normalise ─▶ weights ─▶ aggregate ─▶ score
                                                                 ├─▶ tiers, uncertainty, sensitivity
                                                                 └─▶ decompose: level, change, distance to a peer
"""
