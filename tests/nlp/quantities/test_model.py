"""What was learned of numbers, at work."""

import numpy as np

from nlp.annotated import AnnotatedSentence
from nlp.quantities import find_readings
from nlp.quantities.model import QuantityModel, are_alike, kinds_of
from nlp.quantities.numbers import find_numbers
from nlp.quantities.stated import parts_of
from nlp.spans import Extraction, Reading, Span
from nlp.tagging.clusters import Clusters
from nlp.training.quantities import train_quantities
from ontology.schema import EntityClass as C


def annotated(number: int, text: str, *readings: Reading, names: tuple[Span, ...] = ()) -> AnnotatedSentence:
    return AnnotatedSentence(f"d-{number}", text, Extraction(names, (), readings))


SENTENCES = tuple(
    annotated(
        number,
        f"园区新签约{kind}项目{number}个、到位资金{number + 7}亿元。",
        Reading("", f"新签约{kind}项目", str(number), "个"),
        Reading("", f"新签约{kind}项目到位资金", str(number + 7), "亿元"),
    )
    for number, kind in enumerate(("重点", "亿元", "产业", "科技", "外资", "工业", "数字", "农业"), start=31)
)


def test_a_model_learns_what_a_later_number_takes_from_an_earlier_one() -> None:
    model = QuantityModel.from_arrays(train_quantities(SENTENCES))
    found = find_readings("园区新签约民营项目52个、到位资金60亿元。", model=model)
    assert [reading.metric.removeprefix("园区") for reading in found] == ["新签约民营项目", "新签约民营项目到位资金"]


def test_a_number_with_nothing_around_it_counts_nothing() -> None:
    model = QuantityModel.from_arrays(train_quantities(SENTENCES))
    assert find_readings("20%", model=model) == ()


def test_the_same_sentences_give_the_same_arrays() -> None:
    first, second = train_quantities(SENTENCES), train_quantities(SENTENCES)
    assert first.keys() == second.keys()
    assert all(first[name].tobytes() == second[name].tobytes() for name in first)


def test_a_model_learns_whose_numbers_they_are() -> None:
    firms = ("海尔", "三一", "美的", "格力", "徐工", "中车")
    sentences = [
        annotated(
            number,
            f"{firm}在青岛的工厂有设备{number}台。",
            Reading(firm, "设备", str(number), "台"),
            names=(Span(0, 2, firm, C.ENTERPRISE), Span(3, 5, "青岛", C.REGION)),
        )
        for number, firm in enumerate(firms, start=21)
    ]
    model = QuantityModel.from_arrays(train_quantities(sentences))
    names = (Span(0, 2, "潍柴", C.ENTERPRISE), Span(3, 5, "济南", C.REGION))
    assert [one.subject for one in find_readings("潍柴在济南的工厂有设备40台。", names, model=model)] == ["潍柴"]


def test_phrases_are_alike_when_they_share_their_ends() -> None:
    assert are_alike("规上工业增加值", "工业增加值")
    assert are_alike("工业增加值增长率", "工业增加值增长")
    assert not are_alike("总投资", "新签约项目总投资")


def test_kinds_of_words_are_their_clusters() -> None:
    assert kinds_of(Clusters({"产量": (5, 2), "产值": (5, 3)}).to_arrays()) == {"产量": "5", "产值": "5"}


def test_no_clusters_give_no_kinds() -> None:
    assert kinds_of(Clusters({}).to_arrays()) == {}


def speaking_for(weight: float) -> QuantityModel:
    """A model in whose eyes each feature of a number speaks by `weight` for it."""
    arrays = {"buckets": np.array([1]), "places": np.array([0]), "weights": np.array([[weight]])}
    parts = ("stated", "metric", "subject")
    return QuantityModel.from_arrays({f"{part}.{name}": array for part in parts for name, array in arrays.items()})


def is_stated(text: str, odds: float) -> bool:
    """Whether a model takes the number of a text that in its eyes has these log odds."""
    (number,) = find_numbers(text)
    features = speaking_for(1.0).stated.sum(parts_of(text, number, (), True))
    return speaking_for(odds / features).is_stated(text, number, (), ruled=True)


def test_a_number_is_taken_where_it_surely_states_something() -> None:
    assert is_stated("新设企业3家", odds=2.0)
    assert not is_stated("新设企业3家", odds=1.0)


def test_a_share_that_the_rules_take_needs_no_model() -> None:
    assert is_stated("产值增长3%", odds=-1.0)
