"""The numbers Word makes for headings and items: 第一条, 一、,（二）, 1.1, a), •."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ((1000, "千"), (100, "百"), (10, "十"))
_LEGAL_UNITS: Final = ((1000, "仟"), (100, "佰"), (10, "拾"))
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_LEVELS: Final = 9


def attribute(element: etree._Element | None, name: str = "val") -> str:
    """A `w:` attribute, empty when element or attribute are missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


def chinese(number: int) -> str:
    """1..9999 as 一, 十, 十二, 一百零三."""
    text = _counted(number, "零一二三四五六七八九", _UNITS)
    return text[1:] if text.startswith("一十") else text


def _counted(number: int, digits: str, units: tuple[tuple[int, str], ...]) -> str:
    if number <= 0 or number > 9999:
        return str(number)
    text, zero = "", False
    for value, unit in (*units, (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += (digits[0] if zero and text else "") + digits[digit] + unit
            zero = False
        else:
            zero = bool(text)
    return text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def show_number(number: int, style: str) -> str:
    """A number in one of Word's numbering styles (ST_NumberFormat, ECMA-376 17.18.59); decimal for rare ones."""
    show = _STYLES.get(style, str)
    return show(number) if number >= 1 else str(number)


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _wide_digits(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_STYLES: Final[Mapping[str, Callable[[int], str]]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), chinese),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital"), _digits),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"), lambda n: _counted(n, _LEGAL, _LEGAL_UNITS)
    ),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide_digits),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` holds %1..%9 for the numbers of the levels."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # begins again behind this level (from 1) and those above; None: behind any, 0: never
    legal: bool = False  # all numbers of the label are shown as decimals


@dataclass(slots=True)
class Numbering:
    """Counters of all lists of a document, moved on paragraph by paragraph."""

    levels: Mapping[str, Mapping[int, Level]]  # list → levels
    lists: Mapping[str, str]  # list → the counters it shares with others
    overrides: Mapping[str, Mapping[int, int]]  # list → level → start again at
    _counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, depth: int) -> str:
        """The label of the next paragraph of this list and level; empty for bullets and lists without numbers."""
        levels = self.levels.get(number)
        level = levels.get(depth) if levels else None
        if levels is None or level is None or level.style == "none":
            return ""
        counters = self._counters[self.lists[number]]
        counters[depth] = self._next(number, depth, level, counters)
        for deeper in [key for key in counters if key > depth and _begins_again(levels.get(key), depth)]:
            del counters[deeper]
        return "" if level.style == "bullet" else self._shown(levels, level, counters)

    def _next(self, number: str, depth: int, level: Level, counters: Mapping[int, int]) -> int:
        override = self.overrides.get(number, {}).get(depth)
        if override is not None and (number, depth) not in self._begun:
            self._begun.add((number, depth))
            return override
        return counters[depth] + 1 if depth in counters else level.start

    @staticmethod
    def _shown(levels: Mapping[int, Level], level: Level, counters: Mapping[int, int]) -> str:
        text = level.text
        for depth in range(_LEVELS):
            if f"%{depth + 1}" in text:
                other = levels.get(depth, level)
                count = counters.get(depth, other.start)
                text = text.replace(f"%{depth + 1}", show_number(count, "decimal" if level.legal else other.style))
        return text


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that word/numbering.xml defines."""
    if root is None:
        return Numbering({}, {}, {})
    abstracts = list(root.iter(f"{W}abstractNum"))
    linked = {name: a for a in abstracts if (name := attribute(a.find(f"{W}styleLink")))}
    abstract = {
        attribute(a, "abstractNumId"): _levels(linked.get(attribute(a.find(f"{W}numStyleLink")), a)) for a in abstracts
    }
    levels, lists, overrides = {}, {}, {}
    for number in root.iter(f"{W}num"):
        key, shared = attribute(number, "numId"), attribute(number.find(f"{W}abstractNumId"))
        own = {int(attribute(o, "ilvl") or 0): o for o in number.iter(f"{W}lvlOverride")}
        replaced = {d: _level(o.find(f"{W}lvl")) for d, o in own.items() if o.find(f"{W}lvl") is not None}
        levels[key] = {**abstract.get(shared, {}), **replaced}
        lists[key] = shared
        starts = {d: attribute(o.find(f"{W}startOverride")) for d, o in own.items()}
        overrides[key] = {d: int(start) for d, start in starts.items() if start.isdigit()}
    return Numbering(levels, lists, overrides)


def _begins_again(level: Level | None, above: int) -> bool:
    return level is None or level.restart is None or above < level.restart


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {int(attribute(level, "ilvl") or 0): _level(level) for level in abstract.iter(f"{W}lvl")}


def _level(level: etree._Element | None) -> Level:
    if level is None:
        return Level()
    start = attribute(level.find(f"{W}start"))
    legal = level.find(f"{W}isLgl")
    restart = attribute(level.find(f"{W}lvlRestart"))
    return Level(
        attribute(level.find(f"{W}numFmt")) or "decimal",
        attribute(level.find(f"{W}lvlText")),
        int(start) if start.isdigit() else 0 if start else 1,
        int(restart) if restart.isdigit() else None,
        legal is not None and attribute(legal) not in ("0", "false"),
    )
