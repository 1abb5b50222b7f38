"""Where a name starts, once its end is known.

Walk left from the head word by word. What ends a name: punctuation, function words, verbs that take a name as
their object. What does not: verbs used as nouns inside a name (研发, 监测) when the word before them is nominal,
quoted and bracketed parts, and the conjunctions of known office names (工业和信息化). Then words that only
introduce a name (国内, 首个, 企业) are trimmed.
"""

import re
from typing import Final, Literal

from nlp.lexicon import common_words, words_of
from nlp.names.scene import QUOTE_ENDS, Scene
from nlp.words import Word
from ontology.schema import EntityClass

Kind = Literal["", "action", "firm"]

_LONGEST: Final = 32  # characters; a longer run is a clause, not a name
_LONGEST_PIECE: Final = 14  # characters inside quotes or brackets that are part of a name
_LONGEST_JOINED: Final = 9
_JOINED: Final = re.compile(
    r"(?:工业和信息化|经济和信息化|发展和改革|住房和城乡建设|人力资源和社会保障|文化和旅游|网络安全和信息化|农业和农村|"
    r"信息化和工业化|软件和信息|石油和化学|石油和化工|粮食和物资|科学和技术|卫生和健康|医药和|机械和|仪器和|质量和|新闻出版和|"
    r"物流与采购|知识产权与|认证与|标准与|研究与|科学与工程|技术与|与工业|材料与|装备与|能源与|创新与|安全与|林业和草原|融合和)$"
)
_FUNCTION: Final = frozenset("upryeocdfmt")  # first letters of jieba tags that end a name
_DIRECTIONS: Final = frozenset({"东", "西", "南", "北", "东部", "西部", "中部", "南部", "北部", "北方", "南方"})
_NOUNS: Final = ("n", "vn", "an", "eng", "j", "l", "i", "a", "b", "s", "z", "g")
_COUNTRIES: Final = frozenset("韩德日新意法美俄英瑞匈荷奥泰马")
_ORDINAL: Final = re.compile(r"第[一二三四五六七八九十\d]+")
_NUMERAL: Final = re.compile(r"[一二三四五六七八九十\d]+")  # （三） counts a paragraph, no part of a name
_BRACKETS: Final = "）)"
_CLOSING: Final = f"{QUOTE_ENDS}{_BRACKETS}"
_INNER_MARKS: Final = frozenset("—-+·&＋×/")


def left_edge(scene: Scene, head: int, *, kind: Kind = "") -> int:
    """Offset where the name whose head starts at `head` begins; `head` itself when nothing precedes it.

    `kind` "action" is for names of programmes, which hold numerals (百园千企), adjectives and verbs of change;
    "firm" for companies, which 企业 or 公司 may introduce but never lead.
    """
    words, edge = scene.words, head
    index = words.before(head)
    while index >= 0 and head - edge < _LONGEST:
        jump = _jump(scene, edge, kind)
        if jump is not None:
            edge = jump
            index = words.before(edge) if edge else -1
        elif _ends_name(scene, index, edge == head, kind):
            break
        else:
            index -= 1
            edge = words.ends[index] if index >= 0 else 0
    return _trimmed(scene, edge, head, kind)


def _jump(scene: Scene, edge: int, kind: Kind) -> int | None:
    """Start of the quoted, bracketed or conjoined piece that ends at `edge`, if there is one."""
    closing = _BRACKETS if kind == "firm" else _CLOSING
    opening = scene.brackets.get(edge - 1, edge) if edge and scene.text[edge - 1] in closing else edge
    if opening < edge:
        piece = scene.text[opening + 1 : edge - 1]
        if _NUMERAL.fullmatch(piece):
            return None
        return opening if len(piece) <= _LONGEST_PIECE and "，" not in piece and "简称" not in piece else None
    return _joined_start(scene.text, edge)


def _joined_start(text: str, edge: int) -> int | None:
    """Start of the conjoined words that end at `edge`; 和 or 与 is one of them."""
    first = max(0, edge - _LONGEST_JOINED)
    if text.find("和", first, edge) < 0 and text.find("与", first, edge) < 0:
        return None
    joined = _JOINED.search(text, first, edge)
    return joined.start() if joined else None


def _ends_name(scene: Scene, index: int, directly: bool, kind: Kind) -> bool:
    words = scene.words
    word = words[index]
    if word.tag == "x" and word.text not in _INNER_MARKS and not scene.text[word.start].isalnum():
        return True
    role = verb_role(word)
    if role:
        return role == "stop" or _verb_ends(scene, role, words.previous(index), directly=directly, kind=kind)
    if word.text in common_words("owner"):
        return _owner_ends(word, words.previous(index), kind)
    if word.tag[0] in _FUNCTION and word.tag != "eng":
        return not (word.text in _DIRECTIONS or _is_partner(scene, word) or _is_inner_number(word, kind))
    return word.tag.startswith("v") and word.tag != "vn" and not _follows_noun(scene, words.previous(index))


def _verb_ends(scene: Scene, role: str, before: Word | None, *, directly: bool, kind: Kind) -> bool:
    if kind == "action" and role == "inner":
        return False
    if role == "near" and before is not None and EntityClass.REGION in scene.lexicon.classes(before.text):
        return True
    return (role == "near" and not directly and kind != "action") or not _follows_noun(scene, before)


def _owner_ends(word: Word, before: Word | None, kind: Kind) -> bool:
    if before is None or (kind == "firm" and word.text != "集团"):
        return True
    return before.tag[0] != "m" if kind == "action" else not _is_modifier(before)


def _is_partner(scene: Scene, word: Word) -> bool:
    """中 before another country in one character: 中韩, 中德."""
    return word.text == "中" and scene.text[word.end : word.end + 1] in _COUNTRIES


def verb_role(word: Word) -> str:
    """Role of a verb in `verbs.tsv`, or nothing; a four-character word takes the role of the verb it holds."""
    roles = words_of("verbs")
    found = roles.get(word.text, "")
    if not found and len(word.text) == 4 and word.tag[0] in "vlid" and "stop" in _halves(word.text):
        return "stop"
    return found


def _halves(text: str) -> tuple[str, str]:
    roles = words_of("verbs")
    return roles.get(text[:2], ""), roles.get(text[2:], "")


def _follows_noun(scene: Scene, before: Word | None) -> bool:
    """Whether a verb after this word is part of a name: the word is nominal and acts on nothing."""
    if before is None or before.text in common_words("owner") or _is_actor(scene, before):
        return False
    role = verb_role(before)
    return role == "inner" or before.text in QUOTE_ENDS or (role != "stop" and before.tag.startswith(_NOUNS))


def _is_actor(scene: Scene, word: Word) -> bool:
    return any(hit.end == word.end and EntityClass.ENTERPRISE in hit.classes for hit in scene.hits)


def _is_modifier(before: Word) -> bool:
    return before.tag.startswith(_NOUNS) and before.text not in common_words("owner") and not verb_role(before)


def _is_inner_number(word: Word, kind: Kind) -> bool:
    if word.text in {"新一代", "未来"}:
        return True
    if word.tag[0] != "m":
        return False
    return not word.text.isdigit() if kind == "action" else bool(_ORDINAL.fullmatch(word.text))


def _trimmed(scene: Scene, edge: int, head: int, kind: Kind) -> int:
    """Drop introducing words from the left."""
    index = scene.words.before(edge) + 1 if edge else 0
    introducing = common_words("introducing") if kind == "action" else common_words("introducing", "qualifying")
    words = scene.words
    while index < len(words) and words.ends[index] <= head and words.texts[index] in introducing:
        edge, index = words.ends[index], index + 1
    return edge
