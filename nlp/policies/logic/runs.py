"""Neighbouring parts of a policy of which a firm needs one: they exclude each other, or are tracks of their own."""

from collections.abc import Iterator, Sequence

from nlp.policies.found import Item, is_required
from nlp.policies.logic.tiers import exclude_each_other
from nlp.policies.logic.tracks import are_directions, are_tracks, asks_for_award, gives_by_itself
from nlp.policies.relevance import is_rewarded
from nlp.policies.text.outline import Node

Run = list[tuple[Node, tuple[Item, ...]]]


def runs_of(parts: Sequence[tuple[Node, tuple[Item, ...]]], text: str) -> Iterator[Run]:
    """Neighbouring nodes that exclude each other, or that are tracks for different applicants, together."""
    run: Run = []
    for one in parts:
        if run and not (_exclusive([*run, one]) or _tracks([*run, one], text)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _exclusive(run: Run) -> bool:
    return exclude_each_other([part for _, part in run])


def _tracks(run: Run, text: str) -> bool:
    """Whether each node leads the conditions of another kind of applicant or of another award."""
    told = [text[node.start : node.end] for node, _ in run]
    whole = [node.told(text) for node, _ in run]
    if any(not part for _, part in run):
        return False
    if any(part and not any(map(is_required, part)) for _, part in run):
        return False  # what bars a firm stands beside what is asked, never instead of it
    if all(map(is_rewarded, whole)) or all(map(gives_by_itself, whole)):
        return True
    return are_directions(told) or (all(_leads(*one) for one in zip(run, told, strict=True)) and are_tracks(told))


def _leads(part: tuple[Node, tuple[Item, ...]], told: str) -> bool:
    """Whether a part may be a track: it leads a list, or says of one award what is asked for it."""
    return bool(part[0].below) or asks_for_award(told)
