"""A snapshot as N-Triples, column by column.

A stated fact is one triple and one rdf:Statement that carries confidence, sources, status and, by
prov:wasDerivedFrom, the evidence; a planned or historic fact has the statement alone, so that nobody reads it as true.
Evidence has its sentence (prov:value), its document (prov:hadPrimarySource), and what read it (prov:wasGeneratedBy).
"""

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph.ledger.connection import in_memory
from graph.linked_data.addresses import ATTRIBUTES, THINGS, term, thing, word
from graph.notice import notice_of
from graph.snapshot import Snapshot
from ontology.rdf import property_words
from ontology.schema import EntityClass, Relation, Status

FORM: Final = "1"  # raised when what is written of a graph changes, so that kept stores are made anew
_BATCH: Final = 50_000  # rows: some ten megabytes of text

_MACROS: Final = f"""
CREATE MACRO coded(key) AS replace(replace(url_encode(key), '%3A', ':'), '%2F', '/');
CREATE MACRO thing(key) AS concat('<{THINGS}', coded(key), '>');
CREATE MACRO word(name) AS concat('<{word("")}', name, '>');
CREATE MACRO string(v) AS concat('"', replace(replace(replace(replace(v, '\\', '\\\\'), '"', '\\"'), chr(10), '\\n'),
    chr(13), '\\r'), '"');
CREATE MACRO typed(v, kind) AS concat('"', v, '"^^<http://www.w3.org/2001/XMLSchema#', kind, '>');
CREATE MACRO triple(s, p, o) AS concat(s, ' ', p, ' ', o, ' .' || chr(10));
CREATE MACRO predicate(key) AS CASE WHEN key IN ({", ".join(f"'{one.name}'" for one in property_words())})
    THEN word(key) ELSE concat('<{ATTRIBUTES}', coded(key), '>') END;
CREATE MACRO json_term(v) AS CASE json_type(v)
    WHEN 'VARCHAR' THEN string(v->>'$') WHEN 'BOOLEAN' THEN typed(v::VARCHAR, 'boolean')
    WHEN 'UBIGINT' THEN typed(v::VARCHAR, 'integer') WHEN 'BIGINT' THEN typed(v::VARCHAR, 'integer')
    WHEN 'DOUBLE' THEN typed(v::VARCHAR, 'double')
    ELSE concat(string(v::VARCHAR), '^^{term("rdf:JSON")}') END;
"""

_NODES: Final = f"""
SELECT concat(
    triple(s, '{term("rdf:type")}', word(class)),
    triple(s, CASE class WHEN '{EntityClass.EVIDENCE}' THEN '{term("prov:value")}' ELSE '{term("rdfs:label")}' END,
        string(name)),
    array_to_string(list_transform(aliases, lambda a: triple(s, '{term("skos:altLabel")}', string(a))), ''),
    CASE WHEN code <> '' THEN triple(s, '{term("dcterms:identifier")}', string(code)) END,
    CASE WHEN region <> '' AND region <> id THEN triple(s, '{term("dcterms:spatial")}', thing(region)) END,
    CASE WHEN marked THEN triple(s, word('marked'), typed('true', 'boolean')) END)
FROM (SELECT thing(id) AS s, * FROM nodes)"""

# What a node or a fact has beyond its columns; `said` names the places that hold it, `drop` what has a better word.
_PROPERTIES: Final = """
SELECT triple({subject}, predicate(key), json_term(one)) FROM (
    SELECT *, unnest(CASE json_type(value) WHEN 'ARRAY' THEN json_extract(value, '$[*]') ELSE [value] END) AS one
    FROM (SELECT {table}.*, j.key, j.value::JSON AS value FROM {table}, json_each({table}.properties) j
          WHERE {table}.properties <> '{{}}' AND j.type <> 'NULL' AND {rows}))
WHERE json_type(one) <> 'NULL'"""
_OF_NODES: Final = _PROPERTIES.format(
    subject="thing(id)",
    table="nodes",
    rows=f"NOT (class = '{EntityClass.EVIDENCE}' AND j.key IN ('document', 'extractor'))",
)

_EXTRACTED: Final = f"""
SELECT triple(thing(id), '{term("prov:wasGeneratedBy")}', thing('extraction/' || extractor))
FROM (SELECT id, properties->>'$.extractor' AS extractor FROM nodes WHERE class = '{EntityClass.EVIDENCE}')
WHERE extractor IS NOT NULL"""
_EXTRACTORS: Final = f"""
SELECT concat(
    triple(thing('extraction/' || extractor), '{term("rdf:type")}', '{term("prov:Activity")}'),
    triple(thing('extraction/' || extractor), '{term("prov:wasAssociatedWith")}', thing('software/' || extractor)),
    triple(thing('software/' || extractor), '{term("rdf:type")}', '{term("prov:SoftwareAgent")}'),
    triple(thing('software/' || extractor), '{term("rdfs:label")}', string(extractor)))
FROM (SELECT DISTINCT properties->>'$.extractor' AS extractor FROM nodes WHERE class = '{EntityClass.EVIDENCE}')
WHERE extractor IS NOT NULL"""
_PUBLISHED: Final = f"""
SELECT concat(
    triple(thing(id), '{term("prov:wasAttributedTo")}', thing('publisher/' || publisher)),
    triple(thing('publisher/' || publisher), '{term("rdf:type")}', '{term("prov:Agent")}'),
    triple(thing('publisher/' || publisher), '{term("rdfs:label")}', string(publisher)),
    CASE WHEN published IS NOT NULL THEN triple(thing(id), '{term("dcterms:issued")}', typed(published, 'date')) END)
FROM (SELECT id, coalesce(properties->>'$.publisher', properties->>'$.source') AS publisher,
             properties->>'$.published' AS published
      FROM nodes WHERE class = '{EntityClass.DOCUMENT}') WHERE publisher IS NOT NULL"""

_STATED: Final = (
    f"SELECT triple(thing(subject), word($relation), thing(object)) FROM edges WHERE status = '{Status.STATED}'"
)
_PLACE: Final = term("prov:hadPrimarySource")
_STANDS: Final = f"SELECT triple(thing(object), '{_PLACE}', thing(subject)) FROM edges"
_FACT: Final = "thing('fact/' || left(md5(concat_ws(' ', subject, $relation, object, status)), 20))"
_STATEMENTS: Final = f"""
SELECT concat(
    triple(s, '{term("rdf:type")}', '{term("rdf:Statement")}'),
    triple(s, '{term("rdf:subject")}', thing(subject)),
    triple(s, '{term("rdf:predicate")}', word($relation)),
    triple(s, '{term("rdf:object")}', thing(object)),
    triple(s, word('confidence'), typed(confidence, 'double')),
    triple(s, word('sources'), typed(sources, 'integer')),
    triple(s, word('status'), string(status)),
    CASE WHEN first_seen IS NOT NULL THEN triple(s, word('first_seen'), typed(first_seen, 'date')) END,
    CASE WHEN last_seen IS NOT NULL THEN triple(s, word('last_seen'), typed(last_seen, 'date')) END,
    CASE WHEN marked THEN triple(s, word('marked'), typed('true', 'boolean')) END,
    array_to_string(list_transform(evidence, lambda e: triple(s, '{term("prov:wasDerivedFrom")}', thing(e))), ''))
FROM (SELECT {_FACT} AS s, * FROM edges)"""
_OF_FACTS: Final = _PROPERTIES.format(subject=_FACT, table="edges", rows="true")


def triples_of(snapshot: Snapshot) -> Iterator[bytes]:
    """The graph as N-Triples in UTF-8, some megabytes at a time; the notice of the graph comes first."""
    connection = in_memory()
    connection.execute(_MACROS)
    yield _about_itself(snapshot).encode()
    connection.register("nodes", snapshot.nodes)
    for part in (_NODES, _OF_NODES, _EXTRACTED, _EXTRACTORS, _PUBLISHED):
        yield from _lines(connection.sql(part))
    for relation, edges in snapshot.relations.items():
        connection.register("edges", edges.table)
        for part in _parts(relation):
            given = {"relation": relation.value} if "$relation" in part else None
            yield from _lines(connection.sql(part, params=given))


def _parts(relation: Relation) -> tuple[str, ...]:
    """What is written of the edges of a relation; where a sentence stands and what it is about needs no statement."""
    if relation is Relation.STATES:
        return (_STATED, _STANDS)
    return (_STATED,) if relation is Relation.ABOUT else (_STATED, _STATEMENTS, _OF_FACTS)


def _lines(found: Any) -> Iterator[bytes]:
    for batch in found.to_arrow_reader(_BATCH):
        column = batch.column(0)
        whole = pa.ListArray.from_arrays(pa.array([0, len(column)], pa.int32()), column)
        yield pc.binary_join(whole, "")[0].as_py().encode()


def _about_itself(snapshot: Snapshot) -> str:
    notice, export = notice_of(snapshot), f"<{thing('export')}>"
    told = [
        ("rdf:type", term("owl:Ontology")),
        ("owl:versionInfo", _string(notice.version)),
        *([("dcterms:date", _string(notice.as_of))] if notice.as_of else []),
        *(("rdfs:comment", _string(line)) for line in notice.lines()),
    ]
    marked = f'"{str(notice.tainted).lower()}"^^{term("xsd:boolean")}'
    lines = [f"{export} {term(verb)} {value} .\n" for verb, value in told]
    return "".join([*lines, f"{export} <{word('marked')}> {marked} .\n"])


def _string(text: str) -> str:
    from json import dumps  # JSON escapes all that N-Triples wants escaped, in the same way

    return dumps(text, ensure_ascii=False)
