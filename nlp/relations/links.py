"""Relations of a sentence as links between its entities, each with the clause that says so and how it is stated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.context import NO_CONTEXT, Context
from nlp.pieces import pieces_of, without_names
from nlp.relations.denials import is_denied
from nlp.relations.judge import Judge
from nlp.relations.policies import policy_relations
from nlp.relations.reader import Found
from nlp.relations.view import View, view_of
from nlp.spans import Link, Span
from nlp.status import status_at

_CLAUSE: Final = re.compile(r"[，。；！？：:;!?\n]")


def find_relations(
    text: str, entities: Sequence[Span], context: Context = NO_CONTEXT, *, judge: Judge | None = None
) -> tuple[Link, ...]:
    """What `text` states between `entities`.

    Args:
        text: a sentence, or several.
        entities: spans in it, in order of appearance.
        context: what the heading says of plans, see `nlp.context`.
        judge: what was learned of relations; without it the rules decide alone.

    Returns:
        Links in the order of the text, each once; `start:end` is the clause that says so.
    """
    if len(entities) < 2:
        return ()
    pieces = [piece for piece in pieces_of(text, entities) if len(piece.spans) > 1]
    views = [view_of(piece.text, piece.spans) for piece in pieces]
    found = judge.read(views) if judge else map(_proposed, views)
    return tuple(
        link.moved(piece.start, piece.first)
        for piece, view, items in zip(pieces, views, found, strict=True)
        for link in _links(view, (*items, *_sure_of_names(view, policy_relations(view.text, view.spans))), context)
    )


def _proposed(view: View) -> Iterator[Found]:
    """What the rules say."""
    return _sure_of_names(view, (item for items in view.proposals.values() for item in items))


def _sure_of_names(view: View, found: Iterable[Found]) -> Iterator[Found]:
    """What rules found, no surer than the names at both ends are; the judge's chances have that in them."""
    for item in found:
        names = view.spans[item.head].confidence * view.spans[item.tail].confidence
        yield replace(item, confidence=round(item.confidence * names, 3))


def _links(view: View, found: Iterable[Found], context: Context) -> Iterator[Link]:
    text, spans = view.text, view.spans
    told = without_names(text, spans)
    for item in found:
        start, end = _clause(text, spans[item.head], spans[item.tail])
        if is_denied(view, item, end):
            continue
        status = status_at(told, 0, item.place + 2, default=context.status)
        yield Link(item.head, item.relation, item.tail, status, start, end, item.confidence)


def _clause(text: str, head: Span, tail: Span) -> tuple[int, int]:
    first, last = min(head.start, tail.start), max(head.end, tail.end)
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, first)]
    stop = _CLAUSE.search(text, last)
    return (starts[-1] if starts else 0), (stop.start() if stop else len(text))
