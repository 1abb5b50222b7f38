"""What people call things beside their names: firms by their core, offices by what their names shorten to, policies
without the region that issued them, industries with 业 or without."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyarrow as pa

from graph.identity.grammar import parse_column
from ontology.schema import EntityClass
from ontology.values.names import fold, fold_column
from ontology.values.regions import region_at_start

_C = EntityClass
_OFFICES: Final = (
    ("经济和信息化", "经信"),
    ("工业和信息化", "工信"),
    ("发展和改革", "发改"),
    ("科学技术", "科技"),
    ("人力资源和社会保障", "人社"),
    ("市场监督管理", "市监"),
    ("生态环境", "环保"),
    ("委员会", "委"),
)
_ABOUT: Final = re.compile("^关于(?:印发)?|的通知$")
_LEVEL: Final = re.compile("i{1,3}$")  # the folded Ⅱ and Ⅲ of a classification
_TRADE: Final = ("行业", "产业", "业")
_SHORTEST: Final = 2

_PROVINCES: Final = {
    "江浙沪": "31 32 33",
    "苏浙沪": "31 32 33",
    "沪苏浙": "31 32 33",
    "苏浙皖": "32 33 34",
    "江浙": "32 33",
    "苏浙": "32 33",
    "两广": "44 45",
    "两湖": "42 43",
    "川渝": "50 51",
    "云贵": "52 53",
    "京津": "11 12",
    "闽粤": "35 44",
    "华东": "31 32 33 34 35 36 37",
    "华北": "11 12 13 14 15",
    "华中": "41 42 43",
    "华南": "44 45 46",
    "西南": "50 51 52 53 54",
    "西北": "61 62 63 64 65",
    "东三省": "21 22 23",
    "东北三省": "21 22 23",
}
# Provinces that people name in one breath, with no plan behind them that would make them an economic region.
JOINT: Final = {word: tuple(f"reg:{one}0000" for one in codes.split()) for word, codes in _PROVINCES.items()}


def firm_forms(names: Iterable[str]) -> Iterator[frozenset[str]]:
    """Short forms of each firm's or organisation's name: without legal form, without place, by 字号 and trade."""
    folded = fold_column(pa.array(list(names), pa.string()))
    if not len(folded):
        return
    parts = parse_column(folded)
    columns = [parts[name].to_pylist() for name in ("place_name", "core", "stem", "brand", "trade")]
    for place, core, stem, brand, trade in zip(*columns, strict=True):
        forms = {place + stem, core, stem, brand + trade, brand}
        yield frozenset(form for form in forms if len(form) >= _SHORTEST)


def forms_of(name: str, cls: EntityClass) -> Iterator[str]:
    """Other forms of the name of an office, a policy or an industry, folded."""
    own = fold(name)
    if cls is _C.ORGANIZATION:
        yield from _office_forms(own)
    elif cls is _C.POLICY:
        bare = _ABOUT.sub("", own)
        yield from (bare, without_place(bare))
    elif cls is _C.CHAIN:
        yield own + "产业链"
    elif cls is _C.INDUSTRY:
        yield from _industry_forms(_LEVEL.sub("", own))


def without_place(name: str) -> str:
    """A folded name without the region that it begins with."""
    _, end = region_at_start(name)
    return name[end:]


def _office_forms(name: str) -> Iterator[str]:
    """浙江省经信厅 and 浙江经信厅 for 浙江省经济和信息化厅."""
    short = name
    for long, shorter in _OFFICES:
        short = short.replace(long, shorter)
    region, end = region_at_start(name)
    for form in {name, short}:
        yield form
        if region is not None:
            yield region.short + form[end:]


def _industry_forms(own: str) -> Iterator[str]:
    """白酒, 白酒业 and 白酒行业 for 白酒Ⅲ."""
    ending = next((one for one in _TRADE if own.endswith(one) and len(own) - len(one) >= _SHORTEST), "")
    stem = own.removesuffix(ending) if ending else own
    yield from (own, stem, *(stem + one for one in _TRADE))


CODES: Final[Mapping[str, re.Pattern[str]]] = {
    key: re.compile(f'"{key}": ?"([^"]+)"') for key in ("document_number", "stock_code")
}


def codes_in(code: str, properties: str) -> Iterator[str]:
    """Codes by which a thing may be asked for, folded: its own, a policy's 文号, a share's number."""
    if code:
        yield fold(code)
    for key, pattern in CODES.items():
        found = pattern.search(properties) if key in properties else None
        if found:
            yield fold(found[1])
