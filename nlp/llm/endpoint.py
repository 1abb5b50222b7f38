"""One question to an OpenAI-compatible endpoint over plain HTTP, asked again where it is busy."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from time import sleep
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from nlp.llm.settings import LlmSettings
from ontology.errors import LlmFailed

_PATH: Final = "/chat/completions"
_BUSY: Final = frozenset({408, 429, 500, 502, 503, 504})
_MOST_BYTES: Final = 1_000_000  # of an answer; a sentence's facts take some thousand
_MOST_ANSWER: Final = 1500  # tokens
_LONGEST_WAIT: Final = 60.0  # seconds between two attempts

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote, and the tokens that were counted for it."""

    text: str
    tokens: int


class _NoRedirect(HTTPRedirectHandler):
    """A sentence goes to the host that was named and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Endpoint:
    """Asks one endpoint; holds no state but how to reach it."""

    def __init__(self, settings: LlmSettings, *, pause: Sleep = sleep) -> None:
        """`pause` waits between attempts.

        Raises:
            LlmFailed: the address is none of HTTP.
        """
        if urlsplit(settings.url).scheme not in {"http", "https"}:
            raise LlmFailed(_shown(settings.url), "地址应以 http:// 或 https:// 开头 · the address must be http(s)")
        self._settings = settings
        self._pause = pause
        self._opener = build_opener(_NoRedirect)
        base = settings.url.rstrip("/")
        self._url = base if base.endswith(_PATH) else base + _PATH
        self._shown = _shown(self._url)

    def ask(self, system: str, user: str) -> Answer:
        """The answer to one question.

        Raises:
            LlmFailed: it refuses, or stays busy after all attempts, or answers what is no chat completion.
        """
        request = self._request(system, user)
        for attempt in range(self._settings.attempts):
            try:
                with self._opener.open(request, timeout=self._settings.timeout) as response:
                    return _answer(response.read(_MOST_BYTES + 1), self._shown)
            except HTTPError as problem:
                with problem:
                    reason, wait = f"HTTP {problem.code}", _told_wait(problem)
                if problem.code not in _BUSY:
                    raise LlmFailed(self._shown, reason) from problem
            except (HTTPException, OSError) as problem:
                reason, wait = str(problem), None
            if attempt + 1 < self._settings.attempts:
                self._pause(min(2.0**attempt if wait is None else wait, _LONGEST_WAIT))
        raise LlmFailed(self._shown, reason)

    def _request(self, system: str, user: str) -> Request:
        body = {
            "model": self._settings.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "max_tokens": _MOST_ANSWER,
            "response_format": {"type": "json_object"},
        }
        headers = {"Content-Type": "application/json"}
        if self._settings.key:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        return Request(self._url, json.dumps(body).encode(), headers)  # noqa: S310 — http(s) only, see __init__


def _shown(url: str) -> str:
    """The address without what may be a secret in it: user, password, query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _told_wait(problem: HTTPError) -> float | None:
    """Seconds that the endpoint asks for; a date, or nothing, leaves it to us."""
    told = problem.headers.get("Retry-After", "")
    return float(told) if told.isdigit() else None


def _answer(body: bytes, url: str) -> Answer:
    try:
        found = json.loads(body)
        text = found["choices"][0]["message"]["content"]
        tokens = (found.get("usage") or {}).get("total_tokens")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise LlmFailed(url, "回答不是 chat completion · the answer is no chat completion") from problem
    return Answer(str(text or ""), tokens if isinstance(tokens, int) and tokens >= 0 else len(body))
