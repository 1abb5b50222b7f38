"""Chain definitions: load them from YAML, find one by id or name.

    YAML file ─ check ─▶ Chain ─ chain_batch ─▶ claims, each with the line of the definition as evidence

The bundled definitions lie in `ontology/chains/`; a user's own in the workspace's `chains/`.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ontology.chain_checks import problems_of
from ontology.chain_claims import chain_batch, chain_document, chain_source
from ontology.chain_definition import Chain, ChainNode, Link, chain_key, node_id
from ontology.codes import industries, industry_by_digits
from ontology.errors import BadChain, UnknownChain, nearest
from ontology.values.names import fold

__all__ = [
    "Chain",
    "ChainNode",
    "Link",
    "bundled_chains",
    "chain_batch",
    "chain_document",
    "chain_key",
    "chain_source",
    "chains_in",
    "find_chain",
    "load_chain",
    "make_chain",
    "node_id",
]

_BUNDLED = Path(__file__).with_name("chains")
_ENDINGS = ("产业链", "产业", "行业")


def load_chain(path: Path) -> Chain:
    """The definition in a YAML file.

    Raises:
        BadChain: with every problem found, not the first alone.
    """
    raw = _read_yaml(path)
    problems = problems_of(raw, _near_industry)
    if problems:
        raise BadChain(path.name, problems)
    return make_chain(raw)


def make_chain(raw: Any) -> Chain:
    """A chain from checked YAML values; call `load_chain` for values nobody has checked."""
    return Chain(
        id=raw["id"],
        name=raw["name"],
        origin=raw["origin"],
        stages=tuple(raw["stages"]),
        nodes=tuple(_make_node(node) for node in raw["nodes"]),
        links=tuple(_make_link(link) for link in raw["links"]),
    )


@cache
def bundled_chains() -> tuple[Chain, ...]:
    """The definitions that come with Liantu, by id."""
    return chains_in(_BUNDLED)


def chains_in(folder: Path) -> tuple[Chain, ...]:
    """Every definition (`*.yaml`, `*.yml`) directly in a folder, by id; none when the folder is absent.

    Raises:
        BadChain: a file cannot be used, or two files define the same id or name.
    """
    paths = sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    owners: dict[str, str] = {}
    chains = []
    for path in paths:
        state = path.stat()
        chain = _loaded(path, state.st_mtime_ns, state.st_size)
        for word in (chain.id, fold(chain.name)):
            owner = owners.setdefault(word, path.name)
            if owner != path.name:
                raise BadChain(path.name, [f"{word} 已由 {owner} 定义，请改名或删去一份 · {owner} defines it already"])
        chains.append(chain)
    return tuple(sorted(chains, key=lambda chain: chain.id))


@lru_cache(maxsize=256)
def _loaded(path: Path, changed: int, size: int) -> Chain:  # noqa: ARG001 — a file that changed is another
    """A definition, read again only when its file has changed: thousands of nodes take a second."""
    return load_chain(path)


def find_chain(text: str, chains: Iterable[Chain]) -> Chain:
    """The chain with this id (`chain:` may stand before it) or name (产业链 may stand after it).

    Raises:
        UnknownChain: none has it; the nearest ids and names are told.
    """
    known = tuple(chains)
    wanted = _folded(text.strip().removeprefix("chain:"))
    for chain in known:
        if wanted in (chain.id, _folded(chain.name)):
            return chain
    raise UnknownChain(text, [word for chain in known for word in (chain.id, chain.name)])


def _folded(text: str) -> str:
    name = fold(text)
    for ending in _ENDINGS:
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending)
    return name


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=_loader())  # noqa: S506 — either loader is a safe one
    except OSError as error:
        raise BadChain(path.name, [f"读不到文件：{error.strerror} · cannot read the file"]) from error
    except yaml.YAMLError as error:
        raise BadChain(
            path.name, [f"{_yaml_place(error)}不是有效的 YAML（UTF-8 编码） · not valid YAML in UTF-8"]
        ) from error


def _yaml_place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"第 {mark.line + 1} 行第 {mark.column + 1} 列附近" if mark else ""


def _loader() -> type[yaml.SafeLoader]:
    """The safe loader, in C where PyYAML was built with it (eight times as fast on the bundled files)."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _near_industry(code: str) -> str:
    """Codes like one that the classification does not have, whatever its letter; empty for one it has."""
    return "" if industry_by_digits(code) else nearest(code, [known.code for known in industries()])


def _industry_code(code: str) -> str:
    """A checked code with the letter of its section."""
    found = industry_by_digits(code)
    return found.code if found else code


def _make_node(raw: Any) -> ChainNode:
    return ChainNode(
        id=raw["id"],
        name=raw["name"],
        stage=raw["stage"],
        aliases=tuple(raw.get("aliases") or ()),
        industries=tuple(_industry_code(code) for code in raw.get("industries") or ()),
        required=raw.get("required", True),
    )


def _make_link(raw: Any) -> Link:
    return Link(raw["from"], raw["to"], raw.get("weight"), tuple(raw.get("either") or ()))
