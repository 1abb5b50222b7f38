"""A thousand ways to write, to read what is not one's own, or to reach another host; none of them may pass.

Each list is made of what is wanted, times the ways to hide it.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final
from urllib.parse import quote

CYPHER: Final = (
    "CREATE (n:Enterprise {id: 'x'})",
    "MERGE (n:Enterprise {id: 'x'})",
    "MATCH (n:Enterprise) SET n.name = 'x'",
    "MATCH (n:Enterprise) SET n += {name: 'x'} RETURN n",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | CREATE ())",
    "MATCH (n) CALL { CREATE (m:Enterprise {id: 'x'}) } RETURN n",
    "CALL apoc.cypher.doIt('CREATE ()', {})",
    "MATCH (n) RETURN apoc.load.json('{HOST}')",
    "LOAD CSV FROM '{HOST}' AS row RETURN row",
    "LOAD FROM '/etc/hostname' (file_format='csv') RETURN *",
    "COPY Enterprise FROM '/etc/hostname'",
    "COPY (MATCH (n) RETURN n.id) TO '{FILE}'",
    "EXPORT DATABASE '{FILE}'",
    "ATTACH '{FILE}' AS y (dbtype lbug)",
    "INSTALL httpfs",
    "DROP TABLE Enterprise",
    "ALTER TABLE Enterprise ADD x STRING",
    "CHECKPOINT",
    "MATCH (n) USE other RETURN n",
    "UNWIND [1] AS x CREATE (:Enterprise {id: x})",
)
SPARQL: Final = (
    "INSERT DATA {{ :a :b :c }}",
    "DELETE WHERE {{ ?s ?p ?o }}",
    "DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p 1 }} WHERE {{ ?s ?p ?o }}",
    "LOAD <{HOST}>",
    "LOAD <file:///etc/hostname> INTO GRAPH :g",
    "CLEAR ALL",
    "DROP DEFAULT",
    "CREATE GRAPH :g",
    "COPY DEFAULT TO :g",
    "MOVE DEFAULT TO :g",
    "ADD DEFAULT TO :g",
    "SELECT * {{ SERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{HOST}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE ?x {{ ?s ?p ?o }} VALUES ?x {{ <{HOST}> }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{HOST}> {{ ?s ?p ?o }} }}",
    "PREFIX x: <{HOST}> SELECT * {{ FILTER(1<2)SERVICE x:#>\n{{ ?s ?p ?o }} }}",
    "PREFIX x: <{HOST}> SELECT * {{ BIND(1<2 AS ?b)SERVICE x:a#>\n{{ ?s ?p ?o }} }}",
    "PREFIX x: <{HOST}> SELECT * {{ ?s x:a\\' SERVICE <{HOST}> {{ }} # '\n}}",
    "SELECT * FROM <{HOST}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <file:///etc/hostname> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
)
HIDINGS: Final[tuple[Callable[[str], str], ...]] = (
    lambda text: text,
    str.lower,
    str.upper,
    str.swapcase,
    lambda text: f"  \n\t{text}\n",
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", "/**/", 1),
    lambda text: f"// MATCH (n) RETURN n\n{text}",
    lambda text: f"# SELECT * {{ ?s ?p ?o }}\n{text}",
    lambda text: f"MATCH (n) RETURN n LIMIT 1; {text}",
    lambda text: f"SELECT * {{ ?s ?p ?o }} ; {text}",
    lambda text: text.replace("E", "\\u0045", 1),
    lambda text: text.translate({ord(one): chr(ord(one) + 0xFEE0) for one in "ACDEILMS"}),
    lambda text: f"\ufeff{text}",
    lambda text: text.replace(" ", "\u2028", 1),
)
SEARCHES: Final = (
    "' OR 1=1 --",
    '"}) DETACH DELETE n //',
    "x') MATCH (n) DELETE n //",
    "$(touch {FILE})",
    "`touch {FILE}`",
    "; DROP TABLE nodes; --",
    "name:* AND _exists_:code",
    "whole:/.*(a+)+$/",
    "../../../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "\x00\r\nSet-Cookie: a=b",
    "{{{{7*7}}}}",
    "<script>alert(1)</script>",
    "{HOST}",
    "A" * 150,
)
NAMES: Final = (
    "../outside.txt",
    "../../outside.txt",
    "..\\..\\outside.txt",
    "/{FILE}",
    "{FILE}",
    "C:\\outside.txt",
    "a/../../outside.txt",
    ".",
    "..",
    "....//outside.txt",
    "outside.txt\x00.csv",
    "\x00",
    "$(touch outside.txt).txt",
    "|touch outside.txt",
    "-rf",
    "~/.bashrc",
    "ledger.duckdb",
    "graph.lbug",
    ".ssh/authorized_keys",
    "外" * 300,
    " ",
    "con.txt",
    "a\r\nb.txt",
    "%2e%2e%2foutside.txt",
    "..%c0%afoutside.txt",
)
CARD_FILES: Final = (
    "../secret.csv",
    "../../secret.csv",
    "a/../../secret.csv",
    "..\\secret.csv",
    "{FOLDER}/secret.csv",
    "/etc/passwd",
    "**/../../secret.csv",
    "~/secret.csv",
    "file://{FOLDER}/secret.csv",
    "{HOST}/secret.csv",
)
CARD_DATABASES: Final = (
    "database: 'sqlite:///{FOLDER}/secret.db', table: secret",
    "database: 'sqlite:///{FOLDER}/secret.db', query: 'DELETE FROM secret'",
    "database: 'env:PATH', table: secret",
    "database: '{HOST}', table: secret",
)
CARD_WORDS: Final = (
    "Enterprise'; DROP TABLE claims; --",
    "Enterprise`) DETACH DELETE (n",
    "!!python/object/apply:os.system ['touch {FILE}']",
    "!!python/name:os.system",
    "*unknown",
)


def cypher_attempts() -> Iterator[str]:
    """At least 300 statements."""
    yield from (hide(text) for text, hide in product(CYPHER, HIDINGS))


def sparql_attempts() -> Iterator[str]:
    """At least 300 queries."""
    yield from (hide(text.replace("{{", "{").replace("}}", "}")) for text, hide in product(SPARQL, HIDINGS))


def search_attempts() -> Iterator[tuple[str, dict[str, str]]]:
    """At least 150 questions: an address and its parameters."""
    for text in SEARCHES:
        yield "/v1/entities", {"q": text}
        yield "/v1/entities", {"q": "减速器", "class": text}
        yield "/v1/entities", {"q": "减速器", "cursor": text}
        yield f"/v1/entities/{quote(text, safe='')}", {}
        yield "/v1/chains/industrial-robot/gaps", {"region": text}
        yield "/v1/chains/industrial-robot/gaps", {"as_of": text}
        yield "/v1/evidence", {"id": text}
        yield "/v1/indices/x", {"peer": text}
        yield "/v1/compare", {"region": "浙江", "chain": text}
        yield "/v1/reconcile/suggest/entity", {"prefix": text}


def upload_names() -> Iterator[str]:
    """At least 150 names, each told from the others by its end."""
    ends = ("", ".txt", ".csv", ".html", ".card.yaml", ".zip")
    yield from (f"{name}{end}" for name, end in product(NAMES, ends))


def cards() -> Iterator[str]:
    """At least 100 mapping cards that lead out of their folder, to a database, or to code."""
    thing = "things: {{a: {{class: Enterprise, name: name}}}}".replace("{{", "{").replace("}}", "}")
    for file in CARD_FILES:
        for form in ("{}", "'{}'", "./{}", "b/../{}"):
            yield _card(f"file: {form.format(file)}, {thing}")
    for base in CARD_DATABASES:
        yield _card(f"{base}, {thing}")
        yield _card(f"file: own.csv, {base}, {thing}")
    for word in CARD_WORDS:
        for place in ("class", "name", "code", "region"):
            given = {"class": "Enterprise", "name": "name", place: word}
            told = ", ".join(f"{name}: {value}" for name, value in given.items())
            yield _card(f"file: own.csv, things: {{a: {{{told}}}}}")
    bomb = "\n".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12))
    for size in range(32):
        yield f"a0: &a0 [{', '.join(['x'] * (size + 1))}]\n{bomb}\nsource: {{name: a, kind: registry}}\ntables: *a11\n"


def _card(table: str) -> str:
    return f"source: {{name: a, kind: registry}}\ntables: [{{{table}}}]\n"


def filled(text: str, places: dict[str, str]) -> str:
    """An attempt with the host, file and folder of this run in it, however they were hidden."""
    for name, value in places.items():
        for written in (f"{{{name}}}", f"{{{name.lower()}}}"):
            text = text.replace(written, value)
    return text
