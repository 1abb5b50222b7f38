"""The neighbourhood of one entity as a self-contained network page, drawn by pyvis with its scripts inlined."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from graph.queries import ENTITY, NEIGHBOURHOOD
from graph.store import View
from ontology.errors import UnknownEntity
from ontology.rdf import label
from ontology.schema import MARK

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
_UNDRAWN: Final = frozenset({"Evidence", "Document", "Decision"})
_MARK_STYLE: Final = "font:600 14px/2 sans-serif;color:#b42318;margin:0 12px"
_OUTSIDE: Final = re.compile(r"<script[^>]*\bsrc=[^>]*>\s*</script>|<link[^>]*\bhref=[^>]*/?>", re.IGNORECASE)


def ego_page(view: View, centre: str, *, limit: int = 150) -> str:
    """HTML of the entity and its direct neighbours, at most `limit` edges, the surest first; without its evidence.

    Raises:
        UnknownEntity: the graph has no node with this id.
    """
    found = view.query(ENTITY, {"id": centre}).records()
    if not found:
        raise UnknownEntity(centre)
    # evidence is much of what surrounds a firm, and is read on the entity's page, not in a picture
    edges = view.query(NEIGHBOURHOOD, {"id": centre, "limit": 4 * limit}).records()
    shown = [edge for edge in edges if edge["other_class"] not in _UNDRAWN][:limit]
    return network_page(found[0], shown)


def network_page(centre: Mapping[str, Any], edges: Sequence[Mapping[str, Any]]) -> str:
    """The page for a centre {id, name, class, marked} and edges {subject, object, relation, other, other_name, …}."""
    from pyvis.network import Network  # drags in IPython and networkx: a quarter of a second

    picture = Network(height="720px", width="100%", directed=True, notebook=False, cdn_resources="in_line")
    picture.set_options(_OPTIONS)
    picture.add_node(centre["id"], label=_safe(centre["name"]), color="#111827", size=22, title=label(centre["class"]))
    for edge in edges:
        colour = _COLOURS.get(edge["other_class"], "#6b7280")
        hint = f"{label(edge['other_class'])}：{_safe(edge['other_name'])}"
        picture.add_node(edge["other"], label=_short(_safe(edge["other_name"])), color=colour, title=hint)
        picture.add_edge(edge["subject"], edge["object"], label=label(edge["relation"].lower()))
    marked = bool(centre.get("marked")) or any(edge.get("marked") for edge in edges)
    return _headed(_closed(picture.generate_html(notebook=False)), escape(centre["name"]), marked=marked)


def _short(name: str) -> str:
    return name if len(name) <= 16 else name[:15] + "…"


def _safe(name: str) -> str:
    """A name that cannot end the script it stands in."""
    return name.replace("<", "‹")


def _headed(page: str, name: str, *, marked: bool) -> str:
    """The page with a title, and the sample mark where it belongs."""
    mark = f'<p style="{_MARK_STYLE}">{MARK}</p>' if marked else ""
    page = page.replace("<html>", '<html lang="zh-CN">', 1).replace("<head>", f"<head><title>{name}</title>", 1)
    return page.replace("<body>", f"<body>{mark}", 1)


def _closed(html: str) -> str:
    """The page without a single reference to another file: pyvis inlines its network script, the rest is not needed."""
    return _OUTSIDE.sub("", html)
