"""What a query answers, and the forms in which it can be sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from graph.linked_data.addresses import PREFIXES

JSON_RESULTS: Final = "application/sparql-results+json"
TURTLE: Final = "text/turtle"


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE."""

    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Mapping[str, Any]], ...] = ()  # column → term, as in SPARQL 1.1 Query Results JSON
    truth: bool | None = None
    triples: str | None = None  # N-Triples
    truncated: bool = False  # the row limit, or that of its size, cut it

    def as_results(self) -> dict[str, Any]:
        """The members of SPARQL 1.1 Query Results JSON; triples as one text."""
        if self.truth is not None:
            return {"head": {}, "boolean": self.truth}
        if self.triples is not None:
            return {"triples": self.triples}
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": list(self.rows)}}


# Media types by the short names that `format=` and `--format` take.
TABLE_FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "json": JSON_RESULTS,
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
    }
)
GRAPH_FORMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "turtle": TURTLE,
        "nt": "application/n-triples",
        "jsonld": "application/ld+json",
        "rdfxml": "application/rdf+xml",
    }
)


def forms_of(answer: Answer) -> Mapping[str, str]:
    """Short name → media type of the forms an answer can take; the first is the usual one."""
    return TABLE_FORMS if answer.triples is None else GRAPH_FORMS


def written(answer: Answer, form: str) -> bytes:
    """An answer in one of its forms. A truth has no CSV or TSV of its own: it is one column, `boolean`."""
    if answer.triples is not None:
        return _graph(answer.triples, GRAPH_FORMS[form])
    results = answer.as_results()
    if answer.truth is not None and form in {"csv", "tsv"}:
        return f"boolean\r\n{str(answer.truth).lower()}\r\n".encode()
    return _table(results, TABLE_FORMS[form])


def _table(results: Mapping[str, Any], media_type: str) -> bytes:
    from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

    text = json.dumps(results, ensure_ascii=False)
    if media_type == JSON_RESULTS:
        return text.encode()
    read = parse_query_results(text, QueryResultsFormat.JSON)
    form = QueryResultsFormat.from_media_type(media_type)
    assert form is not None
    assert not isinstance(read, QueryBoolean) or form == QueryResultsFormat.XML
    made = read.serialize(format=form)
    assert made is not None  # it goes nowhere else
    return made


def _graph(triples: str, media_type: str) -> bytes:
    from pyoxigraph import RdfFormat, parse, serialize

    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    found = (quad.triple for quad in parse(triples, RdfFormat.N_TRIPLES))
    made = serialize(found, format=form, prefixes=PREFIXES if media_type in {TURTLE, "application/rdf+xml"} else None)
    assert made is not None  # it goes nowhere else
    return made
