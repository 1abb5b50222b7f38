"""Questions in SPARQL: the store of the workspace's graph, asked through the door."""

from dataclasses import dataclass
from typing import Any, Final

from api.workspace import Workspace
from graph.linked_data.sparql.answer import Answer, forms_of
from graph.linked_data.sparql.door import SparqlDoor
from graph.linked_data.sparql.store import open_store
from graph.notice import Notice, notice_of
from ontology.errors import UnknownWord

FOLDER: Final = "sparql"


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    """An answer with the notice of the graph it was asked of."""

    answer: Answer
    notice: Notice

    def as_wire(self) -> dict[str, Any]:
        """SPARQL 1.1 Query Results JSON, with what it rests on beside it."""
        told = {"version": self.notice.version, "as_of": self.notice.as_of, "tainted": self.notice.tainted}
        return {**self.answer.as_results(), "truncated": self.answer.truncated, **told}


def ask_sparql(workspace: Workspace, door: SparqlDoor, sparql: str) -> SparqlAnswer:
    """The answer to one read-only query; the first one of a version waits until its store is made.

    Raises:
        SparqlRefused, BadQuery, QueryTooSlow, QueryTooLarge: see `SparqlDoor.query`.
        EmptyWorkspace, GraphUnfinished: there is no whole graph.
    """
    snapshot = workspace.reading.snapshot
    place = open_store(workspace.folder / FOLDER, snapshot)
    notice = snapshot.kept("notice", lambda: notice_of(snapshot))
    return SparqlAnswer(door.query(place, sparql), notice)


def form_named(answer: Answer, form: str) -> str:
    """The form if the answer can take it. Raises UnknownWord."""
    if form not in forms_of(answer):
        raise UnknownWord("格式", form, forms_of(answer))
    return form
