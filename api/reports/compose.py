"""Result → Paper: title, blocks of the template, sheets, notes."""

from dataclasses import dataclass

from api.reports.inputs import Inputs
from api.reports.lists import lists_of
from api.reports.paper import Paper, Picture, notes_of
from api.reports.result import Result
from api.reports.template import read_blocks
from api.reports.words import words_of
from graph.view.chain_picture import chain_svg


@dataclass(frozen=True, slots=True)
class Sealed:
    """What stands in the report beside its result: the picture as drawn, and the fingerprint of its evidence pack."""

    picture: bytes
    digest: str


def picture_of(inputs: Inputs, result: Result) -> str:
    """SVG of the chain with its findings."""
    return chain_svg(inputs.chain, result.findings)


def compose(inputs: Inputs, result: Result, sealed: Sealed) -> Paper:
    """The report as blocks. Raises BadTemplate, UnknownTable."""
    words, sheets = words_of(inputs, result), lists_of(inputs, result)
    name = f"{words['region']}{words['chain']}产业链"
    dated = f"资料截至{words['as_of']}" if words["as_of"] else "资料未注明日期"
    picture = Picture(f"图　{name}图谱（颜色为判定，数为见到的企业）", picture_of(inputs, result), sealed.picture)
    blocks = read_blocks(inputs.template, words, sheets, picture)
    return Paper(
        name=name,
        kind="“一链一图一表一策”报告",
        subtitle=f"（{dated}　{words['made_on']}出具）",
        mark=words["mark"],
        blocks=blocks,
        sheets=sheets,
        picture=picture,
        digest=sealed.digest,
        notes=notes_of(blocks, sheets),
    )
