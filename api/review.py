"""What waits for a person: concepts that belong to no chain node yet."""

from api.workspace import Workspace
from graph.derive import derive
from graph.linking import Review, find_unlinked


def show_review(workspace: Workspace, *, limit: int = 50, start: int = 0) -> Review:
    """Concepts on no node with the nodes they may belong to, those met often with a good candidate first.

    Raises:
        EmptyWorkspace: nothing was ingested yet.
        WorkspaceLocked: another process writes this workspace; the list is kept in the ledger.
    """
    _ = workspace.view
    derive(workspace.ledger)
    return find_unlinked(workspace.ledger, limit=limit, start=start)
