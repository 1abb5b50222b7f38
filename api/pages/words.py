"""Chinese words of classes, relations and states, as the pages show them; the same as the labels of liantu.ttl."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CLASS_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        pair.split("=")
        for pair in [
            "Enterprise=企业",
            "Organization=机构",
            "Platform=平台",
            "Scenario=场景",
            "Policy=政策",
            "Initiative=行动",
            "Standard=标准",
            "Park=园区",
            "Region=地区",
            "Industry=行业",
            "Technology=技术产品",
            "Chain=产业链",
            "ChainNode=环节",
            "Solution=解决方案",
            "Demand=需求",
            "Indicator=指标",
            "Observation=观测",
            "Document=文档",
            "Evidence=证据",
            "Decision=判定",
        ]
    )
)
RELATION_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        pair.split("=")
        for pair in [
            "operates=运营",
            "located_in=位于",
            "issued=发布",
            "applies_to=适用于",
            "serves=服务",
            "implements=落实场景",
            "provides=提供",
            "uses=使用",
            "partners_with=合作",
            "supplies=供货给",
            "invests_in=投资",
            "subsidiary_of=隶属",
            "upstream_of=上游于",
            "participates_in=参加",
            "develops=研发",
            "part_of=属于",
            "produces=生产",
            "realises=由…实现",
            "solves=解决",
            "offers=提供方案",
            "needs=需要",
            "posted_by=发布人",
            "replaces=取代",
            "based_on=依据",
            "supports=支持",
            "about=关于",
            "of_indicator=指标",
            "states=载有",
        ]
    )
)
STATUS_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"stated": "已述", "planned": "计划", "historic": "历史", "negated": "否定"}
)
