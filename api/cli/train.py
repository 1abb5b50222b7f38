"""The command that makes the model of extraction from annotated sentences."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.app import app, existing
from ontology.schema import EntityClass

if TYPE_CHECKING:
    from nlp.tagging.clusters import Clusters


@app.command()
def train(
    gold: Annotated[list[Path], typer.Option(help="标注句子，可多次给出 · annotated sentences; may be given often")],
    out: Annotated[Path, typer.Option(help="模型文件 · the model's file")],
    texts: Annotated[
        list[Path] | None, typer.Option(help="未标注的文本，用来学词类 · plain texts to learn word clusters from")
    ] = None,
    seed: Annotated[int, typer.Option(help="随机种子：相同则模型逐字节相同 · the same seed gives the same bytes")] = 7,
    generated: Annotated[int, typer.Option(min=0, help="由模板生成的句子数 · sentences made from templates")] = 3000,
    without: Annotated[
        list[Path] | None, typer.Option(help="其中标注的名称一概不学，可多次给出 · learn no name annotated there")
    ] = None,
    unseen: Annotated[
        EntityClass | None, typer.Option(help="--without 的名称类型，默认企业 · the class of these names, else firms")
    ] = None,
) -> None:
    """训练抽取模型 · train the model of extraction."""
    if unseen and not without:
        raise typer.BadParameter("--unseen 要同 --without 一起用：名称从哪些句子来 · --unseen needs --without")
    from nlp.annotated import read_annotated
    from nlp.evaluation.unseen import Unseen
    from nlp.model_file import write_model
    from nlp.training.train import Plan, sorted_by_id
    from nlp.training.train import train as trained

    sentences = sorted_by_id(read_annotated(gold))
    clusters = _clusters(existing(texts or ()), seed)
    hidden = Unseen.of(read_annotated(without), unseen or EntityClass.ENTERPRISE) if without else None
    plan = Plan(seed=seed, generated=generated, unseen=hidden)
    write_model(out, trained(sentences, clusters, plan, typer.echo))
    typer.echo(f"{out} · {out.stat().st_size:,} 字节 bytes")


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
