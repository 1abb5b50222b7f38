import pytest

from nlp.llm.endpoint import Endpoint
from ontology.errors import LlmFailed
from tests.nlp.llm.conftest import Fake


def test_the_key_goes_in_the_header_and_nowhere_else(fake: Fake) -> None:
    settings = fake.settings()
    assert Endpoint(settings).ask("甲", "乙").text == "{}"
    assert fake.keys == ["Bearer secret"]
    assert "secret" not in repr(settings) + str(fake.asked)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_endpoint_is_asked_again_after_a_pause(fake: Fake, status: int) -> None:
    fake.failures = [status, status]
    pauses: list[float] = []
    assert Endpoint(fake.settings(), pause=pauses.append).ask("甲", "乙").tokens == 100
    assert pauses == [1.0, 2.0]


def test_the_pause_that_the_endpoint_asks_for_is_kept_within_reason(fake: Fake) -> None:
    fake.failures, fake.headers = [429, 429], {"Retry-After": "7"}
    pauses: list[float] = []
    Endpoint(fake.settings(), pause=pauses.append).ask("甲", "乙")
    assert pauses == [7.0, 7.0]
    fake.failures, fake.headers = [429], {"Retry-After": "86400"}
    Endpoint(fake.settings(), pause=pauses.append).ask("甲", "乙")
    assert pauses[-1] == 60.0


def test_an_endpoint_that_stays_busy_fails_and_one_that_refuses_is_not_asked_again(fake: Fake) -> None:
    fake.failures = [503] * 9
    with pytest.raises(LlmFailed, match="503"):
        Endpoint(fake.settings(attempts=3), pause=lambda _: None).ask("甲", "乙")
    assert len(fake.asked) == 3
    fake.failures, fake.asked = [401], []
    with pytest.raises(LlmFailed, match="401"):
        Endpoint(fake.settings(), pause=lambda _: None).ask("甲", "乙")
    assert len(fake.asked) == 1


def test_a_sentence_is_not_sent_on_to_another_host(fake: Fake) -> None:
    fake.failures, fake.headers = [302], {"Location": f"{fake.url}/elsewhere"}
    with pytest.raises(LlmFailed, match="302"):
        Endpoint(fake.settings(), pause=lambda _: None).ask("甲", "乙")
    assert len(fake.asked) == 1


def test_nobody_at_the_address_is_told() -> None:
    with pytest.raises(LlmFailed):
        Endpoint(Fake("http://127.0.0.1:9/v1").settings(attempts=1)).ask("甲", "乙")


def test_only_http_is_spoken() -> None:
    with pytest.raises(LlmFailed, match="http"):
        Endpoint(Fake("file:///etc/passwd").settings())
