"""What does a product's name name? The thing itself, without the words of business around it.

`水泵产品销售` names 水泵, `叉车及配件` names 叉车, `钢材贸易` is dealing in 钢材. Method: docs/methods.md, equation M1.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ontology.values.names import fold

TRADED: Final = 0.5  # dealing in it, letting or mending it, beside making it
NEARLY: Final = 0.9  # the name but for an ending such as 系统 or 设备
_SHORTEST: Final = 2

_BETWEEN: Final = re.compile(r"[、，,/;；+＋()（）\[\]【】]|及其?|和(?!田)|与")
_LEADING: Final = re.compile(r"^(?:其中[:：]?|主要|其他|自产|外购|国产|进口|境内|境外|内销|外销|\d+[.、])+")
_BUSINESS: Final = re.compile(
    r"(?:产品|系列|业务|板块|分部|分行业|行业|产业|制造业|制造|生产|加工|销售|收入|项目|研发|开发|设计|类|等|业|分公司|事业部|经营)+$"
)
_DEALING: Final = re.compile(
    r"(?:贸易|批发|零售|代理|经销|分销|租赁|出租|维修|修理|维护|安装|施工|服务|运输|回收|拆解|进出口|流通|购销)+$"
)
_KIND: Final = re.compile(r"(?:系统|设备|装置|器材|成套|解决方案|方案|技术|商品|制品|机组)+$")


class Wording(NamedTuple):
    """A folded name of a thing, and how well it stands for the product that bears it, 0..1."""

    text: str
    worth: float


def wordings(name: str) -> tuple[Wording, ...]:
    """What a product's name names, the whole name first, each once with its best worth."""
    best: dict[str, float] = {}
    whole = fold(name)
    for part in (whole, *_parts(whole)):
        for one in _peeled(part):
            if len(one.text) >= _SHORTEST and one.worth > best.get(one.text, 0.0):
                best[one.text] = one.worth
    return tuple(Wording(text, worth) for text, worth in best.items())


def bare(phrase: str) -> str:
    """A phrase of a need without words of business at its end; the phrase itself where nothing would be left."""
    stripped = _BUSINESS.sub("", phrase)
    return stripped if len(stripped) >= _SHORTEST else phrase


def _parts(whole: str) -> Iterator[str]:
    """The members of a list, as in 逆变器及控制器."""
    pieces = [piece for piece in _BETWEEN.split(whole) if piece]
    return iter(pieces if len(pieces) > 1 else ())


def _peeled(part: str) -> Iterator[Wording]:
    yield Wording(part, 1.0)
    part = _LEADING.sub("", part)
    made = _BUSINESS.sub("", part)
    yield Wording(made, 1.0)
    dealt = _BUSINESS.sub("", _DEALING.sub("", made))
    if dealt != made:
        yield Wording(dealt, TRADED)
    kind = _KIND.sub("", made)
    if kind != made and len(kind) > _SHORTEST:
        yield Wording(kind, NEARLY)
