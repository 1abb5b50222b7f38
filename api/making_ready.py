"""What a service has in memory before a graph begins to answer, so that nobody waits for it."""

from contextlib import suppress

from api.kept import repeat
from api.reading import Reading
from api.workspace import EmptyWorkspace, Workspace
from graph.asking.names import names_of
from ontology.errors import GraphUnfinished


def make_ready(workspace: Workspace, before: Reading | None) -> None:
    """The dictionary of needs, the names of questions, and the answers that were asked of the version before."""
    reading = workspace.reading
    _ = reading.dictionary
    names_of(reading.snapshot)
    if before is not None:
        repeat(workspace, before)


def warm(workspace: Workspace) -> None:
    """Have everything in memory before the first question; without a whole graph there is nothing to have."""
    with suppress(EmptyWorkspace, GraphUnfinished):
        workspace.warm()
