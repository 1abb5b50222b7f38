import pytest

from graph.analysis.results import GapType
from graph.view.colours import GAP_LOOKS, NOT_ASKED, Look


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_type_has_a_look_and_a_sign_of_its_own() -> None:
    assert set(GAP_LOOKS) == {None, *GapType}
    signs = [GAP_LOOKS[kind].sign for kind in GapType]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("look", [*GAP_LOOKS.values(), NOT_ASKED])
def test_ink_is_readable_on_its_fill(look: Look) -> None:
    light, dark = sorted((luminance(look.fill), luminance(look.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
