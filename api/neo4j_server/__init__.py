"""A real Neo4j on this machine without Docker: fetched by Maven, started by one Java file.

For trying the served graph and for the tests. A service for others runs the official image, see
`docker-compose.yml`.
"""

from api.neo4j_server.importer import import_graph
from api.neo4j_server.server import Server, fetch_server, missing_tools, running_server

__all__ = ["Server", "fetch_server", "import_graph", "missing_tools", "running_server"]
