"""Read one firm and what it makes from a Neo4j graph, as objects: python examples/py2neo_notebook.py ent:…

The server is the one in LIANTU_GRAPH, LIANTU_GRAPH_USER, LIANTU_GRAPH_PASSWORD (see `make neo4j`).
"""

import os
import sys

from graph.ogm import Notebook


def main(key: str) -> None:
    """Print the firm's name, its other names, and its products with their makers."""
    url = os.environ.get("LIANTU_GRAPH", "bolt://127.0.0.1:7687")
    user = os.environ.get("LIANTU_GRAPH_USER", "neo4j")
    with Notebook(url, user, os.environ["LIANTU_GRAPH_PASSWORD"]) as notebook:
        firm = notebook.find(key)
        lines = [f"{firm.name} ({firm.id})", f"别名 · aliases: {'、'.join(firm.aliases) or '—'}"]
        lines += [f"  {product.id}  {product.name}" for product in firm.produces]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
