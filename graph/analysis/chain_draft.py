"""A chain definition drafted from what the graph says of products: what goes into one, and what it goes into.

    product ◀─ upstream_of ─ inputs ◀─ upstream_of ─ their inputs        kinds of each (part_of) become its aliases
       └─ upstream_of ─▶ what is made of it

A draft for a person to correct: facts of products know no share of inputs and no industry codes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from pypinyin import lazy_pinyin

from graph.snapshot import Edges, Numbers, Snapshot
from ontology.chain_definition import Chain, ChainNode, Link
from ontology.schema import EntityClass, Relation, Status
from ontology.values.names import fold

STAGES: Final = ("上游", "中游", "下游")
_ORIGIN: Final = (
    "由图谱中产品的上下游和小类事实起草，须人工核对 · drafted from facts of products in the graph; to be checked"
)
_DEPTH: Final = 2  # steps upstream
_WIDTH: Final = 30  # nodes of one step, those with most makers first
_KINDS: Final = 12  # aliases of a node
_LONGEST_ID: Final = 60

Levels = Mapping[int, int]  # snapshot number → steps upstream of the product; -1 for what is made of it


def draft_chain(snapshot: Snapshot, product: int) -> Chain:
    """The chain around a product (its snapshot number), as far as stated facts go; the product alone where none do."""
    inputs = _among_products(snapshot, Relation.UPSTREAM_OF)
    levels = _levels(inputs, _makers(snapshot), product)
    names = {number: snapshot.name(number) for number in levels}
    shorts = dict(zip(names, _ids(list(names.values())), strict=True))
    kinds = _kinds(snapshot, levels)
    nodes = tuple(
        ChainNode(shorts[one], names[one], _stage(level), kinds[one], required=level in {0, 1})
        for one, level in sorted(levels.items(), key=lambda item: (-item[1], names[item[0]]))
    )
    links = tuple(Link(shorts[source], shorts[target]) for source, target in _links(inputs, levels))
    return Chain(shorts[product], names[product], _ORIGIN, STAGES, nodes, links)


def _among_products(snapshot: Snapshot, relation: Relation) -> Edges:
    found = snapshot.edges(relation).where(Status.STATED)
    product = snapshot.is_class(EntityClass.TECHNOLOGY)
    kept = product[found.subject] & product[found.object] & (found.subject != found.object)
    return Edges(found.subject[kept], found.object[kept], found.table.filter(kept))


def _makers(snapshot: Snapshot) -> Numbers:
    """How many makers each node of the snapshot has."""
    made = snapshot.edges(Relation.PRODUCES).where(Status.STATED).object
    return np.bincount(made, minlength=snapshot.nodes.num_rows)


def _levels(inputs: Edges, makers: Numbers, product: int) -> Levels:
    """The nearest step of each product; nobody stands on two."""
    found = {product: 0}
    step = [product]
    for level in range(1, _DEPTH + 1):
        step = _most_made(inputs.subject[np.isin(inputs.object, step)], makers, found)
        found |= dict.fromkeys(step, level)
    return found | dict.fromkeys(_most_made(inputs.object[inputs.subject == product], makers, found), -1)


def _most_made(products: Numbers, makers: Numbers, taken: Levels) -> list[int]:
    fresh = [one for one in np.unique(products).tolist() if one not in taken]
    return sorted(fresh, key=lambda one: (-int(makers[one]), one))[:_WIDTH]


def _kinds(snapshot: Snapshot, levels: Levels) -> Mapping[int, tuple[str, ...]]:
    """Kinds of each product by name, each under one product only, and none that is a node itself."""
    part = _among_products(snapshot, Relation.PART_OF)
    taken = {fold(snapshot.name(number)) for number in levels}
    found: dict[int, tuple[str, ...]] = {}
    for number in levels:
        names = sorted({snapshot.name(kind) for kind in part.subject[part.object == number].tolist()})
        fresh = [name for name in names if fold(name) not in taken][:_KINDS]
        taken |= set(map(fold, fresh))
        found[number] = tuple(fresh)
    return found


def _links(inputs: Edges, levels: Levels) -> Iterator[tuple[int, int]]:
    """Inputs from a step to one further down, so that no way leads back."""
    pairs = sorted(set(zip(inputs.subject.tolist(), inputs.object.tolist(), strict=True)))
    return ((source, target) for source, target in pairs if levels.get(source, -2) > levels.get(target, _DEPTH))


def _stage(level: int) -> str:
    return STAGES[0] if level > 0 else STAGES[1] if level == 0 else STAGES[2]


def _ids(names: Sequence[str]) -> list[str]:
    """Ids by sound, each once: jian-su-qi; a number stands behind the second of one sound."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        letters = (
            "".join(sign for sign in part.lower() if sign.isascii() and sign.isalnum()) for part in lazy_pinyin(name)
        )
        short = "-".join(filter(None, letters))[:_LONGEST_ID].strip("-") or "node"
        seen[short] += 1
        found.append(short if seen[short] == 1 else f"{short}-{seen[short]}")
    return found
