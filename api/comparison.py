"""Questions that set findings side by side: regions against each other, one region in brief, then against now."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from api.answers import compared_region, gaps, region_named
from api.indices import measure
from api.workspace import Workspace, day_of
from graph.analysis.changes import Changes, Correction, changes_between, lacks_healthy
from graph.analysis.checkup import Checkup, check_up
from graph.analysis.comparison import Comparison, Overview, compare, no_region, overview
from graph.analysis.indices.across import IndexComparison, across
from graph.analysis.indices.measure import Asked
from graph.analysis.past_findings import Past, past_from, past_of
from graph.analysis.results import GapReport
from ontology.errors import BadInput
from ontology.facts import Decision
from ontology.values.regions import COUNTRY, Region, region_of

_AS_OF_NOTE = (
    "两个日期都按今天的判定、定义和阈值计算，差别只来自当时已发布、已生效的资料 · "
    "both days are reckoned by today's decisions, definitions and thresholds"
)
_HOW_TO_KEEP = "用 liantu gaps 链 --region 地区 --all --json 存下 · keep one with `liantu gaps … --all --json`"
_SAVED_NOTE = "与存下的报告相比：判定、定义、阈值的改动也会成为差别 · against a kept report"


def compare_regions(workspace: Workspace, regions: Sequence[str], chain: str) -> Comparison:
    """One chain in several regions. Raises UnknownChain, UnknownRegion, EmptyWorkspace, BadInput without a region."""
    definition = workspace.chain(chain)
    places = _places(regions)
    return compare(workspace.reading.snapshot, definition, places, limits=workspace.limits, chains=workspace.chains)


def compare_chains(workspace: Workspace, regions: Sequence[str]) -> Overview:
    """All chains in several regions, in counts. Raises as `compare_regions`."""
    places = _places(regions)
    return overview(workspace.reading.snapshot, places, limits=workspace.limits, chains=workspace.chains)


def compare_by_index(
    workspace: Workspace, regions: Sequence[str], index: str, table: Path | None = None
) -> IndexComparison:
    """Regions by a composite index, from a table the user gives or from the graph.

    Raises:
        UnknownRegion, BadInput: no such region, or none is given; further as `indices.measure`.
    """
    places = _places(regions)
    if not places:
        raise no_region()
    return across(measure(workspace, index, Asked(), table), places)


def checkup(workspace: Workspace, chain: str, region: str | None) -> Checkup:
    """One chain in one region on a page. Raises UnknownChain, UnknownRegion, EmptyWorkspace."""
    return check_up(gaps(workspace, chain, region, healthy=True))


def changes_since(workspace: Workspace, chain: str, region: str | None, since: str) -> Changes:
    """What changed from a day to the workspace as it is asked. Raises BadInput without one; as `checkup`, `at`."""
    day = day_of(since)
    if day is None:
        raise BadInput("没有给日期 · no day given")
    before = gaps(workspace.at(day), chain, region, healthy=True)
    after = gaps(workspace, chain, region, healthy=True)
    return changes_between(past_of(before), after, workspace.reading.snapshot, note=_AS_OF_NOTE)


def changes_from(workspace: Workspace, chain: str, region: str | None, report: Path) -> Changes:
    """What changed from a kept report (`liantu gaps … --all --json`) to now.

    Raises:
        BadInput: the file is no report of this chain and region, or one of its weak links alone.
        WorkspaceLocked: another process writes the ledger, which holds the decisions.
    """
    after = gaps(workspace, chain, region, healthy=True)
    before = _kept(report, after)
    corrections = corrections_of(workspace)
    return changes_between(before, after, workspace.reading.snapshot, corrections=corrections, note=_SAVED_NOTE)


def corrections_of(workspace: Workspace) -> tuple[Correction, ...]:
    """What people have decided, as causes of changes. Raises WorkspaceLocked where another process has the ledger."""
    return tuple(_corrections(workspace.ledger.decisions()))


def _places(regions: Sequence[str]) -> list[Region]:
    """The regions; the first is that of the account, the others are shown in figures alone, whose they may be."""
    first = [region_named(text) or region_of(COUNTRY) for text in regions[:1]]
    return [*first, *(compared_region(text) or region_of(COUNTRY) for text in regions[1:])]


def _kept(path: Path, after: GapReport) -> Past:
    try:
        wire = json.loads(path.read_text(encoding="utf-8"))
        of = wire["chain"]["id"], wire["region"] and wire["region"]["id"]
        found = past_from(wire)
    except (OSError, UnicodeError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadInput(f"{path.name} 不是短板报告 · no report of gaps: {problem}", _HOW_TO_KEEP) from problem
    if of != (after.chain.id, after.region and after.region.id):
        raise BadInput(f"{path.name} 是另一条链或另一个地区的报告 · the report is of another chain or region")
    if lacks_healthy(found, after):
        raise BadInput(f"{path.name} 只列了短板，没有正常环节 · the report lists weak links alone", _HOW_TO_KEEP)
    return found


def _corrections(decisions: Sequence[Decision]) -> Iterator[Correction]:
    for one in decisions:
        undone = "（已撤销）" if one.undone else ""
        told = f"{one.by} 于 {one.at:%Y-%m-%d} 判定 {one.judgement.value}{undone}" + (
            f"：{one.reason}" if one.reason else ""
        )
        yield Correction(frozenset({one.left, one.right}), told)
