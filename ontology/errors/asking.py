"""What a question names and the workspace does not have, or a query that cannot be asked."""

from collections.abc import Iterable, Sequence

from ontology.errors.kinds import BadInput, NotFound, Refused, nearest


class UnknownChain(NotFound):
    """No chain with this id or name is defined."""

    def __init__(self, chain: str, known: Iterable[str]) -> None:
        super().__init__(
            f"没有产业链 {chain!r}；相近的有 {nearest(chain, known)} · no chain {chain!r}",
            "用 liantu chains 查看全部 · see `liantu chains`",
        )


class UnknownRegion(NotFound):
    """No region with this id, code or name."""

    def __init__(self, region: str, known: Iterable[str] = ()) -> None:
        super().__init__(
            f"没有地区 {region!r}；相近的有 {nearest(region, known)} · no region {region!r}",
            "可写名称（浙江、浙江省）、六位代码或 reg:330000 · give a name, a six-digit code or a reg: id",
        )


class UnknownEntity(NotFound):
    """No entity with this id or name."""

    def __init__(self, entity: str, near: Iterable[str] = ()) -> None:
        alike = "、".join(dict.fromkeys(near))
        super().__init__(
            f"图中没有 {entity!r} · {entity!r} is not in the graph",
            f"相近的有 {alike} · names like it" if alike else "换个简称或全称再试 · try another form of the name",
        )


class AmbiguousName(BadInput):
    """A name that several things bear where one is meant."""

    def __init__(self, name: str, ids: Sequence[str]) -> None:
        super().__init__(
            f"{name!r} 不止一个 · {name!r} may mean any of {len(ids)}",
            f"写编号，其中有 {'、'.join(ids[:5])} · give the id, such as one of these",
        )


class UnknownWord(BadInput):
    """A class, relation, column or converter that the ontology or a table does not have."""

    def __init__(self, kind: str, word: str, known: Iterable[str], where: str = "") -> None:
        place = f"{where}：" if where else ""
        super().__init__(
            f"{place}没有{kind} {word!r}；相近的有 {nearest(word, known)} · unknown {kind} {word!r}",
            "改正拼写后重试 · correct the spelling and try again",
        )


class UnknownEvidence(NotFound):
    """Evidence ids that the graph does not have."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__(
            f"图中没有证据 {'、'.join(ids)} · no such evidence in the graph",
            "证据编号见 gaps、match、show 的输出 · ids stand in the answers of gaps, match and show",
        )


class UnknownDocument(NotFound):
    """No document with this id is in the ledger."""

    def __init__(self, document: str) -> None:
        super().__init__(
            f"账本中没有文档 {document!r} · the ledger holds no document {document!r}",
            "用 liantu documents 查看编号 · see `liantu documents`",
        )


class UnknownDecision(NotFound):
    """No decision with this id, or it is undone already."""

    def __init__(self, decision: str) -> None:
        super().__init__(
            f"没有可撤销的判定 {decision!r} · no decision {decision!r} to undo",
            "用 liantu resolve log 查看判定 · see `liantu resolve log`",
        )


class UnknownIndex(NotFound):
    """No composite index with this id or name is defined."""

    def __init__(self, index: str, known: Iterable[str]) -> None:
        super().__init__(
            f"没有指数 {index!r}；相近的有 {nearest(index, known)} · no index {index!r}",
            "用 liantu index 查看全部 · see `liantu index`",
        )


class QueryRefused(Refused):
    """A Cypher statement that writes, or asks for what the read-only door does not give."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"只读查询口不接受此语句 · the read-only door refuses this statement: {reason}",
            "只用 MATCH … RETURN · use MATCH … RETURN only",
        )


class BadQuery(BadInput):
    """A Cypher statement the graph cannot run; the message is the engine's own."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"查询语句有误 · the statement cannot be run: {reason}",
            "核对语法、标签、属性与参数 · check syntax, labels, properties and parameters",
        )


class QueryTooSlow(BadInput):
    """A Cypher statement that ran into the time limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"查询超过 {seconds:g} 秒，已停止 · the query was stopped after {seconds:g} seconds",
            "缩小范围或加 LIMIT · narrow it down or add a LIMIT",
        )


class SparqlRefused(Refused):
    """A SPARQL text that updates, asks another host, or hides what it does."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"只读查询口不接受此语句 · the read-only door refuses this query: {reason}",
            "只用 SELECT、ASK、CONSTRUCT、DESCRIBE，只查本图 · use query forms, and this graph only",
        )


class QueryTooLarge(BadInput):
    """A query that wanted more memory than it may have."""

    def __init__(self, memory: int) -> None:
        super().__init__(
            f"查询所需内存超过 {memory >> 20} MB，已停止 · stopped: it wanted more than {memory >> 20} MB",
            "缩小范围或加 LIMIT · narrow it down or add a LIMIT",
        )
