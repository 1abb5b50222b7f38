"""The read-only door: which Cypher statements may pass, before any engine sees them.

An engine's own read-only mode refuses writes; it does not refuse what reads or writes files and hosts
(`LOAD CSV`, `COPY … TO`, `INSTALL`, procedures). This guard reads a statement token by token and lets through
only clauses that read the graph. What it returns, comments taken out, is what the engine gets, so that a
guard and an engine that end a comment at different places cannot disagree about what is code.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ontology.errors import BadQuery, QueryRefused

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`[^`]*`)
  | (?P<parameter>\$(?:\w+|`[^`]*`))
  | (?P<number>\d\w*)
  | (?P<word>\w+)
  | (?P<blank>\s+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_FIRST: Final = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN"})

# Words that, after the first clause, begin or belong to one that does more than read the graph.
_CLAUSES: Final = frozenset({
    *("ATTACH", "CALL", "COPY", "CREATE", "DELETE", "DETACH", "DROP", "EXPORT", "FOREACH", "IMPORT", "INSERT"),
    *("INSTALL", "LOAD", "MERGE", "REMOVE", "SET", "TRANSACTIONS", "UNINSTALL", "USE"),
})  # fmt: skip

# Functions whose names have a dot and which compute from their arguments alone; any other might do anything.
_NAMESPACES: Final = frozenset(
    {"DATE", "DATETIME", "DURATION", "LOCALDATETIME", "LOCALTIME", "POINT", "TIME", "VECTOR.SIMILARITY"}
)
_NAMESPACED_CALL: Final = re.compile(r"((?:[\w`]+\s*\.\s*)+)[\w`]+\s*\(")
_NUMBER: Final = re.compile(r"[\d_]+(?:[eE]\d+)?[fFdD]?|0[xX][\da-fA-F]+|0[oO][0-7]+")
_LINE_ENDS: Final = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that only reads: its text without comments, its words in capitals, the parameters it names."""

    text: str
    words: frozenset[str]
    parameters: frozenset[str]

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters the statement names. Raises BadQuery where one of them is not given."""
        missing = sorted(self.parameters - given.keys())
        if missing:
            raise BadQuery(f"缺少参数 ${missing[0]} · parameter ${missing[0]} is not given")
        return {name: given[name] for name in self.parameters}


def read_only(cypher: str) -> Statement:
    """The statement as an engine may run it.

    Args:
        cypher: one Cypher statement, as a user typed it; a final semicolon is taken off.

    Raises:
        QueryRefused: it writes, calls a procedure, reads or writes files, or hides what it does.
        BadQuery: there is no statement, or a string or comment does not end.
    """
    text = _plain(cypher).rstrip().removesuffix(";")
    tokens = list(_tokens(text))
    if not text.strip() or all(kind == "blank" for kind, _ in tokens):
        raise BadQuery("没有语句 · there is no statement")
    _check_signs(tokens)
    _check_words(tokens)
    _check_calls(tokens)
    return Statement(
        text="".join(token for _, token in tokens).strip(),
        words=frozenset(_folded(token) for kind, token in tokens if kind == "word"),
        parameters=frozenset(_parameters(tokens)),
    )


def _plain(cypher: str) -> str:
    """The text with plain line ends. Engines differ on rarer ones, and that is a place to hide code in."""
    text = cypher.replace("\r\n", "\n")
    if _LINE_ENDS.search(text):
        raise QueryRefused("含有不常见的换行符 · it has an unusual line separator")
    if re.search(r"\\u", text, re.IGNORECASE):
        raise QueryRefused("含有 \\u 转义；请用参数 · it has a \\u escape; use a parameter")
    return text


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        yield ("blank", " ") if kind == "comment" else (kind, found.group())


def _check_signs(tokens: list[tuple[str, str]]) -> None:
    signs = [token for kind, token in tokens if kind == "sign"]
    for sign in signs:
        if sign in "'\"`":
            raise BadQuery(f"引号 {sign} 没有闭合 · the quote {sign} does not end")
        if sign == ";":
            raise QueryRefused("一次只能一条语句 · one statement at a time")
        if sign == "\\" or unicodedata.category(sign).startswith("C"):
            raise QueryRefused(f"含有字符 {sign!r} · it has the character {sign!r}")
    if "/*" in "".join(token if kind == "sign" else " " for kind, token in tokens):
        raise BadQuery("注释没有闭合 · a comment does not end")


def _check_words(tokens: list[tuple[str, str]]) -> None:
    solid = [(kind, token) for kind, token in tokens if kind != "blank"]
    if _folded(solid[0][1]) not in _FIRST:
        raise QueryRefused(f"以 {solid[0][1]} 开头 · it begins with {solid[0][1]}")
    for place, (kind, token) in enumerate(solid):
        if kind == "number" and not _NUMBER.fullmatch(token):
            raise BadQuery(f"数字写法不明：{token} · not a number: {token}")
        if kind == "word" and _folded(token) in _CLAUSES and not _is_name(solid[max(place - 2, 0) : place]):
            raise QueryRefused(f"含有 {_folded(token)} · it has {_folded(token)}")


def _is_name(before: list[tuple[str, str]]) -> bool:
    """Whether the next word names a property, label or type, whatever it is called, by the two tokens before it.

    The dot of `1.` or of `1..` is no property's dot: a clause may follow it.
    """
    sign = before[-1][1] if before else ""
    owner, text = before[0] if len(before) == 2 else ("", "")
    return sign == ":" or (sign == "." and (owner in {"word", "quoted", "parameter"} or text in {")", "]", "}"}))


def _check_calls(tokens: list[tuple[str, str]]) -> None:
    code = "".join("''" if kind == "string" else token for kind, token in tokens)
    for found in _NAMESPACED_CALL.finditer(code):
        namespace = _folded(re.sub(r"[\s`]", "", found.group(1)).rstrip("."))
        if namespace not in _NAMESPACES:
            raise QueryRefused(f"调用 {namespace.lower()} 的函数 · it calls a function of {namespace.lower()}")


def _parameters(tokens: list[tuple[str, str]]) -> Iterator[str]:
    return (token[1:].strip("`") for kind, token in tokens if kind == "parameter")


def _folded(word: str) -> str:
    """The word as the laxest engine might read it: full-width and long-s forms count as the plain letters."""
    return unicodedata.normalize("NFKC", word).casefold().upper()
