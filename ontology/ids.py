"""Ids: readable, stable, the same for the same input on every machine.

A thing with a public code is known by it (`ent:913300001429434421`, `reg:330000`, `ind:C3913`); anything else by
a hash of its folded name and of what tells it from its namesakes.
"""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ontology.errors import BadIdentity
from ontology.schema import EntityClass
from ontology.values import credit_code

_SEPARATOR: Final = "\x1f"  # `fold` removes it, so that no name can contain it
_HEX: Final = 16  # 64 bits: 10 million names collide with a chance of 3 in a million

PREFIXES: Final[Mapping[EntityClass, str]] = MappingProxyType(
    {
        EntityClass.ENTERPRISE: "ent",
        EntityClass.ORGANIZATION: "org",
        EntityClass.PLATFORM: "plt",
        EntityClass.SCENARIO: "sce",
        EntityClass.POLICY: "pol",
        EntityClass.INITIATIVE: "ini",
        EntityClass.STANDARD: "std",
        EntityClass.PARK: "park",
        EntityClass.REGION: "reg",
        EntityClass.INDUSTRY: "ind",
        EntityClass.TECHNOLOGY: "tec",
        EntityClass.CHAIN: "chain",
        EntityClass.CHAIN_NODE: "node",
        EntityClass.SOLUTION: "sol",
        EntityClass.DEMAND: "dem",
        EntityClass.INDICATOR: "idc",
        EntityClass.OBSERVATION: "obs",
        EntityClass.DOCUMENT: "doc",
        EntityClass.EVIDENCE: "ev",
        EntityClass.DECISION: "dec",
    }
)
_CLASSES: Final = {prefix: cls for cls, prefix in PREFIXES.items()}
_ACTORS: Final = frozenset({EntityClass.ENTERPRISE, EntityClass.ORGANIZATION})


def short_hash(*parts: str) -> str:
    """Sixteen hex digits of SHA-256 over the parts; `short_hash_sql` gives the same in DuckDB."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:_HEX]


def short_hash_sql(*columns: str) -> str:
    """The DuckDB expression that gives `short_hash` of these column expressions, for a whole column at once.

    `columns` are identifiers from our own code, never user text; null counts as the empty string.
    """
    filled = ", ".join(f"coalesce({column}, '')" for column in columns)
    return f"substr(sha256(concat_ws(chr(31), {filled})), 1, {_HEX})"


def document_id(content: bytes) -> str:
    """The id of a file's content: `doc:` and sixteen hex digits of its SHA-256."""
    return f"doc:{hashlib.sha256(content).hexdigest()[:_HEX]}"


def entity_id(cls: EntityClass, *, code: str = "", folded: str = "", telling: str = "") -> str:
    """The id of a thing.

    Args:
        cls: its class, which gives the prefix.
        code: its public code; a firm's or organisation's counts only when its check character fits.
        folded: its name as `ontology.values.names.fold` gives it.
        telling: what tells it from its namesakes, such as a region id; empty where the name is enough.

    Raises:
        BadIdentity: neither a usable code nor a name.
    """
    known = _usable(cls, code)
    if known:
        return f"{PREFIXES[cls]}:{known}"
    if not folded:
        raise BadIdentity(cls.value)
    return f"{PREFIXES[cls]}:{short_hash(folded, telling)}"


def _usable(cls: EntityClass, code: str) -> str:
    if cls not in _ACTORS:
        return code
    cleaned = credit_code.clean(code)
    return cleaned if cleaned and credit_code.is_valid(cleaned) else ""


def class_of(id: str) -> EntityClass | None:  # noqa: A002 — the thing meant is an id
    """The class an id belongs to, None when the prefix is not ours."""
    prefix, colon, rest = id.partition(":")
    return _CLASSES.get(prefix) if colon and rest else None
