"""A program that receives messages on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread
from typing import Any


@dataclass
class Receiver:
    url: str
    messages: "Queue[tuple[dict[str, str], bytes]]" = field(default_factory=Queue)
    status: int = 204

    def next(self) -> tuple[dict[str, str], Any]:
        """Headers and JSON of the next message; an error where none comes for a minute."""
        headers, body = self.messages.get(timeout=60)
        return headers, json.loads(body)


@contextmanager
def receiving(status: int = 204) -> Iterator[Receiver]:
    found = Receiver("", status=status)

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.messages.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(found.status)
            self.send_header("Location", "http://169.254.169.254/")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing on the terminal."""

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        found.url = f"http://127.0.0.1:{server.server_port}/told?by=liantu"
        thread = Thread(target=server.serve_forever, name="receiver")
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
