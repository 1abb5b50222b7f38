"""A firm's profile from the graph: place, age, industry, titles, figures by year.

The graph knows what somebody said, and never that this is all: a title that it lacks is unknown, not absent
(`partial`). What the firm itself fills in on a form goes before it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.analysis.firm_states import lifecycle_in
from graph.snapshot import Snapshot
from ontology.codes import industry_line
from ontology.eligibility.fields import factor_of, field_of, fields
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.names import labels, other_names, plain
from ontology.indicators import read_indicator
from ontology.schema import EntityClass, Lifecycle, Relation, Status
from ontology.values.dates import parse_period
from ontology.values.quantities import parse_quantity
from ontology.values.regions import ancestors

_FIGURES: Final = {  # field → what an observation of it is called
    "revenue": re.compile("^(?:营业|主营业务|销售|营业总)收入$|^营收$|^年产值$"),
    "rd_expense": re.compile("^研发(?:费用|投入|经费|支出)|^研究开发费用|^R&D"),
    "employees": re.compile("^(?:员工|职工|从业人员|在册员工)(?:人数|总数)?$"),
    "rd_staff": re.compile("^(?:研发|科研|技术|研究开发)人员(?:数)?$"),
    "total_assets": re.compile("^(?:资产总额|总资产|资产规模)$"),
    "invention_patents": re.compile("^(?:有效|授权|累计)?发明专利(?:数量?)?$"),
    "ip_total": re.compile("^(?:有效)?知识产权(?:数量?)?$|^专利(?:数量?)?$"),
    "tax_paid": re.compile("^(?:纳税|入库税收|税收|缴税)(?:额|总额)?$"),
    "market_share": re.compile("市场(?:占有率|份额)$"),
    "debt_ratio": re.compile("^资产负债率$"),
    "standards": re.compile("^(?:主导|参与|制定)[^，]{0,8}标准(?:数量?)?$"),
}
_FOUNDED: Final = ("founded", "成立日期", "成立时间", "注册日期")
_INDUSTRY_SECTIONS: Final = frozenset("BCD")  # mining, manufacturing, energy and water: together 工业
_LEVELS: Final = ("section", "division")
PARTIAL: Final = frozenset({"region", "titles", "awards", "sector"})


def profile_of(snapshot: Snapshot, firm: int, base_year: int) -> FirmProfile:
    """What the graph says of a firm, in the shape that conditions are held against.

    Args:
        snapshot: the graph.
        firm: its number.
        base_year: the last full year, 上年度.
    """
    row = {name: snapshot.nodes[name][firm].as_py() for name in ("region", "properties")}
    said = json.loads(row["properties"]) if row["properties"] else {}
    facts: dict[str, Any] = dict(_figures(snapshot, firm, base_year))
    facts |= _place(row["region"] or "", snapshot, firm)
    facts |= _age(said, base_year)
    facts |= _industry(snapshot, firm)
    facts |= _legal_person(snapshot.name(firm))
    titles = sorted(_titles(snapshot, firm))
    facts |= {"titles": titles} if titles else {}
    return FirmProfile(snapshot.id(firm), snapshot.name(firm), base_year, facts, PARTIAL & facts.keys())


def is_active(snapshot: Snapshot, firm: int) -> bool:
    """Whether the firm works: a closed one may apply for nothing."""
    return lifecycle_in(snapshot.nodes["properties"][firm].as_py()) is Lifecycle.ACTIVE


def _place(region: str, snapshot: Snapshot, firm: int) -> dict[str, Any]:
    """From large to small, a park last."""
    if not region:
        return {}
    line = [one.name for one in reversed(ancestors(region))]
    parks = [snapshot.name(one) for one in _objects(snapshot, Relation.LOCATED_IN, firm, EntityClass.PARK)]
    return {"region": [*line, *parks[:1]]}


def _legal_person(name: str) -> dict[str, Any]:
    """A company is a legal person and its branch is none (公司法 第三条、第十三条); other names do not tell."""
    if re.search("分公司$|办事处$|分厂$", name):
        return {"legal_person": False}
    return {"legal_person": True} if name.endswith("公司") else {}


def _age(said: Mapping[str, Any], base_year: int) -> dict[str, Any]:
    """Years from the founding to the end of the last full year, and one more for the year of the application."""
    texts = (str(said[name]) for name in _FOUNDED if said.get(name))
    spans = (parse_period(text) for text in texts)
    start = next((span.start for span in spans if span and span.start), None)
    return {"age": base_year + 1 - start.year} if start else {}


def _industry(snapshot: Snapshot, firm: int) -> dict[str, Any]:
    codes = [
        snapshot.id(one).removeprefix("ind:")
        for one in _objects(snapshot, Relation.PART_OF, firm, EntityClass.INDUSTRY)
    ]
    lines = [line for line in map(_line, codes) if line]
    return {"industry": list(dict.fromkeys(name for line in lines for name in line))} if lines else {}


def _line(code: str) -> list[str]:
    """Names from 工业 and the section down to the division."""
    line = sorted(
        (one for one in industry_line(code) if one.level in _LEVELS), key=lambda one: _LEVELS.index(one.level)
    )
    head = ["工业"] if any(one.level == "section" and one.code in _INDUSTRY_SECTIONS for one in line) else []
    return [*head, *(one.name for one in line)]


def _titles(snapshot: Snapshot, firm: int) -> Iterator[str]:
    """Titles that the graph says the firm bears, as policies call them."""
    known = {plain(name): name for name in labels("titles")}
    known |= {plain(other): head for other, head in other_names().items() if head in labels("titles")}
    for one in _objects(snapshot, Relation.PARTICIPATES_IN, firm, EntityClass.INITIATIVE):
        name = re.sub(r"^.*?(?:省|市)(?=.*企业)|20\d\d年度?|样例", "", snapshot.name(one))
        found = known.get(plain(name)) or next(
            (known[key] for key in known if len(key) > 3 and key in plain(name)), None
        )
        yield found or snapshot.name(one)


def _objects(snapshot: Snapshot, relation: Relation, firm: int, cls: EntityClass) -> list[int]:
    edges = snapshot.edges(relation).where(Status.STATED)
    found = edges.object[edges.subject == firm]
    return [int(one) for one in found if snapshot.nodes["class"][int(one)].as_py() == cls]


def _figures(snapshot: Snapshot, firm: int, base_year: int) -> Iterator[tuple[str, Any]]:
    """Figures by field: by year where the field is yearly, else the newest."""
    told: dict[str, dict[int, float]] = {}
    for said in _observations(snapshot, firm):
        for field, year, value in _read(said, base_year):
            told.setdefault(field, {})[year] = value
    for field, by_year in told.items():
        newest = by_year[max(by_year)]
        yield field, {str(year): value for year, value in sorted(by_year.items())} if fields()[field].yearly else newest


def _observations(snapshot: Snapshot, firm: int) -> Iterator[Mapping[str, Any]]:
    edges = snapshot.edges(Relation.ABOUT).where(Status.STATED)
    rows = np.flatnonzero(edges.object == firm)
    observed = edges.subject[rows]
    texts = snapshot.nodes["properties"].take(pa.array(observed, pa.int64())).to_pylist()
    kinds = snapshot.nodes["class"].take(pa.array(observed, pa.int64())).to_pylist()
    for text, kind in zip(texts, kinds, strict=True):
        if text and kind == EntityClass.OBSERVATION:
            yield json.loads(text)


def _read(said: Mapping[str, Any], base_year: int) -> Iterator[tuple[str, int, float]]:
    """Field, year and value in the field's unit that an observation tells; none for what no condition asks."""
    name = str(said.get("indicator") or "")
    metric = read_indicator(name, str(said.get("unit") or ""))
    if metric.modifier or metric.measure == "growth":
        return
    span = parse_period(str(said.get("period") or ""))
    year = span.end.year if span and span.end else base_year
    for field, words in _FIGURES.items():
        value = _in_unit_of(field, said) if words.search(name) else None
        if value is not None:
            yield field, year, value


def _in_unit_of(field: str, said: Mapping[str, Any]) -> float | None:
    unit, value = str(said.get("unit") or ""), said.get("value")
    if value is None:
        return None
    factor = factor_of(field_of(field), unit)
    if factor is not None:
        return float(value) * factor
    measure = parse_quantity(f"{value}{unit}")  # 万亿元, 百亿元: units that no policy writes
    own = parse_quantity(f"1{field_of(field).unit}")
    if measure is None or own is None or measure.base_unit != own.base_unit or not own.base:
        return None
    return measure.base / own.base
