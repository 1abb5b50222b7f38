"""Names as they are compared: one spelling for what differs only in typing.

`fold` makes the key under which two spellings of a name meet. It keeps every character that may tell
two firms apart and changes only width, case, brackets, dashes, blanks, quotation marks and what cannot be seen.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

# blanks, control characters, soft hyphen, joiners, direction marks, variation selectors, fillers
_UNSEEN: Final = (
    r"[\s\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
_QUOTES: Final = "\"'`“”„‟‘’‚‛「」『』《》〈〉«»＂＇"
_OPENING: Final = "([{【〔〖〘〚（［｛"
_CLOSING: Final = ")]}】〕〗〙〛）］｝"
_DOTS: Final = "·•・‧∙⋅･·"
_DASHES: Final = "-‐‑‒–—―−－﹣"

# Text made only of these folds the same way in Arrow as in Python; anything rarer takes the Python way.
_COMMON: Final = r"^[0-9A-Za-z \t()（）\[\]【】·•—–\-&.,，。、:：/+#%“”‘’\"'《》　０-９Ａ-Ｚａ-ｚ\x{4e00}-\x{9fff}]*$"


@lru_cache(maxsize=1)
def _one_spelling() -> dict[int, str | None]:
    groups = ((_OPENING, "("), (_CLOSING, ")"), (_DOTS, "·"), (_DASHES, "-"))
    table: dict[int, str | None] = {ord(char): to for chars, to in groups for char in chars}
    return table | {ord(char): None for char in _QUOTES}


def _folded_once(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).lower().translate(_one_spelling())
    return unicodedata.normalize("NFKC", re.sub(_UNSEEN, "", plain))


def fold(name: str) -> str:
    """The comparison key of a name: `fold("杭州 ＡＢＣ（集团）") == "杭州abc(集团)"`.

    Folding twice changes nothing more; an empty result means that nothing visible was there.
    """
    once = _folded_once(name)
    return once if once == name else fold(once)


def is_same_name(left: str, right: str) -> bool:
    """Whether two spellings differ only in what `fold` unifies, and say something at all."""
    key = fold(left)
    return key != "" and key == fold(right)


def _fold_common(names: pa.Array) -> pa.Array:
    """What `fold` gives, for names in which every character is a common one."""
    plain = pc.utf8_lower(pc.utf8_normalize(names, form="NFKC"))
    plain = pc.replace_substring_regex(plain, r"[(\[【]", "(")
    plain = pc.replace_substring_regex(plain, r"[)\]】]", ")")
    plain = pc.replace_substring_regex(plain, "[·•]", "·")
    plain = pc.replace_substring_regex(plain, "[—–-]", "-")
    return pc.replace_substring_regex(plain, "[ \\t“”‘’\"'《》]", "")


def fold_column(names: pa.Array | pa.ChunkedArray) -> pa.Array:
    """`fold` of every name, n strings in, n strings out; null counts as empty.

    Common characters are folded column by column; the few rows with rarer ones go through `fold` once a
    distinct spelling, so that both ways give the same key.
    """
    column = names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names
    column = pc.fill_null(column.cast(pa.string()), "")
    common = pc.match_substring_regex(column, _COMMON)
    folded = _fold_common(column)
    if pc.all(common, min_count=0).as_py():
        return folded
    rare = pc.filter(column, pc.invert(common)).dictionary_encode()
    spelled = pa.array([fold(name) for name in rare.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(folded, pc.invert(common), spelled.take(rare.indices))
