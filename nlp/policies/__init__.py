"""What a policy asks of a firm: its conditions with their clauses, the logic that joins them, benefits and days.

    text ─ outline ─▶ nodes ─ sections ─▶ those that carry conditions ─ clauses ─▶ sentence, segment, clause
    clause ─ measures, subjects, periods ─▶ figures │ states │ titles │ places │ trades ─▶ Found
    Found ─ joining ─▶ alternatives, tiers, relaxations ─ reading ─▶ PolicyRules

A condition is subject × comparator × value × unit × time; each part has its own file and its own table of words.
"""
