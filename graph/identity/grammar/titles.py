"""Titles of policies: the plan that a notice issues is what the notice is about.

关于印发浙江省数字经济发展规划的通知 is 浙江省数字经济发展规划, and 关于工业大数据发展的指导意见 is what texts call
工业大数据发展指导意见. Versions, years and 试行 stay: they tell policies apart.
"""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.identity.grammar.places import take_places

_NOTICE: Final = r"^(?P<issuer>.*?)关于(?:印发|发布|下发|转发|公布)(?P<title>.{5,})的(?:通知|公告|函)$"
_ABOUT: Final = r"^关于(.{4,})的((?:指导|实施|若干)?意见|若干(?:措施|政策|规定)|决定|建议|办法)$"


def plain_titles(folded: pa.Array) -> pa.Array:
    """Titles without the notice around them, and without 关于…的."""
    return pc.replace_substring_regex(_without_notice(folded), _ABOUT, r"\1\2")


def _without_notice(folded: pa.Array) -> pa.Array:
    """What the notices among the titles issue.

    The issuer stays where what it issues names no place: 数字经济行动方案 may be of many.
    """
    found = pc.extract_regex(folded, _NOTICE)
    rows = np.flatnonzero(pc.is_valid(found).to_numpy(zero_copy_only=False))
    if not rows.size:
        return folded
    inside = found.drop_null()
    titles = pc.struct_field(inside, "title")
    placed, _ = take_places(titles, np.arange(rows.size))
    alone = pc.equal(pc.struct_field(inside, "issuer"), "").to_numpy(zero_copy_only=False)
    told = (placed > 0) | alone
    mask = np.zeros(len(folded), bool)
    mask[rows[told]] = True
    return pc.replace_with_mask(folded, pa.array(mask), titles.filter(pa.array(told)))
