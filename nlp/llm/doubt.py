"""Which sentences the rules are unsure of: those alone are worth a question."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from nlp.llm.prompt import RELATIONS
from nlp.quantities.numbers import find_numbers
from nlp.spans import Extraction, Span
from ontology.schema import EntityClass, allows

UNSURE_BELOW: Final = 0.5  # confidence of a name or a relation
_SHORTEST, _LONGEST = 8, 600  # characters of a sentence worth asking about
# A text that speaks to a program instead of to readers. It is left to the rules: what it says is no news of industry.
_TO_A_MODEL: Final = re.compile(
    r"(?:忽略|无视|忘记|不要理会|disregard|ignore|forget)[^。]{0,20}(?:指令|要求|提示|规则|内容|instruction|prompt|above|previous)"
    r"|系统提示|提示词|system\s*prompt|(?:^|[^a-z])(?:system|assistant|user)\s*[:：]|<\|?(?:im_|system|assistant)"
    r"|(?:你(?:现在)?是|请你?扮演|you are)[^。]{0,12}(?:助手|模型|程序|assistant|model)"
    r"|(?:请|务必|必须)?(?:输出|返回|回答)[^。]{0,12}(?:JSON|json|以下|如下)|[\"“]?(?:subject|relations?|observations?|quote)[\"”]?\s*[:：]",
    re.IGNORECASE,
)
_COUNTED: Final = frozenset({"share", "money", "count", "measure"})  # kinds of numbers that count something
_ACTING: Final = frozenset(
    {
        EntityClass.ENTERPRISE,
        EntityClass.ORGANIZATION,
        EntityClass.PLATFORM,
        EntityClass.PARK,
        EntityClass.POLICY,
        EntityClass.INITIATIVE,
    }
)


def speaks_to_a_model(sentence: str) -> bool:
    """Whether a sentence tries to instruct the program that reads it."""
    return bool(_TO_A_MODEL.search(sentence))


def doubt(sentence: str, found: Extraction) -> str:
    """Why the rules are unsure of a sentence; empty where they are not.

    Args:
        sentence: one sentence.
        found: what the rules found in it, with offsets in it.
    """
    if not _SHORTEST <= len(sentence) <= _LONGEST:
        return ""
    if not found.relations and _could_be_related(found.entities):
        return "有名称而无关系"
    sure = [*(span.confidence for span in found.entities), *(link.confidence for link in found.relations)]
    if min(sure, default=1.0) < UNSURE_BELOW:
        return "名称或关系的把握低"
    if any(not reading.subject for reading in found.observations):
        return "数字没有主语"
    read = {reading.start for reading in found.observations}
    if any(number.kind in _COUNTED and number.start not in read for number in find_numbers(sentence)):
        return "数字没有读出"
    return ""


def _could_be_related(spans: Sequence[Span]) -> bool:
    pairs = ((one, other) for one, other in combinations(spans, 2) if {one.cls, other.cls} & _ACTING)
    return any(
        allows(relation, one.cls, other.cls) or allows(relation, other.cls, one.cls)
        for one, other in pairs
        for relation in RELATIONS
    )
