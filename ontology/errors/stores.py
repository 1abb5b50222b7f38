"""Workspaces and graphs that are held, unfinished, out of reach or too large for a form."""

from ontology.errors.kinds import BadInput, Busy, Unreachable


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


class TriplesUnreadable(BadInput):
    """The store of triples that SPARQL asks cannot be opened: damaged, or not to be read by this user."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"打不开三元组库 {folder} · cannot open the triples in {folder}: {reason}",
            "它由图得出：删除该文件夹后再查，会重新生成 · delete the folder and ask again: it is made anew",
        )


class WorkspaceInUse(BadInput):
    """A workspace that holds something already cannot take a backup in."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"工作区 {folder} 已有数据，不能恢复到里面 · the workspace {folder} holds data already",
            "换一个空的工作区：liantu --workspace 新文件夹 restore 文件 · restore into an empty folder",
        )


class DamagedBackup(BadInput):
    """A backup file that is not whole, or not one of ours; nothing was restored."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"备份 {file} 不能用：{reason} · the backup {file} cannot be used: {reason}",
            "换一份备份，或重新复制该文件后再试 · take another copy of it, or another backup",
        )


class MissingTool(Unreachable):
    """A program that must be installed first is not on the path."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"找不到 {name} · {name} is not installed",
            f"先安装 {what}，或用 docker-compose.yml · install {what}, or use docker-compose.yml",
        )


class TooLargeForFormat(BadInput):
    """A graph with more edges than a file format, or a picture, can usefully hold."""

    def __init__(self, form: str, edges: int, limit: int) -> None:
        super().__init__(
            f"{form} 最多写 {limit} 条关系，图中有 {edges} 条 · {form} takes {limit} edges, the graph has {edges}",
            "用 --around 只导出一条链或一个实体周围，或改用 csv、parquet · narrow it by --around, or use csv",
        )
