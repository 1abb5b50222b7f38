"""Which policies a workspace has, and which of them are offered: those in force, of a place and all that lies in it."""

from dataclasses import dataclass
from typing import Final

from api.answers import region_named
from api.policies.documents import PolicyDocument, policy_documents
from api.workspace import Workspace
from nlp.policies.conditions.places import places_of_policy
from ontology.errors import UnknownPolicy
from ontology.values.names import fold
from ontology.values.regions import Region, find_region, is_inside

NO_LEDGER: Final = "工作区没有账本，无从读取政策原文 · without a ledger there are no texts to read"


@dataclass(frozen=True, slots=True)
class PolicyList:
    """Policies of a workspace."""

    policies: tuple[PolicyDocument, ...]  # in force, by title
    left_out: tuple[PolicyDocument, ...]  # expired, replaced, not yet in force, past their deadline: each says why
    as_of: str  # ISO day by which that is judged
    note: str
    tainted: bool


def policies(workspace: Workspace, region: str | None = None, *, on: str = "") -> PolicyList:
    """Policies that ask something of those who apply; in a region, those that hold there.

    Args:
        workspace: its ledger holds the documents.
        region: name or code; a policy holds in its place and all that lies in it, one without a place everywhere.
        on: ISO day by which a policy is in force or not; the day of the newest source where none is given.

    Raises:
        UnknownRegion, EmptyWorkspace.
    """
    place = region_named(region)
    found = policy_documents(workspace, on)
    here = tuple(one for one in found if place is None or _holds_in(one, place))
    return PolicyList(
        policies=tuple(one for one in here if not one.void),
        left_out=tuple(one for one in here if one.void),
        as_of=on or workspace.reading.snapshot.as_of,
        note="" if workspace.has_ledger else NO_LEDGER,
        tainted=any(one.tainted for one in here),
    )


def _holds_in(one: PolicyDocument, place: Region) -> bool:
    """Whether a policy holds in all of a region, or in a part of it."""
    named = [find_region(name) for name in places_of_policy(one.title, one.standing.issuer, "")[:1]]
    homes = [home for home in named if home is not None]
    return not homes or any(is_inside(place.id, home.id) or is_inside(home.id, place.id) for home in homes)


def policy(workspace: Workspace, name: str, *, on: str = "") -> PolicyDocument:
    """A policy of the workspace by its id or title, or a part of that which no other bears. Raises UnknownPolicy."""
    found = policy_documents(workspace, on)
    wanted = fold(name)
    exact = [one for one in found if one.id == name or fold(one.title) == wanted]
    near = exact or [one for one in found if wanted and wanted in fold(one.title)]
    if len(near) != 1:
        raise UnknownPolicy(name, [one.title for one in near or found])
    return near[0]
