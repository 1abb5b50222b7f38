"""Where a company's name with a legal form (有限公司) starts when words alone mislead.

A dictionary cuts 谐动向宁波 into 谐 动向 宁波 and takes 越 in 越轴 for an adverb: what stands around tells better.
"""

import re
from typing import Final

from nlp.lexicon import Hit, common_words
from nlp.names.boundary import verb_role
from nlp.names.companies import is_trade
from nlp.names.scene import Scene
from nlp.words import Word
from ontology.schema import EntityClass

_LEGAL: Final = re.compile(r"(?:股份有限|有限责任|有限)公司")
_ADVERBS: Final = frozenset("不未没已将也又都均曾正仅只再才就便即还更最较很太常皆亦")
_FIRM_VERBS: Final = re.compile(
    r"成立|设立|组建|收购|并购|投资|入股|参股|控股|引进|联合|携手|采购|支持|服务|设有|建有|拥有"
)
_LONGEST_GAP: Final = 4  # characters of a coined name between the region and where the walk stopped


def firm_start(scene: Scene, start: int, head: int) -> int:
    """Offset where the company that the walk began at `start` really starts; `head` when it has no name of its own."""
    if not _LEGAL.match(scene.text, head):
        return start
    start = _after_towards(scene, start, head)
    whole = _with_region(scene, start, head)
    return head if whole == start and _is_bare(scene, start, head) else whole


def _after_towards(scene: Scene, start: int, head: int) -> int:
    """Leave out `甲向` where a company's place or a listed company follows 向."""
    begins = {hit.start for hit in (*scene.regions, *_firms(scene)) if hit.end <= head}
    cuts = (at + 1 for at in range(start + 2, head) if scene.text[at] == "向" and at + 1 in begins)
    return max(cuts, default=start)


def _firms(scene: Scene) -> list[Hit]:
    return [hit for hit in scene.hits if EntityClass.ENTERPRISE in hit.classes]


def _with_region(scene: Scene, start: int, head: int) -> int:
    """Take in 绍兴样例越 before 轴精工: a place, a noun, and one word that only looks like an adverb or a verb."""
    for hit in scene.regions:
        inside = [word for word in scene.words.items if hit.end <= word.start and word.end <= start]
        if hit.end < start <= hit.end + _LONGEST_GAP and len(inside) == 2 and _is_plain(inside[0]):
            odd = inside[1]
            if _is_odd_character(odd) or (_is_odd_verb(odd) and _is_bare(scene, start, head)):
                return hit.start
    return start


def _is_plain(word: Word) -> bool:
    is_name = word.tag in {"n", "nz", "nr", "nt"} and word.text not in common_words("owner") | common_words("generic")
    return is_name and not verb_role(word)


def _is_odd_character(word: Word) -> bool:
    return len(word.text) == 1 and word.tag == "d" and word.text not in _ADVERBS


def _is_odd_verb(word: Word) -> bool:
    return len(word.text) == 2 and word.tag[0] == "v" and not _FIRM_VERBS.match(word.text)


def _is_bare(scene: Scene, start: int, head: int) -> bool:
    """Trades only, nothing that tells the company apart: 物流装备, 装备."""
    inside = [word for word in scene.words.items if start <= word.start and word.end <= head]
    return bool(inside) and all(is_trade(word.text) for word in inside)
