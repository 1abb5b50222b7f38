"""Every number the gap diagnosis decides by, in one place.

No source known to us gives numeric limits for 断点, 堵点 or 短板: these are proposals, shown with every
result, and a user may load others from `thresholds.yaml` in the workspace.
"""

from dataclasses import dataclass, fields
from pathlib import Path

from ontology.errors import BadInput, UnknownWord
from ontology.notes import read_note


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the tests and weights of the causes (docs/methods.md, section G)."""

    break_at: float = 0.8  # P(absent) from which an empty node is a 断点
    suspected_at: float = 0.5  # … and a 疑似断点
    least_coverage: float = 0.15  # below it a region's records say nothing
    least_bits: float = 0.1  # information (bits) that an empty record must carry where coverage is only assumed
    least_records: float = 20  # firm–node records below which a region is too little known, or no yardstick
    least_confidence: float = 0.6  # a less sure fact is no supply; it only makes absence less sure
    least_purchases: float = 3  # supply records from which 堵点 can be judged
    sure_enough: float = 0.5  # P(blocked) from which a node is a 堵点; a less sure finding gets a hint how to settle it
    blocked_at: float = 0.7  # share of purchases from outside the region
    weak_lq: float = 0.5  # location quotient below which a node is weak
    strong_lq: float = 1.5
    single_sure: float = 0.3  # P(hangs on one supplier) from which a node is a 单点
    assumed_coverage: float = 0.5  # with one source coverage cannot be estimated; this is assumed and said
    depth: float = 0.7  # how much a customer's customer counts
    steps: int = 8
    weight_absence: float = 0.60
    weight_concentration: float = 0.35
    weight_dependence: float = 0.30
    weight_imports: float = 0.50
    import_index: float = 0.4  # HHI of origins, and of world exporters, above which imports are concentrated
    import_ratio: float = 1.0  # imports over exports above which the country is a net importer
    import_years: float = 2  # of the last three in which all three criteria must hold
    few_suppliers: float = 3  # effective suppliers in the country below which imports have no substitute
    critical_share: float = 0.1  # of the nodes, the most critical, at which an import dependence chokes the chain


def load_thresholds(path: Path) -> Thresholds:
    """The user's limits over the proposed ones; the proposed ones where there is no file.

    Raises:
        UnknownWord: a name that is no threshold.
        BadInput: no mapping, or a value that is no number.
    """
    if not path.is_file():
        return Thresholds()
    given = read_note(path)
    known = {field.name for field in fields(Thresholds)}
    for name, value in given.items():
        if name not in known:
            raise UnknownWord("阈值", name, known, where=path.name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadInput(f"{path.name}：{name} 应为数字，现为 {value!r} · {name} must be a number, not {value!r}")
    return Thresholds(**given)
