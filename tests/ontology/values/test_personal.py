import pytest

from ontology.values.personal import personal_in


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("联系13800138000", ("手机号",)),
        ("+86 138-0013-8000", ("手机号",)),
        ("身份证33010619900101123X的人", ("身份证号",)),
        ("写信到 a.b+c@mail.example.cn", ("电子邮箱",)),
        ("91330100YL0000012E 需要 200 台", ()),
        ("统一社会信用代码 913300001429434421", ()),
        ("预算 13800138000.5 不是电话号码的一部分 213800138000", ("手机号",)),
        ("电话１３８００１３８０００", ("手机号",)),
        ("0571-88886666 总机", ()),
    ],
)
def test_what_belongs_to_a_person_is_seen(text: str, kinds: tuple[str, ...]) -> None:
    assert personal_in(text) == kinds
