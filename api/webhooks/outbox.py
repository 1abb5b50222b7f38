"""Messages on their way: kept in files until they are delivered or given up, each attempt in the log."""

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from api.webhooks.hook import FOLDER, UnknownWebhook, Webhook, hook_of, remove_hook
from api.webhooks.sending import Attempt, send

DELAYS: Final = (10.0, 60.0, 300.0, 1_800.0, 7_200.0)  # seconds before each further attempt
_LOG: Final = "deliveries.jsonl"
_LARGEST: Final = 1_000_000  # bytes of the log; beyond it the older half goes
Send = Callable[[Webhook, str, int, bytes], Attempt]


@dataclass(frozen=True, slots=True)
class Message:
    """One event for one hook."""

    id: str
    hook: str
    event: Mapping[str, Any]
    attempts: int = 0
    due: float = 0.0  # seconds since 1970


def put(workspace: Path, hook: Webhook, event: Mapping[str, Any], *, due: float = 0.0) -> Message:
    """Keep an event to be delivered, not before `due` by the service."""
    message = Message(f"msg_{secrets.token_hex(12)}", hook.id, event, due=due)
    _keep(workspace, message)
    return message


def deliver_due(
    workspace: Path, now: float, attempt: Send = send, *, goes_on: Callable[[], bool] = lambda: True
) -> None:
    """Try every message whose time has come.

    Args:
        workspace: the folder.
        now: seconds since 1970.
        attempt: sends one message.
        goes_on: asked before each message; a service that stops waits for one attempt at most.
    """
    for message in waiting(workspace):
        if message.due <= now and goes_on():
            deliver(workspace, message, now, attempt)


def deliver(workspace: Path, message: Message, now: float, attempt: Send = send) -> Attempt | None:
    """Try one message; it leaves the outbox when it arrives, or when it is given up. None where its hook is gone."""
    try:
        hook = hook_of(workspace, message.hook)
    except UnknownWebhook:
        _place(workspace, message).unlink(missing_ok=True)
        return None
    body = json.dumps(message.event, ensure_ascii=False).encode()
    result = attempt(hook, message.id, int(now), body)
    tried = message.attempts + 1
    over = result.is_delivered or result.is_gone or tried > len(DELAYS)
    if over:
        _place(workspace, message).unlink(missing_ok=True)
    else:
        _keep(workspace, replace(message, attempts=tried, due=now + DELAYS[tried - 1]))
    _note(workspace, message, result, attempt=tried, over=over)
    if result.is_gone:
        remove_hook(workspace, hook.id)
    return result


def waiting(workspace: Path) -> list[Message]:
    """Messages not delivered yet, in the order of their ids."""
    found = []
    for file in sorted((workspace / FOLDER / "outbox").glob("*.json")):
        with suppress(FileNotFoundError):  # delivered just now, by another process
            found.append(Message(**json.loads(file.read_text(encoding="utf-8"))))
    return found


def deliveries(workspace: Path, hook: str = "") -> list[dict[str, Any]]:
    """Attempts, the newest first: of one hook, or of all."""
    file = workspace / FOLDER / _LOG
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = (json.loads(line) for line in reversed(lines))
    return [one for one in found if not hook or one["hook"] == hook]


def _keep(workspace: Path, message: Message) -> None:
    file = _place(workspace, message)
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text(json.dumps(asdict(message), ensure_ascii=False), encoding="utf-8")
    half.replace(file)


def _place(workspace: Path, message: Message) -> Path:
    return workspace / FOLDER / "outbox" / f"{message.id}.json"


def _note(workspace: Path, message: Message, result: Attempt, *, attempt: int, over: bool) -> None:
    file = workspace / FOLDER / _LOG
    line = {
        "message": message.id,
        "hook": message.hook,
        "type": message.event["type"],
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "attempt": attempt,
        **asdict(result),
        "delivered": result.is_delivered,
        "given_up": over and not result.is_delivered,
    }
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(line, ensure_ascii=False) + "\n")
    if file.stat().st_size > _LARGEST:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(lines[len(lines) // 2 :]), encoding="utf-8")
