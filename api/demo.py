"""The bundled sample from files to answers, as a newcomer first sees it.

api/sample ─ ingest ─▶ workspace ─ gaps, match ─▶ DemoResult ─ print
"""

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from time import monotonic
from typing import Final

import typer

from api import answers, pipeline
from api.cli.printing import print_match, print_table
from api.intake import plan
from api.pages.frame.words import word_of
from api.workspace import Workspace
from graph.analysis.matching.results import MatchReport
from graph.analysis.results import Gap, GapType
from graph.derive.size import entities_by_class

CHAIN: Final = "industrial-robot"
REGION: Final = "浙江省"
NEED: Final = "需要一家做谐波减速器的供应商"
MARK: Final = "样例数据：企业、文件、数字全部虚构，不可用于决策 · sample data, all of it invented"
_SAMPLE: Final = Path(__file__).with_name("sample")
_FOLDERS: Final = ("registers", "notices", "briefs", "news", "firms")


@dataclass(frozen=True, slots=True)
class WeakLink:
    """A weak link of the sample chain."""

    node: str
    stage: str
    type: GapType
    score: float
    certainty: float
    explanation: str
    remedy: str  # empty where none was found
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the sample holds and what it answers; counts are the same whether this run read it or an earlier one."""

    sample: str
    documents: int
    tables: int
    rows: int
    entities: Mapping[str, int]  # by class
    facts: int
    rejects: int
    chain: str
    region: str
    weak_links: tuple[WeakLink, ...]
    match: MatchReport
    next_steps: tuple[str, ...]
    seconds: float


def build_demo(workspace: Workspace, *, report: Callable[[str], None]) -> DemoResult:
    """Ingest the sample, then ask for the weak links of its chain and for one provider.

    Args:
        workspace: where it goes; what is there already stays.
        report: told of progress.
    """
    start = monotonic()
    paths = [_SAMPLE / folder for folder in _FOLDERS]
    held, done = plan(paths), pipeline.ingest(workspace, paths, report=report)
    report("找短板、找服务商 · weak links and providers")
    found = answers.gaps(workspace, CHAIN, REGION)
    return DemoResult(
        sample=MARK,
        documents=len(held.documents),
        tables=sum(len(one.files) for one in held.tables),
        rows=sum(file.rows for one in held.tables for file in one.files),
        entities=entities_by_class(workspace.ledger),
        facts=done.facts,
        rejects=len(done.rejects),
        chain=found.chain.name,
        region=found.region.name if found.region else "",
        weak_links=tuple(_weak_link(gap) for gap in found.gaps if gap.type is not None),
        match=answers.match(workspace, NEED, top=3),
        next_steps=_next_steps(workspace.folder),
        seconds=round(monotonic() - start, 2),
    )


def _weak_link(gap: Gap) -> WeakLink:
    assert gap.type is not None
    return WeakLink(
        node=gap.node.name,
        stage=gap.node.stage,
        type=gap.type,
        score=gap.score,
        certainty=gap.certainty,
        explanation=gap.explanation,
        remedy=f"{gap.remedies[0].kind} {gap.remedies[0].target.name}" if gap.remedies else "",
        evidence=gap.evidence,
    )


def _next_steps(folder: Path) -> tuple[str, ...]:
    program = "liantu" if which("liantu") else sys.argv[0]
    liantu = f"{program} --workspace {shlex.quote(str(folder))}"
    return (
        f"{liantu} serve  # 网页 http://127.0.0.1:8000 · the pages",
        f"{liantu} gaps {CHAIN} --region {REGION}  # 每个短板的原因、证据、对策 · causes and remedies",
        f"{liantu} view {CHAIN} --region {REGION} --out 工业机器人.html  # 链图 · the picture",
        f"{program} --workspace 我的数据 ingest 文件夹  # 换成自己的文档和表 · your own files",
    )


def print_demo(found: DemoResult) -> None:
    """The result as a page of text: what went in, what is weak, who can help, what next."""
    typer.echo(f"【样例】{found.sample}\n")
    _print_counts(found)
    _print_weak_links(found)
    typer.echo("\n■ 谁能帮忙 · who can help")
    print_match(found.match)
    typer.echo("\n■ 下一步 · what to do next")
    for step in found.next_steps:
        typer.echo(f"  {step}")


def _print_counts(found: DemoResult) -> None:
    typer.echo("■ 装入了什么 · what went in")
    typer.echo(f"  文档 {found.documents} 篇，表 {found.tables} 张共 {found.rows} 行，未采用 {found.rejects} 条")
    typer.echo(f"  {found.documents} documents, {found.tables} tables of {found.rows} rows, {found.rejects} rejects")
    listed = "、".join(f"{word_of(cls)} {count}" for cls, count in found.entities.items())
    typer.echo(f"  实体 · entities：{listed}")
    typer.echo(f"  有证据的事实 {found.facts} 条 · facts with evidence；用时 {found.seconds:.1f} 秒")


def _print_weak_links(found: DemoResult) -> None:
    typer.echo(f"\n■ {found.region}{found.chain}产业链的短板 · weak links, with type and certainty")
    head = ("环节", "类型", "得分", "把握", "证据", "对策", "说明")
    print_table(head, [_row(link) for link in found.weak_links])


def _row(link: WeakLink) -> tuple[str, ...]:
    figures = (f"{link.score:.2f}", f"{link.certainty:.0%}", str(len(link.evidence)))
    return (link.node, link.type.value, *figures, link.remedy or "—", link.explanation.split("。")[0])
