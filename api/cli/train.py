"""The command that makes the model of extraction from annotated sentences."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.cli.app import app
from ontology.schema import EntityClass

_FIRM = EntityClass.ENTERPRISE


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
    unseen: Annotated[EntityClass, typer.Option(help="--without 的名称类型 · the class of these names")] = _FIRM,
) -> None:
    """训练抽取模型 · train the model of extraction."""
    from nlp.annotated import read_annotated
    from nlp.evaluation.unseen import Unseen
    from nlp.model_file import bundled_model, write_model
    from nlp.tagging.clusters import Clusters
    from nlp.training.clusters import learn_clusters
    from nlp.training.train import Plan, sorted_by_id
    from nlp.training.train import train as trained

    sentences = sorted_by_id(read_annotated(gold))
    known = bundled_model().part("clusters")
    if texts:
        clusters = learn_clusters(_plain(texts), seed=seed)
    else:
        clusters = Clusters.from_arrays(known) if known else Clusters({})
    hidden = Unseen.of(read_annotated(without), unseen) if without else None
    plan = Plan(seed=seed, generated=generated, unseen=hidden)
    write_model(out, trained(sentences, clusters, plan, typer.echo))
    typer.echo(f"{out} · {out.stat().st_size:,} 字节 bytes")


def _plain(paths: list[Path]) -> Iterator[str]:
    from ingest.files import files_of, read_document

    for file in files_of(paths):
        yield read_document(file).text
