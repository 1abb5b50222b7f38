"""Markets that cannot be matched, and steps on the demand board that cannot be taken."""

from collections.abc import Iterable

from ontology.errors.kinds import BadInput, NotFound


class BadMarket(BadInput):
    """Demands, providers, capacities or quotas that make no market."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(
            problem, hint or "核对需求、供方、分数与容量 · check demands, providers, scores and capacities"
        )


class UnknownDemand(NotFound):
    """No demand with this id stands on the board."""

    def __init__(self, demand: str) -> None:
        super().__init__(
            f"需求板上没有 {demand!r} · {demand!r} is not on the board",
            "用 liantu board list --all 查看全部 · see `liantu board list --all`",
        )


class UnknownAnswer(NotFound):
    """A demand has no answer with this id that stands."""

    def __init__(self, answer: str, standing: Iterable[str]) -> None:
        listed = "、".join(standing) or "无"
        super().__init__(
            f"没有可用的应答 {answer!r} · there is no standing answer {answer!r}",
            f"现有应答：{listed} · these stand",
        )


class StepRefused(BadInput):
    """A step that the state of a demand does not allow."""

    def __init__(self, step: str, state: str, possible: Iterable[str]) -> None:
        allowed = "、".join(possible) or "无"
        super().__init__(
            f"需求处于“{state}”，不能{step} · a demand that is {state} cannot take this step",
            f"此时可以：{allowed} · what can be done now",
        )


class PersonalData(BadInput):
    """A text for the board, or for a log, that holds what belongs to a person."""

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__(
            f"文字里有{'、'.join(kinds)}，没有记下 · the text holds personal data; nothing was recorded",
            "需求板不存个人信息，联系方式请在接单后另行交换 · exchange contacts elsewhere, after the order is taken",
        )
