"""Reading without the collector of cycles.

A page makes thousands of small values and no cycle. Their number alone sets the collector off again and again, and it
goes through the lexicons each time: a tenth of the time of reading. What a text leaves behind counts as old at once:
a look at it after each text would take a twentieth, and the next look at everything finds what little is garbage.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pauses() -> Iterator[None]:
    """Hold the collector while one text is read, where nobody else holds it; as a decorator, for one call."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()  # all that is young is set aside, and comes back among what is old
            gc.unfreeze()
            gc.enable()
