import pytest

from nlp.model_file import NO_MODEL
from nlp.pipeline import Extractor
from nlp.spans import Span
from nlp.tagging.vetoes import is_vetoed, without_vetoed
from ontology.schema import EntityClass as C


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("如某工业互联网平台", C.PLATFORM),
        ("该公司", C.ENTERPRISE),
        ("省级平台", C.PLATFORM),
        ("重点项目", C.INITIATIVE),
        ("-交通设备上云", C.PLATFORM),
        ("龙头企业", C.ENTERPRISE),
        ("稳金融", C.ENTERPRISE),
        ("县域医疗共同体", C.ENTERPRISE),
        ("创新链", C.PLATFORM),
        ("惠民生", C.ENTERPRISE),
        ("样例特大桥", C.ENTERPRISE),
        ("“四个全面”战略", C.INITIATIVE),
        ("技师学院", C.ORGANIZATION),
        ("平安", C.REGION),
        ("坚决贯彻落实党中央", C.ORGANIZATION),
        ("自贸试验区", C.PARK),
        ("规划纲要", C.POLICY),
    ],
)
def test_a_generic_or_unnamed_mention_is_no_name(text: str, cls: C) -> None:
    assert is_vetoed(text, cls)


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("本田", C.ENTERPRISE),
        ("“千企样例”行动", C.INITIATIVE),
        ("《样例》方案", C.POLICY),
        ("样例云平台", C.PLATFORM),
        ("样例职业技术学院", C.ORGANIZATION),
        ("平安区", C.REGION),
        ("样例自贸试验区", C.PARK),
        ("样例发展规划纲要", C.POLICY),
    ],
)
def test_a_name_that_only_looks_like_one_is_kept(text: str, cls: C) -> None:
    assert not is_vetoed(text, cls)


def test_rules_alone_and_repeats_are_bound_too() -> None:
    text = "各级政府和县域医疗共同体。"
    assert not [span for span in Extractor(model=NO_MODEL).entities(text) if is_vetoed(span.text, span.cls)]
    spans = (Span(0, 4, "各级政府", C.ORGANIZATION), Span(5, 7, "县域", C.REGION))
    assert without_vetoed(spans) == spans[1:]
