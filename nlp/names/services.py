"""Online services by their short coined name: 接入赣服通, 上线织链云."""

import re
from collections.abc import Iterator
from typing import Final

from nlp.names.boundary import verb_role
from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.words import is_word
from ontology.schema import EntityClass

_USED: Final = re.compile(
    r"(?:接入|登录|上线|依托|通过|使用|推出|打造|运行|建成|搭建|借助|部署|利用|基于|经由|进入)了?"
    r"([一-龥]{1,4}(?:通|云|链|大脑))(?=[，。、；]|的|平台|实现|为|对|可|后|服务|开展|提供|完成|上|进行|查询|办理|即|就|已|将|等|”|“|（|\()"
)
_EVERYDAY: Final = re.compile(
    r"(?:交通|流通|融通|互通|联通|畅通|沟通|开通|普通|打通|上云|工业云|行业云|政务云|混合云|私有云|公有云|产业链|供应链|区块链|生态链|.链条|全链)$"
)


def find_services(scene: Scene) -> Iterator[Span]:
    """Spans of names in 通, 云, 链 or 大脑 after a verb that takes a service as its object."""
    for match in _USED.finditer(scene.text):
        name = match[1]
        last = scene.words[scene.words.before(match.end(1))]
        if not _EVERYDAY.search(name) and not is_word(name) and not verb_role(last):
            yield scene.span(match.start(1), match.end(1), EntityClass.PLATFORM, confidence=0.7, rule="service")
