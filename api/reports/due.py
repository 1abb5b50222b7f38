"""`liantu reports due`: make the reports whose time has come, and tell what changed since the last and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.answers import region_named
from api.reports.kept import keep, kept_under
from api.reports.making import Written, make_report, write_files
from api.reports.reading import Question
from api.reports.register import FOLDER, ISSUED
from api.reports.schedule import FILE, Subscription, read_schedule
from api.workspace import Workspace
from graph.analysis.changes import Changes
from ontology.chains import Chain
from ontology.errors import LiantuError
from ontology.ids import short_hash
from ontology.values.dates import parse_date
from ontology.values.regions import Region

_WHOLE: Final = "全国"


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of one subscription."""

    chain: str
    region: str
    state: str  # made, waits or failed
    next_on: str  # ISO day from which it is due again; empty where it failed
    written: Written | None = None
    changes: Changes | None = None  # since the report before; None for the first
    problem: str = ""


def make_due(workspace: Workspace, today: date) -> tuple[Followed, ...]:
    """Follow the schedule of the workspace; where one report fails the others are made all the same.

    Raises:
        BadSchedule: the schedule cannot be read; nothing is made.
    """
    schedule = read_schedule(workspace.folder / FOLDER / FILE)
    return tuple(_followed(workspace, schedule, today))


def _followed(workspace: Workspace, schedule: tuple[Subscription, ...], today: date) -> Iterator[Followed]:
    for one in schedule:
        try:
            yield _follow(workspace, one, today)
        except LiantuError as problem:
            yield Followed(one.chain, one.region or _WHOLE, "failed", "", problem=problem.message)


def _follow(workspace: Workspace, one: Subscription, today: date) -> Followed:
    region = region_named(one.region)
    chain = workspace.chain(one.chain)
    name = _name(one, chain, region)
    before = kept_under(workspace, name)
    last = parse_date(before.made_on) if before else None
    if not one.due(last, today):
        return Followed(chain.name, region.name if region else _WHOLE, "waits", one.next_on(last, today))
    report = make_report(workspace, Question(one.chain, one.region, today.isoformat(), before))
    out = one.out or workspace.folder / FOLDER / ISSUED / report.paper.digest[:16]
    written = write_files(workspace, report, out)
    keep(workspace.folder, name, report)
    return Followed(
        chain=chain.name,
        region=region.name if region else _WHOLE,
        state="made",
        next_on=one.next_on(today, today),
        written=written,
        changes=report.result.changes,
    )


def _name(one: Subscription, chain: Chain, region: Region | None) -> str:
    """What the last report of a subscription is kept under.

    Each rhythm and each folder by itself: a monthly report would else put off the yearly one of the same region for
    ever, and one folder would get none of the reports that another got.
    """
    place = region.id.removeprefix("reg:") if region else "all"
    out = f"-{short_hash(str(one.out))}" if one.out else ""
    return f"{chain.id}@{place}-{one.every}{out}"
