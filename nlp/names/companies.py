"""Short company names that no list has: a coined word before a trade word (鲲洋航空), where an actor may stand."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from nlp.lexicon import Hit, common_words, words_of
from nlp.names.boundary import verb_role
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import Word, is_word
from ontology.schema import EntityClass

_C: Final = EntityClass
_AFTER: Final = re.compile(
    r"(?:$|[，、。；：（）()“”和与及等的在将已为以从向把是自拟正首获建用对]|通过|利用|采用|发布|推出|打造|建设|搭建|开发|研发|提供|生产|为例|"
    r"公司|集团|股份|旗下|[一二三四]期|项目|年产|负责|表示|入选|实现|完成|依托|基于|牵头|联合|携手|签约|投产|运用|引入|部署|上线|启动|围绕|投资|承建|成立|宣布|计划|与)"
)
_FIRM_ACTS: Final = re.compile(r"(?:入选|获评|获批|上榜|荣获|中标|获得|上市|签约|投资|承建|宣布|旗下|公司|集团|股份)")
# what only an actor does or has: enough for a name whose form alone does not tell a firm
_ACTS: Final = re.compile(
    r"(?:入选|获评|获批|上榜|荣获|中标|签约|签订|签署|投资|承建|宣布|旗下|公司|集团|股份|公告|披露|表示|称|拟|发布|推出|研发的|研制的|生产的|开发的|建设的|提供的|"
    r"供应|供货|采购|收购|入股|参股|控股|持股|负责|牵头|承担|主导|参与|联合|携手|与|和[^，。；]{2,14}(?:签|合作|共同|联合)|向|将|已|则|也|由|在|为|从|把|等[^，。；]{0,8}(?:企业|公司|厂商|车企)|[、和与][^，。；]{1,30}等[^，。；]{0,6}(?:企业|公司|厂商|车企)|"
    r"（[A-Z\d]|\(|合作|共建|合资|投产|交付|上线|接入|自主|首[创家]|建成|获|凭|以|依托|通过|利用|采用|引进|董事长|总经理|负责人|工程师)"
)
# every way to go on that `_SPEAKS` knows has one of these: spares the search in most sentences
_SIGNS: Final = re.compile(r"公告|披露|宣布|互动|致力于|董事长|经理|CEO|创始人|总裁|（|\(|：")
_SPEAKS: Final = re.compile(
    r"(?:^|(?<=[。；，：】）\s]))([一-龥]{2,6})(?=公告|披露|宣布|在互动平台|在投资者互动|致力于|董事长|总经理|CEO|创始人|副总裁|"
    r"[（(](?:\d{6}|SH|SZ|HK)|：(?:公司|拟|与|筹划|子公司|控股|全资|签|中标|收到|获|预计|股东|终止|入选))"
)
_BEFORE_OK: Final = frozenset("，、。；：（“和与及由为对向在让是以“” ")
_OPENS: Final = re.compile(
    r"(?:^|[。；：\n]|[，、（][^，、（]{0,0}|由|与|向|和|给|对|被|让|据|从|企业|公司|集团|旗下|联合|携手|收购|厂商|供应商|客户|支持|引进|落户的|委托|采购|股东|子公司)$"
)
_FUNCTION: Final = frozenset(
    "拟等已将则也由在为从把与和及或被让对向据因称按其该本各每某这那并且未不没有是又再均还曾需可能要会应设占达来去到比近约超"
)
_LONGEST_BRAND: Final = 4  # characters of a coined name
_LONGEST_PRODUCT: Final = 4  # characters of the product in a company's short name
_TERMS: Final = frozenset({_C.TECHNOLOGY, _C.INDUSTRY})
_REGION: Final = frozenset({_C.REGION})


def is_trade(text: str) -> bool:
    """Whether a word names a trade only (装备, 物流)."""
    return text in words_of("trades")


def find_companies(scene: Scene) -> Iterator[Span]:
    """Spans of brand + trade word, and of region + coined word with or without a trade."""
    words, trades = scene.words, words_of("trades")
    for index in words.among(trades.keys()):
        end = words.ends[index]
        if _AFTER.match(scene.text, end):
            start = _brand_start(scene, index - 1)
            if start is not None and (trades[words.texts[index]] == "strict" or _acts_here(scene, start, end)):
                yield scene.span(start, end, _C.ENTERPRISE, confidence=0.72, rule="brand-trade")
    yield from _of_products(scene)
    yield from _placed(scene)
    yield from _speaking(scene)


def _of_products(scene: Scene) -> Iterator[Span]:
    """Spans of a coined word before what the company makes, where only a firm can be meant (井泉中药与多家药店签约)."""
    for hit in scene.hits:
        index = scene.words.at_end.get(hit.start, -1) if hit.classes <= _TERMS else -1
        if index < 0 or len(hit.name) > _LONGEST_PRODUCT or not _is_product(hit) or hit.end not in scene.words.at_end:
            continue
        start = _brand_start(scene, index)
        if start is not None and _acts_here(scene, start, hit.end):
            yield scene.span(start, hit.end, _C.ENTERPRISE, confidence=0.72, rule="brand-product")


def _is_product(hit: Hit) -> bool:
    """What a company makes: a product that is no line of traffic, or a sector that is a trade too (煤化工)."""
    if _C.TECHNOLOGY in hit.classes:
        return not hit.name.endswith(("高铁", "电站", "公路", "铁路"))
    return hit.name.endswith(("化工", "石化", "光电"))


def _speaking(scene: Scene) -> Iterator[Span]:
    """Spans of coined names that open a clause and announce, plan or sign something (样例谐公告称)."""
    if not _SIGNS.search(scene.text):
        return
    for match in _SPEAKS.finditer(scene.text):
        start, end = match.span(1)
        inside = scene.words.within(start, end)
        if inside and _is_coined_run(inside, end - start) and not set(match[1]) & _FUNCTION:
            yield scene.span(start, end, _C.ENTERPRISE, confidence=0.72, rule="speaking-firm")


def _is_coined_run(words: list[Word], length: int) -> bool:
    """Whether words that fill a name make a coined one: a word of its own, or two characters in a row."""
    if sum(len(word.text) for word in words) != length or verb_role(words[0]) == "stop":
        return False
    if any(word.text in common_words("generic", "owner") for word in words):
        return False
    own = any(len(word.text) > 1 and not is_word(word.text) and word.tag[0] in "nvaj" for word in words)
    return own or any(len(one.text) == len(two.text) == 1 for one, two in pairwise(words))


def find_extended(scene: Scene) -> Iterator[Span]:
    """Spans of a listed company with what makes it another (罗氏 诊断, 一汽 丰田, 礼来 公司)."""
    firms = [hit for hit in scene.hits if _C.ENTERPRISE in hit.classes]
    starts = {hit.start: hit.end for hit in firms}
    for hit in firms:
        end = starts.get(hit.end, 0) or _trade_end(scene, hit.end)
        if end:
            yield scene.span(hit.start, end, _C.ENTERPRISE, confidence=0.85, rule="firm-extended")


def _placed(scene: Scene) -> Iterator[Span]:
    """Spans of a region with a coined name after it: 珠海墨彩, 西安秦轨信号."""
    for hit in scene.regions:
        if hit.classes != _REGION or hit.name[-1] in "省市县区州" or hit.end not in scene.words.at_end:
            continue
        start = max((other.start for other in scene.regions if other.end == hit.start), default=hit.start)
        end = _coined_end(scene, hit.end) if _opens_here(scene, start) else 0
        if end and _acts_here(scene, start, end):
            yield scene.span(start, end, _C.ENTERPRISE, confidence=0.75, rule="region-brand")


def _coined_end(scene: Scene, start: int) -> int:
    """End of a coined word of two to four characters from `start`, with up to two trades or products; 0 without."""
    words, index = scene.words, scene.words.at_end[start] + 1
    end, coined = start, index
    while coined < len(words) and words[coined].end - start <= _LONGEST_BRAND and _is_part(scene, words[coined]):
        end, coined = words[coined].end, coined + 1
    is_coined = end - start > 1 and not _is_plain(scene, start, end)
    if not is_coined:
        coined, end = index + 1, words[index].end if index < len(words) and _is_noun(scene, words[index]) else 0
    trade = end
    for at in range(coined, min(coined + 2, len(words))) if end else ():
        text = words.texts[at]
        if not is_trade(text) and (not is_coined or _C.TECHNOLOGY not in scene.lexicon.classes(text)):
            break
        trade = words.ends[at]
    return trade if is_coined or trade > end else 0


def _is_noun(scene: Scene, word: Word) -> bool:
    """A word of the dictionary that may serve as a coined name: two characters, neither generic nor listed."""
    return (
        len(word.text) == 2
        and word.tag in {"n", "nr", "nz", "nrt"}
        and word.text not in common_words("generic", "owner")
        and not scene.lexicon.classes(word.text)
        and not is_trade(word.text)
        and not verb_role(word)
    )


def _is_part(scene: Scene, word: Word) -> bool:
    """Part of a coined name: a character that is no function word, or a word that no dictionary has."""
    if len(word.text) == 1:
        return _is_character(word) and word.text not in _FUNCTION
    return (
        not word.text.isascii()
        and word.tag[0] not in "mxpcudrf"
        and not is_word(word.text)
        and not scene.lexicon.classes(word.text)
        and not verb_role(word)
    )


def _is_plain(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    return is_word(text) or bool(scene.lexicon.classes(text)) or text[-1] in "省市县区镇乡村街路"


def _acts_here(scene: Scene, start: int, end: int) -> bool:
    """Whether an actor may start here and does what only firms do, or stands in a list with one."""
    if not _opens_here(scene, start):
        return False
    return _ACTS.match(scene.text, end) is not None or _beside_firm(scene, start, end)


def _opens_here(scene: Scene, start: int) -> bool:
    return _OPENS.search(scene.text, max(0, start - 4), start) is not None


def _beside_firm(scene: Scene, start: int, end: int) -> bool:
    return any(
        _C.ENTERPRISE in hit.classes and (hit.end + 1 == start or end + 1 == hit.start) for hit in scene.hits
    ) and (scene.text[start - 1 : start] in "、和与" or scene.text[end : end + 1] in "、和与")


def _trade_end(scene: Scene, end: int) -> int:
    index = scene.words.at_end.get(end)
    if index is None or index + 1 >= len(scene.words):
        return 0
    following = scene.words[index + 1]
    is_next = following.text in {"公司", "集团"} or (following.text != "显示" and is_trade(following.text))
    if not is_next or not _AFTER.match(scene.text, following.end):
        return 0
    strict = words_of("trades").get(following.text) != "loose"
    return following.end if strict or _ACTS.match(scene.text, following.end) else 0


def _brand_start(scene: Scene, index: int) -> int | None:
    """Start of the coined word of two or three characters that ends with word `index`, a region before it included."""
    words = scene.words
    first = index
    if len(words[index].text) == 1 and index and len(words[index - 1].text) == 1 and _is_character(words[index]):
        first = index - 1 if _is_character(words[index - 1]) else index
    start, end = words[first].start, words[index].end
    if first == index and _is_plain_brand(scene, index, words[index + 1].end):
        return start
    is_brand = scene.text[start] not in _FUNCTION and _is_brand(scene, start, end)
    if not is_brand or not _may_start(scene, first):
        return None
    before = words[first - 1] if first else None
    return before.start if before is not None and _is_place(scene, before) else start


def _is_plain_brand(scene: Scene, index: int, end: int) -> bool:
    """A dictionary word of two characters before what only firms do (巨龙电机入选…), at the start of a clause."""
    word = scene.words[index]
    is_noun = len(word.text) == 2 and word.tag[0] == "n" and word.text not in common_words("generic")
    if not is_noun or scene.lexicon.classes(word.text) - _REGION:
        return False
    opens = index == 0 or scene.words.texts[index - 1] in "，、。；："
    is_proper = word.tag in {"nr", "nz", "nrt", "ns"}
    return (opens and bool(_FIRM_ACTS.match(scene.text, end))) or (is_proper and _acts_here(scene, word.start, end))


def _is_character(word: Word) -> bool:
    """A single character that is no function word: half of a coined name the dictionary cut in two."""
    return word.tag[0] in "nvagzxj" and word.text.isalpha() and not word.text.isascii() and not verb_role(word)


def _is_place(scene: Scene, word: Word) -> bool:
    return _C.REGION in scene.lexicon.classes(word.text) and word.text[-1] not in "省市县"


def _is_brand(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    return 2 <= len(text) <= 3 and not text.isascii() and not is_word(text) and not scene.lexicon.classes(text)


def _may_start(scene: Scene, index: int) -> bool:
    if index == 0:
        return True
    before = scene.words[index - 1]
    return before.text[-1] in _BEFORE_OK or before.tag in {"ns", "v", "p", "c", "x", "r"} or bool(verb_role(before))
