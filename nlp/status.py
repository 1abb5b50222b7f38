"""How a place states a thing: done, planned, negated, or past.

计划 and 拟 before a verb make a plan, 已 and 了 after them undo it; recommendations and targets make the plan the
default of a section (see `nlp.context`).
"""

import re
from typing import Final

from ontology.schema import Status

_PLANNED: Final = re.compile(
    r"(?<!即)将(?![军来近])|拟(?!合|态|人)|计划(?=[\u4e00-\u9fff])(?!生育|单列)|力争|争取|预计|有望|目标|到20[2-9]\d年|"
    r"未来[一二三四五\d]|下一步|鼓励|引导|建议|筹建|确保|打算|准备|谋划|规划(?=建|年|总|到)|要(?=加|推|建|大)|"
    # an order, with nobody named who has done it: 加快建设…
    r"(?:^|[，；。、\n“])(?:加快|推进|推动|大力|着力|努力|支持|积极|持续|深化|加强|强化|探索)"
)
_DONE: Final = re.compile(
    r"已(?!经济)|(?<=[\u4e00-\u9fff])了(?!解)|累计|截至|建成|完成|实现了|获批|获评|达到|去年|目前|入选|近年来"
)
_NEGATED: Final = re.compile(
    r"尚未|未能|没有|并未|从未|未曾|不再|尚无|否认|并非|不是|无法|未(?=[获被与在向对提采使应建投参生供签])|终止|取消|"
    r"不(?=生产|采用|提供|涉及|使用|供应|含)"
)
_HISTORIC: Final = re.compile(r"曾(?=经|用|在|是|为|与)|原(?=名|属)|此前曾|历史上")


def status_at(text: str, start: int, place: int, *, default: Status = Status.STATED) -> Status:
    """How the thing at `place` is stated, by the words between `start` and `place`.

    Args:
        text: the sentence.
        start: where the sentence, or the part of it that governs the place, begins.
        place: where the verb, or the number, stands.
        default: what holds when no word tells, such as PLANNED under the heading 下一步.
    """
    if _last(_NEGATED, text, max(start, place - 12), place) >= 0:
        return Status.NEGATED
    planned = _last(_PLANNED, text, start, place)
    done = _last(_DONE, text, start, place)
    if planned > done:
        return Status.PLANNED
    if _last(_HISTORIC, text, max(start, place - 12), place) >= 0:
        return Status.HISTORIC
    return Status.STATED if done >= 0 else default


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    places = [match.start() for match in pattern.finditer(text, max(start, 0), end)]
    return places[-1] if places else -1
