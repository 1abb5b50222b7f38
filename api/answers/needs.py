"""Needs: who can serve them."""

from api.answers.regions import region_named
from api.workspace import Workspace
from graph.analysis.matching.candidates import Known
from graph.analysis.matching.match import find_providers
from graph.analysis.matching.ranking import RANKING, kept_ranking
from graph.analysis.matching.results import MatchReport
from graph.analysis.matching.understanding import Asker


def match(
    workspace: Workspace, text: str, *, region: str | None = None, industry: str | None = None, top: int = 10
) -> MatchReport:
    """Providers for a need; by the weights in the workspace's `matching.json` where `liantu train match` left some.

    Raises:
        UnknownRegion, EmptyWorkspace, BadInput: no such region, no data, weights that are none.
    """
    asker = Asker(region_named(region), industry or "")
    reading = workspace.reading
    known = Known(reading.dictionary, reading.texts, kept_ranking(workspace.folder / RANKING))
    return find_providers(reading.snapshot, known, text, asker, top=top)
