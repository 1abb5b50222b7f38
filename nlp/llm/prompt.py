"""What the model is asked: the instructions of `prompt.txt`, filled from the ontology, and one sentence as data."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from nlp.spans import Span
from ontology.schema import SIGNATURES, EntityClass, Relation

# What a sentence of a policy or a news text can state; the other relations come from tables and definitions.
CLASSES: Final = frozenset(
    {
        EntityClass.ENTERPRISE,
        EntityClass.ORGANIZATION,
        EntityClass.PLATFORM,
        EntityClass.SCENARIO,
        EntityClass.POLICY,
        EntityClass.INITIATIVE,
        EntityClass.STANDARD,
        EntityClass.PARK,
        EntityClass.REGION,
        EntityClass.INDUSTRY,
        EntityClass.TECHNOLOGY,
    }
)
RELATIONS: Final = frozenset(
    {
        Relation.OPERATES,
        Relation.LOCATED_IN,
        Relation.ISSUED,
        Relation.APPLIES_TO,
        Relation.SERVES,
        Relation.IMPLEMENTS,
        Relation.PROVIDES,
        Relation.USES,
        Relation.PARTNERS_WITH,
        Relation.SUPPLIES,
        Relation.INVESTS_IN,
        Relation.SUBSIDIARY_OF,
        Relation.UPSTREAM_OF,
        Relation.PARTICIPATES_IN,
        Relation.DEVELOPS,
    }
)


@cache
def instructions() -> str:
    """The system message; it is part of what an answer is cached by."""
    text = files("nlp.llm").joinpath("prompt.txt").read_text(encoding="utf-8")
    return text.replace("{types}", "、".join(sorted(CLASSES))).replace("{relations}", "\n".join(_relation_lines()))


def question(sentence: str, spans: Sequence[Span]) -> str:
    """The user message: one sentence and the names found in it, as JSON."""
    names = [{"text": span.text, "type": span.cls.value} for span in spans]
    return json.dumps({"sentence": sentence, "names": names}, ensure_ascii=False)


def _relation_lines() -> Iterator[str]:
    for relation in sorted(RELATIONS):
        domain, reach = (sorted(ends & CLASSES) for ends in SIGNATURES[relation])
        yield f"  {relation.value}: {'|'.join(domain)} → {'|'.join(reach)}"
