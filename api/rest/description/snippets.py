"""How the example of an operation is asked by curl, in Python and in JavaScript."""

import json
import shlex
from collections.abc import Mapping
from typing import Final

from api.rest.description.requests import Request

SERVICE: Final = "http://127.0.0.1:8000"


def snippets(request: Request) -> Mapping[str, str]:
    """Language → text that can be pasted and run."""
    return {"curl": _curl(request), "Python": _python(request), "JavaScript": _javascript(request)}


def _curl(asked: Request) -> str:
    parts = ["curl", *(["-X", asked.method] if asked.method != "GET" else [])]
    if asked.body is not None:
        parts += ["-H", "Content-Type: application/json", "-d", _json(asked.body)]
    parts += [piece for name, told in asked.files.items() for piece in ("-F", f"{name}=@{told[0]}")]
    parts += [piece for name, value in asked.form.items() for piece in ("--data-urlencode", f"{name}={value}")]
    return shlex.join([*parts, SERVICE + asked.address])


def _python(asked: Request) -> str:
    given = [repr(asked.method), repr(SERVICE + asked.address)]
    if asked.body is not None:
        given.append(f"json={dict(asked.body)!r}")
    if asked.form:
        given.append(f"data={dict(asked.form)!r}")
    if asked.files:
        opened = ", ".join(f"({name!r}, open({told[0]!r}, 'rb'))" for name, told in asked.files.items())
        given.append(f"files=[{opened}]")
    return f"import requests\n\nanswer = requests.request({', '.join(given)})\nprint(answer.json())"


def _javascript(asked: Request) -> str:
    options = {"method": json.dumps(asked.method)}
    if asked.body is not None:
        options["headers"] = '{"Content-Type": "application/json"}'
        options["body"] = f"JSON.stringify({_json(asked.body)})"
    if asked.form:
        options["body"] = f"new URLSearchParams({_json(dict(asked.form))})"
    if asked.files:
        options["body"] = "new FormData(document.querySelector('form'))"
    told = ", ".join(f"{name}: {value}" for name, value in options.items())
    address = json.dumps(SERVICE + asked.address)
    return f"const answer = await fetch({address}, {{{told}}});\nconsole.log(await answer.json());"


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)
