"""SHACL shapes of the exported graph, made from the ontology: what any export keeps to, and others may check by.

A part of the graph may name regions and evidence that it does not hold; their class is not asked for.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.linked_data.addresses import PREFIXES
from ontology.schema import SIGNATURES, EntityClass, Relation, Status

_SHACL: Final = "http://www.w3.org/ns/shacl#"
_SHAPES: Final = "https://liantu.example/shapes#"
_UNSTATED: Final = frozenset({Relation.ABOUT, Relation.STATES})  # they carry evidence, and are no facts themselves
_ONE_FLAG: Final = "sh:property [ sh:path :marked ; sh:datatype xsd:boolean ; sh:maxCount 1 ]"


def shapes_text() -> str:
    """The shapes as Turtle."""
    prefixes = {**PREFIXES, "sh": _SHACL, "shape": _SHAPES}
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in prefixes.items())
    return "\n\n".join([head, *_classes(), *_relations(), _statement(), *_proofs()]) + "\n"


def _classes() -> Iterator[str]:
    for cls in EntityClass:
        name = "prov:value" if cls is EntityClass.EVIDENCE else "rdfs:label"
        yield _shape(
            cls.value,
            f"sh:targetClass :{cls}",
            f"sh:property [ sh:path {name} ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ]",
            "sh:property [ sh:path skos:altLabel ; sh:datatype xsd:string ]",
            "sh:property [ sh:path dcterms:identifier ; sh:datatype xsd:string ; sh:maxCount 1 ]",
            "sh:property [ sh:path dcterms:spatial ; sh:nodeKind sh:IRI ; sh:maxCount 1 ]",
            _ONE_FLAG,
        )


def _relations() -> Iterator[str]:
    for relation, (subjects, objects) in SIGNATURES.items():
        yield _shape(
            f"{relation}-subject", f"sh:targetSubjectsOf :{relation}", f"sh:nodeKind sh:IRI ; {_any_class(subjects)}"
        )
        yield _shape(
            f"{relation}-object", f"sh:targetObjectsOf :{relation}", f"sh:nodeKind sh:IRI ; {_any_class(objects)}"
        )


def _statement() -> str:
    verbs = " ".join(f":{relation}" for relation in Relation if relation not in _UNSTATED)
    known = " ".join(f'"{status}"' for status in Status if status is not Status.NEGATED)
    return _shape(
        "Statement",
        "sh:targetClass rdf:Statement",
        *(f"sh:property [ sh:path rdf:{end} ; sh:nodeKind sh:IRI ; {_once()} ]" for end in ("subject", "object")),
        f"sh:property [ sh:path rdf:predicate ; sh:in ( {verbs} ) ; {_once()} ]",
        f"sh:property [ sh:path :status ; sh:in ( {known} ) ; {_once()} ]",
        "sh:property [ sh:path :confidence ; sh:datatype xsd:double ; sh:minInclusive 0.0e0 ; sh:maxInclusive 1.0e0 ; "
        f"{_once()} ]",
        f"sh:property [ sh:path :sources ; sh:datatype xsd:integer ; sh:minInclusive 1 ; {_once()} ]",
        *(
            f"sh:property [ sh:path :{day} ; sh:datatype xsd:date ; sh:maxCount 1 ]"
            for day in ("first_seen", "last_seen")
        ),
        "sh:property [ sh:path prov:wasDerivedFrom ; sh:nodeKind sh:IRI ; sh:minCount 1 ]",
        _ONE_FLAG,
    )


def _proofs() -> Iterator[str]:
    """A sentence or row stands in one document, and one reader took it from there."""
    yield _shape(
        "Proof",
        "sh:targetSubjectsOf prov:hadPrimarySource",
        "sh:class :Evidence",
        f"sh:property [ sh:path prov:hadPrimarySource ; sh:class :Document ; {_once()} ]",
        "sh:property [ sh:path prov:wasGeneratedBy ; sh:class prov:Activity ; sh:maxCount 1 ]",
    )
    yield _shape(
        "Publication",
        "sh:targetSubjectsOf prov:wasAttributedTo",
        "sh:class :Document",
        f"sh:property [ sh:path prov:wasAttributedTo ; sh:class prov:Agent ; {_once()} ]",
        "sh:property [ sh:path dcterms:issued ; sh:datatype xsd:date ; sh:maxCount 1 ]",
    )


def _once() -> str:
    return "sh:minCount 1 ; sh:maxCount 1"


def _any_class(classes: Iterable[EntityClass]) -> str:
    choices = " ".join(f"[ sh:class :{cls} ]" for cls in sorted(classes))
    return f"sh:or ( {choices} )"


def _shape(name: str, *parts: str) -> str:
    return f"shape:{name} a sh:NodeShape ;\n    " + " ;\n    ".join(parts) + " ."
