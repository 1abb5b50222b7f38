"""How identity reads a name, as a table: `liantu show NAME --parse`."""

from typing import Final

from api.cli.printing import print_json, print_table

_PARTS: Final = {
    "normal": "去掉书写差异 · without what is only writing",
    "place_name": "行政区划 · place",
    "brand": "字号 · distinctive part",
    "trade": "行业 · trade",
    "group_word": "集团 · group",
    "form": "组织形式 · legal form",
    "kind": "类别 · kind",
    "parent": "所属机构 · body it belongs to",
    "unit": "分支 · branch",
}


def show_parts(name: str, *, as_json: bool) -> None:
    """Print the parts of a name; no workspace is needed."""
    from graph.identity.grammar import parse_name

    parts = parse_name(name)
    if as_json:
        print_json({"name": name, "parts": parts})
    else:
        print_table(("成分", "写作"), [(says, parts[part] or "—") for part, says in _PARTS.items()])
