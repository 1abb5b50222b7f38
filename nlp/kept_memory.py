"""Memory that stays with the process from one text to the next.

The tagger makes tables of a megabyte or two for each text. glibc asks the system for each anew, page by page, and
gives it back: a fifteenth of the time of reading. It keeps blocks up to the size of the largest that was ever given
back, 32 MB at most (mallopt(3), M_MMAP_THRESHOLD). Other allocators pass this by.
"""

from functools import cache
from typing import Final

import numpy as np

_BLOCK: Final = 31 << 20  # bytes; never written, so that no page of it is taken


@cache
def keep_memory() -> None:
    """Have blocks of the size of a text's tables kept, from now on; once a process."""
    np.empty(_BLOCK, dtype=np.uint8)
