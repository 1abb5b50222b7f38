"""Findings on policies as a terminal shows them."""

from api.cli.printing import print_table
from api.policies import EligibleReport, PolicyList, TargetLedger, WeakLinkClauses
from graph.analysis.eligibility.alignment import Alignment
from graph.analysis.eligibility.candidates import FirmsForPolicy
from graph.analysis.eligibility.results import RESULT_WORDS, VERDICT_WORDS, Check, Result
from graph.analysis.results import type_word
from ontology.schema import MARK

_SIGNS = {Result.MET: "✓", Result.NOT_MET: "✗", Result.UNKNOWN: "?"}
_SHOWN = 3  # policies told condition by condition
_LONGEST = 46  # characters of a quote in a line


def print_policies(found: PolicyList) -> None:
    """Policies in force as a table, then what is left out and why."""
    print(f"在施行的政策 {len(found.policies)} 项 · 截至 {found.as_of or '未知'}")
    if found.tainted:
        print(MARK)
    rows = [
        (one.title, one.standing.issuer or "—", len(one.rules.conditions), _due(one.rules.deadline))
        for one in found.policies
    ]
    if rows:
        print_table(("政策", "发文", "条件", "截止"), rows)
    for one in found.left_out:
        print(f"未列入：{one.title}（{one.void}）")
    if found.note:
        print(found.note)


def _due(deadline: object) -> str:
    return getattr(deadline, "date", "") or "—"


def print_eligible(found: EligibleReport) -> None:
    """The firm, the verdict on each policy, and for the first few of them each condition."""
    print(f"{found.firm.name} · 截至 {found.as_of or '未知'}")
    if found.tainted:
        print(MARK)
    if not found.active:
        print("登记状态为已注销或停业，不能申报 · closed by its register")
    for place, one in enumerate(found.checks):
        print(f"\n{place + 1}. 【{VERDICT_WORDS[one.verdict]}】{one.title}")
        if place < _SHOWN:
            _print_check(one)
    if not found.checks and found.active:
        print("没有在施行的政策 · no policy in force")
    for question in found.questions[:_SHOWN]:
        print(f"补充“{question.name}”可使 {question.policies} 项政策更明确")
    for left in found.left_out:
        print(f"未列入：{left.title}（{left.void}）")
    if found.note:
        print(found.note)


def _print_check(one: Check) -> None:
    for each in one.conditions:
        quote = each.condition.quote
        clause = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}…"
        kind = "（优先）" if each.condition.kind.value == "preferred" else ""
        has = f"，现有 {each.found}" if each.found else ""
        print(f"    {_SIGNS[each.result]} {RESULT_WORDS[each.result]} {each.asked}{kind}{has}  ←「{clause}」")
    for step in one.steps:
        print(f"    → {step.text}{'' if step.possible else '（无法改变）'}")


def print_firms(found: FirmsForPolicy) -> None:
    """Firms that may apply, with what is not known of them."""
    print(f"{found.title}\n{found.note}")
    if any(one.tainted for one in found.firms):
        print(MARK)
    rows = [(one.name, VERDICT_WORDS[one.check.verdict], one.met, one.open) for one in found.firms]
    if rows:
        print_table(("企业", "结论", "满足", "未知"), rows)
    else:
        print("没有找到 · nobody found")


def print_targets(found: TargetLedger) -> None:
    """Goals by year."""
    print(f"政策目标 {len(found.goals)} 项 · 数据截至 {found.as_of or '未知'}")
    if any(one.tainted for one in found.goals):
        print(MARK)
    rows = [
        (
            one.target.year,
            one.target.place or "—",
            one.target.metric,
            f"{one.target.op} {one.target.value:g}{one.target.unit}",
            f"{one.progress.share:.0%}（{one.progress.period or '时间未知'}）" if one.progress else "未见观测",
            one.policy.name,
        )
        for one in found.goals
    ]
    if rows:
        print_table(("年份", "地区", "目标", "数值", "进度", "出处"), rows)
    if found.note:
        print(found.note)


def print_alignment(found: Alignment) -> None:
    """A field a line, a policy a column."""
    for place, name in enumerate(found.policies):
        print(f"[{place + 1}] {name}")
    rows = []
    for row in found.rows:
        cells = [f"{'；'.join(side.asked) or '—'}{f'〔{side.beside}〕' if side.beside else ''}" for side in row.sides]
        rows.append((row.name, *cells))
    print_table(("字段", *(f"[{place + 1}]" for place in range(len(found.policies)))), rows)
    for note in found.notes:
        print(note)


def print_clauses(found: tuple[WeakLinkClauses, ...]) -> None:
    """Each weak link with its clauses."""
    for one in found:
        print(f"{one.node.name}（{type_word(one.type)}）" + ("" if one.clauses else "：没有政策条款支持"))
        for clause in one.clauses:
            quote = clause.quote if len(clause.quote) <= _LONGEST else f"{clause.quote[:_LONGEST]}…"
            print(f"    {'【样例】' if clause.tainted else ''}《{clause.policy.name}》「{quote}」")
