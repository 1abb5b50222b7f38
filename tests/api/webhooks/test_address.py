import socket
from typing import Any

import pytest

from api.webhooks.address import BadAddress, check_address, resolve_address


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9000/x", "http://[::1]/", "https://10.1.2.3/hook?a=1", "http://192.168.0.9"]
)
def test_this_machine_and_the_intranet_may_be_told(url: str) -> None:
    _, address, port = resolve_address(url)
    assert address
    assert port in {80, 443, 9000}


@pytest.mark.parametrize(
    "url",
    [
        "ftp://10.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http://user:word@10.0.0.1/",
        "http://10.0.0.1:99999/",
        "http://10.0.0.1:0/",
        "http://10.0.0.1/\r\nHost: a",
        "http://10.0.0.1/a b",
        "javascript:alert(1)",
        "http://10.0.0.1/" + "a" * 3000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        check_address(url)


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "[fe80::1]",
        "[::ffff:169.254.169.254]",
        "100.100.100.200",
        "0.0.0.0",
        "224.0.0.1",
        "2852039166",
    ],
)
def test_what_hands_out_a_machines_keys_is_refused(host: str) -> None:
    with pytest.raises(BadAddress):
        resolve_address(f"http://{host}/latest/meta-data")


def test_a_name_with_one_forbidden_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: Any, **__: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("10.0.0.1", "169.254.169.254")]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(BadAddress):
        resolve_address("http://rebinding.example/")
