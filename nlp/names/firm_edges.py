"""Where a company's name with a legal form (有限公司) starts when words alone mislead.

A dictionary cuts 谐动向宁波 into 谐 动向 宁波 and takes 越 in 越轴 for an adverb: what stands around tells better.
"""

import re
from typing import Final

from nlp.lexicon import Hit, common_words
from nlp.names.boundary import left_edge, verb_role
from nlp.names.companies import is_trade
from nlp.names.scene import Scene
from nlp.words import Word
from ontology.schema import EntityClass

_LEGAL: Final = re.compile(r"(?:股份有限|有限责任|有限)公司")
_ADVERBS: Final = frozenset(
    "不未没已将也又都均曾正仅只再才就便即还更最较很太常皆亦的在与和为由从向对把被是了并及等有到来去给让据称拟"
)
_FIRM_VERBS: Final = re.compile(
    r"成立|设立|组建|收购|并购|投资|入股|参股|控股|引进|联合|携手|采购|支持|服务|设有|建有|拥有"
)
_TOWARDS: Final = re.compile(r"[向由与对为给]|母公司|供应商|企业|品牌")
_TOLD: Final = re.compile(r"全称|均属|隶属于?|全力支持|简称")
_LATIN_BEFORE: Final = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z&.]* $")
_LONGEST_LATIN: Final = 20
_ENDS_FIRM: Final = re.compile(r"(?:公司|集团|厂)(?:[和与及、]|以及)")
_INTRODUCING: Final = frozenset("据有从给由被让经向为与和对")
_SHORTEST: Final = 4  # characters of a name before its legal form, the function word included
_LONGEST_GAP: Final = 4  # characters of a coined name between the region and where the walk stopped


def firm_start(scene: Scene, start: int, head: int) -> int:
    """Offset where the company that the walk began at `start` really starts; `head` when it has no name of its own."""
    if scene.text.startswith("控股", head) and scene.text[:head].endswith("公司"):
        return head
    start = _after_introduction(scene, _after_towards(scene, _after_firm(scene, start, head), head), head)
    start = _over_bracket(scene, start)
    if _LEGAL.match(scene.text, head):
        whole = _with_region(scene, start, head)
        if whole == start and _is_bare(scene, start, head):
            return head
        start = whole
    return _with_first(scene, start)


def _over_bracket(scene: Scene, start: int) -> int:
    """Take in what stands before a place in brackets: 样例股权投资 | （天津）有限公司."""
    if scene.text[start : start + 1] not in {"（", "("}:
        return start
    edge = left_edge(scene, start, kind="firm")
    if edge == start and start:
        word = scene.words[scene.words.before(start)]
        edge = left_edge(scene, word.start, kind="firm") if word.tag.startswith("v") else start
    return edge


def _with_first(scene: Scene, start: int) -> int:
    """Take in a region, company or Latin word that ends where the walk stopped, or that it cut in two."""
    latin = _LATIN_BEFORE.search(scene.text, max(0, start - _LONGEST_LATIN), start)
    if latin and scene.text[start].isascii():
        return latin.start()
    firsts = (
        hit.start
        for hit in (*scene.regions, *_firms(scene))
        if hit.start < start <= hit.end and not (hit.name[-1] in "省市县" and hit.end == start)
    )
    return min(firsts, default=start)


def _after_towards(scene: Scene, start: int, head: int) -> int:
    """Leave out `甲向` where a company's place or a listed company follows 向, and `全称` before any."""
    begins = {hit.start for hit in (*scene.regions, *_firms(scene)) if hit.end <= head}
    cuts = [at.end() for at in _TOWARDS.finditer(scene.text, start, head) if at.end() in begins and at.start() > start]
    told = [at.end() for at in _TOLD.finditer(scene.text, start, head - 1)]
    return max((*cuts, *told), default=start)


def _after_firm(scene: Scene, start: int, head: int) -> int:
    """Leave out a company that stands before in a list: 甲有限公司和 | 乙科技有限公司."""
    listed = list(_ENDS_FIRM.finditer(scene.text, start, head))
    return listed[-1].end() if listed else start


def _after_introduction(scene: Scene, start: int, head: int) -> int:
    """Leave out a function word that the dictionary took for the first character of a coined name: 由 | 彤材化学."""
    if scene.text[start] not in _INTRODUCING or head - start < _SHORTEST or scene.is_edge(start + 1):
        return start
    return start if any(hit.start == start for hit in scene.hits) else start + 1


def _firms(scene: Scene) -> list[Hit]:
    return [hit for hit in scene.hits if EntityClass.ENTERPRISE in hit.classes]


def _with_region(scene: Scene, start: int, head: int) -> int:
    """Take in a place before and the coined characters between that look like other words (绍兴样例越 | 轴精工)."""
    for hit in scene.regions:
        inside = scene.words.within(hit.end, start)
        if hit.end < start <= hit.end + _LONGEST_GAP and inside and inside[-1].end == start:
            odd = inside[-1]
            whole = all(_is_plain(word) or _is_odd_character(word) for word in inside[:-1])
            if whole and (_is_odd_character(odd) or (_is_odd_verb(odd) and _is_bare(scene, start, head))):
                return hit.start
    return start


def _is_plain(word: Word) -> bool:
    is_name = word.tag in {"n", "nz", "nr", "nt"} and word.text not in common_words("generic", "owner")
    return is_name and not verb_role(word)


def _is_odd_character(word: Word) -> bool:
    return len(word.text) == 1 and word.tag[0] in "dfnvagjq" and word.text not in _ADVERBS


def _is_odd_verb(word: Word) -> bool:
    return len(word.text) == 2 and word.tag[0] == "v" and not _FIRM_VERBS.match(word.text)


def _is_bare(scene: Scene, start: int, head: int) -> bool:
    """Trades only, nothing that tells the company apart: 物流装备, 装备."""
    inside = scene.words.within(start, head)
    return bool(inside) and all(is_trade(word.text) for word in inside)
