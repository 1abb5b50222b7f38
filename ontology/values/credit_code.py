"""统一社会信用代码 · the 18-character code of every legal person and other organisation.

Method: GB 32100-2015 (alphabet of 31 characters, weights 3^i mod 31, check character last); characters 9-17
are the organisation code of GB 11714-1997 with its own check character.
Columns are checked as one matrix of bytes, n x 18, without a loop over rows.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ontology.errors import BadCreditCode
from ontology.values.regions import Region, enclosing_region

LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z, which look like 1 0 5 U 2
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_BODY_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_CLEAN: Final = r"^[0-9A-Z]{18}$"
# Of what only fills a field: zeros, and 123456789012345678, which passes the check.
_NO_REGIONS: Final = ("000000", "345678")
# Blanks, marks that cannot be seen, hyphens: for `re`, and the same for Arrow's RE2.
_SEPARATORS: Final = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\-‐‑–—_·.]"
_SEPARATORS_RE2: Final = (
    r"[\s\pZ\x0b\x1c-\x1f\x{85}\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}\-‐‑–—_·.]"
)

AUTHORITIES: Final = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "工商",
    "A": "中央军委改革和编制办公室",
    "N": "农业",
    "Y": "其他",
}
KINDS: Final = {
    "11": "机关",
    "12": "事业单位",
    "13": "中央编办直接管理机构编制的群众团体",
    "21": "外国常驻新闻机构",
    "31": "律师执业机构",
    "32": "公证处",
    "33": "基层法律服务所",
    "34": "司法鉴定机构",
    "35": "仲裁委员会",
    "41": "外国在华文化中心",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "61": "外国旅游部门常驻代表机构",
    "62": "港澳台地区旅游部门常驻内地（大陆）代表机构",
    "71": "宗教活动场所",
    "72": "宗教院校",
    "81": "基层工会",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "A1": "军队事业单位",
    "N1": "组级集体经济组织",
    "N2": "村级集体经济组织",
    "N3": "乡镇级集体经济组织",
}


@dataclass(frozen=True, slots=True)
class CreditCode:
    """What the eighteen characters say."""

    code: str
    authority: str  # 登记管理部门
    kind: str  # 机构类别; 其他 for category 9 and for Y
    region_code: str  # six digits as registered, may be of a division that no longer exists
    region: Region | None  # the smallest existing division that holds `region_code`
    body: str  # nine characters, the organisation code
    body_checks: bool  # whether the organisation code's own check character fits (GB 11714)


def clean(text: str) -> str:
    """The code as the standard writes it: upper case, no blanks or hyphens; empty when not 18 letters and digits."""
    plain = re.sub(_SEPARATORS, "", unicodedata.normalize("NFKC", text)).upper()
    return plain if re.fullmatch(r"[0-9A-Z]{18}", plain) else ""


def is_valid(code: str) -> bool:
    """Whether this is a code that can have been issued: alphabet, authority, check character, no placeholder.

    `code` may be written with blanks, hyphens or in lower case.
    """
    plain = clean(code)
    if not re.fullmatch(f"[{''.join(AUTHORITIES)}][{ALPHABET}]\\d{{6}}[{ALPHABET}]{{10}}", plain):
        return False
    filler = plain[2:8] in _NO_REGIONS or plain[8:17] == plain[8] * 9
    return not filler and plain[-1] == check_character(plain[:-1])


def check_character(first: str) -> str:
    """The eighteenth character for the first seventeen, which must be of the alphabet."""
    total = sum(weight * ALPHABET.index(char) for weight, char in zip(_WEIGHTS, first, strict=True))
    return ALPHABET[-total % 31]


def body_check_character(first: str) -> str:
    """The ninth character of an organisation code for the first eight (GB 11714-1997)."""
    total = sum(weight * int(char, 36) for weight, char in zip(_BODY_WEIGHTS, first, strict=True))
    return "0123456789X0"[11 - total % 11]


def decode(code: str) -> CreditCode:
    """What a valid code says.

    Raises:
        BadCreditCode: the code is not valid.
    """
    plain = clean(code)
    if not is_valid(plain):
        raise BadCreditCode(code)
    body = plain[8:17]
    return CreditCode(
        code=plain,
        authority=AUTHORITIES[plain[0]],
        kind=KINDS.get(plain[:2], "其他"),
        region_code=plain[2:8],
        region=enclosing_region(plain[2:8]),
        body=body,
        body_checks=body[8] == body_check_character(body[:8]),
    )


def show(code: str) -> str:
    """The code in groups as on a licence (2-6-9-1), for people to read."""
    return " ".join((code[:2], code[2:8], code[8:17], code[17:]))


def clean_column(codes: pa.Array | pa.ChunkedArray) -> pa.Array:
    """`clean` of every code; null and anything that is not a code becomes the empty string."""
    column = codes.combine_chunks() if isinstance(codes, pa.ChunkedArray) else codes
    text = pc.fill_null(column.cast(pa.string()), "")
    clean_already = pc.match_substring_regex(text, _CLEAN)
    if pc.all(clean_already, min_count=0).as_py():
        return text
    odd = pc.invert(clean_already)
    return pc.replace_with_mask(text, odd, _cleaned(text.filter(odd)))


def _cleaned(text: pa.Array) -> pa.Array:
    text = pc.utf8_normalize(text, form="NFKC")
    text = pc.utf8_upper(pc.replace_substring_regex(text, _SEPARATORS_RE2, ""))
    return pc.if_else(pc.match_substring_regex(text, _CLEAN), text, "")


def valid_column(codes: pa.Array | pa.ChunkedArray) -> pa.Array:
    """`is_valid` of every code, n booleans; null counts as not valid."""
    return _valid_cleaned(clean_column(codes))


def issued_column(codes: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Every code that `is_valid`, as `clean` writes it; the empty string for the others."""
    cleaned = clean_column(codes)
    return pc.if_else(_valid_cleaned(cleaned), cleaned, "")


def _valid_cleaned(cleaned: pa.Array) -> pa.Array:
    whole = pc.not_equal(cleaned, "").to_numpy(zero_copy_only=False)
    valid = np.zeros(len(cleaned), dtype=bool)
    valid[whole] = _valid_rows(_characters(cleaned.filter(pa.array(whole))))
    return pa.array(valid)


def _characters(codes: pa.Array) -> NDArray[np.uint8]:
    """n codes of exactly 18 ASCII characters as bytes, n x 18."""
    joined = pa.concat_arrays([codes.cast(pa.large_string()), pa.array([""], pa.large_string())]).buffers()[2]
    return np.frombuffer(joined, dtype=np.uint8, count=len(codes) * LENGTH).reshape(-1, LENGTH)


@lru_cache(maxsize=1)
def _values() -> NDArray[np.int64]:
    """Value of each ASCII byte in the standard's alphabet, -1 where it has none."""
    values = np.full(128, -1, dtype=np.int64)
    values[np.frombuffer(ALPHABET.encode(), dtype=np.uint8)] = np.arange(31)
    return values


def _valid_rows(characters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    values: NDArray[np.int64] = _values()[characters]
    total = values[:, :-1] @ np.array(_WEIGHTS)
    checks = (values >= 0).all(axis=1) & (values[:, -1] == -total % 31)
    authority = np.isin(characters[:, 0], np.frombuffer("".join(AUTHORITIES).encode(), dtype=np.uint8))
    digits = ((characters[:, 2:8] >= ord("0")) & (characters[:, 2:8] <= ord("9"))).all(axis=1)
    valid: NDArray[np.bool_] = checks & authority & digits & ~_placeholders(characters)
    return valid


def _placeholders(characters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Rows that only fill a field: no region 000000 or 345678, no organisation code of one repeated character."""
    region, body = characters[:, 2:8], characters[:, 8:17]
    filler: NDArray[np.bool_] = (body == body[:, :1]).all(axis=1)
    for digits in _NO_REGIONS:
        filler |= (region == np.frombuffer(digits.encode(), np.uint8)).all(axis=1)
    return filler
