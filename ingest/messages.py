"""Objects on their way between this process and one that it has started: each pickled, behind its length."""

import pickle
import struct
from typing import IO, Any, Final

_LENGTH: Final = struct.Struct(">Q")


def send(stream: IO[bytes], message: Any) -> None:
    """Write one object. Raises OSError where nobody reads any more."""
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next object. Raises EOFError where the stream ends, be it in the middle of one."""
    head = stream.read(_LENGTH.size)
    body = stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not body or len(body) < _LENGTH.unpack(head)[0]:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 — from a process that this one has started, or that has started it
