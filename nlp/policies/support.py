"""The clauses in which a policy supports something by name: 支持力觉传感器、示教器等环节的产业化项目."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.policies.text.clauses import Piece

_SUPPORTS: Final = re.compile(
    "支持|鼓励|扶持|补助|奖励|给予|资助|贴息|培育|发展|突破|攻关|补链|强链|延链|引进|推广|建设|壮大|布局|实施|推动|加快"
)
_DENIES: Final = re.compile("不予|不再|不得|禁止|淘汰|限制")
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class SupportingClause:
    """A sentence of a policy that supports something named."""

    key: str  # what is supported
    name: str  # as the sentence writes it
    quote: str
    start: int


def supporting_clauses(text: str, names: Mapping[str, Sequence[str]]) -> Iterator[SupportingClause]:
    """Sentences that support one of several things, in the order of the text; each thing once a sentence.

    Args:
        text: the policy.
        names: every name of each thing, by its key.
    """
    owners = {name: key for key, all_names in names.items() for name in all_names if len(name) >= _SHORTEST}
    if not owners:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(owners, key=len, reverse=True))))
    for sentence in Piece(text, 0, len(text)).sentences():
        told = str(sentence)
        if not _SUPPORTS.search(told) or _DENIES.search(told):
            continue
        named = {owners[found.group()]: found.group() for found in pattern.finditer(told)}
        yield from (SupportingClause(key, name, told, sentence.start) for key, name in named.items())
