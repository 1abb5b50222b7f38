"""Which SPARQL may pass: a query of this graph alone.

The engine parses queries only, so that an update is no query to it; but a query may ask other hosts by SERVICE, and
that is found here, token by token (SPARQL 1.1, section 19). Where a guard and an engine could read a text differently
(`\\u` escapes, a comparison that looks like an address) the text is refused.
"""

import re
import unicodedata
from typing import Final

from ontology.errors import BadQuery, SparqlRefused

MOST_CHARACTERS: Final = 20_000

_TOKEN: Final = re.compile(
    r"""
    (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<comment>\#[^\n\r]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9-]+)*)
  | (?P<name>(?:\w[\w.-]*)?:(?:[\w:.-]|%[0-9a-fA-F]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>\w+)
  | (?P<blank>\s+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_PROLOGUE: Final = frozenset({"PREFIX", "BASE", "VERSION"})
_REFUSED: Final = frozenset(
    {"SERVICE", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "FROM"}
)
_LEAVES_BRACKET: Final = re.compile(r"\).*SERVICE")  # `1<2)SERVICE:x#>` is no address to the engine


def check_query(sparql: str) -> None:
    """Let a query through that reads this graph and nothing else.

    Raises:
        SparqlRefused: it updates, asks another host, chooses other graphs, or hides what it does.
        BadQuery: there is no query, or it is too long.
    """
    if len(sparql) > MOST_CHARACTERS:
        raise BadQuery(f"超过 {MOST_CHARACTERS} 个字符 · longer than {MOST_CHARACTERS} characters")
    if re.search(r"\\u", sparql, re.IGNORECASE):
        raise SparqlRefused("含有 \\u 转义；直接写字符 · it has a \\u escape; write the character")
    tokens = [(str(found.lastgroup), found.group()) for found in _TOKEN.finditer(sparql)]
    solid = [(kind, token) for kind, token in tokens if kind not in {"blank", "comment"}]
    if not solid:
        raise BadQuery("没有语句 · there is no query")
    for kind, token in solid:
        _check_token(kind, _folded(token))
    words = [_folded(token) for kind, token in solid if kind == "word"]
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first not in _FORMS:
        raise BadQuery(f"应为 SELECT、ASK、CONSTRUCT 或 DESCRIBE，而不是 {first!r} · not a query form: {first!r}")


def _check_token(kind: str, folded: str) -> None:
    if kind == "word" and folded in _REFUSED:
        raise SparqlRefused(f"含有 {folded} · it has {folded}")
    if kind == "iri" and _LEAVES_BRACKET.search(folded):
        raise SparqlRefused("地址里含有 SERVICE · an address that holds SERVICE")
    if kind == "sign" and (folded == "\\" or unicodedata.category(folded[0]).startswith("C")):
        raise SparqlRefused(f"含有字符 {folded!r} · it has the character {folded!r}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().upper()
