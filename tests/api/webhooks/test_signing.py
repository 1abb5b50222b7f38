import hashlib
import hmac
from base64 import b64decode, b64encode

from hypothesis import given
from hypothesis import strategies as st

from api.webhooks.signing import make_secret, signature


def test_a_signature_is_that_of_the_published_example() -> None:
    # example of the specification's reference libraries
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=50))
def test_a_receiver_that_has_the_secret_reckons_the_same(body: bytes) -> None:
    secret = make_secret()
    digest = hmac.new(b64decode(secret.removeprefix("whsec_")), b"msg_1.7." + body, hashlib.sha256).digest()
    assert signature(secret, "msg_1", 7, body) == "v1," + b64encode(digest).decode()


def test_no_two_secrets_are_the_same() -> None:
    assert make_secret() != make_secret()
