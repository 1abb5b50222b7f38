"""The parts of an office package and how they point to each other (ECMA-376 part 2)."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.markup import parse_xml
from ingest.packed import read_member

RELATION_IDS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """A part another part points to: its id there, its kind such as `slide`, the member that holds it."""

    id: str
    kind: str
    member: str


def relations(archive: zipfile.ZipFile, member: str) -> Iterator[Relation]:
    """Parts inside the package that a member points to; of the package itself where it is empty."""
    folder, file = posixpath.split(member)
    content = read_member(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in parse_xml(content).iter(_RELATION) if content else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            yield Relation(relation.get("Id", ""), kind, target.lstrip("/"))


def related(archive: zipfile.ZipFile, member: str, kind: str) -> Iterator[str]:
    """Members of one kind that a member points to."""
    return (relation.member for relation in relations(archive, member) if relation.kind == kind)
