"""A process that reads documents for another one: `python -m api.worker`.

Requests come in on stdin and answers go out on stdout, each as one pickled object behind its length: first the
products to look for, answered by True when all is ready, then one task at a time, answered by what `extract_one`
makes of it (a few Arrow tables, which pickle as columns). It ends when stdin does, so that it never outlives the
process that started it.
"""

import os
import pickle
import struct
from typing import Any, BinaryIO, Final

_LENGTH: Final = struct.Struct("<Q")


def main() -> None:
    """Answer until nobody asks any more."""
    requests, answers = _channel()
    from api.extraction import (  # after the channel is made: what readers print must not get into it
        extract_one,
        prepare,
    )

    products = receive(requests)
    prepare(products)
    send(answers, True)
    while (task := receive(requests)) is not None:
        try:
            send(answers, extract_one(products, task))
        except BrokenPipeError:
            os._exit(1)  # whoever asked was killed; there is nobody to tell, on stderr neither


def send(stream: BinaryIO, value: Any) -> None:
    """Write one object. Raises OSError where nobody reads any more."""
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next object; None where the stream ends, be it in the middle of one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    packed = stream.read(length)
    return pickle.loads(packed) if len(packed) == length else None  # noqa: S301 — written by a process of our own


def _channel() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes; what anything prints from here on goes to stderr."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, answers


if __name__ == "__main__":
    main()
