"""Index definitions in YAML: the bundled ones in `ontology/indices/`, a user's own in the workspace's `indices/`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import ontology
from graph.analysis.indices.ahp import judgement
from graph.analysis.indices.definition import (
    Aggregation,
    Dimension,
    Efficiency,
    Index,
    IndexIndicator,
    Matrix,
    Normalisation,
    Weighting,
    Weights,
)
from graph.analysis.indices.definition_checks import problems_of
from ontology.errors import BadIndex, UnknownIndex
from ontology.notes import read_note
from ontology.values.names import fold

_BUNDLED: Final = Path(ontology.__file__).with_name("indices")
_FOLDED: Final = re.compile(r"(?<=[\u3000-\uffef]) (?=[\u3000-\uffef])")  # left by a folded line


def load_index(path: Path) -> Index:
    """The definition in a YAML file; `like: ID` takes what it leaves out from that file beside it, or a bundled one.

    Raises:
        BadIndex: with every problem found.
        BadInput: the file cannot be read or is no YAML.
    """
    raw = _raw(path, frozenset())
    problems = problems_of(raw)
    if problems:
        raise BadIndex(path.name, problems)
    return make_index(raw)


def _raw(path: Path, seen: frozenset[Path]) -> Mapping[str, Any]:
    """What a file says, over what the one it is like says."""
    raw = read_note(path)
    if not raw.get("like"):
        return raw
    name = f"{raw['like']}.yaml"
    others = [one for one in (path.with_name(name), _BUNDLED / name) if one.is_file() and one not in {*seen, path}]
    if not others:
        raise BadIndex(path.name, [f"like 所指的 {name} 不存在，或绕回自身 · `like` names no other file"])
    return {**_raw(others[0], seen | {path}), **raw}


def make_index(raw: Mapping[str, Any]) -> Index:
    """An index from checked YAML values; call `load_index` for values nobody has checked."""
    roles = raw.get("efficiency")
    return Index(
        id=raw["id"],
        name=raw["name"],
        source=raw["source"],
        dimensions=tuple(_dimension(group) for group in raw["dimensions"]),
        normalisation=Normalisation(raw["normalisation"]),
        aggregation=Aggregation(raw.get("aggregation", "arithmetic")),
        weighting=_weighting(raw.get("weights") or {}),
        base_year=raw.get("base_year"),
        outliers=bool(raw.get("outliers", False)),
        tiers=raw.get("tiers"),
        level=raw.get("level", ""),
        published=tuple(raw.get("published") or ()),
        efficiency=Efficiency(tuple(roles["inputs"]), tuple(roles["outputs"])) if roles else None,
        note=_FOLDED.sub("", raw.get("note", "")),
    )


def _dimension(raw: Mapping[str, Any]) -> Dimension:
    return Dimension(raw["id"], raw["name"], tuple(map(_leaf, raw["indicators"])), raw.get("weight"))


def _leaf(raw: Mapping[str, Any]) -> IndexIndicator:
    posts = raw.get("goalposts")
    return IndexIndicator(
        id=raw["id"],
        name=raw["name"],
        code=raw.get("code", ""),
        names=tuple(raw.get("names") or ()),
        direction=raw.get("direction", 1),
        weight=raw.get("weight"),
        goalposts=(float(posts[0]), float(posts[1])) if posts else None,
        note=raw.get("note", ""),
    )


def _weighting(raw: Mapping[str, Any]) -> Weighting:
    experts = raw.get("experts") or {}
    return Weighting(
        dimensions=Weights(raw.get("dimensions", "equal")),
        indicators=Weights(raw.get("indicators", "equal")),
        published=bool(raw.get("published", False)),
        note=raw.get("note", ""),
        experts={name: tuple(map(_matrix, matrices)) for name, matrices in experts.items()},
    )


def _matrix(rows: Iterable[Iterable[object]]) -> Matrix:
    return tuple(tuple(judgement(value) or 0.0 for value in row) for row in rows)


@cache
def bundled_indices() -> tuple[Index, ...]:
    """The definitions that come with Liantu, by id."""
    return indices_in(_BUNDLED)


def indices_in(folder: Path) -> tuple[Index, ...]:
    """The definitions in a folder, by file name; none where there is no such folder. Raises as `load_index`."""
    return tuple(load_index(path) for path in sorted(folder.glob("*.yaml")))


def find_index(text: str, known: Iterable[Index]) -> Index:
    """The index with this id or name. Raises UnknownIndex."""
    everything = tuple(known)
    asked = fold(text)
    for one in everything:
        if asked in (fold(one.id), fold(one.name)):
            return one
    raise UnknownIndex(text, [word for one in everything for word in (one.id, one.name)])
