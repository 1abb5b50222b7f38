"""Which firms stand between the others of a chain, by networkx: python examples/networkx_notebook.py WORKSPACE CHAIN

The workspace is read in place; nothing is written.
"""

import sys
from pathlib import Path

import networkx as nx

from api.settings import Settings
from api.workspace import Workspace
from graph.exports.networkx_graph import to_networkx


def main(workspace: str, chain: str) -> None:
    """Print the ten firms of a chain through which most shortest ways between its products and makers lead."""
    with Workspace(Settings(Path(workspace))) as space:
        found = to_networkx(space.reading.snapshot, chain=space.chain(chain))
    between = nx.betweenness_centrality(nx.Graph(found))
    firms = [(share, node) for node, share in between.items() if found.nodes[node]["class"] == "Enterprise"]
    for share, node in sorted(firms, reverse=True)[:10]:
        sys.stdout.write(f"{share:.3f}  {found.nodes[node]['name']}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
