"""Entities as Python objects over a Neo4j graph, for notebooks, by py2neo's object mapper.

    with Notebook("bolt://127.0.0.1:7687", "neo4j", password) as notebook:
        firm = notebook.find("ent:913300001429434421")
        print(firm.name, [product.name for product in firm.produces])

The graph is derived from the ledger: what is edited here lasts until the entity is next derived. py2neo is at its
end of life (2021.2.4 works with Neo4j 5); nothing else of ours imports it.
"""

import warnings
from collections.abc import Mapping
from functools import cache
from types import TracebackType
from typing import Any, Final, Self

from graph.neo4j_store import Neo4jStore
from graph.store import NODE_COLUMNS
from ontology.errors import UnknownEntity
from ontology.ids import class_of
from ontology.schema import SIGNATURES, EntityClass

_INCOMING: Final = "_from"  # `produces_from` of a product: the firms that make it


@cache
def entity_classes() -> Mapping[EntityClass, type[Any]]:
    """A py2neo class for each class of the ontology.

    Each has the properties of NODE_COLUMNS, a set of things for each relation it may be the subject of (`produces`),
    and one for each relation it may be the object of (`produces_from`).
    """
    mapper = _py2neo().ogm
    things = {name: mapper.Property() for name in NODE_COLUMNS.names}
    # py2neo follows an edge type whatever is at its end, so that the end's class is the one all share.
    thing = type("Thing", (mapper.GraphObject,), {"__primarykey__": "id", **things})
    return {cls: type(cls.value, (thing,), _relations(mapper, cls, thing)) for cls in EntityClass}


def _relations(mapper: Any, cls: EntityClass, thing: type[Any]) -> dict[str, Any]:
    outgoing = {
        relation.value: mapper.RelatedTo(thing, relation.cypher)
        for relation, (domain, _) in SIGNATURES.items()
        if cls in domain
    }
    incoming = {
        f"{relation.value}{_INCOMING}": mapper.RelatedFrom(thing, relation.cypher)
        for relation, (_, reach) in SIGNATURES.items()
        if cls in reach
    }
    return {"__primarylabel__": cls.value, "__primarykey__": "id", **outgoing, **incoming}


def _py2neo() -> Any:
    with warnings.catch_warnings():
        # It imports what newer Pythons deprecate, and will not be mended.
        warnings.simplefilter("ignore", DeprecationWarning)
        import py2neo
        import py2neo.ogm
    return py2neo


class Notebook:
    """A Neo4j graph to read from and to make small edits in, one entity at a time.

    Raises:
        GraphUnreachable: the server does not answer, or refuses the login.
    """

    def __init__(self, url: str, user: str = "neo4j", password: str = "") -> None:
        # The official driver says plainly what is wrong; py2neo says "connection closed" for a wrong password.
        Neo4jStore(url, user, password).close()
        self._server = _py2neo().Graph(url, auth=(user, password))

    def find(self, key: str) -> Any:
        """The entity with this id, as an object of its class. Raises UnknownEntity."""
        cls = class_of(key)
        found = entity_classes()[cls].match(self._server, key).first() if cls else None
        if found is None:
            raise UnknownEntity(key)
        return found

    def save(self, entity: Any) -> None:
        """Write the entity's own properties back; its edges stay as they are."""
        self._server.push(entity.__node__)

    def close(self) -> None:
        """Close every connection."""
        self._server.service.connector.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
