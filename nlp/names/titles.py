"""Titles inside 《》: a standard or a policy by the word they end in; other works are left alone."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.names.scene import Scene
from nlp.spans import Span
from ontology.schema import EntityClass

_TAIL: Final = re.compile(r"(?:[（(][^（）()]{1,24}[）)]|的?通知|\d{4}年?版?|[—－\-].{0,12})$")
_STANDARD_TITLE: Final = re.compile(
    r"(?:规范|标准|评估模型|成熟度|通用要求|技术要求|基本要求|参考架构|通则|规程|术语|测试方法|试验方法|元数据|总则|数据字典)$"
)
_POLICY_TITLE: Final = re.compile(
    r"(?:规划|纲要|计划|方案|意见|办法|条例|政策|措施|细则|规定|指南|目录|法|法案|决定|通知|清单|白皮书|报告|行动|条|"
    r"建议|指引|准则|公约|协定|章程|倡议|声明|公告|名录|大纲|战略|制度|要点|工程|体系|布局|指标|决议|批复|函|分类)$"
)
_OTHER_WORKS: Final = re.compile(r"(?:日报|时报|周刊|杂志|新闻联播|晚报|周报|月刊|学报|新闻)$")
_TITLE_OF_STANDARD: Final = re.compile(r"(?:国家标准|行业标准|团体标准|地方标准|国际标准|标准)[：:]?$|\d[）)]?$")


def find_titles(scene: Scene) -> Iterator[Span]:
    """Spans of the titles inside 《》, marks left out."""
    for left, right in scene.quoted("《"):
        title = scene.text[left + 1 : right]
        cls = title_class(title, before=scene.text[max(0, left - 14) : left])
        if cls is not None and len(title) > 1:
            yield scene.span(left + 1, right, cls, confidence=0.97, rule="title")


def title_class(title: str, before: str = "") -> EntityClass | None:
    """Policy, Standard, or None for a book, newspaper or anything else a title may name."""
    bare = _TAIL.sub("", _TAIL.sub("", title)) or title
    if _STANDARD_TITLE.search(bare) or (_TITLE_OF_STANDARD.search(before) and "分类分级" not in title):
        return EntityClass.STANDARD
    if _OTHER_WORKS.search(bare):
        return None
    return EntityClass.POLICY if _POLICY_TITLE.search(bare) or "关于" in title else None
