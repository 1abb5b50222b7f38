import json
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest

from api.webhooks.hook import UnknownWebhook, Webhook, add_hook, hook_of, hooks_of, remove_hook
from api.webhooks.outbox import DELAYS, deliver_due, deliveries, put, waiting
from api.webhooks.sending import Attempt, send
from api.webhooks.signing import signature
from tests.api.webhooks.receivers import receiving

EVENT = {"type": "test", "data": {}}


@pytest.fixture
def hook(tmp_path: Path) -> Webhook:
    return add_hook(tmp_path, "http://127.0.0.1:9/", "industrial-robot")


def test_a_message_that_arrives_leaves_the_outbox_and_is_in_the_log(tmp_path: Path, hook: Webhook) -> None:
    message = put(tmp_path, hook, EVENT)
    deliver_due(tmp_path, 0.0, lambda *_: Attempt(200, "", 0.01))
    assert waiting(tmp_path) == []
    (line,) = deliveries(tmp_path, hook.id)
    assert (line["message"], line["delivered"], line["attempt"]) == (message.id, True, 1)


def test_a_message_that_does_not_arrive_is_tried_again_later_and_given_up(tmp_path: Path, hook: Webhook) -> None:
    put(tmp_path, hook, EVENT)
    times: list[int] = []

    def fail(_: Webhook, __: str, at: int, ___: bytes) -> Attempt:
        times.append(at)
        return Attempt(None, "ConnectionRefusedError", 0.0)

    for second in range(0, int(sum(DELAYS)) + 10, 5):
        deliver_due(tmp_path, float(second), fail)
    assert times == [0, *accumulate(map(int, DELAYS))]
    assert waiting(tmp_path) == []
    assert [one["given_up"] for one in deliveries(tmp_path)] == [True] + [False] * len(DELAYS)


def test_a_receiver_that_is_gone_is_told_no_more(tmp_path: Path, hook: Webhook) -> None:
    put(tmp_path, hook, EVENT)
    put(tmp_path, hook, EVENT)
    deliver_due(tmp_path, 0.0, lambda *_: Attempt(410, "", 0.0))
    assert hooks_of(tmp_path) == ()
    assert waiting(tmp_path) == []
    assert len(deliveries(tmp_path)) == 1


def test_nothing_is_sent_while_the_service_stops(tmp_path: Path, hook: Webhook) -> None:
    put(tmp_path, hook, EVENT)
    deliver_due(tmp_path, 0.0, lambda *_: pytest.fail("sent"), goes_on=lambda: False)
    assert len(waiting(tmp_path)) == 1


def test_what_is_sent_is_signed_with_the_hooks_secret(tmp_path: Path) -> None:
    with receiving() as receiver:
        hook = add_hook(tmp_path, receiver.url, "industrial-robot")
        body = json.dumps(EVENT).encode()
        assert send(hook, "msg_1", 1_700_000_000, body).status == 204
        headers, told = receiver.next()
    assert told == EVENT
    assert headers["webhook-signature"] == signature(hook.secret, "msg_1", 1_700_000_000, body)


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    with receiving(status=302) as receiver:
        hook = add_hook(tmp_path, receiver.url, "industrial-robot")
        found = send(hook, "msg_1", 0, b"{}")
        assert (found.status, found.is_delivered) == (302, False)


def test_nobody_at_the_address_is_a_failed_attempt(hook: Webhook) -> None:
    found = send(hook, "msg_1", 0, b"{}")
    assert (found.status, found.is_delivered) == (None, False)
    assert "refused" in found.problem.lower()


def test_an_address_may_have_a_chinese_path(tmp_path: Path) -> None:
    with receiving() as receiver:
        assert (
            send(add_hook(tmp_path, f"{receiver.url}&链=机器人", "industrial-robot"), "msg_1", 0, b"{}").status == 204
        )
        headers, _ = receiver.next()
    assert headers["host"] in receiver.url


def test_a_host_that_can_have_no_address_is_a_failed_attempt(tmp_path: Path) -> None:
    found = send(add_hook(tmp_path, f"http://{'a' * 70}.cn/", "industrial-robot"), "msg_1", 0, b"{}")
    assert (found.status, found.problem.partition(":")[0]) == (None, "UnicodeError")


def test_a_message_that_is_being_tried_is_not_sent_by_the_service_too(tmp_path: Path, hook: Webhook) -> None:
    put(tmp_path, hook, EVENT, due=60.0)
    deliver_due(tmp_path, 59.0, lambda *_: pytest.fail("sent"))
    assert len(waiting(tmp_path)) == 1


def test_hooks_are_kept_for_the_owner_alone_and_can_be_taken_out(tmp_path: Path, hook: Webhook) -> None:
    assert (tmp_path / "webhooks" / "hooks.json").stat().st_mode & 0o077 == 0
    assert hook_of(tmp_path, hook.id) == hook
    assert "secret" not in hook.as_wire()
    remove_hook(tmp_path, hook.id)
    with pytest.raises(UnknownWebhook):
        hook_of(tmp_path, hook.id)


def test_hooks_that_are_added_at_once_are_all_kept(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from api.webhooks.hook import add_hook; "
    code += "[add_hook(Path(sys.argv[1]), 'http://127.0.0.1:9/', 'chain:a') for _ in range(10)]"
    others = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(2)]
    assert [one.wait() for one in others] == [0, 0]
    assert len(hooks_of(tmp_path)) == 20
