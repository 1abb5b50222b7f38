"""Short company names that no list has: a coined word before a trade word (鲲洋航空), where an actor may stand."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.lexicon import common_words
from nlp.names.boundary import verb_role
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import Word, is_word
from ontology.schema import EntityClass

_TRADE: Final = re.compile(
    r"^(?:科技|智能|动力|新材|新材料|材料|能源|新能源|重工|机械|机器人|传动|电子|光电|医药|制药|药业|生物|汽车|航空|航天|化工|石化|化学|钢铁|"
    r"特钢|铝业|铜业|矿业|锂业|钴业|钒业|钛业|电气|电器|电力|软件|数科|数智|通信|微电|微电子|半导体|芯片|光伏|储能|环保|食品|乳业|酒业|"
    r"纺织|服饰|鞋业|家居|物流|精密|精机|精工|智造|电池|轮胎|船舶|造船|造纸|纸业|玻璃|陶瓷|建材|水泥|氟硅|铜箔|显示|液流|氢能|氢途|"
    r"控股|集团|股份|树脂|钢管|锂膜|锂电|蓄电池|油田|油脂|重卡|电机|轴承|齿轮|数控|激光|医疗|器械|农机|种业|牧业|茶业|体育|燃气|电缆|光缆|线缆|锻造|铸造|模具|机车|机床|装备|"
    r"信创|互联|智联|智控|自动化|仪表|传感|热能|水务|能科|电源)$"
)
_AFTER: Final = re.compile(
    r"(?:$|[，、。；：（）()“”和与及等的在将已为以从向把是自拟正首获建用对]|通过|利用|采用|发布|推出|打造|建设|搭建|开发|研发|提供|生产|为例|"
    r"公司|集团|股份|旗下|[一二三四]期|项目|年产|负责|表示|入选|实现|完成|依托|基于|牵头|联合|携手|签约|投产|运用|引入|部署|上线|启动|围绕|投资|承建|成立|宣布|计划|与)"
)
_FIRM_ACTS: Final = re.compile(r"(?:入选|获评|获批|上榜|荣获|中标|获得|上市|签约|投资|承建|宣布|旗下|公司|集团|股份)")
_BEFORE_OK: Final = frozenset("，、。；：（“和与及由为对向在让是以“” ")


def is_trade(text: str) -> bool:
    """Whether a word names a trade only (装备, 物流)."""
    return bool(_TRADE.match(text))


def find_companies(scene: Scene) -> Iterator[Span]:
    """Spans of brand + trade word."""
    words = scene.words.items
    for index in range(1, len(words)):
        trade = words[index]
        if _TRADE.match(trade.text) and _AFTER.match(scene.text, trade.end):
            start = _brand_start(scene, index - 1)
            if start is not None:
                yield scene.span(start, trade.end, EntityClass.ENTERPRISE, confidence=0.72, rule="brand-trade")


def find_extended(scene: Scene) -> Iterator[Span]:
    """Spans of a listed company with what makes it another (罗氏 诊断, 一汽 丰田, 礼来 公司)."""
    firms = [hit for hit in scene.hits if EntityClass.ENTERPRISE in hit.classes]
    starts = {hit.start: hit.end for hit in firms}
    for hit in firms:
        end = starts.get(hit.end, 0) or _trade_end(scene, hit.end)
        if end:
            yield scene.span(hit.start, end, EntityClass.ENTERPRISE, confidence=0.85, rule="firm-extended")


def _trade_end(scene: Scene, end: int) -> int:
    index = scene.words.at_end.get(end)
    if index is None or index + 1 >= len(scene.words.items):
        return 0
    following = scene.words.items[index + 1]
    is_trade = following.text in {"公司", "集团"} or (following.text != "显示" and _TRADE.match(following.text))
    return following.end if is_trade and _AFTER.match(scene.text, following.end) else 0


def _brand_start(scene: Scene, index: int) -> int | None:
    """Start of the coined word of two or three characters that ends with word `index`, a region before it included."""
    words = scene.words.items
    first = index
    if len(words[index].text) == 1 and index and len(words[index - 1].text) == 1 and _is_character(words[index]):
        first = index - 1 if _is_character(words[index - 1]) else index
    start, end = words[first].start, words[index].end
    if first == index and _is_plain_brand(scene, index, words[index + 1].end):
        return start
    if not _is_brand(scene, start, end) or not _may_start(scene, first):
        return None
    before = words[first - 1] if first else None
    return before.start if before is not None and _is_place(scene, before) else start


def _is_plain_brand(scene: Scene, index: int, end: int) -> bool:
    """A dictionary word of two characters before what only firms do (巨龙电机入选…), at the start of a clause."""
    word = scene.words.items[index]
    is_noun = len(word.text) == 2 and word.tag[0] == "n" and word.text not in common_words("generic")
    opens = index == 0 or scene.words.items[index - 1].text in "，、。；："
    return is_noun and opens and not scene.lexicon.classes(word.text) and bool(_FIRM_ACTS.match(scene.text, end))


def _is_character(word: Word) -> bool:
    """A single character that is no function word: half of a coined name the dictionary cut in two."""
    return word.tag[0] in "nvagzxj" and word.text.isalpha() and not word.text.isascii() and not verb_role(word)


def _is_place(scene: Scene, word: Word) -> bool:
    return EntityClass.REGION in scene.lexicon.classes(word.text) and word.text[-1] not in "省市县"


def _is_brand(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    return 2 <= len(text) <= 3 and not text.isascii() and not is_word(text) and not scene.lexicon.classes(text)


def _may_start(scene: Scene, index: int) -> bool:
    if index == 0:
        return True
    before = scene.words.items[index - 1]
    return before.text[-1] in _BEFORE_OK or before.tag in {"ns", "v", "p", "c", "x", "r"} or bool(verb_role(before))
