"""The graph as linked data: the ontology's own classes and relations, evidence by PROV-O.

A stated fact is one triple and one rdf:Statement that carries confidence, sources, status and, by
prov:wasDerivedFrom, the evidence; a planned or historic fact has the statement alone, so that nobody reads it as true.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote

from graph.exports.notice import notice_of
from graph.snapshot import Snapshot
from ontology.errors import TooLargeForFormat
from ontology.rdf import NAMESPACE, uri
from ontology.schema import EntityClass, Relation, Status

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

    Triple = tuple[Node, Node, Node]

THINGS: Final = "https://liantu.example/id/"
LIMIT: Final = 100_000  # facts; rdflib holds every triple as Python objects and sorts them all for Turtle
Form = Literal["turtle", "json-ld"]


def write_linked_data(snapshot: Snapshot, path: Path, form: Form) -> None:
    """Write a graph of at most LIMIT facts as Turtle or JSON-LD. Raises TooLargeForFormat."""
    to_rdf(snapshot).serialize(destination=str(path), format=form, encoding="utf-8")


def to_rdf(snapshot: Snapshot) -> "Graph":
    """The graph as triples. Raises TooLargeForFormat."""
    from rdflib import PROV, SKOS, Graph

    facts = sum(edges.subject.size for edges in snapshot.relations.values())
    if facts > LIMIT:
        raise TooLargeForFormat("RDF", facts, LIMIT)
    made = Graph()
    for prefix, space in {"": NAMESPACE, "id": THINGS, "prov": PROV, "skos": SKOS}.items():
        made.bind(prefix, space)
    for triple in (*_about_itself(snapshot), *_nodes(snapshot), *_facts(snapshot)):
        made.add(triple)
    return made


def thing(key: str) -> "URIRef":
    """The address of an entity: `thing("ent:9133…")`."""
    from rdflib import URIRef

    return URIRef(THINGS + quote(key, safe=":/"))


def _word(name: str) -> "URIRef":
    from rdflib import URIRef

    return URIRef(uri(name))


def _about_itself(snapshot: Snapshot) -> "Iterator[Triple]":
    from rdflib import DCTERMS, OWL, RDF, RDFS, Literal, URIRef

    notice, export = notice_of(snapshot), URIRef(THINGS + "export")
    yield export, RDF.type, OWL.Ontology
    yield export, OWL.versionInfo, Literal(notice.version)
    yield export, _word("marked"), Literal(notice.tainted)
    if notice.as_of:
        yield export, DCTERMS.date, Literal(notice.as_of)
    for line in notice.lines():
        yield export, RDFS.comment, Literal(line)


def _nodes(snapshot: Snapshot) -> "Iterator[Triple]":
    from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, Literal

    for row in snapshot.nodes.to_pylist():
        node = thing(row["id"])
        yield node, RDF.type, _word(row["class"])
        yield node, PROV.value if row["class"] == EntityClass.EVIDENCE else RDFS.label, Literal(row["name"])
        for alias in row["aliases"] or ():
            yield node, SKOS.altLabel, Literal(alias)
        if row["code"]:
            yield node, DCTERMS.identifier, Literal(row["code"])
        if row["region"] and row["region"] != row["id"]:
            yield node, DCTERMS.spatial, thing(row["region"])
        if row["marked"]:
            yield node, _word("marked"), Literal(True)


def _facts(snapshot: Snapshot) -> "Iterator[Triple]":
    for relation, edges in snapshot.relations.items():
        for row in edges.table.to_pylist():
            yield from _fact(relation, row)


def _fact(relation: Relation, row: dict[str, Any]) -> "Iterator[Triple]":
    from rdflib import PROV, RDF, Literal

    subject, verb, target = thing(row["subject"]), _word(relation.value), thing(row["object"])
    if row["status"] == Status.STATED:
        yield subject, verb, target
    if relation is Relation.STATES:  # where a sentence stands, in the words of PROV-O
        yield target, PROV.hadPrimarySource, subject
        return
    if relation is Relation.ABOUT:
        return
    said = thing(f"fact/{row['subject']}/{relation.value}/{row['object']}/{row['status']}")
    ends = ((RDF.subject, subject), (RDF.predicate, verb), (RDF.object, target))
    yield from ((said, part, value) for part, value in ((RDF.type, RDF.Statement), *ends))
    for name in ("confidence", "sources", "status", "first_seen", "last_seen"):
        if row[name] is not None:
            yield said, _word(name), Literal(row[name])
    if row["marked"]:
        yield said, _word("marked"), Literal(True)
    for evidence in row["evidence"] or ():
        yield said, PROV.wasDerivedFrom, thing(evidence)
