"""The policies among the documents of a workspace, each with its conditions and its standing.

Conditions are made of the documents in the ledger and of nothing else: they are read when first asked for and kept
by document in `policies/`, under the version of what read them. A document that is retracted is no longer listed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from api.wire import to_json
from api.workspace import Workspace
from graph.analysis.policy_matrix import out_of_force
from graph.ledger.written import Written, written_texts
from graph.snapshot import Snapshot
from nlp.policies.reading import VERSION, read_policy
from nlp.policies.standing import Standing, concerns_applicants, is_title, standing_of, title_of, titles_alike
from ontology.eligibility.conditions import PolicyRules
from ontology.eligibility.records import PolicyText, read_rules, rules_record
from ontology.errors import LiantuError
from ontology.schema import MARKED, EntityClass
from ontology.values.names import fold
from ontology.values.personal import masked

_FOLDER: Final = "policies"


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One policy of the workspace."""

    id: str  # of its document
    title: str
    rules: PolicyRules
    standing: Standing
    source: str
    published: str  # ISO day, empty where it is not dated
    tainted: bool  # made from a sample or synthetic source
    void: str  # why it is not offered: over, replaced, past its deadline; empty where it is in force


def policy_documents(workspace: Workspace, on: str = "") -> tuple[PolicyDocument, ...]:
    """Documents that ask something of those who apply, by title; those out of force say why.

    Args:
        workspace: its ledger holds the documents.
        on: ISO day by which that is judged; the day of the newest source where none is given.
    """
    if not workspace.has_ledger:
        return ()
    snapshot = workspace.reading.snapshot
    read = snapshot.kept(("policy documents",), lambda: tuple(_read_all(workspace)))
    day = on or snapshot.as_of
    replaced = _replaced(read, day)
    policies = _policies_of_graph(snapshot)
    return tuple(_judged(one, day, {**policies, **replaced}) for one in read)


def _read_all(workspace: Workspace) -> Iterator[PolicyDocument]:
    kept = _Kept(workspace.folder / _FOLDER)
    for written in written_texts(workspace.ledger):
        title = title_in(written)
        if title and concerns_applicants(title):
            found = _read_one(kept, written, title)
            if found.rules.conditions:
                yield found
    kept.write()


def title_in(written: Written) -> str:
    """The title of a document where it is a policy's, empty otherwise."""
    title = written.title.strip()
    return title if is_title(title) else title_of(written.text)


def policy_texts(workspace: Workspace) -> Iterator[tuple[Written, str]]:
    """The documents of a workspace that are policies, each with its title."""
    for written in written_texts(workspace.ledger) if workspace.has_ledger else ():
        title = title_in(written)
        if title:
            yield written, title


def _read_one(kept: "_Kept", written: Written, title: str) -> PolicyDocument:
    standing = standing_of(written.text, title, written.published)
    issuer = standing.issuer or written.publisher
    return PolicyDocument(
        id=written.id,
        title=title,
        rules=kept.rules(PolicyText(written.id, title, masked(written.text), issuer)),
        standing=replace(standing, issuer=issuer),
        source=written.source,
        published=written.published.isoformat() if written.published else "",
        tainted=written.kind in MARKED,
        void="",
    )


def _judged(one: PolicyDocument, day: str, void: Mapping[str, str]) -> PolicyDocument:
    why = _over(one, day) or next((void[key] for key in map(fold, titles_alike(one.title)) if key in void), "")
    return replace(one, void=why) if why else one


def _over(one: PolicyDocument, day: str) -> str:
    """Why a policy's own text keeps it from being offered on a day."""
    due = one.rules.deadline.date if one.rules.deadline else ""
    if not day:
        return ""
    if one.standing.until and one.standing.until < day:
        return f"已于 {one.standing.until} 到期"
    if one.standing.since and one.standing.since > day:
        return f"自 {one.standing.since} 起才施行"
    return f"申报已于 {due} 截止" if len(due) == len("2025-01-01") and due < day else ""


def _replaced(read: Sequence[PolicyDocument], day: str) -> dict[str, str]:
    """Titles that a policy in force says it repeals."""
    acting = [one for one in read if not one.standing.since or not day or one.standing.since <= day]
    return {fold(title): f"已由{one.title}替代" for one in acting for title in one.standing.replaces}


def _policies_of_graph(snapshot: Snapshot) -> dict[str, str]:
    """Names of policies that the graph knows to be out of force, with the reason."""
    numbers = snapshot.is_class(EntityClass.POLICY).nonzero()[0].tolist()
    return {fold(snapshot.name(number)): why for number, why in out_of_force(snapshot, set(numbers)).items()}


class _Kept:
    """Conditions read before, by document, in one file a version of the reader."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{VERSION.replace('/', '-')}.jsonl"
        self._known = {one["id"]: one for one in _lines(self._file)}
        self._new: list[dict[str, Any]] = []

    def rules(self, policy: PolicyText) -> PolicyRules:
        """The conditions of a policy, read where they are not kept."""
        record = self._known.get(policy.id)
        if record is not None:
            try:
                return read_rules({**record, "title": policy.title})
            except LiantuError:
                pass  # an unfinished line: read the text again
        rules = read_policy(policy)
        self._new.append(rules_record(rules))
        return rules

    def write(self) -> None:
        """Keep what was read anew; a folder that cannot be written costs time, and nothing else."""
        if not self._new:
            return
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.writelines(to_json(record) + "\n" for record in self._new)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue  # cut short by a kill
