"""Counts of right, found and annotated things, and the shares they give."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind of thing: found and right, found, annotated."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 2·right / (found + annotated)."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    def as_dict(self) -> dict[str, float | int]:
        """Rounded figures for JSON."""
        shares = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": round(self.f1, 4)}
        return {**shares, "found": self.found, "gold": self.gold}
