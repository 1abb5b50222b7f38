"""The command that serves assistants."""

import os
from typing import Annotated

import typer

from api.cli.app import app


@app.command("mcp")
def serve_assistant(
    context: typer.Context,
    server: Annotated[
        str, typer.Option(help="改问已在运行的 liantu serve，如 http://127.0.0.1:8000 · ask a running service")
    ] = "",
) -> None:
    """供智能助手使用的 MCP 服务（标准输入输出，只读） · Model Context Protocol on standard input and output, read-only.

    密钥取自环境变量 LIANTU_API_KEY · the key of a service is taken from LIANTU_API_KEY.
    """
    import anyio

    from api.assistants.server import serve
    from api.assistants.service import own_service, running_service

    key = os.environ.get("LIANTU_API_KEY", "")
    anyio.run(serve, running_service(server, key) if server else own_service(context.obj))
