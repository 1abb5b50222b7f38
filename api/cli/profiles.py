"""A dry run on a terminal: each table with its columns, what it would give, and what it would not."""

from collections.abc import Mapping

from api.cli.printing import print_table
from api.dry_run import DRAFTED, DryRun
from api.pages.frame.words import word_of
from ingest.profile import ColumnProfile, TableProfile
from ontology.rdf import label

_DOCUMENTS = 10  # names listed


def print_dry_run(found: DryRun) -> None:
    """Everything an ingest would take; nothing of it was written."""
    for table in found.tables:
        _print_table(table)
    if found.documents:
        listed = "、".join(found.documents[:_DOCUMENTS]) + ("……" if len(found.documents) > _DOCUMENTS else "")
        print(f"文档 {len(found.documents)} 篇 · documents：{listed}")
    for reject in found.rejects:
        print(f"未采用 · reject：{reject.where}：{reject.reason}")
    if any(table.card == DRAFTED for table in found.tables):
        print("没有卡的表按拟稿预览：先 liantu cards draft 写卡，再入库 · draft a card first, then ingest")
    print("以上只是预览，没有写入任何内容 · a preview; nothing was written")


def _print_table(table: TableProfile) -> None:
    print(f"\n▸ {table.file}：{table.rows} 行，重复 {table.duplicates} 行；卡 {table.card} · rows, duplicates, card")
    head = ("列 column", "用于 used for", "读作 as", "空 empty", "不同值 distinct", "不合 bad", "例 examples")
    print_table(head, [_row(column) for column in table.columns])
    print(f"  将得到 · gives：{_counts(table.things)}；{_counts(table.facts) or '没有关系'}；数字 {table.observations}")
    for reason, count in table.rejects.items():
        print(f"  {count:>6}  {reason}")


def _row(column: ColumnProfile) -> tuple[str, ...]:
    examples = "；".join(f"第 {cell.row} 行 {cell.value[:20]}" for cell in column.examples)
    shares = (f"{column.empty:.0%}", str(column.distinct), f"{column.bad:.1%}" if column.bad else "—")
    return (column.name, "、".join(column.used) or "—", column.kind or "—", *shares, examples)


def _counts(found: Mapping[str, int]) -> str:
    return "，".join(f"{word_of(name) if name[:1].isupper() else label(name)} {count}" for name, count in found.items())
