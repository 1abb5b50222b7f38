"""How the example of an operation is asked by curl, in Python and in JavaScript."""

import json
import shlex
from collections.abc import Mapping
from typing import Any, Final

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
    if asked.method != "GET":
        return shlex.join([*parts, SERVICE + asked.address])
    query = [piece for name, value in asked.query for piece in ("--data-urlencode", f"{name}={value}")]
    return shlex.join([*parts, *(["-G"] if query else []), SERVICE + asked.place, *query])


def _python(asked: Request) -> str:
    given = [repr(SERVICE + asked.place)]
    if asked.query:
        given.append(f"params={asked.query!r}")
    if asked.body is not None:
        given.append(f"json={dict(asked.body)!r}")
    if asked.form:
        given.append(f"data={dict(asked.form)!r}")
    if asked.files:
        opened = ", ".join(f"({name!r}, open({told[0]!r}, 'rb'))" for name, told in asked.files.items())
        given.append(f"files=[{opened}]")
    call = f"requests.{asked.method.lower()}({', '.join(given)})"
    return f"import requests\n\nanswer = {call}\nprint(answer.text)"


def _javascript(asked: Request) -> str:
    options = {"method": json.dumps(asked.method)} if asked.method != "GET" else {}
    if asked.body is not None:
        options["headers"] = '{"Content-Type": "application/json"}'
        options["body"] = f"JSON.stringify({_json(asked.body)})"
    if asked.form:
        options["body"] = f"new URLSearchParams({_json(asked.form)})"
    if asked.files:
        options["body"] = "new FormData(document.querySelector('form'))"
    told = ", ".join(f"{name}: {value}" for name, value in options.items())
    lines = [f"const address = new URL({json.dumps(SERVICE + asked.place)});"]
    if asked.query:
        lines.append(f"address.search = new URLSearchParams({json.dumps(asked.query, ensure_ascii=False)});")
    lines.append(f"const answer = await fetch(address{f', {{{told}}}' if told else ''});")
    return "\n".join([*lines, "console.log(await answer.text());"])


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False)
