"""What a need says beside what it asks for: quantity, delivery, certificates, money, service, size of the provider.

Rules over short forms; what is found is shown to the user and bounds nothing by itself. Method: docs/methods.md, M1.
"""

import re
from collections.abc import Mapping
from typing import Final

from graph.analysis.matching.results import Condition

_NUMBER: Final = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万几]+)"
_RULES: Final[Mapping[str, re.Pattern[str]]] = {
    "数量": re.compile(
        rf"(?:一年|每年|年销|每月|一个月|月|首批|先要|总共)?(?:大概|约)?{_NUMBER}(?:来|多|余)?[十百千万]*"
        r"(?:台|套|件|吨|只|个|支|根|片|张|米|公斤|千克|亩|条|块|箱|瓶|辆|组|批|令|刀|账号)(?:左右|上下|以上)?"
    ),
    "交期": re.compile(
        rf"(?:交期|交货期?|工期)[^,，。；;]{{0,8}}|{_NUMBER}(?:天|日|周|个月)(?:内|之内|以内)(?:交货|到货|交付)?|年[底前后]+要货|急要|现货|越快越好"
    ),
    "资质": re.compile(
        r"(?:ISO|IATF|AS|GB/?T|API|CE|UL|CCC|3C|FDA|GMP|ASME|RoHS|HACCP|CMA|CNAS)[ -]?\d*(?::\d+)?(?:认证|标准|证书)?"
        r"|有(?:批文|资质|许可证|生产许可|认证)的?|[^,，。；;]{0,6}(?:资质|许可证|认证)",
        re.IGNORECASE,
    ),
    "预算": re.compile(
        rf"(?:预算|单价|总价|投资)[^,，。；;]{{0,3}}{_NUMBER}[十百千万亿]*元?(?:以内|左右|以下)?|预算不高|账期[^,，。；;]{{0,5}}"
    ),
    "服务": re.compile(
        r"上门(?:调试|安装|维修|调音)?|包安装|安装调试|售后|维保|保修|培训|打样|选型|贴牌|代工|配送|送货|折价|设计施工"
    ),
    "规模": re.compile(
        "上市公司|规上|规模以上|龙头|大厂|大型企业|小厂|中小企业|小微企业|专精特新|小巨人|高新技术企业"
        "|起订量[^,，。;；]{0,5}|[大小]批量|散单"
    ),
}


def conditions_in(text: str) -> tuple[Condition, ...]:
    """What the text says of quantity, delivery, certificates, budget, service and size, in the order of these kinds."""
    found = [Condition(kind, match[0].strip()) for kind, rule in _RULES.items() for match in rule.finditer(text)]
    return tuple(dict.fromkeys(found))
