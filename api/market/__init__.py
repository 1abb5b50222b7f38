"""Many demands and providers under hard constraints, and whether all get their chance to be shown.

terms.py        constraints as users write them
finding.py      providers for one need under constraints and quotas
assigning.py    many needs at once: the best assignment, or the stable one
served.py       the log of what was shown
auditing.py     the audit of that log
"""
