"""An endpoint that says what the test tells it to say."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from nlp.llm import LlmSettings

Reply = Callable[[dict[str, Any]], str]


@dataclass
class Fake:
    """Answers each question by `reply`, after the statuses in `failures` have been given."""

    url: str = ""
    reply: Reply = lambda _: "{}"
    failures: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)  # sent with failures
    asked: list[dict[str, Any]] = field(default_factory=list)  # bodies of requests
    keys: list[str] = field(default_factory=list)

    def settings(self, **more: Any) -> LlmSettings:
        return LlmSettings(**({"url": self.url, "model": "fake", "key": "secret", "timeout": 5.0} | more))

    def says(self, *, relations: list[Any] | None = None, observations: list[Any] | None = None) -> None:
        """Give these facts to every question."""
        answer = json.dumps({"relations": relations or [], "observations": observations or []}, ensure_ascii=False)
        self.reply = lambda _: answer


@pytest.fixture
def fake() -> Iterator[Fake]:
    told = Fake()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append(body)
            told.keys.append(self.headers.get("Authorization", ""))
            if told.failures:
                self.send_response(told.failures.pop(0))
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                return
            answer = {"choices": [{"message": {"content": told.reply(body)}}], "usage": {"total_tokens": 100}}
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
