"""What a terminal shows: one JSON object with --json, else Chinese text meant to be read."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from api.ingest_result import IngestResult
from api.pages.frame.language import Language, half
from api.pages.frame.words import word_of
from api.wire import error_of, to_json
from graph.analysis.matching.results import Candidate, MatchReport
from graph.analysis.results import Gap, GapReport, Plan, type_word
from ontology.errors import LiantuError
from ontology.schema import MARK

_SHOWN_REJECTS = 8


def print_json(value: Any) -> None:
    """One JSON object on stdout."""
    print(to_json(value))


def print_problem(problem: LiantuError, *, as_json: bool) -> None:
    """An error on stderr, with what to do next."""
    if as_json:
        print(to_json(error_of(problem)), file=sys.stderr)
        return
    print(f"错误 · error: {problem.message}", file=sys.stderr)
    if problem.hint:
        print(f"提示 · hint: {problem.hint}", file=sys.stderr)


def print_ingest(result: IngestResult) -> None:
    """Counts of an ingest and its rejects by reason."""
    print(
        f"文档 {result.documents}，表 {result.tables}，行 {result.rows}，未变 {result.unchanged}；"
        f"新主张 {result.claims}；图中实体 {result.entities}，事实 {result.facts}；用时 {result.seconds:.1f} 秒"
    )
    if result.by_class:
        print("  " + "，".join(f"{word_of(cls)} {count}" for cls, count in result.by_class.items()))
    for one in result.editions:
        print(
            f"  {one.name} 新一期（{one.published or '未注日期'}）：新增 {one.new} 行，变更 {one.changed} 行，"
            f"消失 {one.vanished} 行 · rows new, changed, vanished"
        )
    if result.llm is not None:
        print(llm_line(result.llm))
    if not result.rejects:
        return
    print(f"未采用 {len(result.rejects)} 条 · rejects, by reason:")
    reasons = Counter(reject.reason.split("：")[0].split(": ")[0] for reject in result.rejects)
    for reason, count in reasons.most_common(_SHOWN_REJECTS):
        print(f"  {count:>6}  {reason}")
    print("  逐条查看：liantu rejects · list them all with `liantu rejects`")


def llm_line(tally: Mapping[str, Any]) -> str:
    """What was asked of the model, as a sentence for people."""
    refused = sum(tally["refused"].values())
    line = (
        f"语言模型：提问 {tally['requests']} 次（另有 {tally['cached']} 次用缓存），{tally['tokens']} 词元；"
        f"采用 {tally['taken']} 条，核对未通过 {refused} 条"
    )
    return line if not tally["stopped"] else f"{line}；{tally['stopped']}，{tally['unread']} 句没有读"


def print_gaps(report: GapReport) -> None:
    """The weak links as a table, then the causes of the worst."""
    place = report.region.name if report.region else "全国"
    band = report.coverage
    print(f"{report.chain.name}产业链 · {place} · 数据截至 {report.as_of or '未知'}")
    print(f"覆盖率 {band.value:.0%}（{band.low:.0%}–{band.high:.0%}）：{band.note}")
    if report.tainted:
        print(MARK)
    head = ("环节", "阶段", "类型", "得分", "把握", "稳健", "见到", "应有")
    print_table(head, [_gap_row(gap) for gap in report.gaps])
    for gap in report.gaps[:3]:
        _print_causes(gap)
    if report.plan:
        _print_plan(report.plan)
    if report.policies and report.policies.without_policy:
        print(f"图中没有政策的弱项：{'、'.join(node.name for node in report.policies.without_policy)}")


def _print_plan(plan: Plan) -> None:
    """What to add first, and what that closes."""
    if plan.additions:
        print(f"\n补链：{len(plan.additions)} 处新增补上弱项权重的 {plan.closed:.0%}（{plan.note}）")
    for one in plan.additions:
        firms = "、".join(firm.name for firm in one.firms) or "未找到邻近企业"
        print(f"    {one.node.name}；候选：{firms}")
    for word, found in (("强链", plan.strengthen), ("延链", plan.extend)):
        if found:
            print(f"{word}：{'、'.join(one.node.name for one in found)}")


def _gap_row(gap: Gap) -> tuple[str, ...]:
    kind = type_word(gap.type)
    sure = (f"{gap.score:.2f}", f"{gap.certainty:.0%}", f"{gap.robustness:.0%}")
    figures = (*sure, str(gap.observed), f"{gap.expected:.1f}")
    return (gap.node.name, gap.node.stage, kind, *figures)


def _print_causes(gap: Gap) -> None:
    print(f"\n▸ {gap.node.name}：{gap.explanation}")
    for reason in gap.why:
        print(f"    {reason.cause} {reason.contribution:.2f} ← {reason.note}")
    for remedy in gap.remedies[:3]:
        print(f"    对策·{remedy.kind}：{remedy.target.name}（{remedy.why}）")


def print_match(report: MatchReport) -> None:
    """Providers with the parts of their scores."""
    asked = [named.name for named in (*report.need.nodes, *report.need.products)]
    print(f"需求：{report.need.text}\n理解为：{'、'.join(dict.fromkeys(asked)) or '（未识别）'}")
    print(half(Language.CHINESE, report.searched))  # the English names the same things once more
    for place, one in enumerate(report.results, 1):
        _print_candidate(place, one)
    if not report.results:
        print("没有找到 · nobody found")


def _print_candidate(place: int, one: Candidate) -> None:
    where = one.region.name if one.region else "所在地未知"
    mark = "【样例】" if one.tainted else ""
    print(f"{place:>2}. {mark}{one.name}（{where}） {one.score:.2f}，把握 {one.certainty:.0%}")
    parts = [f"{part.feature} {part.contribution:.2f}（{part.note}）" for part in one.why if part.contribution > 0]
    print(f"    为何：{'；'.join(parts)}")
    if one.why_not:
        print(f"    不足：{'；'.join(map(str, one.why_not))}")


def print_table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns lined up by the width Chinese characters take on a terminal."""
    for line in table_lines(head, rows):
        print(line)


def table_lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """The lines of a table, its columns lined up."""
    lines = [tuple(str(cell) for cell in row) for row in (head, *rows)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(head))]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
