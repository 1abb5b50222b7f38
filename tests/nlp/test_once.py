"""Properties made once."""

from dataclasses import dataclass, field

from nlp.once import once


@dataclass(frozen=True)
class Counted:
    asked: list[str] = field(default_factory=list)

    @once
    def answer(self) -> int:
        """How often it was made."""
        self.asked.append("answer")
        return len(self.asked)


def test_a_property_is_made_when_first_asked_for_and_only_then() -> None:
    counted = Counted()
    assert counted.asked == []
    assert (counted.answer, counted.answer) == (1, 1)


def test_each_value_has_its_own() -> None:
    one, other = Counted(), Counted(["before"])
    assert (one.answer, other.answer) == (1, 2)


def test_a_class_tells_of_its_property_without_making_it() -> None:
    assert Counted.answer.__doc__ == "How often it was made."
