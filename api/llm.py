"""The language model of a workspace: named in the environment only, never in a file that is passed on."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

from nlp.llm import LlmSettings, SecondReader
from nlp.llm.cache import Cache
from nlp.llm.endpoint import Endpoint
from nlp.llm.settings import MOST_REQUESTS, MOST_TOKENS, TIMEOUT
from ontology.errors import BadInput, LlmNotConfigured

_URL, _MODEL, _KEY = "LIANTU_LLM_URL", "LIANTU_LLM_MODEL", "LIANTU_LLM_KEY"
_REQUESTS, _TOKENS, _TIMEOUT = "LIANTU_LLM_REQUESTS", "LIANTU_LLM_TOKENS", "LIANTU_LLM_TIMEOUT"
_NEEDED: Final = (_URL, _MODEL)

Number = TypeVar("Number", int, float)


def read_llm_settings(environment: Mapping[str, str] | None = None) -> LlmSettings:
    """Settings from LIANTU_LLM_URL, _MODEL, _KEY, _REQUESTS, _TOKENS and _TIMEOUT.

    Raises:
        LlmNotConfigured: address or model are missing.
        BadInput: a limit is no positive number.
    """
    given = os.environ if environment is None else environment
    missing = [name for name in _NEEDED if not given.get(name)]
    if missing:
        raise LlmNotConfigured(missing)
    return LlmSettings(
        url=given[_URL],
        model=given[_MODEL],
        key=given.get(_KEY, ""),
        most_requests=_positive(given, _REQUESTS, MOST_REQUESTS),
        most_tokens=_positive(given, _TOKENS, MOST_TOKENS),
        timeout=_positive(given, _TIMEOUT, TIMEOUT),
    )


def second_reader(workspace: Path, environment: Mapping[str, str] | None = None) -> SecondReader:
    """A model that reads behind the rules; its answers are kept in the workspace, where there is one.

    Raises:
        LlmNotConfigured, BadInput: see `read_llm_settings`.
    """
    settings = read_llm_settings(environment)
    cache = Cache(workspace / "llm") if workspace.is_dir() else None
    return SecondReader(settings, Endpoint(settings), cache)


def _positive(given: Mapping[str, str], name: str, default: Number) -> Number:
    if not given.get(name):
        return default
    try:
        number = type(default)(given[name])
    except ValueError:
        number = type(default)(0)
    if not number > 0:
        raise BadInput(f"{name} 应是正数，现为 {given[name]!r} · {name} must be a positive number")
    return number
