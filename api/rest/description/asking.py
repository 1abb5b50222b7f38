"""Asks a service everything that the examples ask, one after the other."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from api.rest.description.requests import WHOLE, Request, requests_of


class Answered(Protocol):
    """What is needed of an answer, whichever client gave it."""

    @property
    def status_code(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


Send = Callable[..., Answered]  # `Client.request` of the httpx family


@dataclass(frozen=True, slots=True)
class Exchange:
    """An example request, and what was answered."""

    request: Request
    answer: Answered


def ask_all(
    send: Send, openapi: Mapping[str, Any], wanted: Callable[[Request], bool] = lambda _: True
) -> Iterator[Exchange]:
    """The example requests of a description, in turn; later ones are filled with what earlier ones answered."""
    kept: dict[str, str] = {}
    for request in requests_of(openapi):
        asked = request.filled(kept)
        if not wanted(asked):
            continue
        answer = send(asked.method, asked.address, **_body(asked))
        for name, place in request.keep.items():
            kept[name] = _found(answer, place)
        yield Exchange(asked, answer)


def _body(asked: Request) -> dict[str, Any]:
    if asked.files:
        return {"files": [(name, (told[0], told[1].encode())) for name, told in asked.files.items()]}
    if asked.form:
        return {"data": dict(asked.form)}
    return {} if asked.body is None else {"json": asked.body}


def _found(answer: Answered, place: str) -> str:
    """A value of an answer by its place, as `items/0/id`; `:16` behind it takes the first characters."""
    if place == WHOLE:
        return answer.text
    path, _, length = place.partition(":")
    value = json.loads(answer.text)
    for step in path.split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return str(value)[: int(length)] if length else str(value)
