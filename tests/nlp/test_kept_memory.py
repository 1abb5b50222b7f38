import platform
import resource

import numpy as np
import pytest

from nlp.kept_memory import keep_memory

_TABLE = 2_000_000  # bytes


def _pages_taken() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    np.ones(_TABLE, dtype=np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators keep memory by rules of their own")
def test_a_table_takes_its_pages_once() -> None:
    keep_memory()
    _pages_taken()
    assert _pages_taken() < _TABLE // resource.getpagesize() // 2
