"""Single sign-on: the code flow of OpenID Connect with PKCE, off unless an issuer is configured.

    browser ─▶ /signin/oidc ─▶ provider ─▶ /signin/oidc/back?code=… ─▶ token ─▶ subject ─▶ account

The provider tells who somebody is; what they may do stands in the account that bears the subject. Sources: OpenID
Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9700 (best practice): state bound to the browser, nonce, exact
issuer, signatures of the provider's published keys alone.
"""

import base64
import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from threading import Lock
from time import monotonic
from typing import Any, Final
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import jwt

from ontology.errors import BadInput, SignInElsewhereFailed

COOKIE: Final = "liantu_oidc"
LONGEST: Final = 600.0  # seconds from leaving to coming back
_SECONDS: Final = 10.0  # for each request to the provider
_MOST_BYTES: Final = 1 << 20
_MOST_PENDING: Final = 1000
_ALGORITHMS: Final = ("RS256", "RS384", "RS512", "ES256", "ES384", "PS256", "EdDSA")  # no symmetric one, and not `none`
_LEEWAY: Final = 60  # seconds that clocks may differ by
_DISCOVERY: Final = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for users: LIANTU_OIDC_ISSUER, LIANTU_OIDC_CLIENT, LIANTU_OIDC_SECRET."""

    issuer: str
    client: str
    secret: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where to send the browser, and the cookie that it has to bring back."""

    address: str
    cookie: str


@dataclass(frozen=True, slots=True)
class _Pending:
    nonce: str
    verifier: str
    described: Mapping[str, Any]  # what the provider says of itself, asked once a sign-in
    back: str  # redirect_uri
    to: str  # page to go on to
    began: float


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouched for."""

    subject: str
    name: str
    to: str


def read_provider(environment: Mapping[str, str]) -> Provider | None:
    """The provider that is configured, None where none is. Raises BadInput for an address without TLS."""
    issuer, client = environment.get("LIANTU_OIDC_ISSUER", ""), environment.get("LIANTU_OIDC_CLIENT", "")
    if not issuer:
        return None
    if not client or not _is_safe(issuer):
        raise BadInput(
            f"统一登录的配置不完整或不安全：{issuer} · single sign-on is not configured safely",
            "LIANTU_OIDC_ISSUER 用 https 地址，并设 LIANTU_OIDC_CLIENT 和 LIANTU_OIDC_SECRET · https, client, secret",
        )
    return Provider(issuer.rstrip("/"), client, environment.get("LIANTU_OIDC_SECRET", ""))


class SingleSignOn:
    """The sign-ins that are under way at one provider."""

    def __init__(self, provider: Provider) -> None:
        self._provider, self._lock = provider, Lock()
        self._pending: OrderedDict[str, _Pending] = OrderedDict()

    def leave(self, back: str, to: str) -> Leaving:
        """Begin. Raises SignInElsewhereFailed where the provider does not answer."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "scope": "openid profile",
            "client_id": self._provider.client,
            "redirect_uri": back,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        described = self._described()
        address = _place(described, "authorization_endpoint")
        with self._lock:
            self._pending[state] = _Pending(nonce, verifier, described, back, to, monotonic())
            while len(self._pending) > _MOST_PENDING:
                self._pending.popitem(last=False)
        return Leaving(f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", state)

    def come_back(self, *, code: str, state: str, cookie: str) -> Vouched:
        """Whom the provider vouches for. Raises SignInElsewhereFailed; each state works once."""
        with self._lock:
            found = self._pending.pop(state, None)
        if found is None or not secrets.compare_digest(cookie.encode(), state.encode()):
            raise SignInElsewhereFailed("登录不是从这个浏览器开始的 · it did not begin in this browser")
        if monotonic() - found.began > LONGEST:
            raise SignInElsewhereFailed("等得太久 · it took too long")
        claims = self._claims(self._token(code, found), found)
        name = claims.get("preferred_username") or claims.get("name") or ""
        return Vouched(str(claims["sub"]), str(name), found.to)

    def _token(self, code: str, found: _Pending) -> str:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": found.back,
            "client_id": self._provider.client,
            "client_secret": self._provider.secret,
            "code_verifier": found.verifier,
        }
        answer = _fetched(_place(found.described, "token_endpoint"), urlencode(asked).encode())
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise SignInElsewhereFailed("没有给出身份令牌 · no id token")
        return token

    def _claims(self, token: str, found: _Pending) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                _key(found.described, jwt.get_unverified_header(token)),
                algorithms=list(_ALGORITHMS),
                audience=self._provider.client,
                issuer=found.described["issuer"],
                leeway=_LEEWAY,
                options={"require": ["exp", "iat", "sub", "aud", "iss"]},
            )
        except jwt.PyJWTError as problem:
            raise SignInElsewhereFailed(f"身份令牌不可信：{problem} · the id token does not hold") from problem
        if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), found.nonce.encode()):
            raise SignInElsewhereFailed("身份令牌不属于这次登录 · the id token is of another sign-in")
        if claims.get("azp", self._provider.client) != self._provider.client:
            raise SignInElsewhereFailed("身份令牌是给别的程序的 · the id token is for another client")
        return claims

    def _described(self) -> dict[str, Any]:
        told = _fetched(self._provider.issuer + _DISCOVERY)
        if str(told.get("issuer", "")).rstrip("/") != self._provider.issuer:
            raise SignInElsewhereFailed("签发者不符 · another issuer")
        return told


def _key(described: Mapping[str, Any], header: Mapping[str, Any]) -> Any:
    """The published key that the token names; asked anew each time, since keys are exchanged."""
    known = jwt.PyJWKSet.from_dict(_fetched(_place(described, "jwks_uri"))).keys
    fitting = [one for one in known if one.key_id == header.get("kid") and one.key_type != "oct"]
    if not fitting and len(known) == 1 and "kid" not in header and known[0].key_type != "oct":
        fitting = known
    if not fitting:
        raise SignInElsewhereFailed("令牌的签名密钥不在公布之列 · the key of the token is not published")
    return fitting[0].key


def _place(described: Mapping[str, Any], name: str) -> str:
    place = described.get(name)
    if not isinstance(place, str) or not _is_safe(place):
        raise SignInElsewhereFailed(f"{name} 缺失或不是 https · missing, or not https")
    return place


class _Nowhere(HTTPRedirectHandler):
    """A provider that leads elsewhere is not followed: the client's secret would go along."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _fetched(address: str, body: bytes | None = None) -> dict[str, Any]:
    """A JSON object of the provider; the browser's proxies are not asked."""
    request = Request(address, data=body, headers={"Accept": "application/json"})  # noqa: S310 — https, or this machine: `_is_safe`
    try:
        with build_opener(ProxyHandler({}), _Nowhere).open(request, timeout=_SECONDS) as answer:
            told = json.loads(answer.read(_MOST_BYTES))
    except (OSError, ValueError, HTTPException) as problem:
        raise SignInElsewhereFailed(f"{urlsplit(address).hostname} 没有正常应答 · no good answer") from problem
    if not isinstance(told, dict):
        raise SignInElsewhereFailed("应答不是对象 · the answer is no object")
    return told


def _is_safe(address: str) -> bool:
    place = urlsplit(address)
    return place.scheme == "https" or (place.scheme == "http" and place.hostname in {"127.0.0.1", "localhost", "::1"})
