"""Who can serve a need, in a firm's own words: understanding, finding, ranking, explaining.

text ─ need ─▶ wishes ─ concepts ─▶ things that would serve ─ offers ─▶ candidates ─ features ─▶ ranking
                                                                              └─ explanation ─▶ why, why not
"""
