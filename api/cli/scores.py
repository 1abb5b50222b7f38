"""Scores of extraction as tables: for a terminal, and in Markdown for a document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Final

from api.cli.printing import print_table
from nlp.evaluation.evaluate import Evaluation, Interval
from nlp.evaluation.figures import Figure, Line, lines
from nlp.evaluation.measures import Kind
from nlp.evaluation.mistakes import Fault, Mistake
from nlp.evaluation.score import Score
from nlp.evaluation.unseen import Unseen

CHINESE: Final = MappingProxyType(
    {
        "named": "专名合计",
        "terms": "术语合计",
        "relations": "关系合计",
        "values": "数值",
        "observations": "整条数据",
        "Enterprise": "企业",
        "Organization": "机构",
        "Platform": "平台",
        "Scenario": "场景",
        "Policy": "政策",
        "Initiative": "行动",
        "Standard": "标准",
        "Park": "园区",
        "Region": "地区",
        "Industry": "行业",
        "Technology": "技术产品",
        "operates": "运营",
        "located_in": "位于",
        "issued": "发布",
        "applies_to": "适用于",
        "serves": "服务于",
        "implements": "实施",
        "provides": "提供",
        "uses": "使用",
        "partners_with": "合作",
        "supplies": "供应",
        "invests_in": "投资",
        "subsidiary_of": "隶属于",
        "upstream_of": "上游于",
        "participates_in": "参加",
        "develops": "研发",
        "produces": "生产",
        "Observation": "数据",
    }
)
_FAULTS: Final = MappingProxyType(
    {
        Fault.MISSED: "漏 missed",
        Fault.SPURIOUS: "多 spurious",
        Fault.BOUNDARY: "边界 boundary",
        Fault.CLASS: "类型 class",
        Fault.ENDS: "端点 ends",
        Fault.DETAIL: "细节 detail",
    }
)
_HEAD: Final = ("项目 item", "标注 gold", "抽出 found", "准确 P", "召回 R", "F1", "95 %", "重叠 overlap F1", "95 %")


def print_scores(result: Evaluation, *, markdown: bool = False) -> None:
    """Scores by type with their intervals, and what they were made from."""
    print(f"{_made_of(result)}\n")
    _print(_HEAD, _rows(result, indent="" if markdown else "  "), markdown=markdown)


def print_unseen(result: Evaluation, unseen: Unseen, *, markdown: bool = False) -> None:
    """Recall of a class whose names no lexicon knows."""
    print(f"{_made_of(result)}\n词典里去掉的名称 · names taken out of all lexicons: {len(unseen.names)}\n")
    rows = [
        (f"{_title(unseen.cls.value)} {label}", score.gold, score.right, _share(score.recall), _span(interval))
        for label, kind in (("一字不差 exact", Kind.EXACT), ("重叠 overlap", Kind.OVERLAP))
        for score in (result.score(kind, {unseen.cls}),)
        for interval in (result.recall_interval(kind, {unseen.cls}),)
    ]
    _print(("项目 item", "标注 gold", "找到 right", "召回 R", "95 %"), rows, markdown=markdown)


def print_mistakes(found: Sequence[Mistake], *, markdown: bool = False) -> None:
    """How many mistakes of each kind there are, by class."""
    counts = Counter((one.about, one.cls, one.fault) for one in found)
    classes = sorted({(one.about, one.cls) for one in found})
    faults = [fault for fault in Fault if any(one.fault is fault for one in found)]
    rows = [(_title(cls), *(counts[about, cls, fault] or "" for fault in faults)) for about, cls in classes]
    print()
    _print(("错误 mistakes", *(_FAULTS[fault] for fault in faults)), rows, markdown=markdown)


def _print(head: Sequence[str], rows: Iterable[Sequence[object]], *, markdown: bool) -> None:
    if not markdown:
        print_table(head, rows)
        return
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")


def _made_of(result: Evaluation) -> str:
    unit, units = ("组", "groups") if result.is_by_document else ("句", "sentences")
    return (
        f"{len(result.pairs)} 句，{result.documents} 组（编号去掉末段）；95 % 区间：按{unit}重抽 1,000 次"
        f" · {len(result.pairs)} sentences in {result.documents} groups (ids without their last part);"
        f" 95 % intervals by 1,000 bootstrap draws of {units}"
    )


def _rows(result: Evaluation, *, indent: str) -> Iterator[tuple[str, ...]]:
    for line in lines(result):
        title = _title(line.name)
        yield (title if line.is_total else indent + title, *_counts(line.figure.score), *_figures(line))


def _title(name: str) -> str:
    return f"{CHINESE.get(name, '')} {name}".strip()


def _counts(score: Score) -> tuple[str, ...]:
    return str(score.gold), str(score.found), _share(score.precision), _share(score.recall)


def _figures(line: Line) -> tuple[str, ...]:
    return (*_figure(line.figure), *(_figure(line.overlap) if line.overlap else ("", "")))


def _figure(figure: Figure) -> tuple[str, str]:
    return _share(figure.score.f1), _span(figure.f1)


def _share(share: float) -> str:
    return f"{share:.3f}"


def _span(interval: Interval) -> str:
    return f"{interval.low:.2f}–{interval.high:.2f}"
