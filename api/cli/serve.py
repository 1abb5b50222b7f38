"""The command that serves pages and REST."""

import os
from typing import Annotated, Final

import typer

from api.cli.app import app
from api.operations.logs import LogFormat

# Seconds that a connection waits for the next question: longer than browsers and proxies keep theirs (a minute), as a
# question that meets the end of a connection is lost.
KEEP_ALIVE: Final = 75


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址，默认只对本机 · this machine only")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口 · the port")] = 8000,
    log: Annotated[
        LogFormat, typer.Option(help="日志：text 或 json，每个请求一行 · a line a request")
    ] = LogFormat.TEXT,
) -> None:
    """打开网页和 REST 服务 · pages and REST."""
    import uvicorn

    from api.access.oidc import read_provider
    from api.access.starting import guard_for
    from api.operations.logs import set_logging
    from api.rest.app import make_app

    set_logging(LogFormat(log))

    guard, provider = guard_for(context.obj.workspace, host, os.environ), read_provider(os.environ)
    typer.echo(f"网页 http://{host}:{port}/ ，接口说明 http://{host}:{port}/docs ；按 Ctrl+C 停止 · Ctrl+C stops")
    service = make_app(context.obj, guard, provider)
    uvicorn.run(
        service,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
    )
