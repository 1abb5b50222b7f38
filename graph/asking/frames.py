"""Frames: what a relation of the ontology is asked by, from which side, and which of several is meant.

A verb such as 做 fits several relations; the classes at its ends decide, and where no verb is said, what the two
classes are joined by most naturally.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ontology.schema import SIGNATURES, EntityClass, Relation

_C = EntityClass
Classes = frozenset[EntityClass]
SUBJECT: Final = "subject"
OBJECT: Final = "object"
EITHER: Final = "any"  # of facts that say the same from both ends
_OTHER: Final = {SUBJECT: OBJECT, OBJECT: SUBJECT, EITHER: EITHER}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to ask for the facts of one or two relations."""

    name: str
    relations: tuple[Relation, ...]
    ends: Mapping[str, Classes]  # by side; narrower than the ontology where a question never means the rest

    def sides_for(self, focus: Classes, other: Classes) -> tuple[str, ...]:
        """Sides on which the thing asked for may stand, the other thing being at the other end."""
        return tuple(side for side in (SUBJECT, OBJECT) if self.ends[side] & focus and self.ends[_OTHER[side]] & other)

    def opposite(self, side: str) -> Classes:
        """Classes at the other end."""
        return self.ends[_OTHER[side]]


def _frame(name: str, *relations: Relation, subject: Classes | None = None, target: Classes | None = None) -> Frame:
    domain, reach = SIGNATURES[relations[0]]
    ends = {SUBJECT: subject or domain, OBJECT: target or reach}
    return Frame(name, relations, MappingProxyType({**ends, EITHER: ends[SUBJECT] | ends[OBJECT]}))


_FIRM: Final = frozenset({_C.ENTERPRISE})
_ACTOR: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION})
_MADE: Final = frozenset({_C.TECHNOLOGY, _C.CHAIN_NODE})
_AIMS: Final = frozenset({_C.SCENARIO, _C.INDUSTRY, _C.TECHNOLOGY, _C.CHAIN_NODE})
_R = Relation

FRAMES: Final[Mapping[str, Frame]] = MappingProxyType(
    {
        frame.name: frame
        for frame in (
            _frame("produces", _R.PRODUCES, _R.PROVIDES, subject=_ACTOR, target=_MADE),
            _frame("develops", _R.DEVELOPS),
            _frame("supplies", _R.SUPPLIES),
            _frame("operates", _R.OPERATES),
            _frame("provides", _R.PROVIDES, target=frozenset({_C.SCENARIO})),
            _frame("serves", _R.SERVES),
            _frame("uses", _R.USES, subject=_FIRM),
            _frame("implements", _R.IMPLEMENTS),
            _frame("issued", _R.ISSUED),
            _frame("applies", _R.APPLIES_TO, _R.SUPPORTS, target=_AIMS),
            _frame("located", _R.LOCATED_IN),
            _frame("titled", _R.PARTICIPATES_IN),
            _frame("classed", _R.PART_OF, subject=_FIRM, target=frozenset({_C.INDUSTRY})),
            _frame(
                "kind",
                _R.PART_OF,
                subject=frozenset({_C.TECHNOLOGY, _C.INDUSTRY}),
                target=frozenset({_C.TECHNOLOGY, _C.INDUSTRY}),
            ),
            _frame("node_of", _R.PART_OF, subject=frozenset({_C.CHAIN_NODE}), target=frozenset({_C.CHAIN})),
            _frame("upstream", _R.UPSTREAM_OF),
            _frame("invests", _R.INVESTS_IN),
            _frame("subsidiary", _R.SUBSIDIARY_OF),
            _frame("partners", _R.PARTNERS_WITH),
            _frame("offers", _R.OFFERS),
            _frame("solves", _R.SOLVES),
            _frame("needs", _R.NEEDS),
            _frame("posted", _R.POSTED_BY),
            _frame("replaces", _R.REPLACES),
            _frame("based_on", _R.BASED_ON),
            _frame("realises", _R.REALISES),
        )
    }
)

# What two classes are joined by where no verb tells; the first that fits.
_NATURAL: Final = (
    *("produces", "located", "titled", "classed", "issued", "applies", "provides", "serves", "uses", "implements"),
    *("operates", "offers", "solves", "needs", "posted", "node_of", "realises", "supplies", "upstream", "kind"),
    *("develops", "partners", "invests", "subsidiary", "based_on", "replaces"),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A frame and the side on which the thing asked for stands."""

    frame: Frame
    side: str

    @property
    def own(self) -> Classes:
        """Classes of the thing asked for."""
        return self.frame.ends[self.side]

    @property
    def far(self) -> Classes:
        """Classes of the thing it is joined to."""
        return self.frame.opposite(self.side)

    @property
    def as_subject(self) -> bool | None:
        """Whether the thing asked for is the subject; None where either end may be."""
        return None if self.side == EITHER else self.side == SUBJECT

    @property
    def turned(self) -> "Turn":
        """The same seen from the other end."""
        return Turn(self.frame, _OTHER[self.side])


def turns(verbs: Iterable[str], focus: Classes, other: Classes) -> tuple[Turn, ...]:
    """Ways in which a thing of `focus` classes may be joined to one of `other` classes by these frames, in order."""
    return tuple(Turn(FRAMES[name], side) for name in verbs for side in FRAMES[name].sides_for(focus, other))


def natural(focus: Classes, other: Classes) -> tuple[Turn, ...]:
    """The same where no verb is said."""
    return turns(_NATURAL, focus, other)
