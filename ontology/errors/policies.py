"""Policies, their conditions and the firms that ask about them, where they cannot be read."""

from ontology.errors.kinds import BadInput


class BadRules(BadInput):
    """A policy or a firm profile whose line does not have the shape it must have."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(
            f"{where}：{problem} · cannot be read as a policy or profile",
            "一行一个 JSON 对象；条件的写法见手册“政策条件” · one JSON object a line, see the user guide",
        )
