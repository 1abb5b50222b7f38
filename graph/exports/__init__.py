"""The graph in other tools' formats: GraphML, Turtle, JSON-LD, N-Triples, SHACL, CSV, Parquet, Cypher.

One file a format; `write_export` picks it. Every output says by which sources it is marked: a `marked` value on each
node and fact, and a notice where the format has room for one.
"""

from graph.exports.write import FORMATS, Written, write_export

__all__ = ["FORMATS", "Written", "write_export"]
