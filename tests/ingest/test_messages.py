import io

import pytest

from ingest.messages import receive, send


def test_objects_arrive_in_order_and_whole() -> None:
    stream = io.BytesIO()
    for message in (["减速器"], None, b""):
        send(stream, message)
    stream.seek(0)
    assert [receive(stream) for _ in range(3)] == [["减速器"], None, b""]


@pytest.mark.parametrize("kept", [0, 3, 8, -1])
def test_a_stream_that_ends_early_says_so(kept: int) -> None:
    stream = io.BytesIO()
    send(stream, "减速器")
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream.getvalue()[:kept]))
