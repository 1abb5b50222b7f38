"""`liantu verify`: recompute a report from its own evidence, and list every difference with its place."""

import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from api.reports.archived import read_result, write_result
from api.reports.compose import Sealed, compose
from api.reports.making import WRITERS
from api.reports.pack import Pack, read_pack
from api.reports.paper import Paper
from api.reports.register import entries
from api.reports.result import Result, find_result
from api.reports.verifying.differences import NUMBER, WORDS, Difference, differences
from api.reports.verifying.excel_file import read_excel
from api.reports.verifying.numbers import numbers_in
from api.reports.verifying.pieces import UNSEEN, Piece, Seen
from api.reports.verifying.web_file import read_web
from api.reports.verifying.word_file import read_word
from ontology.errors import BadPack, Unreadable

_SLACK: Final = 1e-4  # a hundredth of the last digit that a report shows
_READERS: Final[Mapping[str, Callable[[bytes, str], Seen]]] = {
    ".docx": read_word,
    ".xlsx": read_excel,
    ".html": read_web,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it."""

    file: str
    intact: bool  # every number, word and picture is what the evidence gives
    numbers: int  # numbers that were compared
    differences: tuple[Difference, ...]
    result_same: bool  # the evidence gives, by the program of today, the result that was archived with it
    as_issued: bool | None  # where it does not: whether all numbers of the file are those of the archived result
    digest: str
    issued: bool | None  # whether this workspace issued a report of this fingerprint; None where it is not asked
    program: str  # version that made the report
    title: str
    made_on: str
    tainted: bool

    @property
    def true(self) -> bool:
        """Whether every number and picture is what the evidence gives; words may have been edited."""
        return self.result_same and all(one.kind == WORDS for one in self.differences)

    @property
    def wrong_numbers(self) -> int:
        """Pieces in which a number is not what the evidence gives."""
        return sum(one.kind == NUMBER for one in self.differences)


def verify_file(path: Path, workspace: Path | None = None) -> Verdict:
    """Verify a file. Raises Unreadable for another format, BadPack, NoPack; as `verify_report`."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"读不到：{problem.strerror} · cannot read it", name=path.name) from problem
    return verify_report(content, path.name, workspace)


def verify_report(content: bytes, name: str, workspace: Path | None = None) -> Verdict:
    """Verify the bytes of a .docx, .xlsx or .html file.

    Args:
        content: the file.
        name: its name, which tells the format.
        workspace: folder whose register of issued reports is looked up; None for no look.

    Raises:
        Unreadable: another format.
        NoPack: it carries no evidence.
        BadPack: the file or its evidence is damaged, or the evidence is not what its hashes say.
    """
    seen = read_file(content, name)
    pack = read_pack(seen.pack)
    result = find_result(pack.inputs)
    paper, expected = _as_it_should_be(pack, result, seen.pack, name)
    found = differences(seen.pieces, expected)
    same = alike(json.loads(write_result(result)), pack.result)
    return Verdict(
        file=name,
        intact=not found and same,
        numbers=sum(len(numbers_in(piece.text)) for piece in expected if piece.part not in UNSEEN),
        differences=found,
        result_same=same,
        as_issued=None if same else _as_issued(seen, pack, name),
        digest=pack.digest,
        issued=_issued(pack.digest, workspace),
        program=pack.program,
        title=paper.title,
        made_on=pack.inputs.made_on,
        tainted=result.findings.tainted,
    )


def _as_it_should_be(pack: Pack, result: Result, carried: bytes, name: str) -> tuple[Paper, tuple[Piece, ...]]:
    paper = compose(pack.inputs, result, Sealed(pack.picture, pack.digest))
    return paper, read_file(WRITERS[Path(name).suffix.lower()](paper, carried), name).pieces


def _as_issued(seen: Seen, pack: Pack, name: str) -> bool | None:
    """Whether the file says what its archived result says; None where this program cannot read that any more."""
    archived = read_result(pack.result)
    if archived is None:
        return None
    _, expected = _as_it_should_be(pack, archived, seen.pack, name)
    return all(one.kind == WORDS for one in differences(seen.pieces, expected))


def read_file(content: bytes, name: str) -> Seen:
    """What a reader sees of a file, and its pack. Raises Unreadable, NoPack, BadPack."""
    suffix = Path(name).suffix.lower()
    if suffix not in _READERS:
        raise Unreadable("只能核对 .docx .xlsx .html · only .docx .xlsx .html can be verified", name=name)
    try:
        return _READERS[suffix](content, name)
    except binascii.Error as problem:
        raise BadPack(f"{name}：{problem}") from problem


def _issued(digest: str, workspace: Path | None) -> bool | None:
    if workspace is None or not workspace.is_dir():
        return None
    return any(one.digest == digest for one in entries(workspace))


def alike(found: Any, kept: Any) -> bool:
    """Whether two results say the same; figures may differ by what another processor makes of the same sum."""
    if isinstance(found, dict) and isinstance(kept, dict):
        return found.keys() == kept.keys() and all(alike(found[key], kept[key]) for key in found)
    if isinstance(found, list) and isinstance(kept, list):
        return len(found) == len(kept) and all(map(alike, found, kept))
    if isinstance(found, float) and isinstance(kept, int | float):
        return abs(found - kept) <= _SLACK
    return bool(found == kept)
