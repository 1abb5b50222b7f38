"""Whom the tools ask: the REST of a workspace in this very process, or that of a service that runs already."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from api.settings import Settings
from ontology.errors import BadInput, Busy, LiantuError, Unreachable, WorkspaceLocked

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport, AsyncClient, Response

_SECONDS: Final = 120.0  # the first question of a large workspace waits for its indexes
_HERE: Final = "http://workspace"  # no host: the transport calls the application itself


class AnswerRefused(LiantuError):
    """The service answered with a problem document."""


class HeldByService(Busy):
    """The workspace is another process's, most likely that of a service."""

    def __init__(self, held: WorkspaceLocked) -> None:
        super().__init__(
            held.message,
            "若是 liantu serve，改用 liantu mcp --server http://127.0.0.1:8000 · ask the service with --server",
        )


@dataclass(frozen=True, slots=True)
class Service:
    """One way to ask REST."""

    client: "AsyncClient"

    async def get(self, path: str, **parameters: Any) -> Any:
        """The answer of a GET; parameters that are None are left out. Raises AnswerRefused, Unreachable."""
        given = {name: value for name, value in parameters.items() if value is not None}
        return await self._asked("GET", path, params=given)

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The answer of a POST that only asks. Raises AnswerRefused, Unreachable."""
        return await self._asked("POST", path, json={name: one for name, one in body.items() if one is not None})

    async def _asked(self, method: str, path: str, **given: Any) -> Any:
        from httpx2 import HTTPError

        try:
            answer = await self.client.request(method, path, **given)
        except HTTPError as problem:
            raise Unreachable(f"服务没有应答：{problem} · the service does not answer") from problem
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise _refusal(answer)
        return answer.json()


@asynccontextmanager
async def own_service(settings: Settings) -> AsyncIterator[Service]:
    """The workspace of this process. Raises HeldByService while another one has it."""
    from httpx2 import ASGITransport

    from api.access.guard import guard_of
    from api.rest.app import make_app

    app = make_app(settings, guard_of(settings.workspace, is_own_process=True))
    try:
        async with app.router.lifespan_context(app), _service(_HERE, ASGITransport(app), {}) as found:
            yield found
    except WorkspaceLocked as held:
        raise HeldByService(held) from held


@asynccontextmanager
async def running_service(address: str, key: str) -> AsyncIterator[Service]:
    """A service that runs at an address such as http://127.0.0.1:8000. Raises BadInput for what is no address."""
    if urlsplit(address).scheme not in {"http", "https"}:
        raise BadInput(f"{address!r} 不是服务地址 · no address of a service", "例如 http://127.0.0.1:8000")
    async with _service(address, None, {"Authorization": f"Bearer {key}"} if key else {}) as found:
        yield found


@asynccontextmanager
async def _service(
    address: str, transport: "AsyncBaseTransport | None", headers: Mapping[str, str]
) -> AsyncIterator[Service]:
    from httpx2 import AsyncClient

    async with AsyncClient(
        base_url=address, transport=transport, headers=headers, timeout=_SECONDS, trust_env=False
    ) as client:
        yield Service(client)


def _refusal(answer: "Response") -> AnswerRefused:
    try:
        told = answer.json()
        return AnswerRefused(told["detail"], told.get("hint", ""))
    except (ValueError, KeyError, TypeError):
        return AnswerRefused(f"HTTP {answer.status_code}")
