"""The lexicons: names with their class, and the words the rules for names need.

Files: `nlp/lexicon/*.tsv` and folders of them for large classes, each with a header that says what it holds and
where it comes from. Regions of China come from the ontology's own table of divisions.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from copy import copy
from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick

from nlp.short_names import may_be_word, short_names
from ontology.rows import rows_in
from ontology.schema import EntityClass
from ontology.values.regions import region_names

_CLASS_OF_FILE: Final = MappingProxyType(
    {
        "enterprises": EntityClass.ENTERPRISE,
        "organizations": EntityClass.ORGANIZATION,
        "places": EntityClass.REGION,
        "platforms": EntityClass.PLATFORM,
        "initiatives": EntityClass.INITIATIVE,
        "policies": EntityClass.POLICY,
        "standards": EntityClass.STANDARD,
        "technologies": EntityClass.TECHNOLOGY,
        "industries": EntityClass.INDUSTRY,
        "scenarios": EntityClass.SCENARIO,
        "parks": EntityClass.PARK,
    }
)
_FIRM: Final = frozenset({EntityClass.ENTERPRISE})
_TRADE_CLASSES: Final = frozenset({EntityClass.TECHNOLOGY, EntityClass.INDUSTRY})
_WEAK: Final[frozenset[EntityClass]] = frozenset()
# the country itself is no Region of the annotation guide, and 市辖区 names nothing
_NO_REGIONS: Final = frozenset({"中国", "全国", "中华人民共和国", "中国大陆", "市辖区"})


class Hit(NamedTuple):
    """A place in a text where a lexicon's name stands, with every class it is listed under."""

    start: int
    end: int
    name: str
    classes: frozenset[EntityClass]


# a text has a hit every ten characters: made from a row by the tuple itself, faster than by the class
_new_hit: Final = cast("Callable[[tuple[int, int, str, frozenset[EntityClass]]], Hit]", partial(tuple.__new__, Hit))


class Found(NamedTuple):
    """Hits of one range of a text in the order of their end: those with a class, and firms that need a context."""

    hits: list[Hit]
    weak_firms: list[Hit]


def hits_within(hits: Iterable[Hit], ranges: Iterable[tuple[int, int]], weak: Container[str]) -> Iterator[Found]:
    """For each range of a text, the hits inside it with offsets from its start; both in the order of the text."""
    ordered = iter(hits)
    hit = next(ordered, None)
    for start, end in ranges:
        strong, unsure = [], []
        while hit is not None and hit.end <= end:
            if hit.start >= start:
                inside = _new_hit((hit.start - start, hit.end - start, hit.name, hit.classes)) if start else hit
                if hit.classes:
                    strong.append(inside)
                if hit.name in weak:
                    unsure.append(inside)
            hit = next(ordered, None)
        yield Found(strong, unsure)


class Head(NamedTuple):
    """The word a kind of name ends in, and the test that tells a name from a generic mention."""

    word: str
    cls: EntityClass
    test: str


def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of `nlp/lexicon/<name>.tsv`, or of all files in the folder `<name>` by their names; no comment lines."""
    lexicons = files("nlp").joinpath("lexicon")
    folder = lexicons.joinpath(name)
    in_folder = sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else ()
    sources = in_folder or (lexicons.joinpath(f"{name}.tsv"),)
    texts = (file.read_text(encoding="utf-8") for file in sources if file.name.endswith(".tsv"))
    return tuple(tuple(row) for text in texts for row in rows_in(text))


@cache
def heads() -> Mapping[str, tuple[Head, ...]]:
    """Heads of names by their word; one word may head names of several classes."""
    found: dict[str, tuple[Head, ...]] = {}
    for word, cls, test in read_rows("heads"):
        found[word] = (*found.get(word, ()), Head(word, EntityClass(cls), test))
    return MappingProxyType(found)


@cache
def words_of(name: str) -> Mapping[str, str]:
    """A two-column lexicon as a mapping: word → role."""
    return MappingProxyType({row[0]: row[1] for row in read_rows(name)})


@cache
def common_words(*roles: str) -> frozenset[str]:
    """Words with one of the roles in `common_words.tsv`: introducing, qualifying, owner or generic."""
    return frozenset(word for word, given in read_rows("common_words") if not set(roles).isdisjoint(given.split("|")))


@cache
def compound_words(*roles: str) -> frozenset[str]:
    """Words with one of the roles in `compounds.tsv`: modifier, sector, tail, act, closing or object."""
    return frozenset(word for word, given in read_rows("compounds") if not set(roles).isdisjoint(given.split("|")))


@cache
def weak_industries() -> frozenset[str]:
    """Industry names that mean a sector only in a context (金融 in 金融行业, not in 金融支持)."""
    return frozenset(row[0] for row in read_rows("industries") if row[2:] == ("weak",))


@cache
def weak_enterprises() -> frozenset[str]:
    """Company names that are also everyday words or regions (理想, 长安): a name only beside what tells a firm."""
    return frozenset(row[0] for row in read_rows("enterprises") if row[2:] == ("weak",))


class Lexicon:
    """Names with their classes, found in a text all at once by Aho-Corasick.

    `extra` adds names of one's own, such as those of a register: (name, class) pairs. Companies by their legal
    names bring their short forms along (see `nlp.short_names`); those that may be words are weak.

    `weak_firms` are company names that are everyday words too: a name only beside what tells a firm.
    """

    def __init__(self, extra: Iterable[tuple[str, EntityClass]] = ()) -> None:
        self._classes = _bundled() | {}
        own = tuple(extra)
        unsure = frozenset(name for name in _companies(own) if _needs_context(name))
        for name, cls in own:
            if cls is not EntityClass.ENTERPRISE or name not in unsure:
                self._classes[name] = self._classes.get(name, frozenset()) | {cls}
        short = short_names(_companies(own), _is_trade, self._classes.__contains__)
        self._classes.update(dict.fromkeys(short.clear - unsure, _FIRM))
        self.weak_firms = weak_enterprises() | short.weak | unsure
        weak = dict.fromkeys(self.weak_firms - self._classes.keys(), _WEAK)
        self._index({**self._classes, **weak})

    def _index(self, entries: Mapping[str, frozenset[EntityClass]]) -> None:
        self._entries = list(entries.items())
        self._finder = AhoCorasick([name for name, _ in self._entries], matchkind=MATCHKIND_STANDARD)

    def without(self, is_known: Callable[[str, EntityClass], bool]) -> "Lexicon":
        """The same lexicon without the names for which `is_known` holds under a class."""
        other = copy(self)
        kept = {name: frozenset(c for c in classes if not is_known(name, c)) for name, classes in self._classes.items()}
        other._classes = {name: classes for name, classes in kept.items() if classes}
        other.weak_firms = frozenset(name for name in self.weak_firms if not is_known(name, EntityClass.ENTERPRISE))
        other._index({**dict.fromkeys(other.weak_firms, _WEAK), **other._classes})
        return other

    def __len__(self) -> int:
        return len(self._classes)

    def classes(self, name: str) -> frozenset[EntityClass]:
        """The classes a name is listed under, empty when it is not listed."""
        return self._classes.get(name, frozenset())

    def hits(self, text: str) -> list[Hit]:
        """All places of all names, in order of their end; overlaps are kept.

        A company's name that is also an everyday word has no class: its context decides.
        """
        entries = self._entries
        found = self._finder.find_matches_as_indexes(text, overlapping=True)
        return [_new_hit((start, end, *entries[index])) for index, start, end in found]


def _companies(names: Iterable[tuple[str, EntityClass]]) -> Iterator[str]:
    return (name for name, cls in names if cls is EntityClass.ENTERPRISE)


def _needs_context(name: str) -> bool:
    """Whether a registered name is a firm's only beside what tells one: it is a word, or listed as something else."""
    known = _bundled().get(name, _WEAK)
    return EntityClass.ENTERPRISE not in known and (bool(known) or may_be_word(name, _is_trade))


def _is_trade(word: str) -> bool:
    """Whether a word says only what kind of business a company is."""
    return word in _trades() or bool(_bundled().get(word, _WEAK) & _TRADE_CLASSES)


@cache
def _trades() -> frozenset[str]:
    return frozenset(words_of("trades")) | common_words("generic")


@cache
def _bundled() -> dict[str, frozenset[EntityClass]]:
    classes: dict[str, frozenset[EntityClass]] = {
        name: frozenset({EntityClass.REGION}) for name in region_names() if name not in _NO_REGIONS and len(name) > 1
    }
    for stem, cls in _CLASS_OF_FILE.items():
        for row in read_rows(stem):
            if stem == "enterprises" and row[0] in weak_enterprises():
                continue
            classes[row[0]] = classes.get(row[0], frozenset()) | {cls}
    return classes


@cache
def bundled_lexicon() -> Lexicon:
    """The lexicon without names of one's own, built once."""
    return Lexicon()
