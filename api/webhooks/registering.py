"""What people and programs do with hooks: add, list, try, remove."""

from contextlib import suppress
from time import time
from typing import Any

from api.answers import region_named
from api.webhooks.events import look, remember, trial_event
from api.webhooks.hook import Webhook, add_hook, hook_of, hooks_of, remove_hook
from api.webhooks.outbox import DELAYS, deliver, deliveries, put, waiting
from api.workspace import EmptyWorkspace, Workspace
from ontology.errors import Busy


def register(workspace: Workspace, url: str, chain: str, region: str | None) -> Webhook:
    """Register an address for a chain and a region; only weak links found from now on are new to it.

    Raises:
        UnknownChain, UnknownRegion, BadAddress, BadInput.
    """
    place = region_named(region)
    made = add_hook(workspace.folder, url, workspace.chain(chain).id, place.id if place else "")
    with suppress(EmptyWorkspace, Busy):  # a running service looks for itself
        remember(workspace.folder, made, look(workspace, made))
    return made


def listed(workspace: Workspace) -> dict[str, Any]:
    """The hooks without their secrets, and how many messages wait for each."""
    messages = waiting(workspace.folder)
    hooks = hooks_of(workspace.folder)
    return {"webhooks": [{**one.as_wire(), "waiting": sum(m.hook == one.id for m in messages)} for one in hooks]}


def try_out(workspace: Workspace, key: str) -> dict[str, Any]:
    """Send a test message now; answers how it went. Raises UnknownWebhook."""
    hook = hook_of(workspace.folder, key)
    now = time()
    # a running service would else send it too while this attempt waits for its answer
    message = put(workspace.folder, hook, trial_event(hook), due=now + DELAYS[1])
    deliver(workspace.folder, message, now)
    return next(one for one in deliveries(workspace.folder, key) if one["message"] == message.id)


def unregister(workspace: Workspace, key: str) -> dict[str, Any]:
    """Take a hook out. Raises UnknownWebhook."""
    return {"removed": remove_hook(workspace.folder, key).id}
