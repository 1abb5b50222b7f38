"""Commands that need no workspace: extract and evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import Json, Llm, app
from api.cli.lines import read_lines, write_lines
from api.cli.printing import llm_line, print_json, print_table


@app.command()
def extract(
    context: typer.Context,
    jsonl: Annotated[Path, typer.Option(help="每行一个 {id, text} · one text a line")],
    out: Annotated[Path | None, typer.Option(help="结果文件 · where the lines go")] = None,
    llm: Llm = False,
) -> None:
    """从句子抽取实体、关系和数字，不需要工作区 · entities, relations, observations of texts."""
    from api.llm import second_reader
    from nlp.lines import line_of
    from nlp.llm import LlmExtractor
    from nlp.pipeline import Extractor

    extractor: Extractor | LlmExtractor = Extractor()
    if llm:
        extractor = LlmExtractor(extractor, second_reader(context.obj.workspace))
    lines = (line_of(str(one["id"]), one["text"], extractor.extract(one["text"])) for one in read_lines(jsonl))
    write_lines(lines, out)
    if isinstance(extractor, LlmExtractor):
        typer.echo(llm_line(extractor.second.tally.as_dict()), err=True)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="标注文件 · annotated sentences")],
    as_json: Json = False,
) -> None:
    """用标注句子衡量抽取 · score extraction against annotated sentences."""
    from nlp.evaluate import evaluate as score
    from nlp.pipeline import Extractor

    found = score(gold, Extractor())
    if as_json:
        print_json(found.as_dict())
        return
    totals = [("全部 exact", found.total("exact")), ("全部 overlap", found.total("overlap"))]
    rows = [*totals, *((cls.value, one) for cls, one in found.exact.items())]
    rows += [("关系 relations", found.total("relations")), ("数字 observations", found.observations)]
    print_table(
        ("项目", "准确率", "召回率", "F1", "标注数"),
        [(name, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", one.gold) for name, one in rows],
    )
