"""Mapping cards: what the columns of a table mean. One YAML beside the tables, no code for a new register.

Every word in a card that the ontology or another part of the card does not know is an error that names it and
the nearest known one. Columns are checked when a file is opened, see `ingest/table_files.py`.
"""

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml
from pydantic import ValidationError

from ingest.card_checks import check_card
from ingest.card_shape import (
    BUNDLED,
    Card,
    Cell,
    ColumnRule,
    FactCard,
    ObservationCard,
    Part,
    Rows,
    SourceCard,
    TableCard,
    Thing,
)
from ontology.errors import BadCard, UnknownWord

__all__ = [
    "SUFFIX",
    "Card",
    "Cell",
    "FactCard",
    "ObservationCard",
    "TableCard",
    "Thing",
    "bundled_cards",
    "find_cards",
    "fitting_card",
    "load_card",
    "make_card",
]

SUFFIX: Final = ".card.yaml"
_PARTS: Final = MappingProxyType[str, type[Part]](
    {
        "source": SourceCard,
        "tables": TableCard,
        "rows": Rows,
        "columns": ColumnRule,
        "things": Thing,
        "facts": FactCard,
        "observations": ObservationCard,
    }
)


class _CardLoader(yaml.SafeLoader):
    """YAML in which only true and false are truth values, as in YAML 1.2: `on` is a key of cards."""

    yaml_implicit_resolvers = {  # noqa: RUF012 — the base class wants a plain class attribute
        first: [(tag, words) for tag, words in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _read_yaml(text: str) -> Any:
    return yaml.load(text, _CardLoader)  # noqa: S506 — a safe loader with fewer words for true and false


def load_card(path: Path) -> Card:
    """The checked card in a YAML file.

    Raises:
        UnknownWord: it uses a key, class, relation, converter, status, source kind or thing that does not exist.
        BadCard: it is no YAML, lacks something, or joins what the ontology does not join.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as problem:
        raise BadCard(path.name, str(problem)) from problem
    return make_card(text, name=path.name, folder=path.parent)


def make_card(text: str, *, name: str, folder: Path | None = None) -> Card:
    """The checked card in a YAML text; errors as in `load_card`."""
    try:
        card = Card.model_validate(_read_yaml(text)).lying(folder, name)
    except yaml.YAMLError as problem:
        raise BadCard(name, f"不是 YAML · no YAML: {problem}") from problem
    except ValidationError as problem:
        raise _translated(problem, name) from problem
    check_card(card)
    return card


def find_cards(folder: Path) -> tuple[Path, ...]:
    """The cards (`X.card.yaml`) in a folder, by name."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}")))


@cache
def bundled_cards() -> tuple[Card, ...]:
    """Cards for shapes that many users have; they fit any file with their columns."""
    return tuple(load_card(path) for path in find_cards(BUNDLED))


def fitting_card(columns: tuple[str, ...]) -> Card | None:
    """The bundled card that uses the most of these columns and no other, None where none fits."""
    fits = [card for card in bundled_cards() if set(card.tables[0].columns()) <= set(columns)]
    return max(fits, key=lambda card: len(card.tables[0].columns()), default=None)


def _translated(problem: ValidationError, name: str) -> BadCard | UnknownWord:
    """The first of pydantic's findings in our words: an unknown key with the nearest known one."""
    found = problem.errors()
    first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
    path = [str(step) for step in first["loc"]]
    if first["type"] == "extra_forbidden":
        return UnknownWord("字段", path[-1], _known_keys(path), f"{name} {'.'.join(path[:-1])}")
    missing = "缺少 · missing" if first["type"] == "missing" else first["msg"]
    return BadCard(name, f"{'.'.join(path) or '全文'}：{missing}")


def _known_keys(path: list[str]) -> list[str]:
    """Keys that may stand where the unknown one does."""
    inner = next((step for step in reversed(path[:-1]) if step in _PARTS), "")
    return [field.alias or key for key, field in _PARTS.get(inner, Card).model_fields.items()]
