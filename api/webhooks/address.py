"""Where a message may go: this machine and the intranet too, but not to what hands out keys to whoever asks.

A host is looked up once for each attempt and the address that was checked is the one that is called, so that a name
cannot mean one thing to the check and another to the call.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from ontology.errors import Refused

_MOST: Final = 2_000  # characters
_PORTS: Final = {"http": 80, "https": 443}
# Where clouds tell a machine its own credentials; the usual 169.254.0.0/16 and fe80::/10 are link-local.
_KEYS: Final = frozenset({ip_address("100.100.100.200"), ip_address("fd00:ec2::254")})

Address = IPv4Address | IPv6Address


class BadAddress(Refused):
    """An address that messages are not sent to."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"不能向 {url!r} 发送：{reason} · no message goes there", "例如 https://内网主机:端口/路径")


def check_address(url: str) -> SplitResult:
    """The parts of an address that is well written. Raises BadAddress."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise BadAddress(url, str(problem)) from problem
    if parts.scheme not in _PORTS or not parts.hostname or len(url) > _MOST or not url.isprintable() or " " in url:
        raise BadAddress(url, "不是 http 或 https 地址 · neither http nor https")
    if parts.username or parts.password:
        raise BadAddress(url, "地址里不要写用户名和密码 · no credentials in an address")
    if port == 0:
        raise BadAddress(url, "端口 0 · port 0")
    return parts


def resolve_address(url: str) -> tuple[SplitResult, str, int]:
    """The parts of the address, and the IP address and port to call. Raises BadAddress, OSError."""
    parts = check_address(url)
    assert parts.hostname is not None
    port = parts.port or _PORTS[parts.scheme]
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    for text in addresses:
        reason = _why_not(ip_address(text.partition("%")[0]))
        if reason:
            raise BadAddress(url, reason)
    return parts, addresses[0], port


def _why_not(address: Address) -> str:
    plain = getattr(address, "ipv4_mapped", None) or address
    if plain in _KEYS or plain.is_link_local:
        return "云主机的元数据地址 · the metadata of a cloud machine"
    if plain.is_multicast or plain.is_unspecified or (plain.is_reserved and not plain.is_loopback):
        return "不是一台主机的地址 · not the address of one machine"
    return ""
