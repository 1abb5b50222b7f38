"""Asks about sentences within a budget, and counts what was asked, taken, refused and left unread."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from nlp.llm.cache import Cache
from nlp.llm.doubt import doubt, speaks_to_a_model
from nlp.llm.endpoint import Answer
from nlp.llm.names import known
from nlp.llm.prompt import instructions, question
from nlp.llm.settings import LlmSettings
from nlp.llm.verify import Verified, verify
from nlp.spans import Extraction
from ontology.errors import LlmFailed
from ontology.schema import Status

NOTHING = Verified((), (), ())


class Asked(Protocol):
    """Whatever answers a question: the endpoint, or another in its place."""

    def ask(self, system: str, user: str) -> Answer: ...


@dataclass(slots=True)
class Tally:
    """What a run did with the model."""

    requests: int = 0
    cached: int = 0
    tokens: int = 0
    taken: int = 0  # facts that came through
    unread: int = 0  # doubtful sentences that were not asked about
    stopped: str = ""  # why no more is asked; empty while all is asked
    refused: Counter[str] = field(default_factory=Counter)  # facts by the reason why they were not taken

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        counts = {name: getattr(self, name) for name in ("requests", "cached", "tokens", "taken", "unread", "stopped")}
        return {**counts, "refused": dict(self.refused.most_common())}


class SecondReader:
    """Reads single sentences with a model. Holds the tally of its run."""

    def __init__(self, settings: LlmSettings, endpoint: Asked, cache: Cache | None = None) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._cache = cache
        self.tally = Tally()

    @property
    def version(self) -> str:
        """Names what read: the model and this way of asking."""
        return f"llm/1 {self._settings.model}"

    def read(self, sentence: str, found: Extraction, default: Status = Status.STATED) -> Verified:
        """What the model adds to a sentence that the rules are unsure of; nothing to any other.

        Args:
            sentence: one sentence.
            found: what the rules found in it, with offsets in it.
            default: how its section states things.
        """
        if not doubt(sentence, found):
            return NOTHING
        if speaks_to_a_model(sentence):
            self.tally.refused["句子像是写给模型的指令，没有发送"] += 1
            return NOTHING
        answer = self._answer(question(sentence, found.entities))
        if answer is None:
            self.tally.unread += 1
            return NOTHING
        verified = verify(answer, known(sentence, found.entities), default)
        self.tally.refused.update(verified.refused)
        return verified

    def _answer(self, user: str) -> str | None:
        """The answer from the cache or the endpoint; None once the budget is spent or the endpoint has failed."""
        asked = (self._settings.model, instructions(), user)
        kept = self._cache.read(*asked) if self._cache else None
        if kept is not None:
            self.tally.cached += 1
            return kept
        if self._is_stopped():
            return None
        self.tally.requests += 1
        try:
            answer = self._endpoint.ask(instructions(), user)
        except LlmFailed as problem:
            self.tally.stopped = problem.message
            return None
        self.tally.tokens += answer.tokens
        if self._cache:
            self._cache.write(answer.text, *asked)
        return answer.text

    def _is_stopped(self) -> bool:
        if not self.tally.stopped and self.tally.requests >= self._settings.most_requests:
            self.tally.stopped = f"已达到 {self._settings.most_requests} 次提问的上限 · the budget of requests is spent"
        if not self.tally.stopped and self.tally.tokens >= self._settings.most_tokens:
            self.tally.stopped = f"已达到 {self._settings.most_tokens} 词元的上限 · the budget of tokens is spent"
        return bool(self.tally.stopped)
