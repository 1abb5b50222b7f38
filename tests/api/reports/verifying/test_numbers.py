import pytest

from api.reports.verifying.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见到 3 家，占 12.5 %", ("3", "12.5%")),
        ("２０２６年，９８％", ("2026", "98%")),
        ("2026-11-28", ("2026", "-11", "-28")),
        ("三成半、两家、十二万", ("三成半", "两", "十二万")),
        ("注①和⑫，3²", ("①", "⑫", "3²")),
        ("没有数", ()),
    ],
)
def test_every_way_of_writing_a_number_is_seen(text: str, found: tuple[str, ...]) -> None:
    assert numbers_in(text) == found
