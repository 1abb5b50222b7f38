"""The audit of what was shown: how even it was, and whether small and local firms had their chance."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from api.market.served import Served, served_lists
from api.workspace import Workspace
from graph.analysis.firm_states import are_active
from graph.analysis.market.exposure import (
    ExposureReport,
    GroupShare,
    Lists,
    attention_of,
    chance_of,
    gini,
    group_share,
    most_shown,
)
from graph.analysis.market.sizes import SMALLER, SMALLEST, among, sizes_of
from graph.analysis.results import Named
from graph.analysis.routes import routes_to
from graph.snapshot import Snapshot
from ontology.schema import Relation, Status
from ontology.values.regions import is_inside, province_of

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SERVING: Final = (Relation.PRODUCES, Relation.PROVIDES, Relation.OFFERS, Relation.SOLVES)
_NOTE: Final = (
    "关注度按名次折算（1/log2(1+名次)）；“随机”指在同样的清单里，所有做得了的供方机会相同。规模只认定有人数、营收、"
    "称号或登记可据的。· Attention by place; “by chance” is what random order over all who make it would give."
)


def audit(workspace: Workspace, since: date | None = None, until: date | None = None) -> ExposureReport:
    """Exposure of firms in the lists that were served. Raises EmptyWorkspace, Unreadable.

    Who could be shown on a list: firms at work that make what the need asked for, and those that were shown.
    """
    served, snapshot = served_lists(workspace, since, until), workspace.reading.snapshot
    numbers, lists = _lists(snapshot, served)
    names = [Named(snapshot.id(number), snapshot.name(number)) for number in numbers.tolist()]
    given, chance = attention_of(lists), chance_of(lists)
    return ExposureReport(
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        lists=len(served),
        empty=sum(not one.shown for one in served),
        shown=int(np.count_nonzero(given)),
        able=len(names),
        gini=gini(given),
        gini_shown=gini(given[given > 0]),
        gini_by_chance=gini(chance),
        groups=(*_by_size(snapshot, numbers, lists), *_by_place(snapshot, numbers, lists, served)),
        most_shown=most_shown(lists, names),
        note=_NOTE,
    )


def _lists(snapshot: Snapshot, served: Sequence[Served]) -> tuple[Numbers, Lists]:
    """Node numbers of all firms concerned, and the lists in terms of their places among these."""
    shown = [snapshot.index_of(one.shown) for one in served]
    place = [np.flatnonzero(numbers >= 0) + 1 for numbers in shown]  # a firm that is gone keeps its place empty
    shown = [numbers[numbers >= 0] for numbers in shown]
    makers = _makers(snapshot, set(chain.from_iterable(one.concepts for one in served)))
    able = [_able(one, makers, numbers) for one, numbers in zip(served, shown, strict=True)]
    firms = np.unique(np.concatenate([*able, np.empty(0, np.int64)]))
    return firms, Lists(
        shown_list=_repeated(shown),
        shown_firm=np.searchsorted(firms, np.concatenate([*shown, np.empty(0, np.int64)])),
        place=np.concatenate([*place, np.empty(0, np.int64)]),
        able_list=_repeated(able),
        able_firm=np.searchsorted(firms, np.concatenate([*able, np.empty(0, np.int64)])),
        firms=firms.size,
    )


def _repeated(parts: Sequence[Numbers]) -> Numbers:
    return np.repeat(np.arange(len(parts)), [part.size for part in parts])


def _able(one: Served, makers: Mapping[str, Numbers], shown: Numbers) -> Numbers:
    return np.unique(np.concatenate([shown, *(makers[concept] for concept in one.concepts)]))


def _makers(snapshot: Snapshot, concepts: set[str]) -> dict[str, Numbers]:
    """Firms at work that make or offer each concept: the concept itself, or what realises the node it is."""
    return {concept: _makers_of(snapshot, concept) for concept in sorted(concepts)}


def _makers_of(snapshot: Snapshot, concept: str) -> Numbers:
    own = snapshot.index_of([concept])
    targets = np.concatenate([own[own >= 0], routes_to(snapshot, [concept]).target])
    found = [np.empty(0, np.int64)]
    for relation in _SERVING:
        edges = snapshot.edges(relation).where(Status.STATED)
        found.append(edges.subject[np.isin(edges.object, targets)])
    firms = np.unique(np.concatenate(found))
    return firms[are_active(snapshot.nodes["properties"].take(pa.array(firms)))]


def _by_size(snapshot: Snapshot, numbers: Numbers, lists: Lists) -> tuple[GroupShare, ...]:
    sizes = sizes_of(snapshot, numbers.tolist())
    return tuple(
        _of_firms(name, lists, [among(sizes[number], group) for number in numbers.tolist()])
        for name, group in (("中小微企业", SMALLER), ("小微企业", SMALLEST))
    )


def _of_firms(name: str, lists: Lists, belongs: Sequence[bool | None]) -> GroupShare:
    member = np.array([one is True for one in belongs], np.bool_)
    known = np.array([one is not None for one in belongs], np.bool_)
    at = lists.shown_firm, lists.able_firm
    return group_share(name, lists, (member[at[0]], member[at[1]]), (known[at[0]], known[at[1]]))


def _by_place(snapshot: Snapshot, numbers: Numbers, lists: Lists, served: Sequence[Served]) -> tuple[GroupShare, ...]:
    """Firms in the region that a need named, and in its province; lists that named none say nothing of this."""
    homes = [str(home or "") for home in snapshot.nodes["region"].take(pa.array(numbers)).to_pylist()]
    return tuple(
        _of_pairs(name, lists, [one.region for one in served], (homes, near))
        for name, near in (("本地企业", is_inside), ("同省企业", _same_province))
    )


def _same_province(home: str, asked: str) -> bool:
    return province_of(home) == province_of(asked) != ""


def _of_pairs(
    name: str, lists: Lists, asked: Sequence[str], where: tuple[Sequence[str], Callable[[str, str], bool]]
) -> GroupShare:
    homes, near = where
    regions, places = sorted({*asked}), sorted({*homes})
    table = np.array([[bool(home and one) and near(home, one) for one in regions] for home in places], np.bool_)
    region_at = np.searchsorted(regions, asked) if asked else np.empty(0, np.int64)
    home_at = np.searchsorted(places, homes) if homes else np.empty(0, np.int64)
    told = np.array([[bool(home and one) for one in regions] for home in places], np.bool_)
    member, known = list[Flags](), list[Flags]()
    for lists_at, firm_at in ((lists.shown_list, lists.shown_firm), (lists.able_list, lists.able_firm)):
        at = home_at[firm_at], region_at[lists_at]
        member.append(table[at] if table.size else np.zeros(0, np.bool_))
        known.append(told[at] if told.size else np.zeros(0, np.bool_))
    return group_share(name, lists, (member[0], member[1]), (known[0], known[1]))
