"""Everything that can go wrong and be told to a user.

    LiantuError
    ├── NotFound        ask for something that exists   → exit 1, HTTP 404
    ├── BadInput        change what was given           → exit 1, HTTP 422
    ├── Busy            wait, or use --server           → exit 1, HTTP 409
    ├── Unreachable     start or reach a service        → exit 1, HTTP 503
    └── Refused         not allowed, by design          → exit 1, HTTP 403

Grouped by what the caller can do. `message` is Chinese · English; `hint` says what to do next.
A package adds its own errors as subclasses of one of these five, here.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class LiantuError(Exception):
    """Base of all errors a user may see."""

    http_status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFound(LiantuError):
    """What was asked for does not exist."""

    http_status = 404


class BadInput(LiantuError):
    """What was given cannot be used as it is."""

    http_status = 422


class Busy(LiantuError):
    """Another process holds what is needed."""

    http_status = 409


class Unreachable(LiantuError):
    """A service does not answer or does not let us in."""

    http_status = 503


class Refused(LiantuError):
    """Not allowed, by design."""

    http_status = 403


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words closest to `word`, for a hint; 无 when none is close."""
    return "、".join(get_close_matches(word, list(known), n=3)) or "无"


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


class BadChain(BadInput):
    """A chain definition that cannot be used; `problems` holds every one found."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"产业链定义 {file} 有 {len(problems)} 处问题 · the chain definition has problems:\n{listed}",
            "按上面逐条修改后重试；可参照自带的定义 · mend each line above; the bundled definitions are examples",
        )
        self.problems = tuple(problems)


class WorkspaceLocked(Busy):
    """Another process has the workspace open for writing."""

    def __init__(self, workspace: str, holder: str) -> None:
        super().__init__(
            f"工作区 {workspace} 正被进程 {holder} 使用 · workspace {workspace} is held by process {holder}",
            "若是 liantu serve，可在网页或 REST 提问；否则等它结束 · ask the service by its pages or REST",
        )


class GraphUnfinished(Busy):
    """The graph is being written, or its last writing did not come to an end; its rows are not to be trusted."""

    def __init__(self) -> None:
        super().__init__(
            "图谱正在写入，或上次写入未完成 · the graph is being written, or its last writing did not end",
            "稍后再试；若没有入库在运行，用 liantu rebuild 重建 · try again, or run `liantu rebuild`",
        )


class GraphUnreachable(Unreachable):
    """The Neo4j server does not answer, or refuses the login."""

    def __init__(self, url: str, reason: str, hint: str) -> None:
        super().__init__(f"连不上图数据库 {url}：{reason} · cannot use the graph at {url}: {reason}", hint)


class QueryRefused(Refused):
    """A Cypher statement that writes, or asks for what the read-only door does not give."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"只读查询口不接受此语句 · the read-only door refuses this statement: {reason}",
            "只用 MATCH … RETURN · use MATCH … RETURN only",
        )


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


class Unreadable(BadInput):
    """A file that cannot be read: encrypted, scanned, damaged, empty, too large, not supported."""

    def __init__(self, reason: str, hint: str = "", name: str = "") -> None:
        super().__init__(f"{name}：{reason}" if name else reason, hint)
        self.reason = reason


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


class ClaimWithoutEvidence(BadInput):
    """A claim, observation or attribute that says not where it stands; it cannot be recorded."""

    def __init__(self, table: str, rows: int, document: str) -> None:
        super().__init__(
            f"文档 {document} 的 {table} 有 {rows} 条没有证据或指向不存在的行，未写入"
            f" · {rows} rows of {table} in {document} lack evidence or point at missing rows; nothing was written",
            "每条主张都要给出句子或表格行 · give the sentence or table row of every claim",
        )


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


class DanglingEdges(BadInput):
    """Edges whose ends are not in the graph; none of their kind was written."""

    def __init__(self, kind: str, missing: int) -> None:
        super().__init__(
            f"{missing} 条 {kind} 边的端点不在图中 · {missing} {kind} edges point at nodes that are not in the graph",
            "用 liantu rebuild 重建图 · run `liantu rebuild`",
        )


class GraphUnreadable(BadInput):
    """The embedded graph's file cannot be opened: damaged, or not a graph at all."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"打不开图文件 {file} · cannot open the graph file {file}: {reason}",
            "图由账本得出：删除该文件后运行 liantu rebuild · delete the file, then run `liantu rebuild`",
        )


class BadGold(BadInput):
    """A file of annotated sentences that cannot be read."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(
            f"标注文件 {file} 第 {line} 行无法读取 · line {line} of {file} is no annotated sentence: {reason}",
            "每行一个 JSON：id、text、entities、relations、observations · one JSON object a line",
        )


class BadModel(BadInput):
    """A model file of extraction that cannot be used."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"模型文件 {file} 无法使用 · {file} is no model of extraction: {reason}",
            "用 liantu train 重新训练 · make one with `liantu train`",
        )


class NothingToLearn(BadInput):
    """Training was given no sentence, or too few documents to hold some out."""

    def __init__(self) -> None:
        super().__init__(
            "没有可学的句子，或文档太少，留不出一部分 · nothing to learn from, or too few documents to hold some out",
            "多给几份文档的标注，或用 --generated 加上生成的句子 · annotate more documents, or add generated ones",
        )


class MissingTool(Unreachable):
    """A program that must be installed first is not on the path."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"找不到 {name} · {name} is not installed",
            f"先安装 {what}，或用 docker-compose.yml · install {what}, or use docker-compose.yml",
        )


class ServiceFailed(Unreachable):
    """A service of ours on this machine does not start."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} 没有启动成功 · {name} did not start: {reason}",
            "核对端口是否被占用、磁盘与网络 · check that the port is free, and the disk and network",
        )


class LlmNotConfigured(BadInput):
    """The language model was asked for and none is named."""

    def __init__(self, missing: Sequence[str]) -> None:
        listed = "、".join(missing)
        super().__init__(
            f"没有设置语言模型：缺 {listed} · no language model is set: {listed}",
            "在环境变量里写明地址与模型，见用户手册“语言模型” · name them in the environment, see the user guide",
        )


class LlmFailed(Unreachable):
    """The endpoint of the language model refuses, or gives no usable answer."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"语言模型 {url} 没有给出回答：{reason} · the language model did not answer",
            "核对地址、密钥和额度；不用 --llm 也能读 · check address, key and quota; it works without --llm",
        )


class TooLargeForFormat(BadInput):
    """A graph with more edges than a file format, or a picture, can usefully hold."""

    def __init__(self, form: str, edges: int, limit: int) -> None:
        super().__init__(
            f"{form} 最多写 {limit} 条关系，图中有 {edges} 条 · {form} takes {limit} edges, the graph has {edges}",
            "用 --around 只导出一条链或一个实体周围，或改用 csv、parquet · narrow it by --around, or use csv",
        )


class UnknownIndex(NotFound):
    """No composite index with this id or name is defined."""

    def __init__(self, index: str, known: Iterable[str]) -> None:
        super().__init__(
            f"没有指数 {index!r}；相近的有 {nearest(index, known)} · no index {index!r}",
            "用 liantu index 查看全部 · see `liantu index`",
        )


class BadIndex(BadInput):
    """An index definition that cannot be used; `problems` holds every one found."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"指数定义 {file} 有 {len(problems)} 处问题 · the index definition has problems:\n{listed}",
            "按上面逐条修改后重试；可参照自带的定义 · mend each line above; the bundled definitions are examples",
        )
        self.problems = tuple(problems)


class BadIndexValues(BadInput):
    """Figures from which an index cannot be made."""
