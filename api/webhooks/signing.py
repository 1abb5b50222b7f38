"""Signatures by which a receiver knows that a message is ours (Standard Webhooks 1.0, HMAC-SHA256)."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from typing import Final

_PREFIX: Final = "whsec_"
_BYTES: Final = 32


def make_secret() -> str:
    """A new secret, `whsec_` and 32 random bytes in base64."""
    return _PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """The signature of a message with this id and time: `v1,` and base64 of the HMAC over `id.time.body`."""
    key = b64decode(secret.removeprefix(_PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
