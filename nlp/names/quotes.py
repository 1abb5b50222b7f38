"""Quoted designations: “未来工厂”, “产业大脑+未来工厂”. Quotations that a head follows are found by their head."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import is_word
from ontology.schema import EntityClass

_SLOGAN: Final = re.compile(
    r"×|[百千万十].[百千万].|一[链业企网码].*一|智改|数转|强链|补链|双碳|^(?:中国|世界|东方|亚洲|北方|西部).{1,4}[都城谷港]$|.之[城都谷]$|"
    r"^[一二三四五六七八九十两双]\w{1,3}[一二三四五六七八九十两双]\w{1,3}(?:[一二三四五六七八九十两双]\w{1,2})?$|^数字.{2}$|^云上.{2}$"
)
_AFTER_HEAD: Final = re.compile(r"(?:平台|系统|应用|小程序|APP|大模型|软件|云)$")
_COINED: Final = re.compile(r"[\w·\-]{2,10}")
_SERVICE: Final = re.compile(
    r"[一-龥A-Za-z]{2,5}(?<![流融互联畅沟开贯普打交强补延登上业])(?:通|云|链|码|帮|购)"
)  # 企查帮, 甬金通, 瓯货云
_FOLLOWED: Final = re.compile(r"行动|工程|计划|改革|服务|模式|机制|试点|工作|活动|专项|能力")
_WITH_PLACE: Final = 6  # characters of a quoted region with an epithet (天津智港)
_LONGEST: Final = 14


def find_quoted(scene: Scene) -> Iterator[Span]:
    """Spans of quotations that read like the name of a programme, marks left out."""
    for left, right in scene.quoted():
        inside = scene.text[left + 1 : right]
        if _AFTER_HEAD.search(scene.text, max(0, left - 6), left) and _COINED.fullmatch(inside):
            yield scene.span(left + 1, right, EntityClass.PLATFORM, confidence=0.75, rule="quoted-product")
        elif _SERVICE.fullmatch(inside) and not is_word(inside) and not _FOLLOWED.match(scene.text, right + 1):
            yield scene.span(left + 1, right, EntityClass.PLATFORM, confidence=0.72, rule="quoted-service")
        if 2 < len(inside) <= _LONGEST and not re.search("[，。、]", inside) and _is_designation(scene, left, inside):
            yield scene.span(left + 1, right, EntityClass.INITIATIVE, confidence=0.6, rule="quoted")


def _is_designation(scene: Scene, left: int, inside: str) -> bool:
    if _SLOGAN.search(inside):
        return True
    return len(inside) <= _WITH_PLACE and any(
        hit.start == left + 1 and hit.end < left + 1 + len(inside) and EntityClass.REGION in hit.classes
        for hit in scene.hits
    )
