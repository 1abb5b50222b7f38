"""What the read-only door lets through, and all the ways round it that must fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cypher_guard import read_only
from graph.queries import NAMED
from ontology.errors import BadQuery, QueryRefused

READS = [
    "MATCH (n:Enterprise) RETURN n.name LIMIT 5",
    "match (n) where n.name contains '减速器' return n.name;",
    "OPTIONAL MATCH (n:Enterprise {id: $id}) RETURN n",
    "UNWIND [1, 2] AS x WITH x WHERE x > 1 RETURN x",
    "RETURN 1.5e3, 0xff, 1_000, [1, 2, 3][0..1]",
    "MATCH (n) RETURN n.set, n.create AS x, n.`delete`",
    "MATCH (n:Set) RETURN n",
    "MATCH (n) WHERE n.name IN ['CREATE', \"DROP\"] RETURN n",
    "// CREATE a thing\nMATCH (n) /* SET */ RETURN n",
    "MATCH p = shortestPath((a)-[*..5]-(b)) RETURN p",
    "RETURN date.truncate('month', $day)",
    "MATCH (n) WHERE EXISTS { MATCH (n)-[:USES]->() } RETURN CASE WHEN true THEN 1 ELSE 2 END",
]

WAYS_ROUND = [
    "CREATE (n)",
    "MERGE (n:Enterprise {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | CREATE ())",
    "MATCH (n) CALL { CREATE () } RETURN n",
    "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS RETURN n",
    "UNWIND [1] AS x CREATE ({x: x}) RETURN x",
    "CALL db.labels()",
    "CALL apoc.cypher.doIt('CREATE ()', {})",
    "MATCH (n) CALL show_tables() RETURN *",
    "MATCH (n) RETURN apoc.load.json('http://example.org')",
    "MATCH (n) RETURN `apoc`.`load`.`json`('x')",
    "MATCH (n) RETURN apoc . load . json ('x')",
    "LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row",
    "MATCH (n) LOAD CSV FROM 'http://example.org' AS row RETURN row",
    "LOAD FROM '/etc/hostname' (file_format='csv') RETURN *",
    "COPY Enterprise FROM 'x.csv'",
    "COPY (MATCH (n) RETURN n.id) TO 'x.csv'",
    "EXPORT DATABASE 'x'",
    "IMPORT DATABASE 'x'",
    "ATTACH 'x.lbug' AS y (dbtype lbug)",
    "INSTALL httpfs",
    "LOAD EXTENSION httpfs",
    "UNINSTALL httpfs",
    "USE other MATCH (n) RETURN n",
    "CREATE NODE TABLE T(id STRING PRIMARY KEY)",
    "DROP TABLE Enterprise",
    "ALTER TABLE Enterprise ADD x STRING",
    "BEGIN TRANSACTION",
    "COMMIT",
    "CHECKPOINT",
    "EXPLAIN CREATE (n)",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER 25 CREATE (n)",
    "GRANT ROLE admin TO x",
    "SHOW USERS",
    "RETURN 1; CREATE (n)",
    "COMMIT; CREATE (n)",
    # Comments and strings that hide, or end elsewhere than they seem to.
    "MATCH (n) // x\rSET n.x = 1 RETURN n",
    "MATCH (n) // x\u2028SET n.x = 1 RETURN n",
    "MATCH (n) // x\u0085SET n.x = 1 RETURN n",
    "MATCH (n) /**/SET/**/n.x = 1 RETURN n",
    "MATCH (n)\nSET\tn.x = 1",
    "MATCH (n) WHERE n.x = '\\u0027 SET n.y = 1 //' RETURN n",
    "MATCH (n) \\u0053ET n.x = 1",
    "\\u0043REATE (n)",
    # Letters that fold to plain ones, and characters that cannot be seen.
    "MATCH (n) \u017fET n.x = 1",
    "MATCH (n) ＳＥＴ n.x = 1",
    "MATCH (n) S\u200bET n.x = 1",
    "MATCH (n) SE\x00T n.x = 1",
    "\ufeffCREATE (n)",
    # Numbers with a clause at their heels.
    "MATCH (n) WHERE n.x > 1.SET n.x = 1",
    "MATCH (n) WHERE n.x > 1 .SET n.x = 1",
    "MATCH (n) WITH n, [1][0..] AS x SET n.x = 1",
    "MATCH (n)-[*1..SET]-() RETURN n",
]

UNREADABLE = ["", "  \n", "// only a comment", "RETURN 'open", "RETURN `open", "RETURN 1 /* open", "RETURN 1CREATE"]


@pytest.mark.parametrize("cypher", READS)
def test_a_statement_that_only_reads_may_pass(cypher: str) -> None:
    assert read_only(cypher).text


@pytest.mark.parametrize("name", sorted(NAMED))
@pytest.mark.parametrize("dialect", ["embedded", "neo4j"])
def test_our_own_queries_may_pass(name: str, dialect: str) -> None:
    assert all(read_only(text).text for text in NAMED[name].statements(dialect, {"id": "ent:1"}))


@pytest.mark.parametrize("cypher", WAYS_ROUND)
def test_what_writes_or_reaches_outside_is_refused(cypher: str) -> None:
    with pytest.raises(QueryRefused):
        read_only(cypher)


@pytest.mark.parametrize("cypher", UNREADABLE)
def test_what_is_no_whole_statement_says_so(cypher: str) -> None:
    with pytest.raises(BadQuery):
        read_only(cypher)


def test_the_engine_gets_the_statement_without_its_comments() -> None:
    assert read_only("MATCH (n) /* ' */ RETURN n // '").text == "MATCH (n)   RETURN n"


def test_parameters_are_named_and_missing_ones_reported() -> None:
    statement = read_only("MATCH (n {id: $id}) WHERE n.name = $`the name` AND n.code = '$code' RETURN n")
    assert statement.parameters == {"id", "the name"}
    assert statement.bind({"id": 1, "the name": "x", "more": 2}) == {"id": 1, "the name": "x"}
    with pytest.raises(BadQuery, match="the name"):
        statement.bind({"id": 1})


CLAUSES = ["CREATE (x)", "SET n.x = 1", "DELETE n", "MERGE (x)", "REMOVE n.x", "CALL f()", "LOAD CSV FROM 'x' AS y"]
BLANKS = st.text(" \t\n", min_size=1, max_size=3)
BEFORE = st.sampled_from(["MATCH (n)", "MATCH (n) WHERE n.a = 'it\\'s'", "UNWIND [1] AS n WITH n", "MATCH (n) // '\n"])
CASES = st.sampled_from([str.lower, str.upper, str.title, str.swapcase])


@given(BEFORE, BLANKS, st.sampled_from(CLAUSES), CASES, st.sampled_from(["", "/* ' */", "//`\n", '/*"*/']))
def test_no_writing_clause_passes_however_it_is_written(
    before: str, blank: str, clause: str, case: object, comment: str
) -> None:
    assert callable(case)
    word, rest = clause.split(" ", 1)
    with pytest.raises(QueryRefused):
        read_only(f"{before}{blank}{comment}{case(word)} {comment}{rest} RETURN 1")


@given(st.text(max_size=40))
def test_any_text_in_a_string_is_data(text: str) -> None:
    quoted = text.replace("\\", "").replace("'", "").replace("\r", "")
    try:
        assert read_only(f"RETURN '{quoted}' AS x").text == f"RETURN '{quoted}' AS x"
    except QueryRefused as refused:
        assert "separator" in refused.message  # noqa: PT017 — rare line ends are refused wherever they stand
