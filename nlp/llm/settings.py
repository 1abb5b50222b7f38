"""Which model to ask, and how much of it."""

from dataclasses import dataclass, field
from typing import Final

MOST_REQUESTS: Final = 500
MOST_TOKENS: Final = 1_000_000  # as the endpoint counts them, prompts included
TIMEOUT: Final = 60.0  # seconds for one answer


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """An OpenAI-compatible endpoint and what may be spent on it in one run."""

    url: str  # such as https://host/v1; /chat/completions is added where it is missing
    model: str
    key: str = field(default="", repr=False)
    most_requests: int = MOST_REQUESTS
    most_tokens: int = MOST_TOKENS
    timeout: float = TIMEOUT
    attempts: int = 4  # where the endpoint is busy or fails
