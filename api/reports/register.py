"""The register of a workspace's reports: which fingerprint was issued for which chain, region and day."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

from api.access.sight import is_shown, sight
from api.reports.inputs import Inputs

FOLDER: Final = "reports"
ISSUED: Final = "issued"  # folder of reports that were not written elsewhere
_FILE: Final = "issued.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that was issued."""

    digest: str
    chain: str
    region: str | None
    made_on: str
    version: str  # of the graph
    seen: tuple[str, ...] = ()  # `reg:` ids that whoever made it was limited to; none: it may name any firm

    @classmethod
    def of(cls, inputs: Inputs, digest: str) -> Self:
        """The entry of a report that is made for whoever asks now."""
        region = inputs.region.id if inputs.region else None
        return cls(digest, inputs.chain.id, region, inputs.made_on, inputs.snapshot.version, sight().regions)

    @property
    def is_shown(self) -> bool:
        """Whether whoever asks may see it: an account of some regions those that such an account made, of its own."""
        return not sight().regions or (bool(self.seen) and all(is_shown(one) for one in self.seen))


def add_entry(workspace: Path, entry: Entry) -> None:
    """Note a report; one that is noted already is not noted twice."""
    if entry in entries(workspace):
        return
    path = workspace / FOLDER / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def entries(workspace: Path) -> tuple[Entry, ...]:
    """All reports issued that whoever asks may see, the newest last."""
    return tuple(one for one in _read(workspace / FOLDER / _FILE) if one.is_shown)


def _read(path: Path) -> Iterator[Entry]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            yield Entry(**{**told, "seen": tuple(told.get("seen", ()))})
