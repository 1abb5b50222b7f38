"""A report to draw, and a check that a page asks nothing of another host."""

import re

from graph.analysis.gaps import find_gaps
from graph.analysis.results import GapReport
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, well_recorded

_LOADS = re.compile(
    r"""(?:\bsrc|\bhref|\baction)\s*=\s*["'](?!data:)[^"']*//|url\(\s*(?!["']?data:)[^)]*//|@import""", re.IGNORECASE
)


def report(*, marked: bool = False) -> GapReport:
    """Findings on 浙江, with a break, an empty node that is no gap, and healthy nodes."""
    world = well_recorded("motor", "direct", rest=("body", "cell", "steel", "reducer"))
    world.firm("<甲&乙>", "浙江", "body", by=THREE, marked=marked)
    return find_gaps(world.snapshot(), ROBOT, find_region("浙江"), limits=Thresholds())


def asks_other_hosts(page: str) -> list[str]:
    """Whatever in a page would be fetched from elsewhere."""
    return _LOADS.findall(page)
