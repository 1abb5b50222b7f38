"""Questions in SPARQL: the store of the workspace's graph, asked through the door."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from api.access.sight import told
from api.workspace import Workspace
from graph.linked_data.sparql.answer import Answer, forms_of
from graph.linked_data.sparql.door import SparqlDoor
from graph.linked_data.sparql.store import open_store
from graph.notice import Notice, notice_of
from ontology.errors import UnknownWord

FOLDER: Final = "sparql"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    """An answer with the notice of the graph it was asked of."""

    answer: Answer
    notice: Notice

    def as_wire(self) -> dict[str, Any]:
        """SPARQL 1.1 Query Results JSON, with what it rests on beside it."""
        marks = {"version": self.notice.version, "as_of": self.notice.as_of, "tainted": self.notice.tainted}
        return {**self.answer.as_results(), "truncated": self.answer.truncated, **marks}


def ask_sparql(workspace: Workspace, door: SparqlDoor, sparql: str) -> SparqlAnswer:
    """The answer to one read-only query; the first one of a version waits until its store is made.

    Raises:
        SparqlRefused, BadQuery, QueryTooSlow, QueryTooLarge: see `SparqlDoor.query`.
        EmptyWorkspace, GraphUnfinished: there is no whole graph.
    """
    snapshot = workspace.reading.snapshot
    place = open_store(workspace.folder / FOLDER, snapshot)
    notice = snapshot.kept("notice", lambda: notice_of(snapshot))
    return SparqlAnswer(_told(door.query(place, sparql)), notice)


def _told(found: Answer) -> Answer:
    """The answer as it may be shown: what its texts say of persons is masked, figures stay."""
    rows = tuple({name: _told_term(term) for name, term in row.items()} for row in found.rows)
    triples = found.triples and "\n".join(map(_told_triple, found.triples.split("\n")))
    return replace(found, rows=rows, triples=triples)


def _told_term(term: Mapping[str, Any]) -> Mapping[str, Any]:
    is_text = term.get("type") == "literal" and term.get("datatype", _STRING) == _STRING
    return {**term, "value": told(term["value"])} if is_text else term


def _told_triple(line: str) -> str:
    return line if '"^^<' in line else told(line)


def form_named(answer: Answer, form: str) -> str:
    """The form if the answer can take it. Raises UnknownWord."""
    if form not in forms_of(answer):
        raise UnknownWord("格式", form, forms_of(answer))
    return form
