"""Reports and verdicts as lines for people."""

from typing import Final

from api.reports.due import Followed
from api.reports.making import Written
from api.reports.verifying import Verdict
from api.reports.verifying.differences import Difference

_SHOWN: Final = 20  # differences printed


def written_line(found: Written) -> str:
    """A report in a line."""
    changed = f"，与上一份相比 {found.changed} 个环节有变化" if found.changed is not None else ""
    mark = "（含样例、合成或估算数据）" if found.tainted else ""
    return f"{found.title}：薄弱环节 {found.weak} 个{changed}{mark}"


def followed_lines(one: Followed) -> list[str]:
    """What came of one subscription, for people."""
    head = f"{one.region}{one.chain}"
    if one.state == "failed":
        return [f"✗ {head}：{one.problem}"]
    if one.written is None:
        return [f"· {head}：还没到期，下一份从 {one.next_on} 起"]
    lines = [f"✓ {written_line(one.written)}", *(f"    {path}" for path in one.written.files)]
    for change in one.changes.changes if one.changes else ():
        types = f"{change.type_before or '无'} → {change.type_after or '无'}"
        lines.append(f"    {change.node.name} {types}：{'；'.join(cause.told for cause in change.causes)}")
    return [*lines, f"    下一份从 {one.next_on} 起"]


def verdict_lines(found: Verdict) -> list[str]:
    """A verdict for people."""
    head = f"{found.title}（{found.made_on} 出具）：{found.numbers} 个数字已重算"
    known = {True: "；本工作区出具过", False: "；不在本工作区的登记里", None: ""}[found.issued]
    lines = [f"{head}，证据包完整，指纹 {found.digest[:16]}{known}"]
    if found.tainted:
        lines.append("含样例、合成或估算数据，不可用于决策 · sample, synthetic or estimated data")
    if not found.result_same:
        lines.append(_drifted(found))
    lines += map(_difference_line, found.differences[:_SHOWN])
    if len(found.differences) > _SHOWN:
        lines.append(f"  另有 {len(found.differences) - _SHOWN} 处：--json")
    if found.intact:
        lines.append("与证据一致 · every number follows from the evidence")
    elif found.true:
        lines.append("数字与证据一致，文字有改动 · the numbers hold; words were changed")
    else:
        lines.append(f"有 {found.wrong_numbers} 处数字与证据不符 · numbers differ from the evidence")
    return lines


def _drifted(found: Verdict) -> str:
    """What it means that the evidence gives another result than was archived."""
    if found.as_issued:
        told = "文件的数字与存档的结果一致：算法变了，不是文件被改 · the file is as issued; the methods have changed"
    else:
        told = "文件的数字与存档的结果也不一致 · the file is not as issued either"
    return f"现在的程序由证据包算出的结果与存档的不同（出具时版本 {found.program}）；{told}"


def _difference_line(one: Difference) -> str:
    told = (f"“{'、'.join(numbers)}”" if numbers else "无" for numbers in (one.found, one.expected))
    change = "{}，应为 {}".format(*told) if one.found or one.expected else ""
    return f"  ✗ {one.kind}  {one.part} {one.place}：{change}  {one.text[:60]}"
