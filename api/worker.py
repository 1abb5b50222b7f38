"""A process that reads documents for another one: `python -m api.worker`.

Requests come in on stdin and answers go out on stdout, see `ingest.messages`: first the names to look for,
answered by True when all is ready, then one task at a time, answered by what `extract_one` makes of it (a few Arrow
tables, which pickle as columns). It ends when stdin does, so that it never outlives the process that started it.
"""

import os
from typing import BinaryIO

from ingest.messages import receive, send


def main() -> None:
    """Answer until nobody asks any more."""
    requests, answers = _channel()
    # after the channel is made: what readers print must not get into it
    from api.extraction import extract_one, prepare

    try:
        names = receive(requests)
        prepare(names)
        send(answers, True)
        while True:
            send(answers, extract_one(names, receive(requests)))
    except EOFError:
        return
    except BrokenPipeError:
        os._exit(1)  # whoever asked was killed; there is nobody to tell, on stderr neither


def _channel() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes; what anything prints from here on goes to stderr."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, answers


if __name__ == "__main__":
    main()
