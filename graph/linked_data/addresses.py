"""Addresses of things, words and attributes in linked data."""

from typing import Final
from urllib.parse import quote

from ontology.rdf import NAMESPACE

THINGS: Final = "https://liantu.example/id/"
ATTRIBUTES: Final = "https://liantu.example/attribute/"  # of what tables say beyond the ontology's own words
PREFIXES: Final = {
    "": NAMESPACE,
    "id": THINGS,
    "attribute": ATTRIBUTES,
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def thing(key: str) -> str:
    """The address of an entity: `thing("ent:9133…")`."""
    return THINGS + quote(key, safe=":/")


def word(name: str) -> str:
    """The address of a class, relation or property of the ontology."""
    return NAMESPACE + name


def term(short: str) -> str:
    """A prefixed name as it stands in N-Triples: `term("prov:value")`."""
    prefix, name = short.split(":")
    return f"<{PREFIXES[prefix]}{name}>"
