"""Claims → graph → answers: ledger, identity, stores, snapshot, analyses, pictures."""
