"""Definitions of chains and indices that cannot be used, and figures that fit none."""

from collections.abc import Sequence

from ontology.errors.kinds import BadInput


class BadDefinition(BadInput):
    """A definition in YAML that cannot be used; `problems` holds every one found."""

    def __init__(self, kind: tuple[str, str], file: str, problems: Sequence[str]) -> None:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        chinese, english = kind
        super().__init__(
            f"{chinese}定义 {file} 有 {len(problems)} 处问题 · the {english} definition has problems:\n{listed}",
            "按上面逐条修改后重试；可参照自带的定义 · mend each line above; the bundled definitions are examples",
        )
        self.problems = tuple(problems)


class BadChain(BadDefinition):
    """A chain definition that cannot be used."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        super().__init__(("产业链", "chain"), file, problems)


class BadIndex(BadDefinition):
    """An index definition that cannot be used."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        super().__init__(("指数", "index"), file, problems)


class BadIndexValues(BadInput):
    """Figures from which an index cannot be made."""
