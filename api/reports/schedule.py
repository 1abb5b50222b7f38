"""The schedule of a workspace: which reports it makes by itself, how often, and where they go.

reports/schedule.yaml
reports:
  - {chain: industrial-robot, region: 浙江, every: month}                 # into reports/issued of the workspace
  - {chain: 新能源汽车, every: quarter, out: /共享/季报, starts: 2026-10-01}
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from ontology.errors import BadSchedule, nearest
from ontology.notes import read_note
from ontology.values.dates import parse_date

FILE: Final = "schedule.yaml"
_KEYS: Final = frozenset({"chain", "region", "every", "out", "starts"})
_DAYS: Final[Mapping[str, int]] = {"day": 1, "week": 7}
_MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Subscription:
    """One report that is made again and again."""

    chain: str
    region: str | None
    every: str  # day, week, month, quarter, year
    out: Path | None  # None: among the issued reports of the workspace
    starts: date | None

    def due(self, last: date | None, today: date) -> bool:
        """Whether it is to be made: it has begun, and a period has passed since the last one."""
        if self.starts and today < self.starts:
            return False
        return last is None or today >= after(last, self.every)

    def next_on(self, last: date | None, today: date) -> str:
        """ISO day from which it is due."""
        return (after(last, self.every) if last else self.starts or today).isoformat()


def after(day: date, every: str) -> date:
    """The day one period later; of a shorter month its last day."""
    if every in _DAYS:
        return day + timedelta(days=_DAYS[every])
    months = day.year * 12 + day.month - 1 + _MONTHS[every]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_schedule(path: Path) -> tuple[Subscription, ...]:
    """The subscriptions in a file; none where there is no file.

    Raises:
        BadSchedule: an entry that cannot be followed; its number is told.
        BadInput: no YAML in UTF-8.
    """
    if not path.is_file():
        return ()
    given = read_note(path).get("reports")
    if not isinstance(given, list):
        raise BadSchedule(path.name, "没有 reports 列表 · there is no list `reports`")
    return tuple(_read(path, given))


def _read(path: Path, given: list[Any]) -> Iterator[Subscription]:
    for number, entry in enumerate(given, 1):
        problem = _problem(entry)
        if problem:
            raise BadSchedule(path.name, f"第 {number} 项：{problem}")
        yield Subscription(
            chain=str(entry["chain"]),
            region=str(entry["region"]) if entry.get("region") else None,
            every=entry["every"],
            out=path.parent / Path(str(entry["out"])).expanduser() if entry.get("out") else None,
            starts=parse_date(str(entry["starts"])) if entry.get("starts") else None,
        )


def _problem(entry: Any) -> str:
    """What is wrong with an entry, empty for nothing."""
    if not isinstance(entry, dict):
        return "不是“字段: 值”的形式 · is no mapping"
    unknown = sorted(str(key) for key in entry.keys() - _KEYS)
    if unknown:
        return f"不认识 {unknown[0]!r}，相近的有 {nearest(unknown[0], _KEYS)} · unknown key"
    if not entry.get("chain"):
        return "没有写 chain · no chain"
    known = (*_DAYS, *_MONTHS)
    if entry.get("every") not in known:
        return f"every 应为 {'、'.join(known)} 之一，现为 {entry.get('every')!r} · every must be one of these"
    if entry.get("starts") and parse_date(str(entry["starts"])) is None:
        return f"starts {entry['starts']!r} 不是日期 · is no day"
    return ""
