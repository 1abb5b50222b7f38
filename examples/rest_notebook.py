"""The weak links of a chain and who could help, by REST: python examples/rest_notebook.py CHAIN [REGION] [ADDRESS]

The service is the one that `liantu serve` runs; only Python's own library is used. Where accounts are on, put an API
key into LIANTU_KEY.
"""

import json
import os
import sys
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

_OPEN = build_opener(ProxyHandler({})).open  # an intranet address needs no proxy


def main(chain: str, region: str = "", address: str = "http://127.0.0.1:8000") -> None:
    """Print each weak link with what it rests on, then providers for the gravest."""
    asked = f"?{urlencode({'region': region})}" if region else ""
    report = _json(f"{address}/v1/chains/{quote(chain)}/gaps{asked}")
    gaps = report["gaps"]
    for gap in gaps:
        sys.stdout.write(f"{gap['type']}  {gap['node']['name']}  {gap['score']:.2f}  把握 {gap['certainty']:.0%}\n")
    if gaps:
        need = {"text": f"需要{gaps[0]['node']['name']}", "region": region or None, "top": 3}
        for one in _json(f"{address}/v1/match", need)["results"]:
            why = "；".join(part["feature"] for part in one["why"] if part["contribution"] > 0)
            sys.stdout.write(f"  {one['name']}  {one['score']:.2f}  因为 {why}\n")


def _json(address: str, body: Any = None) -> Any:
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get("LIANTU_KEY"):
        headers["Authorization"] = f"Bearer {key}"
    content = json.dumps(body).encode() if body is not None else None
    with _OPEN(Request(address, content, headers)) as answer:  # noqa: S310 — the address is the user's own
        return json.load(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
