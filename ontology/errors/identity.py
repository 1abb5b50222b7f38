"""Codes, identities and decisions on them that make no sense."""

from ontology.errors.kinds import BadInput


class BadCreditCode(BadInput):
    """Not a 统一社会信用代码 that can have been issued."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code!r} 不是有效的统一社会信用代码 · {code!r} is not a valid unified social credit code",
            "应为 18 位且校验码正确 · eighteen characters with a matching check character",
        )


class BadIdentity(BadInput):
    """A thing has neither a code nor a name to be known by."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"{kind} 既无代码也无名称，无法编号 · a {kind} with neither code nor name cannot be given an id",
            "补上名称或代码 · add a name or a code",
        )


class SameThing(BadInput):
    """A decision on two names that already mean one and the same thing."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(
            f"{left!r} 和 {right!r} 已经指同一个，没有可判定的 · {left!r} and {right!r} mean the same thing already",
            "若是错并，用 liantu show 看各写法，再按写法编号分开：liantu resolve split 写法编号 写法编号"
            " · to take them apart, give the keys of their writings, as `liantu show` lists them",
        )


class DifferentKinds(BadInput):
    """A decision that would hold a firm and a product, or the like, to be one thing."""

    def __init__(self, left: tuple[str, str], right: tuple[str, str]) -> None:
        super().__init__(
            f"{left[0]!r} 是 {left[1]}，{right[0]!r} 是 {right[1]}，不会是同一个"
            f" · {left[0]!r} is a {left[1]} and {right[0]!r} a {right[1]}; they can be no one thing",
            "写编号以免指错；产品归环节用 resolve link · give ids; for a product and a node use `resolve link`",
        )
