"""Names as they are compared: one spelling for what differs only in typing.

`fold` makes the key under which two spellings of a name meet. It keeps every character that may tell
two firms apart and changes only width, case, brackets, dashes, blanks, quotation marks, traditional characters
(`codes/traditional.csv`), encircled list numbers and what cannot be seen.
"""

import csv
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ontology.values.code_points import SIZE, CodePoints

# blanks, control characters, soft hyphen, joiners, direction marks, variation selectors, fillers
_UNSEEN: Final = (
    r"[\s\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
_LIST_MARKS: Final = "[①-⑳❶-❿➀-➓]"  # in front of a name its number in a list, not a digit of it
_QUOTES: Final = "\"'`“”„‟‘’‚‛「」『』《》〈〉«»＂＇"
_OPENING: Final = "([{【〔〖〘〚（［｛"
_CLOSING: Final = ")]}】〕〗〙〛）］｝"
_DOTS: Final = "·•・‧∙⋅･·"
_DASHES: Final = "-‐‑‒–—―−－﹣"

# Blocks whose characters fold one by one, whatever stands beside them; text with any other takes the Python way.
_PLAIN: Final = ((0x00, 0x100), (0x2000, 0x2070), (0x3000, 0x3030), (0x4E00, 0xA000), (0xFF01, 0xFF5F))
_RARE: Final = -1
_GONE: Final = 0
_AT_ONCE: Final = 400_000  # bytes of text folded at once: what stays near the processor is folded three times as fast


@lru_cache(maxsize=1)
def simplified() -> dict[str, str]:
    """Traditional and variant characters with the simplified one that stands for each."""
    with files("ontology").joinpath("codes", "traditional.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    left, right = ("".join(row[column] for row in rows) for column in ("traditional", "simplified"))
    return dict(zip(left, right, strict=True))


@lru_cache(maxsize=1)
def _one_spelling() -> dict[int, str | None]:
    groups = ((_OPENING, "("), (_CLOSING, ")"), (_DOTS, "·"), (_DASHES, "-"))
    table: dict[int, str | None] = {ord(char): to for chars, to in groups for char in chars}
    plain: dict[int, str | None] = {ord(char): to for char, to in simplified().items()}
    return plain | table | {ord(char): None for char in _QUOTES}


def _folded_once(name: str) -> str:
    unnumbered = re.sub(_LIST_MARKS, "", name)
    plain = unicodedata.normalize("NFKC", unnumbered).lower().translate(_one_spelling())
    return unicodedata.normalize("NFKC", re.sub(_UNSEEN, "", plain))


def fold(name: str) -> str:
    """The comparison key of a name: `fold("杭州 ＡＢＣ（集團）") == "杭州abc(集团)"`.

    Folding twice changes nothing more; an empty result means that nothing visible was there.
    """
    once = _folded_once(name)
    return once if once == name else fold(once)


@lru_cache(maxsize=1)
def _folded_characters() -> NDArray[np.int32]:
    """For each code point what `fold` makes of it: a code point, `_GONE`, or `_RARE` where only the text tells."""
    table = np.full(SIZE, _RARE, dtype=np.int32)
    for first, end in _PLAIN:
        for code in range(first, end):
            to = fold(chr(code))
            if not to:
                table[code] = _GONE
            elif len(to) == 1 and not unicodedata.combining(to):  # an accent joins the letter before it
                table[code] = ord(to)
    return table


def fold_column(names: pa.Array | pa.ChunkedArray) -> pa.Array:
    """`fold` of every name, n strings in, n strings out; null counts as empty.

    Common characters are folded all at once; the few rows with rarer ones go through `fold` once a distinct
    spelling, so that both ways give the same key.
    """
    column = names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names
    column = pc.fill_null(column.cast(pa.string()), "")
    step = max(1, len(column) * _AT_ONCE // max(column.nbytes, 1))
    parts = [_folded_part(column.slice(start, step)) for start in range(0, len(column), step)]
    return pa.concat_arrays([pa.array([], pa.string()), *parts])


def _folded_part(column: pa.Array) -> pa.Array:
    texts = CodePoints.of(column)
    to = _folded_characters()[texts.characters]
    rare = texts.any_of(to == _RARE)
    folded = texts.kept(to.view(np.uint32), to > _GONE).to_arrow()
    if not rare.any():
        return folded
    spelled = pc.filter(column, pa.array(rare)).dictionary_encode()
    slowly = pa.array([fold(name) for name in spelled.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(folded, pa.array(rare), slowly.take(spelled.indices))
