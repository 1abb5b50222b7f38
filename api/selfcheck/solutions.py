"""Who helps with what hurts: scenarios with the solutions for them, and the words with which people say it."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import pyarrow as pa

from api.selfcheck.neighbours import Gathered
from api.workspace import Workspace
from graph.analysis.firm_states import are_active
from graph.snapshot import Snapshot
from ontology.schema import EntityClass, Relation, Status
from ontology.values.regions import Region

_MOST: Final = 12  # solutions of a scenario


def scenarios_of(workspace: Workspace, place: Region | None, gathered: Gathered) -> list[dict[str, Any]]:
    """Every scenario that somebody has a solution for: its name, and solutions with who offers them."""
    snapshot = workspace.reading.snapshot
    offers = _offers(snapshot)
    solves = snapshot.edges(Relation.SOLVES).where(Status.STATED)
    found = dict[int, list[list[Any]]]()
    for row, fact in enumerate(solves.table.select(["evidence", "marked"]).to_pylist()):
        solution = int(solves.subject[row])
        gathered.marked |= bool(fact["marked"])
        for firm in offers.get(solution, ()):
            proofs = gathered.proofs(fact["evidence"])
            entry = [gathered.firm(snapshot, firm, place), snapshot.name(solution), proofs]
            found.setdefault(int(solves.object[row]), []).append(entry)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), snapshot.name(pair[0])))
    return [{"name": snapshot.name(one), "offers": _nearest(offered, gathered)} for one, offered in ordered]


def _nearest(offered: Sequence[list[Any]], gathered: Gathered) -> list[list[Any]]:
    return sorted(offered, key=lambda one: (gathered.firms[one[0]][2], one[1]))[:_MOST]


def _offers(snapshot: Snapshot) -> dict[int, list[int]]:
    """Firms at work that offer each solution."""
    edges = snapshot.edges(Relation.OFFERS).where(Status.STATED)
    active = are_active(snapshot.nodes["properties"].take(pa.array(edges.subject)))
    firm = snapshot.is_class(EntityClass.ENTERPRISE)[edges.subject]
    found = dict[int, list[int]]()
    for row in np.flatnonzero(active & firm).tolist():
        found.setdefault(int(edges.object[row]), []).append(int(edges.subject[row]))
    return found


@cache
def pain_words() -> list[list[str]]:
    """What people say hurts, and a word that the scenario for it has in its name; from `pains.tsv`."""
    lines = files("api.selfcheck").joinpath("pains.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
