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
_FIRMS: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION})
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
_TRADE: Final = ("行业", "产业", "业")
_SHORTEST: Final = 2


def firm_forms(names: Iterable[str]) -> Iterator[frozenset[str]]:
    """Short forms of each firm's or organisation's name: without legal form, without place, by 字号 and trade."""
    folded = fold_column(pa.array(list(names), pa.string()))
    if not len(folded):
        return
    parts = parse_column(folded)
    columns = [parts[name].to_pylist() for name in ("place_name", "core", "stem", "brand", "trade")]
    for whole, place, core, stem, brand, trade in zip(folded.to_pylist(), *columns, strict=True):
        forms = {place + stem, core, stem, brand + trade, brand, *_office_forms(whole)}
        yield frozenset(form for form in forms if len(form) >= _SHORTEST)


def _office_forms(name: str) -> Iterator[str]:
    """浙江省经信厅 and 浙江经信厅 for 浙江省经济和信息化厅."""
    short = name
    for long, shorter in _OFFICES:
        short = short.replace(long, shorter)
    region, end = region_at_start(name)
    if region is not None and end < len(name):
        lead = len(short) - (len(name) - end) if short == name else end
        yield region.short + short[lead:]
        yield region.short + name[end:]
    if short != name:
        yield short


def forms_of(name: str, cls: EntityClass) -> Iterator[str]:
    """Other forms of the name of a policy or an industry, folded."""
    own = fold(name)
    if cls is _C.POLICY:
        bare = _ABOUT.sub("", own)
        _, end = region_at_start(bare)
        yield from (bare, bare[end:])
    if cls is _C.INDUSTRY:
        yield from _industry_forms(own)


def _industry_forms(own: str) -> Iterator[str]:
    ending = next((one for one in _TRADE if own.endswith(one) and len(own) - len(one) >= _SHORTEST), "")
    if ending:
        yield own.removesuffix(ending)
    else:
        yield from (own + one for one in _TRADE)


CODES: Final[Mapping[str, re.Pattern[str]]] = {
    key: re.compile(f'"{key}": ?"([^"]+)"') for key in ("document_number", "stock_code")
}


def codes_in(code: str, properties: str) -> Iterator[str]:
    """Codes by which a thing may be asked for, folded: its own, a policy's 文号, a share's number."""
    if code:
        yield fold(code)
    for pattern in CODES.values():
        found = pattern.search(properties)
        if found:
            yield fold(found[1])
