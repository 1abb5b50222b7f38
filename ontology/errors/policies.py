"""Policies, their conditions and the firms that ask about them, where they cannot be read."""

from collections.abc import Sequence

from ontology.errors.kinds import BadInput, NotFound


class BadRules(BadInput):
    """A policy or a firm profile whose line does not have the shape it must have."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(
            f"{where}：{problem} · cannot be read as a policy or profile",
            "一行一个 JSON 对象；条件的写法见手册“政策条件” · one JSON object a line, see the user guide",
        )


class UnknownPolicy(NotFound):
    """No policy of the workspace has this id or title, or several bear the part of a title that was given."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        alike = "；".join(known[:5])
        super().__init__(
            f"没有政策 {name!r}，或不止一项 · no policy {name!r}, or more than one",
            f"其中有 {alike} · such as these" if alike else "先导入政策文件 · ingest policy documents first",
        )
