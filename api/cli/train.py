"""Commands that learn: the model of extraction from annotated sentences, the weights of matching from judgements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import Json, app, existing, open_workspace
from api.cli.gathered import gathered
from api.cli.lines import read_lines
from api.cli.printing import print_json, print_table
from ontology.schema import EntityClass

if TYPE_CHECKING:
    from nlp.tagging.clusters import Clusters
    from nlp.training.train import Plan


_training = typer.Typer(invoke_without_command=True)
app.add_typer(_training, name="train")


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How to train."""

    seed: Annotated[int, typer.Option(help="随机种子：相同则模型逐字节相同 · the same seed gives the same bytes")] = 7
    generated: Annotated[int, typer.Option(min=0, help="由模板生成的句子数 · sentences made from templates")] = 3000
    without: Annotated[
        list[Path] | None, typer.Option(help="其中标注的名称一概不学，可多次给出 · learn no name annotated there")
    ] = None
    unseen: Annotated[
        EntityClass | None, typer.Option(help="--without 的名称类型，默认企业 · the class of these names, else firms")
    ] = None

    @property
    def given(self) -> "Plan":
        from nlp.annotated import read_annotated
        from nlp.evaluation.unseen import Unseen
        from nlp.training.train import Plan

        if self.unseen and not self.without:
            raise typer.BadParameter("--unseen 要同 --without 一起用：名称从哪些句子来 · --unseen needs --without")
        kind = self.unseen or EntityClass.ENTERPRISE
        hidden = Unseen.of(read_annotated(self.without), kind) if self.without else None
        return Plan(seed=self.seed, generated=self.generated, unseen=hidden)


@_training.callback()
@gathered
def train(
    context: typer.Context,
    plan: PlanOptions,
    gold: Annotated[
        list[Path] | None, typer.Option(help="标注句子，可多次给出 · annotated sentences; may be given often")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="模型文件 · the model's file")] = None,
    texts: Annotated[
        list[Path] | None, typer.Option(help="未标注的文本，用来学词类 · plain texts to learn word clusters from")
    ] = None,
) -> None:
    """训练抽取模型；liantu train match 学匹配的权重 · train the model of extraction, or the weights of matching."""
    if context.invoked_subcommand is not None:
        return
    if not gold or out is None:
        raise typer.BadParameter("要给 --gold 和 --out · --gold and --out are needed")
    from nlp.annotated import read_annotated
    from nlp.model_file import write_model
    from nlp.training.train import sorted_by_id
    from nlp.training.train import train as trained

    asked, sentences = plan.given, sorted_by_id(read_annotated(gold))
    clusters = _clusters(existing(texts or ()), asked.seed)
    write_model(out, trained(sentences, clusters, asked, typer.echo))
    typer.echo(f"{out} · {out.stat().st_size:,} 字节 bytes")


@_training.command("match")
def match(
    context: typer.Context,
    judged: Annotated[
        Path, typer.Argument(help="每行一条需求 {text, judged: {企业: 0..3}} · needs with grades by firm, one a line")
    ],
    out: Annotated[Path | None, typer.Option(help="权重文件，默认放在工作区 · where the weights go")] = None,
    as_json: Json = False,
) -> None:
    """从评判中学找服务商的权重 · learn the weights of matching from judgements."""
    from api.training import train_match

    with open_workspace(context) as workspace:
        done = train_match(workspace, read_lines(judged), out)
    if as_json:
        print_json(done)
        return
    typer.echo(f"{done.file}：{done.needs} 条需求，{done.candidates} 个候选 · needs, candidates")
    print_table(("特征", "权重"), [(name, f"{weight:.3f}") for name, weight in done.weights.items()])
    rows = [(f"{band.certainty:.0%}", f"{band.good:.0%}", band.candidates) for band in done.reliability]
    print_table(("把握", "其中确实相符", "候选数"), rows)


def _clusters(texts: Sequence[Path], seed: int) -> "Clusters":
    """Word clusters of the texts, or those of the model that comes along where none are given."""
    from nlp.model_file import bundled_model
    from nlp.tagging.clusters import Clusters
    from nlp.training.clusters import learn_clusters

    if texts:
        return learn_clusters(read_texts(texts), seed=seed)
    known = bundled_model().part("clusters")
    return Clusters.from_arrays(known) if known else Clusters({})


def read_texts(paths: Sequence[Path]) -> Iterator[str]:
    """Texts of the files under the paths; a file that cannot be read is told of and passed over."""
    from ingest.files import files_of
    from ingest.reading import read_file

    for file in files_of(paths):
        found = read_file(file)
        if found.document is None:
            typer.echo(f"跳过 passed over: {file.name}：{found.message}", err=True)
        else:
            yield found.document.text
