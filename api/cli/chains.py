"""Commands on chain definitions: list, show, add."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from api import answers
from api.cli.app import Json, app, open_workspace
from api.cli.printing import print_json, print_table
from ontology.chains import load_chain

chains = typer.Typer(help="产业链定义 · chain definitions", invoke_without_command=True)
app.add_typer(chains, name="chains")


@chains.callback()
def list_by_default(context: typer.Context, as_json: Json = False) -> None:
    """Without a further word: the list."""
    if context.invoked_subcommand is None:
        list_chains(context, as_json=as_json)


@chains.command("list")
def list_chains(context: typer.Context, as_json: Json = False) -> None:
    """全部产业链 · all chains."""
    with open_workspace(context) as workspace:
        found = [answers.chain_outline(chain) for chain in workspace.chains]
    if as_json:
        print_json({"chains": found})
    else:
        print_table(("编号", "名称", "环节", "联系"), [tuple(one.values()) for one in found])


@chains.command("show")
def show_chain(
    context: typer.Context,
    chain: Annotated[str, typer.Argument(help="产业链的名称或编号 · a chain by name or id")],
    as_json: Json = False,
) -> None:
    """一条产业链的环节 · the nodes of a chain."""
    with open_workspace(context) as workspace:
        found = workspace.chain(chain)
    if as_json:
        print_json(found)
        return
    typer.echo(f"{found.name}（{found.id}）\n定义来源：{found.origin}")
    inputs = {node.id: [found.node(link.source).name for link in found.inputs_of(node.id)] for node in found.nodes}
    rows = [(node.stage, node.name, "、".join(inputs[node.id]), "、".join(node.aliases)) for node in found.nodes]
    print_table(("阶段", "环节", "投入", "别名"), rows)


@chains.command("add")
def add_chains(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="定义文件 · definition files")],
    as_json: Json = False,
) -> None:
    """加入自己的产业链定义；有错则一条也不加 · add definitions of one's own; all or none."""
    from api import pipeline

    loaded = [load_chain(path) for path in files]
    with open_workspace(context) as workspace:
        folder = workspace.folder / "chains"
        folder.mkdir(exist_ok=True)
        for path, chain in zip(files, loaded, strict=True):
            shutil.copyfile(path, folder / f"{chain.id}.yaml")
        pipeline.record_definitions(workspace)
        pipeline.publish(workspace)
    if as_json:
        print_json({"added": [answers.chain_outline(chain) for chain in loaded]})
    else:
        typer.echo(f"已加入 {'、'.join(chain.name for chain in loaded)} · added")


@chains.command("draft")
def draft(
    context: typer.Context,
    product: Annotated[str, typer.Argument(help="产品或技术的名称 · a product by name")],
    out: Annotated[Path | None, typer.Option(help="写到文件，不写则打印 · where the definition goes")] = None,
    as_json: Json = False,
) -> None:
    """由产品的上下游数据起草产业链定义，核对后用 chains add 加入 · a definition to be checked, from product data."""
    from api.chain_draft import drafted, written

    with open_workspace(context) as workspace:
        chain = drafted(workspace, product)
    text = written(chain)
    if out is not None:
        out.write_text(text, encoding="utf-8")
    if as_json:
        print_json(chain)
    elif out is None:
        typer.echo(text)
    else:
        typer.echo(
            f"已起草 {len(chain.nodes)} 个环节、{len(chain.links)} 条连线：{out}；核对后 liantu chains add {out}"
        )
