"""An invented world of batteries, small enough to know every answer by heart."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.store import EdgeKind, GraphDelta
from ontology.ids import PREFIXES
from ontology.schema import EntityClass, Relation
from tests.graph.deltas import delta, edges, nodes

C, R = EntityClass, Relation
TODAY: Final = "2026-06-30"
_NAMES: Final[Mapping[EntityClass, Mapping[str, Mapping[str, Any]]]] = {
    C.ENTERPRISE: {
        "甲": {
            "name": "宁德样甲新能源有限公司",
            "aliases": ["样甲新能"],
            "region": "reg:350900",
            "founded": "2010-03-01",
        },
        "乙": {
            "name": "合肥样乙电池有限公司",
            "aliases": ["样乙电池"],
            "region": "reg:340100",
            "founded": "2015-06-01",
        },
        "丙": {"name": "苏州样丙材料有限公司", "aliases": ["样丙材料"], "region": "reg:320500"},
        "丁": {"name": "昆山样丁隔膜有限公司", "aliases": ["样丁隔膜"], "region": "reg:320583"},
        "戊": {"name": "长沙样戊锂业有限公司", "aliases": ["样戊锂业"], "region": "reg:430100"},
        "己": {"name": "芜湖样己汽车有限公司", "aliases": ["样己汽车"], "region": "reg:340200"},
        "庚": {"name": "上海样庚智控有限公司", "aliases": ["样庚智控", "双样"], "region": "reg:310000"},
        "辛": {"name": "合肥样辛回收有限公司", "aliases": ["样辛回收"], "region": "reg:340100", "status": "closed"},
        "壬": {"name": "上海样壬云科技有限公司", "aliases": ["样壬云", "双样"], "region": "reg:310000"},
    },
    C.ORGANIZATION: {
        "院": {"name": "安徽样例电池研究院", "region": "reg:340000"},
        "厅": {"name": "安徽省经济和信息化厅", "region": "reg:340000"},
    },
    C.TECHNOLOGY: {
        "动力": {"name": "动力电池", "aliases": ["动力锂电池"]},
        "储能": {"name": "储能电池"},
        "正极": {"name": "正极材料"},
        "隔膜": {"name": "隔膜"},
        "锂": {"name": "碳酸锂"},
        "管理": {"name": "电池管理系统", "aliases": ["BMS"]},
        "车": {"name": "电动汽车"},
        "三元": {"name": "三元正极材料"},
    },
    C.PLATFORM: {
        "云": {"name": "样壬工业云", "aliases": ["样壬云平台"], "launched": "2019"},
        "溯源": {"name": "电池溯源平台", "launched": "2021"},
    },
    C.SCENARIO: {"监控": {"name": "设备远程监控", "aliases": ["远程监控"]}, "追溯": {"name": "电池追溯"}},
    C.INDUSTRY: {"汽车": {"name": "汽车制造"}, "电池": {"name": "电池制造"}},
    C.PARK: {"滨湖": {"name": "滨湖样例产业园", "region": "reg:340100"}},
    C.INITIATIVE: {
        "小巨人": {"name": "专精特新小巨人", "aliases": ["小巨人"]},
        "冠军": {"name": "制造业单项冠军", "aliases": ["单项冠军"]},
    },
    C.POLICY: {
        "回收": {
            "name": "安徽省动力电池回收管理办法",
            "document_number": "皖样发〔2022〕1号",
            "issued_on": "2022-05-01",
        },
        "网联": {"name": "上海市智能网联扶持办法", "issued_on": "2023-09-01"},
    },
    C.REGION: {
        "340000": {"name": "安徽省", "level": "province"},
        "350000": {"name": "福建省", "level": "province"},
        "320000": {"name": "江苏省", "level": "province"},
        "430000": {"name": "湖南省", "level": "province"},
        "310000": {"name": "上海市", "level": "province"},
        "340100": {"name": "合肥市", "level": "city"},
        "340200": {"name": "芜湖市", "level": "city"},
        "350900": {"name": "宁德市", "level": "city"},
        "320500": {"name": "苏州市", "level": "city"},
        "430100": {"name": "长沙市", "level": "city"},
    },
    C.INDICATOR: {
        "营收": {"name": "营业收入"},
        "产量": {"name": "动力电池产量"},
        "生产": {"name": "生产动力电池"},
    },  # as documents name it
    C.DOCUMENT: {"表": {"name": "firms.csv"}},
    C.EVIDENCE: {"证": {"name": "样甲新能生产动力电池", "document": "doc:表", "row": 6}},
}
_FACTS: Final = (
    *((R.PRODUCES, C.ENTERPRISE, C.TECHNOLOGY, *row) for row in (
        ("甲", "动力", {"share": 0.8, "since": "2012-01-01"}), ("甲", "储能", {"share": 0.1, "since": "2018-01-01"}),
        ("乙", "动力", {"share": 0.6, "since": "2017-01-01"}), ("丙", "正极", {"share": 0.9, "since": "2011-01-01"}),
        ("丁", "隔膜", {"share": 0.95, "since": "2014-01-01"}), ("戊", "锂", {"share": 0.7, "since": "2008-01-01"}),
        ("己", "车", {"share": 0.5, "since": "2019-01-01"}), ("庚", "管理", {"share": 0.4, "since": "2016-01-01"}),
        ("庚", "动力", {"since": "2027-01-01", "#": "planned"}), ("辛", "锂", {"share": 0.5, "since": "2009-01-01"}),
    )),
    *((R.SUPPLIES, C.ENTERPRISE, C.ENTERPRISE, *row) for row in (
        ("丙", "甲", {"product": "正极材料", "since": "2013-01-01"}),
        ("丙", "乙", {"product": "正极材料", "since": "2018-01-01"}),
        ("丁", "甲", {"product": "隔膜", "since": "2015-01-01"}),
        ("丁", "乙", {"product": "隔膜", "since": "2019-01-01", "until": "2022-12-31"}),
        ("戊", "丙", {"product": "碳酸锂", "since": "2012-01-01"}),
        ("甲", "己", {"product": "动力电池", "since": "2020-01-01"}),
        ("乙", "己", {"product": "动力电池", "since": "2021-01-01"}),
        ("庚", "己", {"product": "电池管理系统", "since": "2020-01-01"}),
        ("辛", "丙", {"product": "碳酸锂", "since": "2013-01-01"}),
    )),
    *((R.UPSTREAM_OF, C.TECHNOLOGY, C.TECHNOLOGY, *row, {}) for row in (
        ("锂", "正极"), ("正极", "动力"), ("隔膜", "动力"), ("动力", "车"), ("管理", "车"),
    )),
    (R.PART_OF, C.TECHNOLOGY, C.TECHNOLOGY, "三元", "正极", {}),
    (R.OPERATES, C.ENTERPRISE, C.PLATFORM, "壬", "云", {}), (R.OPERATES, C.ORGANIZATION, C.PLATFORM, "院", "溯源", {}),
    (R.PROVIDES, C.PLATFORM, C.SCENARIO, "云", "监控", {}), (R.PROVIDES, C.PLATFORM, C.SCENARIO, "溯源", "追溯", {}),
    (R.SERVES, C.PLATFORM, C.INDUSTRY, "云", "汽车", {}), (R.SERVES, C.PLATFORM, C.INDUSTRY, "溯源", "电池", {}),
    *((R.USES, C.ENTERPRISE, C.PLATFORM, *row, {}) for row in (
        ("己", "云"), ("甲", "溯源"), ("乙", "云"), ("乙", "溯源"),
    )),
    (R.IMPLEMENTS, C.ENTERPRISE, C.SCENARIO, "己", "监控", {"since": "2021-01-01"}),
    (R.IMPLEMENTS, C.ENTERPRISE, C.SCENARIO, "甲", "追溯", {"since": "2022-01-01"}),
    (R.IMPLEMENTS, C.ENTERPRISE, C.SCENARIO, "乙", "追溯", {"since": "2023-01-01"}),
    (R.ISSUED, C.ORGANIZATION, C.POLICY, "厅", "回收", {}), (R.ISSUED, C.REGION, C.POLICY, "340000", "回收", {}),
    (R.ISSUED, C.REGION, C.POLICY, "310000", "网联", {}),
    (R.APPLIES_TO, C.POLICY, C.SCENARIO, "回收", "追溯", {}), (R.APPLIES_TO, C.POLICY, C.INDUSTRY, "回收", "电池", {}),
    (R.APPLIES_TO, C.POLICY, C.SCENARIO, "网联", "监控", {}),
    (R.LOCATED_IN, C.ENTERPRISE, C.PARK, "乙", "滨湖", {}), (R.LOCATED_IN, C.ENTERPRISE, C.PARK, "辛", "滨湖", {}),
    (R.PARTICIPATES_IN, C.ENTERPRISE, C.INITIATIVE, "丁", "小巨人", {"since": "2020-01-01"}),
    (R.PARTICIPATES_IN, C.ENTERPRISE, C.INITIATIVE, "庚", "小巨人", {"since": "2022-01-01"}),
    (R.PARTICIPATES_IN, C.ENTERPRISE, C.INITIATIVE, "丙", "冠军", {"since": "2021-01-01"}),
    (R.STATES, C.DOCUMENT, C.EVIDENCE, "表", "证", {}),
)  # fmt: skip
_FIGURES: Final = (
    (C.ENTERPRISE, "甲", "营收", {"2022": 100000, "2023": 130000}, "万元", 1e4),
    (C.ENTERPRISE, "乙", "营收", {"2022": 50000, "2023": 45000}, "万元", 1e4),
    (C.ENTERPRISE, "己", "营收", {"2021": 9, "2022": 8}, "亿元", 1e8),
    (C.ENTERPRISE, "己", "营收", {"2023": 88000}, "万元", 1e4),
    (C.REGION, "350900", "产量", {"2022": 100, "2023": 120}, "万套", 1e4),
    (C.REGION, "340100", "产量", {"2022": 60, "2023": 90}, "万套", 1e4),
)


def key(cls: EntityClass, short: str) -> str:
    """The id of a thing of this world."""
    return f"{PREFIXES[cls]}:{short}"


def world() -> GraphDelta:
    """The whole world as one delta."""
    tables = {cls: [_node(cls, short, told) for short, told in things.items()] for cls, things in _NAMES.items()}
    tables[C.OBSERVATION] = [row for figure in _FIGURES for row in _observations(figure)]
    facts: dict[EdgeKind, list[dict[str, Any]]] = {}
    for relation, subject, target, left, right, told in (*_FACTS, *_seen()):
        given = dict(told)
        row = {"subject": key(subject, left), "object": key(target, right), "status": given.pop("#", "stated")}
        proof = ["ev:证"] if (left, right) == ("甲", "动力") and relation is R.PRODUCES else []
        row |= {"properties": json.dumps(given, ensure_ascii=False), "evidence": proof}
        facts.setdefault(EdgeKind(relation, subject, target), []).append(row)
    return delta(
        "v1",
        nodes={cls: nodes(*rows) for cls, rows in tables.items()},
        edges={kind: edges(*rows) for kind, rows in facts.items()},
    )


def _node(cls: EntityClass, short: str, told: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: told[name] for name in ("name", "aliases", "region") if name in told}
    rest = {name: value for name, value in told.items() if name not in own}
    properties = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return {"id": key(cls, short), **own, "properties": properties}


def _observations(figure: tuple[Any, ...]) -> Iterable[dict[str, Any]]:
    _, short, indicator, years, unit, factor = figure
    for year, value in years.items():
        told = {"value": float(value), "unit": unit, "period": year, "base_value": value * factor}
        properties = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        yield {"id": f"obs:{short}-{indicator}-{year}", "name": f"{value}", "properties": properties}


def _seen() -> Iterable[tuple[Any, ...]]:
    for cls, short, indicator, years, _, _ in _FIGURES:
        for year in years:
            yield R.ABOUT, C.OBSERVATION, cls, f"{short}-{indicator}-{year}", short, {}
            yield R.OF_INDICATOR, C.OBSERVATION, C.INDICATOR, f"{short}-{indicator}-{year}", indicator, {}
