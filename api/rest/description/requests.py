"""The example requests: one an operation, made from `requests.yaml` and from what the operation itself says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import yaml

_FILE: Final = Path(__file__).with_name("requests.yaml")
WHOLE: Final = "."  # `keep` of an answer's whole text


@dataclass(frozen=True, slots=True)
class Request:
    """How an operation is asked in its example."""

    method: str
    path: str  # with {names}
    parameters: Mapping[str, Any] = field(default_factory=dict)  # of path and query
    body: Mapping[str, Any] | None = None  # JSON
    form: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)  # field → name and text
    keep: Mapping[str, str] = field(default_factory=dict)  # name → place in the answer

    @property
    def operation(self) -> str:
        """The operation as it is called in the files: `GET /v1/entities`."""
        return f"{self.method} {self.path}"

    @property
    def place(self) -> str:
        """The path with its parameters in it, as it is sent."""
        path = self.path
        for name, value in self.parameters.items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=":"))
        return path

    @property
    def query(self) -> list[tuple[str, str]]:
        """Name and value of each parameter of the query; a list is several of one name."""
        asked = ((name, value) for name, value in self.parameters.items() if f"{{{name}}}" not in self.path)
        return [(name, str(one)) for name, value in asked for one in (value if isinstance(value, list) else [value])]

    @property
    def address(self) -> str:
        """Path and query, as they are sent."""
        return self.place + (f"?{urlencode(self.query, quote_via=quote, safe=':/')}" if self.query else "")

    def filled(self, kept: Mapping[str, str]) -> "Request":
        """The request with what earlier answers gave in the place of its {names}."""
        return replace(
            self,
            parameters=_filled(self.parameters, kept),
            body=_filled(self.body, kept) if self.body else self.body,
            files={name: [_filled(text, kept) for text in told] for name, told in self.files.items()},
        )


def requests_of(openapi: Mapping[str, Any]) -> list[Request]:
    """At least one request an operation, in an order in which each finds what it needs."""
    told = _told()
    operations = {
        f"{method.upper()} {path}": one for path, methods in openapi["paths"].items() for method, one in methods.items()
    }
    listed = [one for one in told["operations"] if one["ask"] in operations]
    others = operations.keys() - {one["ask"] for one in listed}
    turns = [*({"ask": name} for name in operations if name in others), *listed]
    return [_request(one["ask"], operations[one["ask"]], one, openapi) for one in turns]


def written_answers() -> Mapping[str, Any]:
    """Answers that are written by hand, by operation: status, type (media type), example."""
    found: Mapping[str, Any] = _told()["answers"]
    return found


def _request(name: str, operation: Mapping[str, Any], given: Mapping[str, Any], openapi: Mapping[str, Any]) -> Request:
    method, path = name.split(" ")
    usual = dict(_usual_parameters(operation))
    own_body = None if given.get("form") or given.get("files") else _example_body(operation, openapi)
    return Request(
        method,
        path,
        parameters=usual | given.get("parameters", {}),
        body=given.get("body", own_body),
        form=given.get("form", {}),
        files=given.get("files", {}),
        keep=given.get("keep", {}),
    )


def _usual_parameters(operation: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Values of the required parameters: those by name, or else the operation's own example."""
    for one in operation.get("parameters", ()):
        examples = one.get("schema", {}).get("examples") or [None]
        value = _told()["parameters"].get(one["name"], examples[0])
        if one.get("required") and value is not None:
            yield one["name"], value


def _example_body(operation: Mapping[str, Any], openapi: Mapping[str, Any]) -> Mapping[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    found = content.get("example") or openapi["components"]["schemas"].get(name, {}).get("example")
    return found if isinstance(found, dict) else {}


def _filled(value: Any, kept: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _filled(one, kept) for name, one in value.items()}
    if isinstance(value, str):
        return next((text for name, text in kept.items() if value == f"{{{name}}}"), value)
    return value


@cache
def _told() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
