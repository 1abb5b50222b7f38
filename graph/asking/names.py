"""What the graph's things are called: every name and alias, short forms of firms, names of indicators and regions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.asking.other_names import JOINT, codes_in, firm_forms, forms_of
from graph.asking.words import of_kind, words
from graph.snapshot import Snapshot
from ontology.indicators import indicators
from ontology.schema import EntityClass, Relation
from ontology.values.names import fold, fold_column
from ontology.values.regions import LEVELS, Region, region_names, region_of

_UNNAMED: Final = (EntityClass.EVIDENCE, EntityClass.OBSERVATION, EntityClass.DECISION, EntityClass.DOCUMENT)
_FIRMS: Final = frozenset({EntityClass.ENTERPRISE, EntityClass.ORGANIZATION})
_CLASSES: Final = {cls.value: cls for cls in EntityClass}
_FORMED: Final = frozenset({EntityClass.ORGANIZATION, EntityClass.POLICY})
_KNOWN: Final = frozenset({"province", "city"})
_SURE: Final = frozenset({EntityClass.INDUSTRY, EntityClass.CHAIN})  # forms as good as the name itself
_SHORTEST: Final = 2
_COUNTED: Final = ("数量", "总数", "总额", "总量", "容量", "规模", "数", "额")  # endings that a question leaves out


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a name stands for."""

    id: str
    name: str
    cls: EntityClass
    live: bool = True  # something other than a chain definition speaks of it


@dataclass(frozen=True)
class Names:
    """All names of one snapshot, folded."""

    things: Mapping[str, tuple[Named, ...]]
    made: Mapping[str, tuple[Named, ...]]  # short forms that no card gives: asked where nothing is called so
    regions: Mapping[str, tuple[Region, ...]]

    def find(self, text: str) -> tuple[Named, ...]:
        """Everything a folded text stands for; a region that is not in the graph is known all the same."""
        found = self.things.get(text) or self.made.get(text, ())
        if text in JOINT:
            return (*found, *(Named(one, region_of(one).name, EntityClass.REGION) for one in JOINT[text]))
        region = _meant(self.regions.get(text, ()))
        if region is None or any(one.id == region.id for one in found):
            return found
        if found and region.level not in _KNOWN and text != fold(region.name):
            return found  # 港口 is a trade of the graph, not the district of that name
        return (*found, Named(region.id, region.name, EntityClass.REGION))

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Every name that a slip may have been meant for; of places those that everybody knows."""
        known = (name for name, found in self.regions.items() if any(one.level in _KNOWN for one in found))
        return (*self.things, *self.made, *known)

    @cached_property
    def longest(self) -> int:
        """Characters of the longest name."""
        return max((len(name) for part in (self.things, self.made, self.regions) for name in part), default=0)


def names_of(snapshot: Snapshot) -> Names:
    """The names of a snapshot, made once for it."""
    return snapshot.kept("asking.names", lambda: _made(snapshot))


def _made(snapshot: Snapshot) -> Names:
    hidden = np.logical_or.reduce([snapshot.is_class(cls) for cls in _UNNAMED])
    rows = np.flatnonzero(~hidden)
    part = snapshot.nodes.select(["id", "name", "class", "aliases", "code", "properties"]).take(rows)
    live = _spoken_of(snapshot)[rows].tolist()
    nodes = [Named(id_, name, _CLASSES[cls], alive) for id_, name, cls, alive in zip(*_lists(part), live, strict=True)]
    things = _called(nodes, part)
    _add_indicators(things, nodes)
    _drop_clauses(things)
    held = {name: tuple(found.values()) for name, found in things.items() if len(name) >= _SHORTEST}
    regions = {fold(name): found for name, found in region_names().items()}
    return Names(held, _forms(nodes), regions)


def _called(nodes: Sequence[Named], part: pa.Table) -> dict[str, dict[str, Named]]:
    """Names, aliases and codes with what is called so."""
    things: dict[str, dict[str, Named]] = {}
    columns = [part[column].to_pylist() for column in ("aliases", "code", "properties")]
    for one, key, aliases, code, properties in zip(nodes, fold_column(part["name"]).to_pylist(), *columns, strict=True):
        for name in {key, *map(fold, aliases or ()), *codes_in(code or "", properties or "")}:
            things.setdefault(name, {})[one.id] = one
        if one.cls in _SURE:
            for name in forms_of(one.name, one.cls):
                things.setdefault(name, {})[one.id] = one
    return things


def _spoken_of(snapshot: Snapshot) -> NDArray[np.bool_]:
    """For each node, whether it takes part in a fact that is more than the words of a definition."""
    spoken = np.zeros(snapshot.nodes.num_rows, np.bool_)
    node = snapshot.is_class(EntityClass.CHAIN_NODE)
    for relation, edges in snapshot.relations.items():
        if relation in {Relation.STATES, Relation.REALISES}:
            continue
        told = (
            ~node[edges.subject]
            if relation is not Relation.ABOUT
            else snapshot.is_class(EntityClass.OBSERVATION)[edges.subject]
        )
        spoken[edges.subject[told]] = True
        spoken[edges.object[told]] = True
    return spoken


def _lists(part: object) -> Iterator[list[str]]:
    return (part[column].to_pylist() for column in ("id", "name", "class"))  # type: ignore[index]  # Arrow table


def _meant(found: Iterable[Region]) -> Region | None:
    """The region a name means: the largest; a county only where no other has the name."""
    ranked = sorted(found, key=lambda one: LEVELS.index(one.level))
    if not ranked:
        return None
    rivals = [one for one in ranked if one.level == ranked[0].level]
    return ranked[0] if len(rivals) == 1 else None


def _forms(nodes: Sequence[Named]) -> dict[str, tuple[Named, ...]]:
    """Names that nobody gave, made from those that are there."""
    found: dict[str, dict[str, Named]] = {}
    firms = [one for one in nodes if one.cls in _FIRMS]
    formed = list(firm_forms(one.name for one in firms))
    for one, forms in zip(firms, formed, strict=True):
        for form in forms:
            found.setdefault(form, {})[one.id] = one
    _add_begun(found, firms, formed)
    for one in nodes:
        if one.cls in _FORMED:
            for form in forms_of(one.name, one.cls):
                found.setdefault(form, {})[one.id] = one
    return {form: tuple(held.values()) for form, held in found.items() if len(form) >= _SHORTEST}


def _add_begun(found: Mapping[str, dict[str, Named]], firms: Sequence[Named], formed: Sequence[frozenset[str]]) -> None:
    """A form by which a firm is known is doubtful where another firm's form begins with it: 澜海 of 澜海叶片."""
    begun = sorted((form, place) for place, forms in enumerate(formed) for form in forms)
    shorter: list[str] = []
    for form, place in begun:
        while shorter and not form.startswith(shorter[-1]):
            shorter.pop()
        for one in shorter:
            found[one][firms[place].id] = firms[place]
        if len(form) >= _SHORTEST and (not shorter or shorter[-1] != form):
            shorter.append(form)


def _add_indicators(things: dict[str, dict[str, Named]], nodes: Iterable[Named]) -> None:
    """Other names of indicators: those of the catalogue, and without an ending that only says that it counts."""
    catalogue = [{fold(name) for name in (entry.name, *entry.aliases)} for entry in indicators()]
    for one in nodes:
        if one.cls is EntityClass.INDICATOR:
            own = fold(one.name)
            groups = [group for group in catalogue if own in group]
            for name in {*_uncounted(own), *(name for group in groups for name in group)}:
                held = things.setdefault(name, {})
                if all(other.cls is EntityClass.INDICATOR for other in held.values()):
                    held[one.id] = one
    _add_endings(things, [one for one in nodes if one.cls is EntityClass.INDICATOR])


def _add_endings(things: dict[str, dict[str, Named]], counted: Iterable[Named]) -> None:
    """What an indicator's name ends with, where that is an indicator of the catalogue, too: 产值 for 园区产值."""
    catalogue = _catalogue()
    endings: dict[str, dict[str, Named]] = {}
    for one in counted:
        own = fold(one.name)
        for start in range(1, len(own) - 1):
            if own[start:] in catalogue:
                endings.setdefault(own[start:], {})[one.id] = one
    for ending, found in endings.items():
        things.setdefault(ending, found)


def _drop_clauses(things: dict[str, dict[str, Named]]) -> None:
    """Let go of indicators that documents call by a verb and a thing: who asks for 生产减速器 asks who makes them."""
    catalogue = _catalogue()
    verbs = {word for word, senses in words().items() if of_kind(senses, "verb")}
    others = {
        name for name, held in things.items() if any(one.cls is not EntityClass.INDICATOR for one in held.values())
    }
    for name in things.keys() - others - catalogue:
        if any(name[:end] in verbs and name[end:] in others for end in range(1, len(name))):
            del things[name]


def _catalogue() -> set[str]:
    """Names of the catalogue's indicators, folded."""
    return {fold(name) for entry in indicators() for name in (entry.name, *entry.aliases)}


def _uncounted(name: str) -> Iterator[str]:
    ending = next((one for one in _COUNTED if name.endswith(one) and len(name) - len(one) > _SHORTEST), None)
    if ending:
        yield name.removesuffix(ending)
