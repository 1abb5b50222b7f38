"""Names that say that somebody paid: they may stand in the data, and must not move anybody in a list.

Nothing in a score, a constraint, a matching or a quota reads an attribute by such a name; constraints refuse to be
made of one. The tests add such attributes at random and find every rank unchanged.
"""

import re
from typing import Final

# Sponsors, advertisers, paying members, places that are bought.
_PAID: Final = re.compile(
    r"会员|赞助|冠名|广告|竞价|置顶|付费|缴费|充值|sponsor|advert|paid|payment|premium|membership|boosted|vip",
    re.IGNORECASE,
)


def is_payment(name: str) -> bool:
    """Whether an attribute or a title is known to be paid for, by its name."""
    return _PAID.search(name) is not None
