"""The process that asks a store: it reads one query a line, answers one line, and can be ended at any time.

python -m graph.linked_data.sparql.worker FOLDER BYTES
"""

import ctypes
import json
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.linked_data.addresses import PREFIXES

_MOST_BYTES: Final = 32 * 2**20  # of one answer
_NEW_NET: Final = 0x40000000  # CLONE_NEWNET and CLONE_NEWUSER of linux/sched.h
_NEW_USER: Final = 0x10000000


def main() -> None:
    """Answer the queries of standard input until it ends."""
    folder, memory = Path(sys.argv[1]), int(sys.argv[2])
    _leave_network()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    from pyoxigraph import Store  # after leaving the network: threads that it starts may not stay behind

    try:
        store = Store.read_only(str(folder))
    except (OSError, ValueError, RuntimeError) as problem:
        _tell({"unopened": str(problem)})
        return
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        _tell(_answer(store, asked["query"], asked["limit"]))


def _tell(told: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


def _leave_network() -> None:
    """Have no network at all where the kernel lets a process choose that; the guard refuses SERVICE in any case."""
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.unshare(_NEW_NET) != 0:
        kernel.unshare(_NEW_USER | _NEW_NET)


def _answer(store: Any, query: str, limit: int) -> dict[str, Any]:
    from pyoxigraph import QueryBoolean, QuerySolutions

    try:
        found = store.query(query, prefixes=PREFIXES)
        if isinstance(found, QueryBoolean):
            return {"truth": bool(found)}
        if isinstance(found, QuerySolutions):
            columns = [variable.value for variable in found.variables]
            rows = ({name: _term(row[name]) for name in columns if row[name] is not None} for row in found)
            kept, truncated = _bounded(rows, limit)
            return {"columns": columns, "rows": kept, "truncated": truncated}
        kept, truncated = _bounded((f"{triple} .\n" for triple in found), limit)
        return {"triples": "".join(kept), "truncated": truncated}
    except (SyntaxError, ValueError, OSError, RuntimeError) as problem:
        return {"problem": str(problem)}


def _bounded(found: Iterator[Any], limit: int) -> tuple[list[Any], bool]:
    """The first `limit` of what is found, fewer where they are large; and whether there are more."""
    kept: list[Any] = []
    size = 0
    for one in found:
        size += len(str(one))
        if len(kept) == limit or size > _MOST_BYTES:
            return kept, True
        kept.append(one)
    return kept, False


def _term(term: Any) -> dict[str, Any]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        parts = {name: _term(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    told: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        return told | {"xml:lang": term.language}
    plain = term.datatype.value == f"{PREFIXES['xsd']}string"
    return told if plain else told | {"datatype": term.datatype.value}


if __name__ == "__main__":
    main()
