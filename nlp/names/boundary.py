"""Where a name starts, once its end is known.

Walk left from the head word by word. What ends a name: punctuation, function words, verbs that take a name as
their object. What does not: verbs used as nouns inside a name (研发, 监测) when the word before them is nominal,
quoted and bracketed parts, and the conjunctions of known office names (工业和信息化). Then words that only
introduce a name (国内, 首个, 企业) are trimmed.
"""

import re
from typing import Final

from nlp.lexicon import common_words, words_of
from nlp.names.scene import Scene
from nlp.words import Word

_LONGEST: Final = 32  # characters; a longer run is a clause, not a name
_JOINED: Final = re.compile(
    r"(?:工业和信息化|经济和信息化|发展和改革|住房和城乡建设|人力资源和社会保障|文化和旅游|网络安全和信息化|农业和农村|"
    r"信息化和工业化|软件和信息|石油和化学|石油和化工|粮食和物资|科学和技术|卫生和健康|医药和|机械和|仪器和|质量和|"
    r"新闻出版和|物流与采购|知识产权与|认证与|标准与|研究与|科学与工程|技术与|与工业|材料与|装备与|能源与|创新与|安全与)$"
)
_FUNCTION: Final = frozenset("upryeocdfm")  # first letters of jieba tags that end a name
_INNER_ORDINAL: Final = re.compile(r"^(?:第[一二三四五六七八九十]+|[一二三四五六七八九十百千万]+)$")
_NOUNS: Final = ("n", "vn", "an", "eng", "j", "l", "i", "a", "b", "s", "z", "g")


def left_edge(scene: Scene, head: int, *, numbers: bool = False) -> int:
    """Offset where the name whose head starts at `head` begins; `head` itself when nothing precedes it.

    `numbers` lets numerals stand inside, as in the names of actions (百园千企).
    """
    index = scene.words.before(head)
    edge = head
    while index >= 0 and head - edge < _LONGEST:
        jump = _jump(scene, edge)
        if jump is not None:
            edge = jump
        elif _ends_name(scene, index, edge, head, numbers=numbers):
            break
        else:
            edge = scene.words.items[index].start
        index = scene.words.before(edge) if edge else -1
    return _trimmed(scene, edge, head)


def _jump(scene: Scene, edge: int) -> int | None:
    """Start of the quoted, bracketed or conjoined piece that ends at `edge`, if there is one."""
    if edge and scene.text[edge - 1] in "”）)" and edge - 1 in scene.brackets:
        opening = scene.brackets[edge - 1]
        piece = scene.text[opening + 1 : edge - 1]
        return opening if len(piece) <= 14 and "，" not in piece and "简称" not in piece else None
    joined = _JOINED.search(scene.text, max(0, edge - 9), edge)
    return joined.start() if joined else None


def _ends_name(scene: Scene, index: int, edge: int, head: int, *, numbers: bool) -> bool:
    words = scene.words.items
    word = words[index]
    if word.tag == "x" and word.text not in "—-+·&＋-×/":
        return True
    role = words_of("verbs").get(word.text)
    if role:
        return _verb_ends(role, words[index - 1] if index else None, directly=edge == head)
    if word.text in common_words("owner"):
        return True
    if numbers and word.tag == "m":
        return word.text.isdigit()
    if word.tag[0] in _FUNCTION:
        return not _is_part(word)
    return word.tag.startswith("v") and word.tag != "vn" and not _follows_noun(words[index - 1] if index else None)


def _verb_ends(role: str, before: Word | None, *, directly: bool) -> bool:
    if role == "stop" or (role == "near" and not directly):
        return True
    return not _follows_noun(before)


def _follows_noun(before: Word | None) -> bool:
    if before is None or words_of("verbs").get(before.text) == "stop" or before.text in common_words("owner"):
        return False
    return before.tag.startswith(_NOUNS) or words_of("verbs").get(before.text) == "inner"


def _is_part(word: Word) -> bool:
    """A numeral or place word that names do hold: 第三, 东, 中."""
    if word.tag[0] == "m":
        return bool(_INNER_ORDINAL.match(word.text)) and word.text.startswith("第")
    return word.tag == "f" and word.text in {"东", "西", "南", "北", "东部", "西部", "中部", "南部", "北部"}


def _trimmed(scene: Scene, edge: int, head: int) -> int:
    """Drop introducing words from the left."""
    introducing = common_words("introducing")
    index = scene.words.before(edge) + 1 if edge else 0
    for word in scene.words.items[index:]:
        if word.start < edge or word.end > head or word.text not in introducing:
            break
        edge = word.end
    return edge
