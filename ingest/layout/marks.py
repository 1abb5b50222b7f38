"""How a line begins and ends: numbers of headings and items, captions, notes, ends of sentences."""

import re
from typing import Final

from ontology.facts import BlockKind

_NUMERAL: Final = "一二三四五六七八九十百零〇"
_HEADINGS: Final = (  # from the highest; official documents number 一、（一）1.（1）
    (1, re.compile(rf"第[{_NUMERAL}\d]+[章篇编部]|[{_NUMERAL}]{{1,3}}\s*[、.．]")),
    (2, re.compile(rf"第[{_NUMERAL}\d]+节|[（(][{_NUMERAL}]{{1,3}}[）)]")),
    (3, re.compile(r"\d{1,2}\s*[、．]|\d{1,2}\.(?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
_DECIMAL: Final = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.%％])\s*(?![\s亿万倍千百个元吨家项台套年月])(?=[\u4e00-\u9fff])"
)
_ITEM: Final = re.compile(
    r"[•·●■◆▪◦○□➢➤✓★▶►※*][\s\u3000]?|[-–—]{1,2}\s*(?=[\u4e00-\u9fff《“])|[①-⑳]|[a-zA-Z\d][）)]\s*|[\ue000-\uf8ff]"
)
_ARTICLE: Final = re.compile(rf"第[{_NUMERAL}\d]+条")
_CAPTION: Final = re.compile(
    r"(?:图|表|附表|附图|专栏|框)\s*[\d一二三四五六七八九十]+(?:[-.—]\d+)?[\s\u3000:：.．]*(?![、，中所可为是和与至到])|附[表图][\s\u3000]"
)
_NOTE: Final = re.compile(r"(?:注|备注|资料来源|数据来源|来源|说明)\s*[：:\d]|[①-⑳]?\s*注：")
_ATTACHMENT: Final = re.compile(r"附件\s*[\d一二三四五六七八九十]*\s*[：:]?")
_QUESTION: Final = re.compile(
    r"[问答]\s*[：:]|(?:摘\s*要|关\s*键\s*词|作者简介|基金项目|中图分类号|Abstract|Key\s?words)\s*[：:]"
)
_DATE: Final = re.compile(
    r"[（(]?[\d二〇○零一三四五六七八九]{4}\s*年(?:\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?)?[）)]?$"
)

SENTENCE_END: Final = frozenset("。！？；：.!?;:”’）)】》…")
_HARD_END: Final = frozenset("。！？；!?;")
_HEADING_LENGTH: Final = 60


def starts_block(text: str) -> bool:
    """Whether a line that begins like this opens a block of its own."""
    head = text[:24]
    return bool(
        heading_level(head)
        or _ITEM.match(head)
        or _ARTICLE.match(head)
        or _CAPTION.match(head)
        or _NOTE.match(head)
        or _QUESTION.match(head)
        or (_ATTACHMENT.match(head) and len(text) < 60)
    )


def heading_level(text: str) -> int:
    """1..4 by the number a heading or item begins with, 0 for none."""
    if found := _DECIMAL.match(text):
        return min(4, 1 + found[0].count("."))
    return next((level for level, pattern in _HEADINGS if pattern.match(text)), 0)


def ends_sentence(text: str) -> bool:
    """Whether nothing more has to follow: a mark that ends sentences, quotes and brackets looked through."""
    core = text.rstrip("”’）)】》 ")
    return bool(core) and core[-1] in _HARD_END


def may_end(text: str) -> bool:
    """Whether a line may be the last of its paragraph, by its last character."""
    return text[-1:] in SENTENCE_END


def is_date(text: str) -> bool:
    """A date and nothing else, as under a title or a signature."""
    return bool(_DATE.match(text))


def classify(text: str) -> tuple[BlockKind, int]:
    """What a block is by its own words, and its heading level."""
    level = heading_level(text)
    if _CAPTION.match(text) and len(text) <= 80 and not ends_sentence(text):
        return BlockKind.CAPTION, 0
    if _NOTE.match(text):
        return BlockKind.NOTE, 0
    if level and is_short_line(text):
        return BlockKind.HEADING, level
    if level or _ITEM.match(text) or _ARTICLE.match(text):
        return BlockKind.ITEM, 0
    return BlockKind.PARAGRAPH, 0


def is_short_line(text: str) -> bool:
    """Short and no sentence: what headings, titles and bylines look like."""
    return len(text) <= _HEADING_LENGTH and not ends_sentence(text) and text[-1:] not in "，、,：:" and "。" not in text
