"""A chain drafted for a product of the workspace, and its text for the person who corrects it."""

from typing import Any

import yaml

from api.workspace import Workspace
from graph.analysis.chain_draft import draft_chain
from ontology.chain_definition import Chain, ChainNode
from ontology.errors import UnknownEntity
from ontology.schema import EntityClass
from ontology.values.names import fold


def drafted(workspace: Workspace, product: str) -> Chain:
    """A definition around a product given by its name. Raises UnknownEntity with the nearest names, EmptyWorkspace."""
    known = workspace.reading
    hits = known.names.find(product, EntityClass.TECHNOLOGY, limit=8)
    for hit in hits:
        number = int(known.snapshot.index_of([hit.id])[0])
        aliases = known.snapshot.nodes["aliases"][number].as_py() or ()
        if fold(product) in map(fold, (hit.name, *aliases)):
            return draft_chain(known.snapshot, number)
    raise UnknownEntity(product, [hit.name for hit in hits])


def written(chain: Chain) -> str:
    """The definition as `liantu chains add` reads it."""
    told = {
        "id": chain.id,
        "name": chain.name,
        "origin": chain.origin,
        "stages": list(chain.stages),
        "nodes": [_node(node) for node in chain.nodes],
        "links": [{"from": link.source, "to": link.target} for link in chain.links],
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)


def _node(node: ChainNode) -> dict[str, Any]:
    told = {"id": node.id, "name": node.name, "stage": node.stage, "required": node.required}
    return told | ({"aliases": list(node.aliases)} if node.aliases else {})
