"""Reports that cannot be made, read or verified."""

from collections.abc import Iterable

from ontology.errors.kinds import BadInput


class BadTemplate(BadInput):
    """A template of the narrative that cannot be used."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        where = f"第 {line} 行：" if line else ""
        super().__init__(
            f"报告模板{where}{problem}",
            "数字只能来自数据，写作 {{ nodes.weak }} 之类；用 liantu reports template 看自带的模板 · "
            "numbers come from data only; see the bundled template",
        )


class UnknownTable(BadTemplate):
    """A template asks for a table that reports do not have."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"没有表 {name!r}，有的是 {'、'.join(known)} · no table {name!r}")


class BadPack(BadInput):
    """An evidence pack that is damaged or was changed: nothing can be recomputed from it."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"证据包已损坏或被改动：{problem} · the evidence pack is damaged or was changed",
            "请向出具单位重新索取报告 · ask the issuer for the report again",
        )


class NoPack(BadInput):
    """A file that carries no evidence pack."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} 里没有证据包 · {file} carries no evidence pack",
            "只能核对 liantu report 出具的文件；另存为别的格式会丢掉证据包 · only files of `liantu report`",
        )


class BadSchedule(BadInput):
    """A schedule of reports that cannot be followed."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(
            f"{file}：{problem}",
            "每项写 chain、region、every（day、week、month、quarter）· each entry has chain, region, every",
        )
