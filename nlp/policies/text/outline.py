"""The outline of an official text: chapters, articles, items, and the lead that stands before each list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from ontology.values.numerals import whole_number

_HAN: Final = "[一二三四五六七八九十百]+"
_MARKS: Final = (
    ("framed", re.compile(r"[【\[](?=[^】\]]{2,16}[】\]])|(?:PART|Part)\s?\.?\d{1,2}[.、：:\s]?")),
    ("zero", re.compile(r"0\d[.、．]?(?=[^\d.])")),
    ("asked", re.compile(r"(?:Q\s?\d{0,2}|问)[：:.．、]\s?")),
    ("chapter", re.compile(rf"第{_HAN}(?:[章节编]|部分)")),
    ("article", re.compile(rf"第{_HAN}条")),
    ("han", re.compile(rf"{_HAN}[、.．]")),
    ("han-bracket", re.compile(rf"[（(]{_HAN}[）)]")),
    ("dotted3", re.compile(r"\d{1,2}[.．]\d{1,2}[.．]\d{1,2}[.．]?\s*(?=[一-龥“（])")),
    ("dotted", re.compile(r"\d{1,2}[.．]\d{1,2}(?![\d.．%％])(?:\s+|(?=[一-龥“])(?![万亿千百个年元倍台家人件项]))")),
    ("spaced", re.compile(r"\d{1,2}[ 　]+(?=[一-龥])(?![万亿千百个年月日元倍台家人件项])")),
    ("digit", re.compile(r"\d{1,2}(?:[.．](?!\d)|、)")),
    ("digit-bracket", re.compile(r"[（(]\d{1,2}[）)]|\d{1,2}[）)]")),
    ("letter", re.compile(r"[a-h][.．、)）]\s*(?=[一-龥“])")),
    ("ring", re.compile("[①-⑳]")),
    ("counted", re.compile(rf"{_HAN}是(?=[^否不指])")),
    ("bullet", re.compile(r"[●■◆▶►•·◇○□☐☑√]\s?|[-—–]{1,2}\s?(?=[一-龥])")),
)
_INLINE: Final = (  # lists written on within a line
    re.compile(rf"[（(](?P<n>{_HAN})[）)]"),
    re.compile(r"[（(](?P<n>\d{1,2})[）)]"),
    re.compile("(?P<n>[①-⑳])"),
    re.compile(r"(?<![\d.．、])(?P<n>\d)(?:[.．](?!\d)|、)"),
    re.compile(rf"(?<![{'一二三四五六七八九十'}第])(?P<n>{_HAN})是(?=[^否不指])"),
)
_SAME_LINE: Final = {"han-bracket": _INLINE[0], "digit-bracket": _INLINE[1], "digit": _INLINE[3]}
_CAPTION: Final = re.compile(r"\s*[（【](?P<name>[^（）【】，。；]{2,14})[）】](?=\s|[一-龥])")
_STARTS: Final = "：:；;。，,、 （("  # what stands before a mark within a line
# A line without a mark behind a list goes with it, unless it leads a list of its own or speaks of all that was said.
_AFTER_LIST: Final = re.compile(
    "[：:]$|^(?:上述|以上)(?:企业|单位|主体|申报)|^(?:各类?|所有|全部)?(?:申报|申请|参评)?(?:企业|单位|主体|项目)[^，；。]{0,4}(?:均|都|一律)"
)


@dataclass(slots=True)
class Node:
    """A line or item: `start:end` is its own text without its mark and without what stands below it."""

    kind: str
    start: int
    end: int
    caption: str = ""  # what stands in brackets behind the mark: 第六条（市场条件）
    below: list["Node"] = field(default_factory=list)

    def told(self, text: str) -> str:
        """All that is said of it and below it."""
        last = self
        while last.below:
            last = last.below[-1]
        return text[self.start : max(self.end, last.end)]


def outline(text: str) -> Node:
    """The root of the outline; its nodes in the order of the text."""
    root = Node("root", 0, 0)
    path = [root]
    for start, end in _lines(text):
        node = _node(text, start, end)
        path = _place(text, path, node)
        row = _row_of_items(text, node)
        path[-1].below += row
        path.append(row[-1])
        for one in row:
            _split_inline(text, one)
    return root


def _row_of_items(text: str, node: Node) -> list[Node]:
    """A first item with those that go on behind it in its line: 1.…；2.…；3.…."""
    pattern = _SAME_LINE.get(node.kind)
    if pattern is None or not _is_first(pattern, text[max(0, node.start - 4) : node.start].strip()):
        return [node]
    marks = _row_of_marks(text, node, pattern, first=2)
    row = [replace(node, end=mark.start()) for mark in marks[:1]] or [node]
    ends = [mark.start() for mark in marks[1:]] + [node.end]
    return row + [Node(node.kind, mark.end(), stop) for mark, stop in zip(marks, ends, strict=False)]


def _is_first(pattern: re.Pattern[str], mark: str) -> bool:
    """Whether a mark counts one."""
    found = next(iter(pattern.finditer(mark)), None)
    return found is not None and _number(found["n"]) == 1


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\n]+", text):
        body = found.group().strip(" \t\r　")
        if body:
            start = found.start() + found.group().index(body[0])
            yield start, start + len(body)


def _node(text: str, start: int, end: int) -> Node:
    for kind, mark in _MARKS:
        found = mark.match(text, start, end)
        if found:
            caption = _CAPTION.match(text, found.end(), end) if kind == "article" else None
            begins = caption.end() if caption else found.end()
            rest = text[begins:end]
            return Node(kind, begins + len(rest) - len(rest.lstrip()), end, caption["name"] if caption else "")
    return Node("plain", start, end)


def _place(text: str, path: list[Node], node: Node) -> list[Node]:
    """The path to the parent of a node: beside the last one of its kind, else below the last node."""
    kinds = [one.kind for one in path]
    if node.kind != "plain":
        if node.kind in kinds:
            return path[: kinds.index(node.kind)]
        return _list_parent(text, path)
    last = path[-1]
    if last.kind == "plain" and not last.below and text[last.start : last.end].endswith(("：", ":", "？", "?")):
        return path
    if is_heading(text, last) and last.kind != "plain":
        return path
    if _OF_ALL.search(text[node.start : node.end]):
        return _list_above(path)
    above = path[:-1]
    return above[:-1] if _ends_list(text[node.start : node.end], above, last) else above or path


def _ends_list(told: str, above: list[Node], last: Node) -> bool:
    """Whether a line goes with the list before it, beside what leads that list, and not with its last item."""
    inner = len(above) > 1 and above[-2].kind != "root" and len(above[-2].below) > 1
    if inner and _OF_ALL_KINDS.match(told):
        return True
    return last.kind not in {"plain", "root"} and above[-1].kind == "plain" and bool(_AFTER_LIST.search(told))


def _list_parent(text: str, path: list[Node]) -> list[Node]:
    """A list begins below the line that leads it: the last one where that ends with a colon or is a heading."""
    last = path[-1]
    if last.kind == "plain" and not _LEADS.search(text[last.start : last.end]):
        return path[:-1]
    return path


def _list_above(path: list[Node]) -> list[Node]:
    """The path to the nearest node that holds a list: a line that speaks of all its items stands beside them."""
    for depth in range(len(path), 0, -1):
        marked = [one.kind for one in path[depth - 1].below if one.kind not in {"plain", "inline"}]
        if len(marked) > 1 and len(set(marked)) == 1:
            return path[:depth]
    return path[:-1] or path


_OF_ALL_KINDS: Final = re.compile(
    "(?:以上|上述|前述)?(?:各|所有|全部|[两二三四])(?:个)?(?:类|型|档|级|项)+[^，；。]{0,6}(?:企业|单位|主体|项目)?[^，；。]{0,2}(?:均|都|还|须|应)"
)
_OF_ALL: Final = re.compile(
    "(?:符合|满足|具备|达到)[^，；。]{0,4}(?:上述|以上|前述)[^，；。下]{0,10}(?:之一|任|[\\d一二三四五六七八九]项)"
    "|第[（(]?[\\d一二三四五六七八九十]{1,2}[）)]?项[^，；。]{0,12}(?:放宽|降低)"
    "|不受(?:上述|前述|以上|本条)?第?[（(]?[\\d一二三四五六七八九十]{1,2}[）)]?[项款条]"
    "|(?:任选|任意选择|选择|择)(?:其中)?(?:一|其一)[^，；。]{0,2}?个?(?:方向|类别|类型|类|项)"
)
_LEADS: Final = re.compile(
    "[：:]$|(?:条件|要求|标准|对象)[^，；。]{0,6}如下。?$|(?:下列|以下)[^，；。]{0,8}(?:条件|要求)。$"
)


def is_heading(text: str, node: Node) -> bool:
    """Whether a node is a heading: short and without a full stop, or it leads what follows with a colon."""
    own = text[node.start : node.end]
    return own.endswith(("：", ":")) or (len(own) <= 40 and not re.search("[。；;]", own))


def _split_inline(text: str, node: Node) -> None:
    """Items written on within a line become nodes below it."""
    for pattern in _INLINE:
        marks = _row_of_marks(text, node, pattern)
        if len(marks) > 1:
            ends = [mark.start() for mark in marks[1:]] + [node.end]
            end = node.end
            node.end = marks[0].start()
            for mark, stop in zip(marks, ends, strict=True):
                node.below.append(Node("inline", mark.end(), min(stop, end)))
            _split_off_next(text, node, pattern)
            return


def _split_off_next(text: str, node: Node, pattern: re.Pattern[str]) -> None:
    """A second list in the same line, with the sentence that leads it: …③…。另须满足两项：①…；②…."""
    last = node.below[-1]
    again = next((one for one in pattern.finditer(text, last.start, last.end) if _number(one["n"]) == 1), None)
    begins = text.rfind("。", last.start, again.start()) + 1 if again else 0
    if begins:
        following = Node("inline-lead", begins, last.end)
        last.end = begins
        _split_inline(text, following)
        node.below.append(following)


def _row_of_marks(text: str, node: Node, pattern: re.Pattern[str], first: int = 1) -> list[re.Match[str]]:
    """Marks that count on from the first: 1, 2, 3 …."""
    row: list[re.Match[str]] = []
    for found in pattern.finditer(text, node.start, node.end):
        if found.start() > node.start and text[found.start() - 1] not in _STARTS:
            continue
        if len(row) > 1 and _number(found["n"]) == first:
            break  # another list begins
        if _number(found["n"]) == len(row) + first:
            row.append(found)
    return row if all(b.start() - a.end() > 2 for a, b in pairwise(row)) else []


def _number(mark: str) -> int | None:
    if "①" <= mark <= "⑳":
        return ord(mark) - ord("①") + 1
    return whole_number(mark)
