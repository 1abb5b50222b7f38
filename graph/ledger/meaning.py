"""What a person means by a word: an entity id, a code, a mention key or how it begins, or a name as it is written.

Tried in this order; the first that is known counts.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from graph.ledger.tables import ALIAS_LIST
from ontology.errors import AmbiguousName, UnknownEntity
from ontology.values.credit_code import clean
from ontology.values.names import fold

# A mention key, or as much of one as lists show of it.
_KEY: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}[0-9a-f-]*")
_NEAR: Final = 0.8  # likeness, 0..1, from which a name is offered instead of one that nobody bears

_OF_KEY: Final = "SELECT DISTINCT id::VARCHAR FROM mentions WHERE starts_with(id::VARCHAR, ?) ORDER BY 1"
_OF_ENTITY: Final = "SELECT mention::VARCHAR FROM derived.entity_of WHERE entity = ? ORDER BY 1"
_OF_CODE: Final = """
SELECT DISTINCT id::VARCHAR FROM mentions
WHERE valid_code <> '' AND valid_code = ? AND class IN ('Enterprise', 'Organization') ORDER BY 1"""
_OF_NAME: Final = "SELECT DISTINCT id::VARCHAR FROM mentions WHERE folded <> '' AND folded = ? ORDER BY 1"
_OF_ALIAS: Final = f"""
SELECT DISTINCT o.mention::VARCHAR FROM attributes a JOIN derived.entity_of o ON o.mention = a.mention
WHERE a.value_folded <> '' AND a.value_folded = ?
  AND a.name IN ({ALIAS_LIST}) ORDER BY 1"""

_BEARERS: Final = """
SELECT DISTINCT n.id, concat(n.id, '（',
       concat_ws('，', n.name, n.class, nullif(n.code, ''), nullif(n.region, '')), '）')
FROM derived.entity_of o JOIN derived.nodes n ON n.id = o.entity
WHERE o.mention IN (SELECT unnest(?)::UUID) ORDER BY 1"""
_LIKE: Final = f"""
SELECT name FROM derived.nodes WHERE class NOT IN ('Evidence', 'Document', 'Observation', 'Indicator', 'Region')
  AND (contains(name, $name) OR jaro_winkler_similarity(name, $name, {_NEAR}) > 0)
GROUP BY name ORDER BY jaro_winkler_similarity(name, $name) DESC, name LIMIT 5"""


def mentions_meant(connection: Any, thing: str) -> list[str]:
    """Mention keys that a word stands for, sorted: of one entity, or those of one writing of its name.

    Raises:
        UnknownEntity: neither the derived graph nor the ledger knows it; names like it are told.
        AmbiguousName: several entities bear the name, or several keys begin so; all are told.
    """
    word = thing.strip()
    derived = is_derived(connection)
    for find in _WAYS if derived else _WITHOUT_ENTITIES:
        found = find(connection, word)
        if found:
            return found
    raise UnknownEntity(thing, _column(connection, _LIKE, {"name": word}) if derived and word else [])


def is_derived(connection: Any) -> bool:
    """Whether entities were derived from this ledger."""
    query = "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'derived' AND table_name = 'entity_of'"
    return bool(connection.execute(query).fetchall()[0][0])


def _by_key(connection: Any, word: str) -> list[str]:
    found = _column(connection, _OF_KEY, [word]) if _KEY.fullmatch(word) else []
    if len(found) > 1:
        raise AmbiguousName(word, found)
    return found


def _by_id(connection: Any, word: str) -> list[str]:
    return _column(connection, _OF_ENTITY, [word]) if ":" in word else []


def _by_code(connection: Any, word: str) -> list[str]:
    code = clean(word.rpartition(":")[2])
    return _column(connection, _OF_CODE, [code]) if code else []


def _by_name(connection: Any, word: str) -> list[str]:
    return _of_one(connection, word, _column(connection, _OF_NAME, [fold(word)]))


def _by_alias(connection: Any, word: str) -> list[str]:
    return _of_one(connection, word, _column(connection, _OF_ALIAS, [fold(word)]))


def _bare_name(connection: Any, word: str) -> list[str]:
    return _column(connection, _OF_NAME, [fold(word)])


_Way = Callable[[Any, str], list[str]]
_WAYS: Final[tuple[_Way, ...]] = (_by_key, _by_id, _by_code, _by_name, _by_alias)
_WITHOUT_ENTITIES: Final[tuple[_Way, ...]] = (_by_key, _by_code, _bare_name)


def _of_one(connection: Any, word: str, mentions: Sequence[str]) -> list[str]:
    """The same mentions, where they are of one entity. Raises AmbiguousName."""
    bearers = connection.execute(_BEARERS, [list(mentions)]).fetchall() if mentions else []
    if len({key for key, _ in bearers}) > 1:
        raise AmbiguousName(word, [said for _, said in bearers])
    return list(mentions)


def _column(connection: Any, query: str, parameters: Any) -> list[str]:
    return [row[0] for row in connection.execute(query, parameters).fetchall()]
