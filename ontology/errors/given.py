"""Documents, tables, cards and claims that cannot be taken in."""

from collections.abc import Iterable

from ontology.errors.kinds import BadInput, NotFound, Unreachable


class Unreadable(BadInput):
    """A file that cannot be read: encrypted, scanned, damaged, empty, too large, not supported."""

    def __init__(self, reason: str, hint: str = "", name: str = "") -> None:
        super().__init__(f"{name}：{reason}" if name else reason, hint)
        self.reason = reason


class BadTable(BadInput):
    """A file that should be a table and is not, or whose bytes are not what they claim to be."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"读不出表格 {file}：{reason} · cannot read the table {file}: {reason}",
            "核对文件、编码与工作表名 · check the file, its encoding and the sheet name",
        )


class BadCard(BadInput):
    """A mapping card that is no YAML, lacks something, or joins what the ontology does not join."""

    def __init__(self, card: str, problem: str, hint: str = "") -> None:
        super().__init__(
            f"映射卡 {card}：{problem}",
            hint or "卡的写法见 examples/cards/README.md · see examples/cards/README.md",
        )


class MissingTable(NotFound):
    """A file that a mapping card names is not there."""

    def __init__(self, file: str, card: str, places: Iterable[str]) -> None:
        looked = "、".join(places) or "—"
        super().__init__(
            f"映射卡 {card} 所列的 {file} 不在 {looked} · {file}, named by the card {card}, is not in {looked}",
            "把文件放到表格所在的文件夹，或改卡里的 file · put the file beside the tables, or mend `file` in the card",
        )


class TooFewRows(BadInput):
    """A table that holds fewer rows than its card says it must."""

    def __init__(self, file: str, rows: int, at_least: int) -> None:
        super().__init__(
            f"{file} 只有 {rows} 行，卡里要求至少 {at_least} 行 · {file} has {rows} rows, the card asks for {at_least}",
            "文件可能不完整；若无误，改卡里的 rows.at_least · the file may be cut short; else lower rows.at_least",
        )


class TooManyRows(BadInput):
    """A table that holds more rows than its card allows, or more that break its rules."""

    def __init__(self, file: str, rows: int, at_most: int, what: str = "行 · rows") -> None:
        super().__init__(
            f"{file} 有 {rows} {what}，卡里限定至多 {at_most} · {file} has {rows}, the card allows {at_most}",
            "核对文件；若无误，改卡里的 rows · check the file; else change `rows` of the card",
        )


class MissingExtra(BadInput):
    """Something needs a package that is not installed."""

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(
            f"没有安装 {package} · {package} is not installed", f'pip install "liantu[{extra}]" · install the extra'
        )


class DatabaseUnreachable(Unreachable):
    """A SQL database that a card names cannot be read."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"读不了数据库 {address}：{reason} · cannot read the database",
            "核对卡里的 database、table、query · check `database`, `table` and `query` of the card",
        )


class ClaimWithoutEvidence(BadInput):
    """A claim, observation or attribute that says not where it stands; it cannot be recorded."""

    def __init__(self, table: str, rows: int, document: str) -> None:
        super().__init__(
            f"文档 {document} 的 {table} 有 {rows} 条没有证据或指向不存在的行，未写入"
            f" · {rows} rows of {table} in {document} lack evidence or point at missing rows; nothing was written",
            "每条主张都要给出句子或表格行 · give the sentence or table row of every claim",
        )
