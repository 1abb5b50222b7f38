"""What the model is asked: the instructions of `prompt.txt`, filled from the ontology, and one sentence as data."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from nlp.relations.features import LEARNED
from nlp.spans import Span
from nlp.tagging.labels import CLASSES as TAGGED
from ontology.schema import SIGNATURES

# What a sentence can state: what the tagger names and the judge relates. Other relations come from tables.
CLASSES: Final = frozenset(TAGGED)
RELATIONS: Final = frozenset(LEARNED)


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
