"""Personal data made unreadable, and what only looks like it left alone."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.values.personal import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人王某，13800138000。", "联系人王某，138****8000。"),
        ("手机：+86 138-0013-8000", "手机：+86 138-****-8000"),
        ("电话１３８００１３８０００", "电话１３８****８０００"),
        ("身份证11010519491231002X办理", "身份证110*************2X办理"),
        ("身份证号440524 18800101 0014", "身份证号440*** ******** **14"),
        ("旧身份证110105491231002", "旧身份证110**********02"),
        ("账号6222021234567890123不是卡", "账号6222021234567890123不是卡"),
        ("卡号 4111 1111 1111 1111", "卡号 411* **** **** **11"),
        ("写信到 zhang.san@qq.com", "写信到 z********@qq.com"),
        ("写信到 lisi@firm.com.cn。", "写信到 l***@firm.com.cn。"),
        ("写信到 a@b.cn", "写信到 *@b.cn"),
    ],
)
def test_what_belongs_to_a_person_is_masked_sign_for_sign(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码 913300001429434421",
        "总机 0571-88886666，传真 0571-8888-6667",
        "注册资本 13800138000 元，营业收入15000000000.5元，共13800138000万",
        "￥13800138000",
        "身份证110105194912310021校验位不对",
        "doc:a13800138000b 编号 X13800138000",
        "info@firm.cn、service2@firm.cn、zhaobiao@firm.cn",
        "ISBN 9787111213826，专利 CN201910123456.7，2026-11-28 17:00:00",
        "ent:91330100YL0000012E",
        "5c3a9e1391234567812f",
        "",
    ],
)
def test_what_belongs_to_nobody_stays(text: str) -> None:
    assert masked(text) == text


@given(st.text(alphabet="0123456789Xx -@.a中", max_size=60))
def test_a_masked_text_is_as_long_and_masked_once_and_for_all(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(new in {old, "*"} for old, new in zip(text, shown, strict=True))


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.sampled_from(["，", "电话", " ", "", "\n", "（"]))
def test_every_mobile_number_is_masked(number: str, around: str) -> None:
    assert not re.search(r"\d{11}", masked(f"{around}{number}{around}"))


@given(
    st.sampled_from([110101, 330106, 440524, 511002, 650102]),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
)
def test_every_identity_number_with_a_right_check_digit_is_masked(region: int, born: date, order: int) -> None:
    body = f"{region}{born:%Y%m%d}{order:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(one) * weight for one, weight in zip(body, weights, strict=True)) % 11]
    assert body not in masked(f"身份证{body}{check}。")
