"""May this firm apply? Conditions of a policy against the facts of a firm, and the smallest step to a yes.

Nothing in here reads a graph or a text except `firms.py`, which makes a profile of what the snapshot says.
Method: docs/methods.md, section Q.
"""
