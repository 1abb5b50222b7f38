"""A question put to the graph: cut, read, written as one read-only statement, run, answered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.answer import Answer, Understood, refused
from graph.asking.coverage import check_covered
from graph.asking.items import items_of
from graph.asking.meaning import Ask, PathOf
from graph.asking.names import Names, names_of
from graph.asking.preamble import without_preamble
from graph.asking.reading import read
from graph.asking.refusal import Reason, Refusal, Refused, check, is_beyond
from graph.asking.replying import reply_of
from graph.asking.senses import of_figures, settled
from graph.asking.tokens import Token, cut, spoken
from graph.asking.typos import mended
from graph.asking.unknown import check_known, defined_only, nameless, of_definitions
from graph.asking.writing import Statement, statement_of
from graph.snapshot import Snapshot
from graph.store import View
from ontology.values.names import fold

_LONGEST: Final = 300  # characters of a question
_SECONDS: Final = 10.0


def ask(view: View, snapshot: Snapshot, question: str, *, today: str, dialect: str = "embedded") -> Answer:
    """The answer to a question in Chinese, or the reason why there is none. Nothing is ever written.

    Args:
        view: the graph.
        snapshot: the same graph, for the names of its things.
        question: as somebody types it.
        today: ISO day on which facts must hold.
        dialect: of the engine behind the view, `embedded` or `neo4j`.
    """
    try:
        tokens, asked = _understood(names_of(snapshot), question)
        statements = [(one, statement_of(one, today)) for one in _ways(asked)]
        check_covered(tokens, asked, statements[0][1].parameters)
    except Refused as reason:
        return refused(question, reason.refusal)
    answer = refused(question, _NOTHING)
    for one, statement in statements:
        answer = _run(view, question, one, statement)
        answer = replace(answer, cypher=statement.shown(dialect), parameters=statement.parameters)
        if answer.rows or not isinstance(one, PathOf):
            break
    defined = [] if _says_something(answer) else [*defined_only(tokens), *nameless(tokens)]
    if defined:
        return refused(question, of_definitions(defined))
    return replace(answer, understood=tuple(_readings(tokens)))


def _says_something(answer: Answer) -> bool:
    return bool(answer.rows) or answer.values not in ((), (0,), ("no",))


def _ways(asked: Ask) -> tuple[Ask, ...]:
    """The question, and for a way through the chain what is asked next where there is none: back, and either way."""
    if not isinstance(asked, PathOf):
        return (asked,)
    return (asked, replace(asked, start=asked.end, end=asked.start), replace(asked, directed=False))


_NOTHING: Final = Refusal(Reason.NO_DATA, "图谱里没有这个数据 · the graph holds no such figure")


def _understood(names: Names, question: str) -> tuple[tuple[Token, ...], Ask]:
    check(question)
    text = fold(question)
    if not text or len(text) > _LONGEST:
        raise Refused(Reason.OUT_OF_DOMAIN, f"问题是空的或超过 {_LONGEST} 字 · the question is empty or too long")
    tokens = tuple(without_preamble(spoken(mended(cut(text, names), names))))
    if is_beyond("".join(token.text if not token.names else " " for token in tokens)):
        raise Refused(Reason.OUT_OF_DOMAIN, _ELSEWHERE)
    if any(token.has("future") for token in tokens) and not any(token.has("planned") for token in tokens):
        raise Refused(Reason.OUT_OF_DOMAIN, _FORETOLD)
    if any(token.has("analysis") and not token.names for token in tokens):
        raise Refused(Reason.OUT_OF_DOMAIN, _ANALYSED)
    check_known(tokens)
    return tokens, read(settled(items_of(of_figures(tokens))))


_ELSEWHERE: Final = "这不是产业链图谱能回答的问题 · no question for a graph of industry chains"
_FORETOLD: Final = "图谱只记录已有的事实，不作预测 · the graph holds facts and foretells nothing"
_ANALYSED: Final = (
    "短板由分析给出，不是一条查询能答的：请看“短板”页，或用 liantu gaps 产业链 --region 地区"
    " · weak links are the work of an analysis: see their page, or `liantu gaps CHAIN --region R`"
)


def _run(view: View, question: str, asked: Ask, statement: Statement) -> Answer:
    rows = view.query(statement.query, statement.parameters, seconds=_SECONDS)
    try:
        reply = reply_of(asked, rows)
    except Refused as reason:
        return refused(question, reason.refusal)
    return Answer(
        question=question,
        kind=reply.kind,
        values=reply.values,
        sentence=reply.sentence,
        columns=reply.columns,
        rows=reply.rows,
        ids=reply.ids,
        evidence=reply.evidence,
        marked=reply.marked,
    )


def _readings(tokens: Sequence[Token]) -> list[Understood]:
    return [_reading(token) for token in tokens if token.names and not token.senses]


def _reading(token: Token) -> Understood:
    """What a name was read as: a thing that is spoken of before one only defined, its own name before an alias."""
    meant = min(token.names, key=lambda one: (not one.live, fold(one.name) != token.text))
    return Understood(token.read_as or token.text, meant.name, meant.cls.value)
