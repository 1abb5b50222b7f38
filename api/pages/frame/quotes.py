"""The sentences and rows behind evidence ids, kept with the graph: a page and its drawer ask for the same ones."""

from collections.abc import Iterable

from api import answers
from api.kept import kept
from api.workspace import Workspace


def quotes_of(workspace: Workspace, ids: Iterable[str]) -> tuple[answers.Quote, ...]:
    """Quotes in the order of the ids; unknown ids are left out."""
    asked = tuple(dict.fromkeys(ids))
    return kept(workspace, ("quotes", *asked), lambda space: answers.quotes(space, asked)) if asked else ()


def profile_of(workspace: Workspace, key: str) -> answers.Profile:
    """An entity with its facts, every way it is written, and what sources differ in. Raises UnknownEntity."""
    return kept(workspace, ("profile", key), lambda space: answers.profile(space, key, said=True))
