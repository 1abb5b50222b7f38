"""The board of demands (需求接单): posted, matched, answered, taken, closed. Each step is an event in the ledger.

table.py    the one table, to which rows are only ever added
steps.py    which steps there are, and in which state each may be taken
state.py    a demand as its events make it
book.py     taking a step, and reading demands with their history
"""
