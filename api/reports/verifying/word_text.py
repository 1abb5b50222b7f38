"""The words of a Word paragraph as they show."""

from collections.abc import Mapping
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTES: Final = ("footnote", "endnote")
_COUNTED: Final = frozenset({"PAGE", "NUMPAGES"})  # fields that Word fills each time it shows the page
_GONE: Final = ("vanish", "webHidden", "strike", "dstrike")  # looks of a run that is not there for a reader
_SIGNS: Final = {f"{W}noBreakHyphen": "-", f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def notes_in_order(document: Any) -> Mapping[str, list[str]]:
    """For footnotes and endnotes their ids in the order of the references: what numbers a reader sees."""
    return {word: [one.get(f"{W}id") for one in document.iter(f"{W}{word}Reference")] for word in NOTES}


def visible(paragraph: Any, order: Mapping[str, list[str]]) -> str:
    """Runs put together, deleted and hidden ones left out, references to notes by their numbers.

    A paragraph that Word numbers by itself begins with a sign of that, since its number stands nowhere in the file.
    """
    text = ["〔自动编号〕"] if paragraph.find(f"{W}pPr/{W}numPr") is not None else []
    field = _Field()
    for element in paragraph.iter(f"{W}*"):
        if next(element.iterancestors(f"{W}p"), paragraph) is not paragraph:
            continue  # of a text box, which is read as a paragraph of its own
        if not field.hides(element) and not _gone(element):
            text.append(_told(element, order))
    return "".join(text)


class _Field:
    """Where in a field the reading is, and whether what it shows is a page number."""

    def __init__(self) -> None:
        self._depth = 0
        self._code = ""

    def hides(self, element: Any) -> bool:
        """Whether an element is a field's own, or the page number that it shows."""
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            self._depth += {"begin": 1, "end": -1}.get(kind, 0)
            self._code = "" if kind == "begin" else self._code
            return True
        if element.tag == f"{W}instrText":
            self._code += element.text or ""
            return True
        simple = next(element.iterancestors(f"{W}fldSimple"), None)
        code = simple.get(f"{W}instr", "") if simple is not None else self._code if self._depth else ""
        return code.split()[:1] != [] and code.split()[0].upper() in _COUNTED and "\\#" not in code


def _told(element: Any, order: Mapping[str, list[str]]) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}sym":
        return chr(int(element.get(f"{W}char", "0"), 16))
    for word in NOTES:
        if element.tag == f"{W}{word}Reference":
            return f"〔{order[word].index(element.get(f'{W}id')) + 1}〕"
    return _SIGNS.get(element.tag, "")


def _gone(element: Any) -> bool:
    if next(element.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
        return True
    run = element if element.tag == f"{W}r" else next(element.iterancestors(f"{W}r"), None)
    looks = run.find(f"{W}rPr") if run is not None else None
    return looks is not None and any(_on(looks.find(f"{W}{look}")) for look in _GONE)


def _on(look: Any) -> bool:
    return look is not None and look.get(f"{W}val") not in {"0", "false", "off", "none"}
