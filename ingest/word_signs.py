"""Signs of the symbol fonts of Word (`w:sym`), by the characters they look like."""

from typing import Final

_PRIVATE: Final = 0xF000  # symbol fonts lie here in Unicode, their codes in the last byte
_GREEK: Final = dict(zip(b"abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True)) | dict(
    zip(b"GDQLXPSFYW", "ΓΔΘΛΞΠΣΦΨΩ", strict=True)
)
_MATHS: Final = {
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0x2D: "−", 0x3D: "=", 0x25: "%",
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0xA7: "■", 0xA8: "□", 0xD8: "➢",
    0xE0: "→", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑", 0xB2: "★", 0xAB: "★",
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x50: "√",
    0x4F: "×",
    0x52: "☑",
    0x54: "☒",
    0x53: "☒",
    0xA3: "□",
    0x2A: "□",
    0x30: "□",
    0x97: "●",
}
_FONTS: Final = {"symbol": _GREEK | _MATHS, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign_of(font: str, code: str) -> str:
    """The character that a sign looks like; empty for an ornament that says nothing.

    Args:
        font: name of the font.
        code: the sign's place in the font, hexadecimal, with or without F000 added.
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    place = number - _PRIVATE if number >= _PRIVATE else number
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(place, "")
    return chr(number) if number < _PRIVATE and chr(number).isprintable() else ""
