import json

import pytest

from api.webhooks.events import look, remember
from api.webhooks.hook import Webhook
from api.workspace import Workspace
from graph.analysis.results import NO_GAP
from ontology.errors import UnknownChain

HOOK = Webhook("hook-1", "http://127.0.0.1:9/", "industrial-robot", "reg:330000", "whsec_AAAA", "2026-01-01")


def seen(space: Workspace) -> dict[str, str]:
    file = space.folder / "webhooks" / "seen" / "hook-1.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_the_first_look_is_told_to_nobody_and_the_next_one_finds_nothing_new(space: Workspace) -> None:
    (space.folder / "webhooks" / "seen" / "hook-1.json").unlink(missing_ok=True)
    first = look(space, HOOK)
    assert first.event is None
    remember(space.folder, HOOK, first)
    assert look(space, HOOK).event is None


def test_a_node_that_became_weak_is_told_with_its_reasons_and_the_mark(space: Workspace) -> None:
    remember(space.folder, HOOK, look(space, HOOK))
    types = seen(space)
    weak = next(node for node, kind in types.items() if kind not in {*(one.value for one in NO_GAP if one), "正常"})
    file = space.folder / "webhooks" / "seen" / "hook-1.json"
    file.write_text(json.dumps({**types, weak: "正常"}), encoding="utf-8")
    event = look(space, HOOK).event
    assert event is not None
    (gap,) = event["data"]["gaps"]
    assert (gap["node"]["id"], gap["type"], gap["type_before"]) == (weak, types[weak], "正常")
    assert gap["why"]
    assert (event["data"]["tainted"], "不可用于决策" in event["data"]["mark"]) == (True, True)


def test_a_chain_that_is_no_more_is_told(space: Workspace) -> None:
    with pytest.raises(UnknownChain):
        look(space, Webhook("hook-2", HOOK.url, "none", "", HOOK.secret, HOOK.added))
