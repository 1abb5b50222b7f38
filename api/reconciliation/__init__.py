"""Reconciliation: which thing of the graph does a cell of somebody's table mean?

    query (wire) ─ read ─▶ Query ─ names index, identity rules ─▶ candidates with scores; `match` only where one is sure

After the Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group, as OpenRefine speaks it.
"""
