"""The neighbourhood of one entity as a self-contained network page, drawn by pyvis with its scripts inlined."""

import re
from collections.abc import Mapping
from typing import Any, Final

from pyvis.network import Network

from graph.store import View
from ontology.errors import UnknownEntity

_COLOURS: Final[Mapping[str, str]] = {
    "Enterprise": "#2f6fb0",
    "Technology": "#5b9a78",
    "ChainNode": "#c4570c",
    "Platform": "#86379b",
    "Region": "#8a94a3",
    "Policy": "#b42318",
}
_OPTIONS: Final = (
    '{"physics":{"solver":"forceAtlas2Based","stabilization":{"iterations":200}},'
    '"edges":{"arrows":"to","color":"#9aa5b4","font":{"size":11}},"nodes":{"shape":"dot","size":14}}'
)
_OUTSIDE: Final = re.compile(r"<script[^>]*\bsrc=[^>]*>\s*</script>|<link[^>]*\bhref=[^>]*/?>", re.IGNORECASE)


def ego_page(view: View, centre: str, *, limit: int = 150) -> str:
    """HTML of the entity and its direct neighbours, at most `limit` edges.

    Raises:
        UnknownEntity: the graph has no node with this id.
    """
    from graph.queries import ENTITY, NEIGHBOURHOOD

    found = view.query(ENTITY, {"id": centre}).records()
    if not found:
        raise UnknownEntity(centre)
    edges = view.query(NEIGHBOURHOOD, {"id": centre, "limit": limit}).records()
    return network_page(found[0], edges)


def network_page(centre: Mapping[str, Any], edges: list[dict[str, Any]]) -> str:
    """The page for a centre {id, name, class} and edges {subject, object, relation, other, other_name, other_class}."""
    picture = Network(height="720px", width="100%", directed=True, notebook=False, cdn_resources="in_line")
    picture.set_options(_OPTIONS)
    picture.add_node(centre["id"], label=centre["name"], color="#111827", size=22, title=centre["class"])
    for edge in edges:
        colour = _COLOURS.get(edge["other_class"], "#6b7280")
        picture.add_node(edge["other"], label=edge["other_name"], color=colour, title=edge["other_class"])
        picture.add_edge(edge["subject"], edge["object"], label=edge["relation"])
    return _closed(picture.generate_html(notebook=False))


def _closed(html: str) -> str:
    """The page without a single reference to another file: pyvis inlines its network script, the rest is not needed."""
    return _OUTSIDE.sub("", html)
