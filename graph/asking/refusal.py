"""Questions that are refused before or while they are read, each with its reason."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from ontology.values.names import fold


class Reason(StrEnum):
    """Why a question is not answered."""

    UNKNOWN = "unknown"  # a word stands for nothing in the graph
    AMBIGUOUS = "ambiguous"  # several readings, or something is missing
    NO_DATA = "no_data"  # everything is known, but there is no figure
    OUT_OF_DOMAIN = "out_of_domain"
    WRITE = "write"  # asks to change the data
    INJECTION = "injection"  # query text, or orders to the machine


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason, in words for the person who asked, and the words that were not understood."""

    reason: Reason
    message: str
    words: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()  # what it might have meant


class Refused(Exception):
    """The question cannot be answered."""

    def __init__(
        self, reason: Reason, message: str, *, words: tuple[str, ...] = (), choices: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.refusal = Refusal(reason, message, words, choices)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """What is refused for one kind of reason, from `refused.tsv`; its words in any case."""
    text = (files("graph.asking") / "refused.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t", 1) for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{pattern})" for one, pattern in rows if one == kind), re.IGNORECASE)


@cache
def _ordered() -> re.Pattern[str]:
    """An order to change something: 把…删掉, 请新增…, …改成20亿元."""
    change = _pattern("change").pattern
    return re.compile("|".join(form.format(change=change) for form in _FORMS))


_POLITE: Final = "(?:请|麻烦|帮我|帮忙|给我|劳驾|请帮我|请你|麻烦你|现在|立即|马上)*"
_PLACE: Final = "(?:[在往向到给](?:图谱|库|数据库|系统)(?:里面|里|中)?)?"
_EDIT: Final = "(?:删除|删掉|清空|修改|改成|改为|改到|录入|写入|导入|添加|插入|合并|作废|设为)"
_ADD: Final = "(?:加上?|新增|添加|补|录入)一?[条个项家笔]"
_FORMS: Final = (
    "(?:把|将).+(?:{change})",
    f"^{_POLITE}{_PLACE}(?:{{change}})(?!了?(?:哪|多少|几|什么|谁))",
    f"(?:请|麻烦|帮我|帮忙|给我|替我).{{{{0,20}}}}{_EDIT}",
    f"(?:给|为|向|往).+{_ADD}",
    "(?:全部|统统|都)(?:删除|删掉|删了|清空|清除)",
    "(?:数据|记录|信息|图谱)(?:全部|统统|都)?(?:删|清空|清掉|改)",
    "(?:改成|改为|更新为|更正为|设为|设成|标为|标记为|换成)[^哪谁什几多]+$",
)
_ASKING: Final = re.compile("哪|谁|多少|几[家个种项款份]|什么时候|何时|吗|么$|有没有|是否|什么|有无|清单|名单")
_BIDDING: Final = re.compile(f"^{_POLITE}(?:把|将)")
# 把做甲的企业列出来 asks to be shown something, whatever else is done with 把 changes it.
_SHOWING: Final = re.compile("列|找|查|给我|告诉|说一|说说|报|排|数一|筛|挑|拿出|拿来|显示|展示|统计|汇总|整理|梳理|看")
_INJECTED: Final = (
    "问题里有查询语句或对系统的指令，没有执行 · it holds query text or orders to the machine; nothing was run"
)
_READ_ONLY: Final = "这里只能查询，不能改动数据；要更正请到核对页 · this only reads; corrections are made in the review"


def check(question: str) -> None:
    """Refuse what gives orders or asks to change the graph.

    Raises:
        Refused: with the reason.
    """
    plain = fold(question)
    if _pattern("query").search(question) or _pattern("order").search(plain):
        raise Refused(Reason.INJECTION, _INJECTED)
    bidding, asking = _BIDDING.search(plain), _ASKING.search(plain)
    if _ordered().search(plain) and (bidding or not asking):
        raise Refused(Reason.WRITE, _READ_ONLY)
    if bidding and not asking and not _SHOWING.search(plain):
        raise Refused(Reason.WRITE, _READ_ONLY)


def is_beyond(text: str) -> bool:
    """Whether what is left of a question, its names taken out, speaks of something that no chain knows of."""
    return bool(_pattern("beyond").search(text))
