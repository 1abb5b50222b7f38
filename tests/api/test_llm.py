import json
from pathlib import Path
from typing import Any

import pytest

from api.llm import read_llm_settings, second_reader
from ontology.errors import BadInput, LlmFailed, LlmNotConfigured
from tests.api.conftest import Command

NAMED = {"LIANTU_LLM_URL": "http://127.0.0.1:9/v1", "LIANTU_LLM_MODEL": "模型"}


def test_the_environment_names_the_model_and_its_limits() -> None:
    settings = read_llm_settings(
        NAMED | {"LIANTU_LLM_KEY": "k", "LIANTU_LLM_REQUESTS": "3", "LIANTU_LLM_TIMEOUT": "1.5"}
    )
    assert (settings.model, settings.key, settings.most_requests, settings.timeout) == ("模型", "k", 3, 1.5)


def test_what_is_missing_is_told() -> None:
    with pytest.raises(LlmNotConfigured, match="LIANTU_LLM_MODEL"):
        read_llm_settings({"LIANTU_LLM_URL": "http://a"})


@pytest.mark.parametrize("limit", ["0", "-1", "viel", "1.5"])
def test_a_limit_that_is_none_is_told(limit: str) -> None:
    with pytest.raises(BadInput, match="LIANTU_LLM_REQUESTS"):
        read_llm_settings(NAMED | {"LIANTU_LLM_REQUESTS": limit})


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(LlmFailed):
        second_reader(tmp_path, NAMED | {"LIANTU_LLM_URL": "ftp://a"})


def test_without_the_option_nobody_is_asked_and_with_it_the_model_must_be_named(
    liantu: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIANTU_LLM_URL", raising=False)
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": "样例甲公司与样例乙公司在样例园区。"}), encoding="utf-8")
    assert liantu("extract", "--jsonl", lines).status == 0
    refused = liantu("extract", "--jsonl", lines, "--llm")
    assert refused.status == 1
    assert "LIANTU_LLM_URL" in refused.err


def test_an_endpoint_that_is_not_there_costs_its_facts_only_and_is_told(
    liantu: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in NAMED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("nlp.llm.endpoint._LONGEST_WAIT", 0.0)
    note = tmp_path / "note.txt"
    note.write_text("去年生产形势很好，全年产量为12万台。\n", encoding="utf-8")
    space = tmp_path / "space"
    plain: Any = liantu("--workspace", space, "ingest", note, "--json").json
    assert plain["llm"] is None
    again = liantu("--workspace", space, "ingest", note, "--llm", "--json").json
    assert (again["documents"], again["llm"]["requests"], again["llm"]["unread"] > 0) == (1, 1, True)
    assert "没有给出回答" in again["llm"]["stopped"]
    assert liantu("--workspace", space, "ingest", note, "--json").json["unchanged"] == 1
