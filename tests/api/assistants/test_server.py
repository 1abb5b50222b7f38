from collections.abc import Callable
from typing import Any

import pytest
from mcp.server.mcpserver.exceptions import ToolError

from api.assistants.server import make_server
from api.assistants.service import running_service
from ontology.schema import MARK
from tests.api.loops import finished

Ask = Callable[..., dict[str, Any]]
READS = {
    "search_entities": {"text": "谐波减速器"},
    "show_entity": {"entity": "ent:91330100YL0000012E"},
    "list_chains": {},
    "find_gaps": {"chain": "工业机器人", "region": "浙江"},
    "match_need": {"text": "需要一家做谐波减速器的供应商"},
    "eligible_policies": {"enterprise": "ent:91330100YL0000012E"},
    "simulate_shock": {"remove": ["减速器"], "region": "浙江"},
    "show_index": {},
    "compare_regions": {"regions": ["浙江", "江苏"], "chain": "industrial-robot"},
    "ask_question": {"question": "浙江有哪些企业生产谐波减速器？"},
    "query_cypher": {"cypher": "MATCH (c:Chain) RETURN c.name LIMIT 3"},
}


@pytest.fixture
def ask(site: str) -> Ask:
    """Calls a tool of a server that asks the running service, as an assistant would."""

    async def called(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        async with running_service(site, "") as service:
            found = await make_server(service).call_tool(tool, arguments)
            content = found.structured_content
            assert isinstance(content, dict)
            return content

    return lambda tool, **arguments: finished(called(tool, arguments))


@pytest.mark.parametrize("tool", READS)
def test_every_tool_answers(ask: Ask, tool: str) -> None:
    found = ask(tool, **READS[tool])
    assert {"quotes", "omitted"} < found.keys()
    assert len(found) > 2


def test_a_weak_link_comes_with_its_sentences_and_the_mark_of_the_sample(ask: Ask) -> None:
    found = ask("find_gaps", chain="industrial-robot", region="浙江")
    assert found["mark"] == MARK
    assert {"sentence", "document_name"} <= found["quotes"][0].keys()
    (first, *_) = found["gaps"]
    assert {"type", "score", "certainty", "why"} <= first.keys()


def test_what_is_left_out_of_a_long_list_is_counted(ask: Ask) -> None:
    found = ask("show_entity", entity="node:industrial-robot/reducer")
    assert len(found["facts"]) == 20
    assert found["omitted"]["/facts"] > 0


def test_evidence_is_quoted_by_its_ids(ask: Ask) -> None:
    ids = [one["id"] for one in ask("show_entity", entity="ent:91330100YL0000012E")["quotes"][:2]]
    assert [one["id"] for one in ask("show_evidence", ids=ids)["evidence"]] == ids


def test_a_write_is_refused_in_words(ask: Ask) -> None:
    with pytest.raises(ToolError, match="只读查询口不接受此语句"):
        ask("query_cypher", cypher="MATCH (n) DETACH DELETE n")


def test_an_unknown_chain_is_told_with_what_to_do(ask: Ask) -> None:
    with pytest.raises(ToolError, match="liantu chains"):
        ask("find_gaps", chain="没有的链")


def test_every_tool_says_that_it_only_reads(site: str) -> None:
    async def listed() -> list[Any]:
        async with running_service(site, "") as service:
            return list(await make_server(service).list_tools())

    tools = finished(listed())
    assert len(tools) >= 10
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert all("description" in one for one in tool.input_schema.get("properties", {}).values())
