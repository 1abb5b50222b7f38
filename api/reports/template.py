"""Narrative by template: Jinja text whose numbers can come from data only.

    # 一级标题 … #### 四级标题      numbered as 一、（一）1.（1）
    一段文字，{{ nodes.weak }} 处   a line is a paragraph; **strong**; !! before a warning, ~~ before small print
    [[图]]  [[表 重点企业]]        on a line of their own

A digit written into the text, or reckoned by it, is refused: what a report says has to follow from its data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from api.reports.paper import Block, Figure, Heading, Paragraph, Picture, Span, Table, Told
from ontology.errors import BadTemplate, UnknownTable

_OPEN, _CLOSE = "\ue000", "\ue001"  # of the number of a printed value; no text of ours has them
_DIGIT: Final = re.compile(r"\d")
_VALUE: Final = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_STRONG: Final = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_HEADING: Final = re.compile(r"(#{1,4})\s+(.+)")
_PLACED: Final = re.compile(r"\[\[\s*(图|表\s+(.+?))\s*\]\]")
_MARK: Final = "!!"  # a paragraph that warns
_SMALL: Final = "~~"  # a paragraph in small print
_NUMERALS: Final = "一二三四五六七八九十"


class Printed:
    """The values that a template prints, by number, so that their notes are found again in the text."""

    def __init__(self) -> None:
        self._values: list[Figure | Told] = []

    def take(self, value: Any) -> Any:
        """The text that stands for a value until the paragraphs are cut."""
        if isinstance(value, Figure | Told):
            self._values.append(value)
            return f"{_OPEN}{len(self._values) - 1}{_CLOSE}"
        if isinstance(value, int | float):
            raise BadTemplate(f"印出了数 {value!r}，它不是数据 · prints a number that is no datum")
        return value

    def value(self, number: str) -> Figure | Told:
        """The value that was taken under a number."""
        return self._values[int(number)]


def read_blocks(
    template: str, words: Mapping[str, Any], tables: Sequence[Table], picture: Picture
) -> tuple[Block, ...]:
    """The blocks that a template makes of a result.

    Args:
        template: Jinja text.
        words: what it may speak of (`words.py`).
        tables: what `[[表 …]]` may name.
        picture: what `[[图]]` places.

    Raises:
        BadTemplate: it cannot be read, names what there is not, or writes a number of its own; the line is told.
        UnknownTable: it places a table that there is not.
    """
    printed = Printed()
    text = _filled(template, words, printed)
    named = {table.name: table for table in tables}
    numbered = _Numbered()
    lines = (line.strip() for line in text.splitlines())
    return tuple(_block(line, printed, named, picture, numbered) for line in lines if line)


def _filled(template: str, words: Mapping[str, Any], printed: Printed) -> str:
    # S701 is about HTML: each writer escapes what it writes
    engine = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=printed.take, lstrip_blocks=True)
    try:
        _refuse_numbers(engine.parse(template))
        return engine.from_string(template).render(words)
    except TemplateSyntaxError as problem:
        raise BadTemplate(f"{problem.message}", problem.lineno) from problem
    except (TemplateError, TypeError, ValueError, AttributeError, OverflowError) as problem:
        raise BadTemplate(f"{problem}") from problem


def _refuse_numbers(tree: nodes.Template) -> None:
    for written in tree.find_all(nodes.TemplateData):
        if found := _DIGIT.search(written.data):
            line = written.lineno + written.data[: found.start()].count("\n")
            raise BadTemplate(f"写了数字 {found.group()!r} · a digit that is no datum", line)
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str) and _DIGIT.search(constant.value):
            raise BadTemplate(f"写了数字 {constant.value!r} · a digit that is no datum", constant.lineno)


class _Numbered:
    """Numbers of headings in the manner of GB/T 9704: 一、（一）1.（1）."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        """The number of the next heading of a level."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        count = self._counts[level - 1]
        return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}．", f"（{count}）")[level - 1]


def chinese(number: int) -> str:
    """1..99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def _block(line: str, printed: Printed, tables: Mapping[str, Table], picture: Picture, numbered: _Numbered) -> Block:
    if heading := _HEADING.fullmatch(line):
        level = len(heading.group(1))
        return Heading(level, numbered.next(level) + "".join(span.text for span in _spans(heading.group(2), printed)))
    if placed := _PLACED.fullmatch(line):
        return _placed(placed.group(2), tables) if placed.group(2) else picture
    for sign, look in ((_MARK, "mark"), (_SMALL, "small")):
        if line.startswith(sign):
            return Paragraph(tuple(_spans(line.removeprefix(sign).strip(), printed)), look)
    return Paragraph(tuple(_spans(line, printed)))


def _placed(name: str, tables: Mapping[str, Table]) -> Table:
    if name not in tables:
        raise UnknownTable(name, tables)
    return tables[name]


def _spans(text: str, printed: Printed) -> Iterator[Span]:
    """Runs of one look; a printed value is a run of its own where it has notes."""
    for at, piece in enumerate(_STRONG.split(text)):
        strong = at % 2 == 1
        for place, run in enumerate(_VALUE.split(piece)):
            value = printed.value(run) if place % 2 else None
            if value is not None:
                yield Span(value.text, value.notes, strong)
            elif run:
                yield Span(run, (), strong)
