"""Records what a service on the sample answers to the example requests.

liantu --workspace DIR demo && liantu --workspace DIR serve --port 8001
python -m api.rest.description.record http://127.0.0.1:8001
"""

import json
import sys
from typing import Any, Final

from api.rest.description.app import ANSWERS
from api.rest.description.asking import Answered, ask_all
from api.rest.description.requests import written_answers

_ITEMS: Final = 2  # of a list
_CHARACTERS: Final = 160  # of a text
_DEPTH: Final = 6
_SECRETS: Final = {"secret": "whsec_…"}  # what looks like a secret in a description is taken for one


def main() -> None:
    """Ask the service at the address that is given, and keep what it answers."""
    from httpx2 import Client

    with Client(base_url=sys.argv[1], timeout=300, trust_env=False) as client:
        openapi = client.get("/v1/openapi.json").json()
        asked = ask_all(client.request, openapi, lambda request: request.operation not in written_answers())
        told = {one.request.operation: recorded(one.answer) for one in asked}
    ANSWERS.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def recorded(answer: Answered) -> dict[str, Any]:
    """An answer as it is kept: status, media type, and the beginning of what it holds."""
    kind = answer.headers["content-type"].partition(";")[0]
    whole = json.loads(answer.text) if kind.endswith("json") else answer.text
    return {"status": answer.status_code, "type": kind, "example": beginning(whole)}


def beginning(value: Any, depth: int = 0) -> Any:
    """The first items of lists and the first characters of texts; what lies too deep is left out."""
    if isinstance(value, dict):
        kept = {name: _SECRETS.get(name, one) for name, one in value.items()} if depth < _DEPTH else {}
        return {name: beginning(one, depth + 1) for name, one in kept.items()}
    if isinstance(value, list):
        return [beginning(one, depth + 1) for one in value[:_ITEMS]]
    if isinstance(value, str) and len(value) > _CHARACTERS:
        return value[:_CHARACTERS] + "…"
    return value


if __name__ == "__main__":
    main()
