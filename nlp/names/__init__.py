"""Names and terms in a sentence: each rule proposes spans, `selection` keeps the best that do not overlap."""
