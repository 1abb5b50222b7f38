"""One door to all formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.exports.cypher import write_cypher
from graph.exports.linked_data import write_linked_data, write_shapes
from graph.exports.neo4j_import import write_neo4j_import
from graph.exports.networkx_graph import write_graphml
from graph.exports.selection import without_proofs
from graph.exports.tables import write_tables
from graph.notice import notice_of
from graph.snapshot import Snapshot
from ontology.errors import BadInput, UnknownWord


@dataclass(frozen=True, slots=True)
class Written:
    """What an export left behind."""

    files: tuple[str, ...]
    nodes: int
    edges: int
    tainted: bool  # rests on sample, synthetic or estimated sources
    notice: str


_Writer = Callable[[Snapshot, Path], tuple[Path, ...]]


def _one_file(write: Callable[[Snapshot, Path], None]) -> _Writer:
    def written(snapshot: Snapshot, path: Path) -> tuple[Path, ...]:
        if path.is_dir():
            raise BadInput(f"{path} 是文件夹，此格式写成一个文件 · {path} is a folder; this format is one file")
        path.parent.mkdir(parents=True, exist_ok=True)
        write(snapshot, path)
        return (path,)

    return written


def _folder(write: _Writer) -> _Writer:
    def written(snapshot: Snapshot, path: Path) -> tuple[Path, ...]:
        if path.is_file():
            raise BadInput(f"{path} 是文件，此格式写成一个文件夹 · {path} is a file; this format is a folder")
        return write(snapshot, path)

    return written


FORMATS: Final[Mapping[str, _Writer]] = MappingProxyType(
    {
        "graphml": _one_file(write_graphml),
        "ttl": _one_file(lambda snapshot, path: write_linked_data(snapshot, path, "turtle")),
        "jsonld": _one_file(lambda snapshot, path: write_linked_data(snapshot, path, "json-ld")),
        "nt": _one_file(lambda snapshot, path: write_linked_data(snapshot, path, "n-triples")),
        "shacl": _one_file(write_shapes),
        "csv": _folder(lambda snapshot, path: write_tables(snapshot, path, "csv")),
        "parquet": _folder(lambda snapshot, path: write_tables(snapshot, path, "parquet")),
        "cypher": _one_file(write_cypher),
        "neo4j-import": _folder(write_neo4j_import),
    }
)


def write_export(snapshot: Snapshot, form: str, path: Path) -> Written:
    """Write the graph in a format: a file, or for csv, parquet and neo4j-import a folder.

    GraphML leaves out documents and evidence, whose ids its facts keep: drawing tools show what is joined.

    Raises:
        UnknownWord: no such format.
        TooLargeForFormat: more facts than the format can usefully hold.
        BadInput: a folder stands where a file is to be written, or a file where a folder is.
    """
    if form not in FORMATS:
        raise UnknownWord("导出格式", form, FORMATS)
    part = without_proofs(snapshot) if form == "graphml" else snapshot
    files = FORMATS[form](part, path)
    notice = notice_of(part)
    edges = sum(held.subject.size for held in part.relations.values())
    return Written(tuple(map(str, files)), part.nodes.num_rows, edges, notice.tainted, "；".join(notice.lines()))
