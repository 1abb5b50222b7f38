"""The server: tools under their names, refusals in words that an assistant can read."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from api.assistants.questions import Questions
from api.assistants.service import Service
from ontology.errors import LiantuError

if TYPE_CHECKING:
    from mcp.server import MCPServer

_INSTRUCTIONS: Final = (
    "链图是产业链知识图谱：谁做什么、哪里薄弱、谁能补上，每条事实都有出处。"
    "先用 search_entities 或 list_chains 得到编号。"
    "回答里的 quotes 是原文，引用时一并给出；有 mark 的结论含样例、合成或估算数据，不可用于决策；"
    "certainty 是把握；缺数据不等于缺环节。"
    " Liantu is a graph of industry chains with evidence: cite `quotes`, repeat `mark`, tell `certainty`; "
    "missing data is not a missing link."
)
Tool = Callable[..., Awaitable[dict[str, Any]]]


def make_server(service: Service) -> "MCPServer[Any]":
    """A server whose tools ask this service."""
    from mcp.server import MCPServer
    from mcp_types import ToolAnnotations

    server = MCPServer(
        "liantu", title="链图 Liantu", version=version("liantu"), instructions=_INSTRUCTIONS, log_level="WARNING"
    )
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in tools_of(Questions(service)):
        server.add_tool(_telling(tool), annotations=reads)
    return server


def tools_of(questions: Questions) -> list[Tool]:
    """Its public methods, in the order in which they are written."""
    return [getattr(questions, name) for name in vars(Questions) if not name.startswith("_")]


async def serve(opened: AbstractAsyncContextManager[Service]) -> None:
    """Answer on standard input and output until the assistant leaves."""
    async with opened as service:
        await make_server(service).run_stdio_async()


def _telling(tool: Tool) -> Tool:
    """The tool, with what we refuse told to the assistant instead of hidden as a crash."""

    @wraps(tool)
    async def told(*given: Any, **named: Any) -> dict[str, Any]:
        from mcp.server.mcpserver.exceptions import ToolError

        try:
            return await tool(*given, **named)
        except LiantuError as problem:
            raise ToolError(f"{problem.message} {problem.hint}".strip()) from problem

    return told
