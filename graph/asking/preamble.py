"""What somebody says before the question: 为做好招商工作，… and 领导要看：…, which ask for nothing."""

from collections.abc import Sequence
from typing import Final

from graph.asking.tokens import Token

_ENDS: Final = frozenset(",，。:：;；")
_OPENERS: Final = (
    *("为", "根据", "按照", "遵照", "因", "由于", "鉴于", "结合", "围绕", "领导", "上级", "局里", "处里", "单位"),
    *("我", "咱", "本人", "本单位", "作为", "最近", "近期", "这几天", "今天", "刚才", "听说", "急", "你好", "您好"),
)


def without_preamble(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens after a first clause that names nothing, asks nothing and begins as such clauses do."""
    end = next((at for at, token in enumerate(tokens) if token.text in _ENDS), -1)
    clause, rest = tokens[: max(end, 0)], tokens[end + 1 :]
    if not clause or not clause[0].text.startswith(_OPENERS) or not any(not one.is_fill for one in rest):
        return tokens
    telling = any(one.names or one.amount or one.has("ask", "ask:which", "ask:who", "pronoun") for one in clause)
    return tokens if telling or _opens_a_list(clause) else rest


def _opens_a_list(clause: Sequence[Token]) -> bool:
    """我要找工厂 says a kind of thing that the rest may need."""
    return any(one.has("class", "role", "not") for one in clause)
