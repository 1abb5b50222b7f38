"""How a place states a thing: done, planned, negated, or past.

拟 before a verb makes a plan, 已 and 了 after it undo it. 建成 and 达到 undo only an order (推广…), not a plan with a
word or a year of its own (到2027年建成…). What 项目达产后 brings is a plan in any case. Recommendations and targets
make the plan the default of a section (see `nlp.context`). A denial ends with its clause: 没有库存，自产减速器.

The words were weighed on annotated sentences: each plan word goes with a plan in six of ten places at least.
"""

import re
from typing import Final

from ontology.schema import Status

# Each alternative begins with a character of its own, what must not stand before it is asked afterwards: only then
# does the engine pass over all other characters at once.
_PLANNED: Final = re.compile(
    r"将(?<!即将)(?![军来近])|拟(?!合|态|人|除)|计划(?=[\u4e00-\u9fff\d])(?!生育|单列|单打)|根据计划|力争|争取|预计|有望|目标|"
    r"到20[2-9]\d年|未来[一二三四五\d]|下一步|年内|明年|建议|确保|打算|准备|正筹备|筹备|申办|谋划|"
    r"规划(?=建|年|总|到|布)|提出(?=到?20|，|力争|要|将)|要(?<![需主重必不只首紧想纲提]要)(?=[培打抓建加推实完力确新引做])|"
    r"正在(?=起草|编制|制定|申报|论证|筹|规划)|自20(?:2[7-9]|[3-9]\d)年起|从20(?:2[7-9]|[3-9]\d)年起"
)
_ORDER: Final = r"(?:加快|推动|积极|深化|加强|探索|推广)"
_ORDERS: Final = re.compile(_ORDER)
_ORDERED: Final = re.compile(  # an order, with nobody named who has done it: 支持…, 推广…
    "|".join(["鼓励", "引导", "支持(?!下)", *(f"{mark}{_ORDER}" for mark in "，。；：、\n“")])
)
_ONCE_BUILT: Final = re.compile(
    r"建成后|达产后|投产后|完工后|竣工后|落成后|建成投产后|达效后|可(?=年产|实现|形成|带动|新增)"
)
_DONE: Final = re.compile(r"已(?!经济)|了(?<=[\u4e00-\u9fff]了)(?!解)|累计|截至|获评|去年|目前|入选|近年来|曾")
_BROUGHT: Final = re.compile(r"建成(?!后)|完成|实现了|获批|达到|印发")
_NEGATED: Final = re.compile(
    r"尚未|暂未|未能|没有|并未|从未|未曾|不再|尚无|暂无|否认|并非|不是|无法|未(?=[获被与在向对提采使应建投参生供签])|终止|取消|"
    r"停止|无(?<![\u4e00-\u9fff]无)(?=[\u4e00-\u9fff])|不(?=生产|采用|提供|涉及|使用|供应|含|属于|适用|包括|存在)|"
    r"不属实|并不(?=是|生产|采用|提供|涉及|使用|供应|属于)"
)
_HISTORIC: Final = re.compile(r"曾(?=经|用|在|是|为|与|由)|原(?=名|属|为|系)|此前曾|历史上|一度|前身")
_NEAR: Final = 12  # characters in which a word of denial or of the past still reaches the place
_AFTER: Final = re.compile(
    r"[^，。；！？\n]{0,24}?(?:将(?=陆续|于|在|全部|开工|建成|投产|上线)|拟于|有望|预计(?=\d|明年|年底))"
)


def status_at(text: str, start: int, place: int, *, default: Status = Status.STATED) -> Status:
    """How the thing at `place` is stated, by the words between `start` and `place`, and by 将… right after it.

    Args:
        text: the sentence.
        start: where the sentence, or the part of it that governs the place, begins.
        place: where the verb, or the number, stands.
        default: what holds when no word tells, such as PLANNED under the heading 下一步.
    """
    if _last(_NEGATED, text, max(start, place - _NEAR, 1 + text.rfind("，", 0, place)), place) >= 0:
        return Status.NEGATED
    done = _last(_DONE, text, start, place)
    if _last(_PLANNED, text, start, place) > done:
        return Status.PLANNED
    brought = _last(_BROUGHT, text, start, place)
    if _last_order(text, start, place) > max(done, brought) or _last(_ONCE_BUILT, text, start, place) > done:
        return Status.PLANNED
    if _last(_HISTORIC, text, max(start, place - _NEAR), place) >= 0:
        return Status.HISTORIC
    if done < 0 and _AFTER.match(text, place):
        return Status.PLANNED
    return Status.STATED if max(done, brought) >= 0 else default


def _last_order(text: str, start: int, end: int) -> int:
    """Where the last order stands; one may open the text."""
    last = _last(_ORDERED, text, start, end)
    return 0 if last < 0 and start <= 0 and _ORDERS.match(text, 0, end) else last


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    last = -1
    for match in pattern.finditer(text, max(start, 0), end):
        last = match.start()
    return last
