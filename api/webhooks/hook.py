"""A registered address and the file that holds all of them."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from api.alone import alone
from api.webhooks.address import check_address
from api.webhooks.signing import make_secret
from ontology.errors import BadInput, NotFound

FOLDER: Final = "webhooks"
_MOST: Final = 50


class UnknownWebhook(NotFound):
    """No webhook with this id."""

    def __init__(self, hook: str) -> None:
        super().__init__(
            f"没有回调 {hook!r} · no webhook {hook!r}", "用 liantu webhooks list 查看 · see `liantu webhooks list`"
        )


@dataclass(frozen=True, slots=True)
class Webhook:
    """Who is told of which chain in which region."""

    id: str
    url: str
    chain: str  # id
    region: str  # name or code; empty for the whole country
    secret: str
    added: str  # ISO time

    def as_wire(self) -> dict[str, Any]:
        """All but the secret, which is told once, when the hook is added."""
        return {name: value for name, value in asdict(self).items() if name != "secret"}


def hooks_of(workspace: Path) -> tuple[Webhook, ...]:
    """The registered hooks of a workspace folder, oldest first."""
    file = _file(workspace)
    return tuple(Webhook(**one) for one in json.loads(file.read_text(encoding="utf-8"))) if file.exists() else ()


def hook_of(workspace: Path, key: str) -> Webhook:
    """A hook by its id. Raises UnknownWebhook."""
    for one in hooks_of(workspace):
        if one.id == key:
            return one
    raise UnknownWebhook(key)


def add_hook(workspace: Path, url: str, chain: str, region: str = "") -> Webhook:
    """Register an address. Raises BadAddress, and BadInput where there are too many."""
    check_address(url)
    with alone(_lock(workspace)):
        known = hooks_of(workspace)
        if len(known) >= _MOST:
            raise BadInput(f"最多 {_MOST} 个回调 · at most {_MOST} webhooks", "先删去不用的 · remove some first")
        added = datetime.now(UTC).isoformat(timespec="seconds")
        made = Webhook(f"hook-{secrets.token_hex(4)}", url, chain, region, make_secret(), added)
        _write(workspace, (*known, made))
    return made


def remove_hook(workspace: Path, key: str) -> Webhook:
    """Take a hook out; what is still to be delivered to it is dropped by the next look. Raises UnknownWebhook."""
    with alone(_lock(workspace)):
        found = hook_of(workspace, key)
        _write(workspace, (one for one in hooks_of(workspace) if one != found))
    return found


def _lock(workspace: Path) -> Path:
    """Held while the hooks change: the service and the command line may both do that."""
    return workspace / FOLDER / "hooks.lock"


def _file(workspace: Path) -> Path:
    return workspace / FOLDER / "hooks.json"


def _write(workspace: Path, hooks: Iterable[Webhook]) -> None:
    """Write whole or not at all, for the owner's eyes only: it holds the secrets."""
    file = _file(workspace)
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    text = json.dumps([asdict(one) for one in hooks], ensure_ascii=False, indent=1)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
    half.replace(file)
