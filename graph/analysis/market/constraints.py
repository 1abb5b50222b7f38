"""Hard constraints: what a provider must be, whatever its score. Each is met, broken, or not known.

A constraint that the graph knows nothing of is no constraint that is met: such a provider is left out with the reason,
or kept and told, as the asker wishes. Method: docs/methods.md, section N.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.analysis.firm_states import groups_of
from graph.analysis.market.figures import capacities_of
from graph.analysis.market.payment import is_payment
from graph.analysis.matching.results import Candidate
from graph.analysis.results import Named
from graph.snapshot import Snapshot
from ontology.errors import BadMarket
from ontology.schema import Relation, Status
from ontology.values.names import fold
from ontology.values.regions import Region, is_inside

_HELD: Final = (Relation.PARTICIPATES_IN, Relation.IMPLEMENTS)  # titles and certificates; standards
_MADE: Final = (Relation.PRODUCES, Relation.PROVIDES)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a provider must be; what is empty does not bind."""

    region: Region | None = None  # its seat must lie in it
    certificates: tuple[str, ...] = ()  # titles, certificates and standards, all of which it must hold
    capacity: float = 0.0  # what it must be able to make in a year, in `unit`
    unit: str = ""
    asker: str = ""  # id of the firm that asks: none that makes the same as it, and not itself
    excluded: frozenset[str] = frozenset()  # ids
    unknown_too: bool = False  # keep those of whom a constraint is not known

    @property
    def binding(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.region or self.certificates or self.capacity or self.asker or self.excluded)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A provider that was left out, and why."""

    provider: Named
    broken: tuple[str, ...]  # constraints it does not meet
    unknown: tuple[str, ...]  # constraints of which nothing is known


@dataclass(frozen=True, slots=True)
class Admitted:
    """Those who may be shown, in the order they came, and those who may not."""

    candidates: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]
    doubtful: tuple[Refusal, ...] = ()  # among the candidates: what is not known of them


def admit(snapshot: Snapshot, candidates: Sequence[Candidate], terms: Terms) -> Admitted:
    """Keep the candidates that meet every constraint.

    Raises:
        BadMarket: a payment is asked for as a certificate: who pays is no better for it.
    """
    paid = [name for name in terms.certificates if is_payment(name)]
    if paid:
        raise BadMarket(f"付费身份不能作为条件：{'、'.join(paid)} · what is paid for is no qualification")
    if not terms.binding:
        return Admitted(tuple(candidates), ())
    ground = _ground(snapshot, [one.id for one in candidates], terms)
    judged = [(one, Refusal(Named(one.id, one.name), *_judged(one, terms, ground))) for one in candidates]
    out = [bool(found.broken or (found.unknown and not terms.unknown_too)) for _, found in judged]
    kept = [pair for pair, leaves in zip(judged, out, strict=True) if not leaves]
    return Admitted(
        candidates=tuple(one for one, _ in kept),
        refused=tuple(found for (_, found), leaves in zip(judged, out, strict=True) if leaves),
        doubtful=tuple(found for _, found in kept if found.unknown),
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is known of the candidates, by id."""

    titles: Mapping[str, frozenset[str]]
    capacity: Mapping[str, Mapping[str, float]]
    rivals: Mapping[str, str]  # what a rival and the asker both make


def _ground(snapshot: Snapshot, ids: Sequence[str], terms: Terms) -> _Ground:
    numbers = {
        int(number): key for key, number in zip(ids, snapshot.index_of(ids).tolist(), strict=True) if number >= 0
    }
    capacity = capacities_of(snapshot, list(numbers)) if terms.capacity else {}
    return _Ground(
        titles=_titles(snapshot, numbers) if terms.certificates else {},
        capacity={numbers[number]: held for number, held in capacity.items()},
        rivals=_rivals(snapshot, numbers, terms.asker) if terms.asker else {},
    )


def _titles(snapshot: Snapshot, numbers: Mapping[int, str]) -> dict[str, frozenset[str]]:
    """Folded names of the titles, certificates and standards that each holds."""
    found: dict[str, set[str]] = {}
    for relation in _HELD:
        edges = snapshot.edges(relation).where(Status.STATED)
        for row in np.flatnonzero(np.isin(edges.subject, list(numbers))).tolist():
            found.setdefault(numbers[int(edges.subject[row])], set()).add(fold(snapshot.name(int(edges.object[row]))))
    return {key: frozenset(names) for key, names in found.items()}


def _rivals(snapshot: Snapshot, numbers: Mapping[int, str], asker: str) -> dict[str, str]:
    """Candidates that make something the asker makes too, and are of another group of firms."""
    (own,) = snapshot.index_of([asker]).tolist()
    if own < 0:
        return {}
    groups = groups_of(snapshot, [own, *numbers])
    found = dict[str, str]()
    for relation in _MADE:
        edges = snapshot.edges(relation).where(Status.STATED)
        same = np.isin(edges.object, edges.object[edges.subject == own]) & np.isin(edges.subject, list(numbers))
        for row in np.flatnonzero(same).tolist():
            number = int(edges.subject[row])
            if groups[number] != groups[own]:
                found.setdefault(numbers[number], snapshot.name(int(edges.object[row])))
    return found


def _judged(one: Candidate, terms: Terms, ground: _Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Constraints that are broken, and those of which nothing is known."""
    broken, unknown = list[str](), list[str]()
    if one.id in terms.excluded:
        broken.append("在排除之列")
    if one.id == terms.asker:
        broken.append("是需求方自己")
    if one.id in ground.rivals:
        broken.append(f"与需求方同做{ground.rivals[one.id]}")
    if terms.region:
        _judge_region(one, terms.region, broken, unknown)
    unknown += [f"没有它持有“{name}”的记录" for name in _lacking(terms.certificates, ground.titles.get(one.id))]
    if terms.capacity:
        _judge_capacity(ground.capacity.get(one.id, {}), terms, broken, unknown)
    return tuple(broken), tuple(unknown)


def _judge_region(one: Candidate, asked: Region, broken: list[str], unknown: list[str]) -> None:
    home = one.region
    if home is None:
        unknown.append("所在地未知")
    elif is_inside(asked.id, home.id) and asked.id != home.id:
        unknown.append(f"只知在{home.name}，不知是否在{asked.name}")
    elif not is_inside(home.id, asked.id):
        broken.append(f"在{home.name}，不在{asked.name}")


def _lacking(asked: Iterable[str], held: frozenset[str] | None) -> list[str]:
    """A title is held where the name of one that is held holds it: 专精特新 in 省级专精特新中小企业."""
    return [name for name in asked if not any(fold(name) in title for title in held or ())]


def _judge_capacity(held: Mapping[str, float], terms: Terms, broken: list[str], unknown: list[str]) -> None:
    if terms.unit not in held:
        unknown.append(f"不知道它每年能做多少{terms.unit}")
    elif held[terms.unit] < terms.capacity:
        broken.append(f"年产能 {held[terms.unit]:g}{terms.unit}，少于 {terms.capacity:g}{terms.unit}")
