"""SPARQL over the graph: read-only, bounded in time, rows and memory, without network.

query ─ guard ─▶ door ─▶ a process (worker) with the store of one version (store) ─▶ answer: JSON, XML, CSV, Turtle
"""
