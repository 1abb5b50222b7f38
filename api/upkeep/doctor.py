"""What is missing, old or slow, and what to do about it: the checks of `liantu doctor`, each a function of its own.

A check looks and answers; it changes nothing and asks no other machine than the graph's own server.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Final

from api.workspace import EmptyWorkspace, Workspace
from graph.derive import current_version, notices
from ontology.errors import LiantuError, WorkspaceLocked

_LEAST_SPACE: Final = 2 * 2**30  # bytes; a graph is written beside the old one
_LEAST_MEMORY: Final = 4 * 2**30
_OLD: Final = 400  # days since the newest source
_SLOW: Final = 1.0  # seconds for one short question
_SHOWN: Final = 3  # contradictions told one by one
_PYTHON: Final = (3, 11)
_FONT_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_CHINESE_FONTS: Final = ("cjk", "noto sans sc", "wqy", "simsun", "simhei", "fangsong", "sourcehan", "droidsansfallback")


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    NOTICE = "notice"  # something works less well, or not at all, but the rest does
    BAD = "bad"  # the workspace cannot be used as it is


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check, in words for the person in front of the machine."""

    check: str
    state: State
    says: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    """All findings."""

    findings: tuple[Finding, ...]

    @property
    def is_usable(self) -> bool:
        """Whether nothing bad was found."""
        return all(one.state is not State.BAD for one in self.findings)


def examine(workspace: Workspace) -> Checkup:
    """Look at the machine, the workspace, its graph and what is in it."""
    looked = (check(workspace) for check in _CHECKS)
    return Checkup(tuple(finding for findings in looked for finding in findings))


def _machine(_: Workspace) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    state = State.GOOD if sys.version_info >= _PYTHON else State.BAD
    yield Finding("Python", state, version, "" if state is State.GOOD else "需要 3.11 以上 · 3.11 or newer is needed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    yield _enough("内存 · memory", memory, _LEAST_MEMORY, "百万行的登记表需要 4 GiB · a register of a million rows")
    yield Finding("处理器 · cores", State.GOOD, str(os.cpu_count() or 1))


def _disk(workspace: Workspace) -> Iterator[Finding]:
    folder = workspace.folder
    free, used = shutil.disk_usage(folder).free, _size(folder)
    advice = "清出空间，或换一个磁盘 · free some, or move the workspace"
    yield _enough("磁盘可用 · free disk", free, max(_LEAST_SPACE, used), advice)
    if not os.access(folder, os.W_OK):
        yield Finding(
            "工作区 · workspace", State.BAD, f"{folder} 不可写 · cannot be written", "检查文件夹权限 · see its rights"
        )


def _enough(check: str, found: int, needed: int, advice: str) -> Finding:
    says = f"{found / 2**30:.1f} GiB"
    return Finding(check, State.GOOD, says) if found >= needed else Finding(check, State.NOTICE, says, advice)


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # another process may just have removed it
            total += path.stat().st_size
    return total


def _ledger(workspace: Workspace) -> Iterator[Finding]:
    check = "账本 · ledger"
    if not workspace.has_ledger:
        yield Finding(check, State.BAD, "还没有数据 · nothing was ingested yet", "先运行 liantu demo 或 liantu ingest")
        return
    try:
        counts = workspace.ledger.counts()
    except WorkspaceLocked as problem:
        yield Finding(check, State.NOTICE, problem.message, problem.hint)
        return
    except LiantuError as problem:
        yield Finding(check, State.BAD, problem.message, "用 liantu restore 恢复最近的备份 · restore the last backup")
        return
    yield Finding(check, State.GOOD, f"{counts['documents']} 份文档和表，{counts['claims']} 条主张")
    yield from _agreement(workspace)


def _agreement(workspace: Workspace) -> Iterator[Finding]:
    """Whether the graph is what the ledger says."""
    check, advice = "图谱与账本一致 · graph as the ledger", "运行 liantu rebuild · run `liantu rebuild`"
    with workspace.ledger.transaction() as connection:
        wanted = current_version(connection)
    written = workspace.store.view().version()
    if not written:
        yield Finding(check, State.BAD, "图谱没有写完 · the graph is unfinished", advice)
    elif written != wanted:
        yield Finding(check, State.NOTICE, f"图谱 {written}，账本 {wanted}", advice)
    else:
        yield Finding(check, State.GOOD, written)
        yield from _contradictions(workspace)


def _contradictions(workspace: Workspace) -> Iterator[Finding]:
    """Codes and names of one thing that cannot both be right, the first few by name."""
    told = notices(workspace.ledger).to_pylist()
    for row in told[:_SHOWN]:
        advice = "核对来源后用 liantu resolve split 或 retract 更正 · check the sources, then split or retract"
        yield Finding("代码与名称 · codes and names", State.NOTICE, row["reason"], advice)
    if len(told) > _SHOWN:
        yield Finding("代码与名称 · codes and names", State.NOTICE, f"另有 {len(told) - _SHOWN} 处 · more like these")


def _speed(workspace: Workspace) -> Iterator[Finding]:
    """How long a short question takes, and whether the first one must wait for an index."""
    check = "提问 · questions"
    try:
        began = perf_counter()
        workspace.view.query("MATCH (n:Enterprise) RETURN count(*)")
        seconds = perf_counter() - began
    except EmptyWorkspace:
        return
    except LiantuError as problem:
        yield Finding(check, State.BAD, problem.message, problem.hint)
        return
    slow = "换本机磁盘，或换近处的 Neo4j · use a local disk, or a nearer server"
    state = State.GOOD if seconds < _SLOW else State.NOTICE
    yield Finding(check, state, f"{seconds * 1000:.0f} 毫秒 · ms", "" if state is State.GOOD else slow)
    version = workspace.store.view().version()
    if not (workspace.folder / "search" / version).is_dir():
        yield Finding(
            "索引 · index", State.NOTICE, "尚未建立，第一次提问会等待 · not made yet", "打开 liantu serve 时会建立"
        )


def _content(workspace: Workspace) -> Iterator[Finding]:
    """How new the data is, and what of it is marked."""
    try:
        snapshot = workspace.reading.snapshot
    except LiantuError:
        return  # told above
    check = "数据新旧 · age of data"
    if snapshot.as_of:
        days = (date.today() - date.fromisoformat(snapshot.as_of)).days
        old = "装入新一期登记表和文件 · ingest newer editions"
        state = State.GOOD if days <= _OLD else State.NOTICE
        yield Finding(check, state, f"最新来源 {snapshot.as_of}，{days} 天前", "" if state is State.GOOD else old)
    else:
        yield Finding(check, State.NOTICE, "来源都没有日期 · no source is dated", "在映射卡或 source.yaml 写 published")
    marked = int(sum(snapshot.nodes["marked"].to_pylist()))
    if marked:
        says = f"{marked} 个节点只有样例、合成或估计数据 · nodes rest on sample data alone"
        yield Finding("样例标记 · marks", State.NOTICE, says, "换成正式数据后重新入库 · ingest real data instead")


def _options(_: Workspace) -> Iterator[Finding]:
    """Programs and extras that only some documents need."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        yield Finding(
            "旧版 Word · old .doc", State.NOTICE, "没有 LibreOffice", "部分 .doc 只能读出文字 · some .doc lose tables"
        )
    if find_spec("rapidocr") is None and find_spec("rapidocr_onnxruntime") is None:
        yield Finding("扫描件 · scans", State.NOTICE, "没有文字识别", "需要时安装 liantu[ocr] · install the extra")
    if find_spec("numba") is None:
        yield Finding(
            "大网络冲击模拟 · large shocks", State.NOTICE, "没有 numba，较慢", "安装 liantu[fast] · install the extra"
        )
    if not any(_has_chinese_font(Path(folder).expanduser()) for folder in _FONT_FOLDERS):
        yield Finding(
            "中文字体 · Chinese fonts", State.NOTICE, "没有找到", "图片里的汉字会成方框：安装 Noto CJK · install one"
        )


def _has_chinese_font(folder: Path) -> bool:
    return any(any(word in path.name.lower() for word in _CHINESE_FONTS) for path in folder.rglob("*.[to]t[cf]"))


_CHECKS: Final[tuple[Callable[[Workspace], Iterator[Finding]], ...]] = (
    _machine,
    _disk,
    _ledger,
    _speed,
    _content,
    _options,
)
