"""Single sign-on against a provider of this process, honest and not."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from api.access import accounts
from api.access.guard import guard_of
from api.access.oidc import Provider, SingleSignOn, read_provider
from api.access.register import Register
from api.access.roles import Role
from api.access.signing import sign_in_vouched
from ontology.errors import BadInput, SignInElsewhereFailed
from tests.api.access.conftest import PASSWORD

CLIENT, SECRET, BACK = "liantu", "a secret", "http://127.0.0.1:8000/signin/oidc/back"


class Idp:
    """A provider; what it says of a user can be bent."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signing: Any = self.key
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {"kid": "one"}
        self.described: dict[str, Any] = {}
        self.algorithm = "RS256"
        self.asked: dict[str, list[str]] = {}
        self.nonce = ""
        self.fetched: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.fetched.append(self.path)
                self._send(outer.keys() if self.path == "/keys" else outer.description())

            def do_POST(self) -> None:
                outer.asked = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
                self._send({"id_token": outer.token()})

            def _send(self, told: Any) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def description(self) -> dict[str, Any]:
        places = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token")}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **places, **self.described}

    def keys(self) -> dict[str, Any]:
        return {"keys": [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key())), "kid": "one"}]}

    def token(self) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": "u-1", "iat": now, "exp": now + 60, "nonce": self.nonce}
        return jwt.encode({**said, **self.claims}, self.signing, self.algorithm, headers=self.header)


@pytest.fixture
def idp() -> Iterator[Idp]:
    found = Idp()
    thread = Thread(target=found.server.serve_forever)
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


def asked_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def through(idp: Idp, **bent: str) -> Any:
    single = SingleSignOn(Provider(idp.issuer, CLIENT, SECRET))
    leaving = single.leave(BACK, "/status")
    asked = asked_of(leaving.address)
    idp.nonce = asked["nonce"]
    given = {"code": "c", "state": asked["state"], "cookie": leaving.cookie, **bent}
    return single.come_back(**given), asked


def test_whom_the_provider_vouches_for_comes_back_with_pkce_and_the_secret(idp: Idp) -> None:
    vouched, asked = through(idp)
    assert (vouched.subject, vouched.to) == ("u-1", "/status")
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == BACK
    assert idp.asked["client_secret"] == [SECRET]
    assert idp.asked["code_verifier"][0] != asked["code_challenge"]


def test_the_provider_is_asked_once_a_sign_in_what_it_is(idp: Idp) -> None:
    through(idp)
    assert idp.fetched == ["/.well-known/openid-configuration", "/keys"]


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1},
        {"nonce": "another"},
        {"azp": "another"},
        {"sub": None},
    ],
)
def test_a_token_that_is_of_another_sign_in_client_issuer_or_time_is_refused(idp: Idp, claims: dict[str, Any]) -> None:
    idp.claims = claims
    with pytest.raises(SignInElsewhereFailed):
        through(idp)


def test_a_token_that_the_published_keys_did_not_sign_is_refused(idp: Idp) -> None:
    idp.signing = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(SignInElsewhereFailed):
        through(idp)


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", "x" * 64)])
def test_a_token_without_a_signature_of_a_pair_of_keys_is_refused(idp: Idp, algorithm: str, key: str | None) -> None:
    idp.algorithm, idp.signing = algorithm, key
    with pytest.raises(SignInElsewhereFailed):
        through(idp)


def test_a_key_that_is_not_published_is_refused(idp: Idp) -> None:
    idp.header = {"kid": "two"}
    with pytest.raises(SignInElsewhereFailed):
        through(idp)


@pytest.mark.parametrize("bent", [{"cookie": ""}, {"cookie": "another"}, {"state": "another"}, {"state": "é"}])
def test_a_sign_in_that_another_browser_began_is_refused(idp: Idp, bent: dict[str, str]) -> None:
    with pytest.raises(SignInElsewhereFailed):
        through(idp, **bent)


def test_a_state_works_once(idp: Idp) -> None:
    single = SingleSignOn(Provider(idp.issuer, CLIENT, SECRET))
    leaving = single.leave(BACK, "/")
    asked = asked_of(leaving.address)
    idp.nonce = asked["nonce"]
    single.come_back(code="c", state=asked["state"], cookie=leaving.cookie)
    with pytest.raises(SignInElsewhereFailed):
        single.come_back(code="c", state=asked["state"], cookie=leaving.cookie)


@pytest.mark.parametrize(
    "described", [{"issuer": "http://127.0.0.1:1"}, {"token_endpoint": "http://10.0.0.1/t"}, {"jwks_uri": 5}]
)
def test_a_description_that_leads_elsewhere_is_refused(idp: Idp, described: dict[str, Any]) -> None:
    idp.described = described
    with pytest.raises(SignInElsewhereFailed):
        through(idp)


def test_a_provider_that_does_not_answer_is_told_as_such() -> None:
    single = SingleSignOn(Provider("http://127.0.0.1:9", CLIENT, SECRET))
    with pytest.raises(SignInElsewhereFailed):
        single.leave(BACK, "/")


def test_it_is_off_unless_configured_and_wants_tls() -> None:
    assert read_provider({}) is None
    told = {"LIANTU_OIDC_ISSUER": "https://idp.example/", "LIANTU_OIDC_CLIENT": "c", "LIANTU_OIDC_SECRET": "s"}
    assert read_provider(told) == Provider("https://idp.example", "c", "s")
    for wrong in ({"LIANTU_OIDC_ISSUER": "http://idp.example"}, {"LIANTU_OIDC_CLIENT": ""}):
        with pytest.raises(BadInput):
            read_provider({**told, **wrong})


def test_only_an_account_that_bears_the_subject_gets_in(register: Register, idp: Idp) -> None:
    guard = guard_of(register.folder.parent)
    vouched, _ = through(idp)
    with pytest.raises(SignInElsewhereFailed, match="u-1"):
        sign_in_vouched(guard, vouched, origin="x")
    accounts.add(register, accounts.NewAccount("li", Role.ANALYST, subject="u-1"))
    assert sign_in_vouched(guard, vouched, origin="x").role is Role.ANALYST
    assert accounts.checked(register, "li", "") is None
    accounts.set_disabled(register, "li", disabled=True)
    with pytest.raises(SignInElsewhereFailed):
        sign_in_vouched(guard, vouched, origin="x")
    assert accounts.checked(register, "boss", PASSWORD) is not None


def test_the_page_is_not_there_where_it_is_not_configured(site: str) -> None:
    with httpx.Client(base_url=site, trust_env=False) as client:
        assert client.get("/signin/oidc").status_code == 404
        assert "统一登录" not in client.get("/signin").text
