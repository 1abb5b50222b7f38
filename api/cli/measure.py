"""Commands that need no workspace: extract and evaluate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import Json, Llm, app
from api.cli.lines import read_lines, write_lines, write_table
from api.cli.printing import llm_line, print_json
from ontology.schema import EntityClass

if TYPE_CHECKING:
    from nlp.evaluation.evaluate import Evaluation
    from nlp.evaluation.mistakes import Mistake
    from nlp.evaluation.unseen import Unseen
    from nlp.pipeline import Extractor


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
    gold: Annotated[list[Path], typer.Argument(help="标注文件，可多个 · annotated sentences, one file or more")],
    model: Annotated[Path | None, typer.Option(help="模型文件 · a model instead of the one that comes along")] = None,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="不用模型 · the rules alone")] = False,
    errors: Annotated[Path | None, typer.Option(help="写出错误清单，.tsv 或 .jsonl · list every mistake there")] = None,
    unseen: Annotated[
        EntityClass | None, typer.Option(help="词典里没有这一类标注名称时的召回 · recall without")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="输出 Markdown · tables for a document")] = False,
    as_json: Json = False,
) -> None:
    """用标注句子衡量抽取 · score extraction against annotated sentences, with intervals."""
    from api.cli.scores import print_mistakes
    from nlp.annotated import read_annotated
    from nlp.evaluation.evaluate import evaluate as score
    from nlp.evaluation.mistakes import mistakes
    from nlp.evaluation.unseen import Unseen, without

    sentences = list(read_annotated(gold))
    extractor = _extractor(model, rules_only=rules_only)
    hidden = Unseen.of(sentences, unseen) if unseen else None
    result = score(sentences, without(extractor, hidden) if hidden else extractor)
    _print_result(result, hidden, markdown=markdown, as_json=as_json)
    if errors:
        wrong = list(mistakes(result))
        _write_mistakes(wrong, errors)
        if not as_json:
            print_mistakes(wrong, markdown=markdown)
            typer.echo(f"{len(wrong)} 处错误 mistakes → {errors}", err=True)


def _extractor(model: Path | None, *, rules_only: bool) -> "Extractor":
    from nlp.model_file import NO_MODEL, read_model
    from nlp.pipeline import Extractor

    if rules_only:
        return Extractor(model=NO_MODEL)
    return Extractor(model=read_model(model) if model else None)


def _print_result(result: "Evaluation", hidden: "Unseen | None", *, markdown: bool, as_json: bool) -> None:
    from api.cli.scores import print_scores, print_unseen
    from nlp.evaluation.figures import recall_as_dict, scores_as_dict

    if as_json:
        print_json(recall_as_dict(result, hidden) if hidden else scores_as_dict(result))
    elif hidden:
        print_unseen(result, hidden, markdown=markdown)
    else:
        print_scores(result, markdown=markdown)


def _write_mistakes(wrong: "list[Mistake]", path: Path) -> None:
    """As tab-separated values where the file is called .tsv, else as JSON lines."""
    if path.suffix.lower() == ".tsv":
        write_table(wrong, path)
    else:
        write_lines(wrong, path)
