"""The graph as linked data: triples in the ontology's words, the shapes they keep to, and a door for SPARQL.

Snapshot ─ triples ─▶ N-Triples ─▶ Turtle, JSON-LD (graph/exports) | a store for SPARQL (sparql/)
"""
