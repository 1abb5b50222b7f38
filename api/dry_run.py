"""What an ingest would do: every table profiled, documents and rejects named. Nothing is opened for writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.intake import Plan, plan
from ingest.cards import make_card
from ingest.draft import draft_card
from ingest.files import files_of
from ingest.profile import TableProfile, profile_of
from ingest.table_files import OpenCard, open_card
from ontology.errors import LiantuError
from ontology.facts import Reject

DRAFTED: Final = "拟稿 · draft"  # stands for the card of a table that has none


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an ingest would take."""

    tables: tuple[TableProfile, ...]  # those without a card as a drafted one would read them
    documents: tuple[str, ...]
    rejects: tuple[Reject, ...]


def dry_run(paths: Sequence[Path], card: Path | None = None) -> DryRun:
    """Look at everything under the paths. Raises what `api.intake.plan` raises."""
    planned = plan(paths, card)
    opened = [*planned.tables, *_drafted(paths, planned)]
    return DryRun(
        tables=tuple(table for one in opened for table in profile_of(one)),
        documents=tuple(one.file.name for one in planned.documents),
        rejects=planned.rejects,
    )


def _drafted(paths: Sequence[Path], planned: Plan) -> list[OpenCard]:
    """Tables that no card explains, each by a card drafted from it; one that cannot be drafted stays what it was.

    A workbook without a card is read as a document, whose tables give few facts: it is shown as what it could be.
    """
    lacking = {reject.where for reject in planned.rejects}
    found = [file.path for file in files_of(paths) if not file.member and file.name in lacking]
    found += [one.file.path for one in planned.documents if one.file.is_table and not one.file.member]
    opened = []
    for path in found:
        try:
            opened.append(open_card(make_card(draft_card(path), name=DRAFTED), [path]))
        except LiantuError:
            continue
    return opened
