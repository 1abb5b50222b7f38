"""Commands on policies: what they ask, and whether a firm may apply."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from api import policies
from api.cli import policy_lines as show
from api.cli.app import Json, RegionName, app, open_workspace
from api.cli.lines import read_lines, write_lines
from api.cli.printing import print_json
from ontology.errors import BadInput

group = typer.Typer(
    help="政策条件：抽取、逐条核对、可申报清单 · conditions of policies, and who may apply", no_args_is_help=True
)
app.add_typer(group, name="policies")

Out = Annotated[Path | None, typer.Option(help="结果文件 · where the lines go")]
OnDay = Annotated[str, typer.Option("--on", help="按哪一天判断是否在施行，如 2026-07-15 · in force on this day")]


@group.command("list")
def list_policies(context: typer.Context, region: RegionName = None, on: OnDay = "", as_json: Json = False) -> None:
    """工作区里可申报的政策；到期、被替代、过了申报期的另列 · policies in force, and those left out."""
    with open_workspace(context) as workspace:
        found = policies.policies(workspace, region, on=on)
    (print_json if as_json else show.print_policies)(found)


@group.command()
def extract(
    jsonl: Annotated[Path, typer.Option(help="每行一个 {id, title, text} · one policy a line")],
    out: Out = None,
) -> None:
    """从政策文本抽取申报条件及其逻辑，不需要工作区 · conditions and their logic from texts."""
    write_lines(policies.extract(read_lines(jsonl)), out)


@group.command()
def check(
    policy_file: Annotated[
        Path, typer.Option("--policies", help="政策：文本，或已带 conditions 和 logic · one a line")
    ],
    profiles: Annotated[Path, typer.Option(help="企业画像：每行 {id, name, base_year, facts} · firms")],
    out: Out = None,
) -> None:
    """逐条核对每家企业是否符合每项政策，不需要工作区 · every policy for every firm."""
    found = policies.check_all(list(read_lines(policy_file)), list(read_lines(profiles)))
    write_lines((policies.check_record(one) for one in found), out)


@group.command()
def eligible(
    context: typer.Context,
    enterprise: Annotated[str, typer.Option(help="企业名称、代码或编号；不写则只看填报 · name, code or id")] = "",
    form: Annotated[Path | None, typer.Option(help="填报信息：JSON，{字段: 值} · what the firm says of itself")] = None,
    fact: Annotated[list[str] | None, typer.Option(help="一项填报，字段=值，可写多次 · one fact")] = None,
    on: OnDay = "",
    as_json: Json = False,
) -> None:
    """一家企业可申报哪些政策：逐条满足、不满足、未知，差在哪里 · what a firm may apply for."""
    facts = {**_form(form), **dict(map(_fact, fact or ()))}
    if not enterprise and not facts:
        raise typer.BadParameter("用 --enterprise 指明企业，或用 --form、--fact 填报 · say which firm, or give facts")
    with open_workspace(context) as workspace:
        found = policies.eligible(workspace, policies.Applicant(enterprise, facts), on=on)
    (print_json if as_json else show.print_eligible)(found)


@group.command()
def firms(
    context: typer.Context,
    policy: Annotated[str, typer.Argument(help="政策标题或其中一段，或文档编号 · title, a part of it, or id")],
    top: Annotated[int, typer.Option(min=1, max=400, help="最多列出几家 · how many at most")] = 20,
    on: OnDay = "",
    as_json: Json = False,
) -> None:
    """哪些企业可能符合一项政策 · firms that may apply for a policy."""
    with open_workspace(context) as workspace:
        found = policies.firms(workspace, policy, top=top, on=on)
    (print_json if as_json else show.print_firms)(found)


@group.command()
def targets(context: typer.Context, region: RegionName = None, as_json: Json = False) -> None:
    """政策目标台账：到哪年、达到多少、现在到了多少 · goals and how far they are reached."""
    with open_workspace(context) as workspace:
        found = policies.targets(workspace, region)
    (print_json if as_json else show.print_targets)(found)


@group.command()
def align(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help="政策标题，先写上级的 · the widest level first")] = None,
    jsonl: Annotated[Path | None, typer.Option(help="或：每行一项政策的文件 · or one policy a line")] = None,
    as_json: Json = False,
) -> None:
    """同一政策在国家、省、市各级逐条对照 · one policy on several levels, condition by condition."""
    if bool(names) == (jsonl is not None):
        raise typer.BadParameter("写出政策标题，或用 --jsonl 给一个文件 · name policies or give --jsonl")
    if jsonl is not None:
        found = policies.align_records(read_lines(jsonl))
    else:
        with open_workspace(context) as workspace:
            found = policies.align(workspace, names or ())
    (print_json if as_json else show.print_alignment)(found)


@group.command()
def clauses(
    context: typer.Context,
    chain: Annotated[str, typer.Argument(help="产业链编号或名称 · chain id or name")],
    region: RegionName = None,
    as_json: Json = False,
) -> None:
    """每个短板有哪些政策条款支持 · which clause serves which weak link."""
    with open_workspace(context) as workspace:
        found = policies.clauses(workspace, chain, region)
    print_json({"weak_links": found}) if as_json else show.print_clauses(found)


def _form(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"读不到填报信息 {path}：{error} · cannot read the form") from error
    if not isinstance(found, dict):
        raise BadInput(f"{path} 应是一个 JSON 对象 · must be a JSON object")
    facts = found.get("facts", found)
    return dict(facts)


def _fact(text: str) -> tuple[str, Any]:
    """revenue=5000, legal_person=true, titles=高新技术企业、瞪羚企业."""
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise typer.BadParameter(f"{text!r} 应写作 字段=值 · write field=value")
    return key.strip(), policies.fact_of(key.strip(), value.strip())
