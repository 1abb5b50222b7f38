import gc
from weakref import ref

import pytest

from nlp.without_pauses import without_pauses


def test_the_collector_rests_while_a_text_is_read_and_runs_again_after() -> None:
    with without_pauses():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_fault_sets_the_collector_going_again() -> None:
    with pytest.raises(ValueError, match="fault"), without_pauses():
        raise ValueError("fault")
    assert gc.isenabled()


def test_a_collector_that_somebody_holds_stays_held() -> None:
    gc.disable()
    try:
        with without_pauses():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


class _Ring:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_left_is_old_at_once_and_a_cycle_in_it_is_found_by_the_next_look_at_everything() -> None:
    with without_pauses():
        ring = _Ring()
    assert not any(one is ring for one in gc.get_objects(generation=0))
    last = ref(ring)
    del ring
    gc.collect()
    assert last() is None
