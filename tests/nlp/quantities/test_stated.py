"""What is known of a number that may state something."""

import numpy as np

from nlp.quantities.model import QuantityModel
from nlp.quantities.numbers import Number, find_numbers
from nlp.quantities.stated import parts_of
from nlp.spans import Span
from ontology.schema import EntityClass as C


def test_a_number_inside_a_name_is_told_by_the_class_of_the_name() -> None:
    text = "100家企业培育行动启动"
    (number,) = find_numbers(text)
    parts = {part[0]: part[1:] for part in parts_of(text, number, (Span(0, 9, text[:9], C.INITIATIVE),), False)}
    assert parts["name"][0] == C.INITIATIVE.value


def test_what_the_rules_say_is_one_of_the_things_known() -> None:
    text = "企业3家"
    (number,) = find_numbers(text)
    assert list(parts_of(text, number, (), True)) != list(parts_of(text, number, (), False))


def model_of(weight: float) -> QuantityModel:
    """A model in whose eyes each feature of a number speaks by `weight` for it."""
    arrays = {"buckets": np.array([1]), "places": np.array([0]), "weights": np.array([[weight]])}
    parts = ("stated", "sure", "metric", "subject")
    return QuantityModel.from_arrays({f"{part}.{name}": array for part in parts for name, array in arrays.items()})


def is_stated(text: str, odds: float) -> bool:
    """Whether a model takes the number of a text that in its eyes has these log odds."""
    number: Number
    (number,) = find_numbers(text)
    features = model_of(1.0).stated.sum(parts_of(text, number, (), True))
    return model_of(odds / features).is_stated(text, number, (), ruled=True)


def test_a_number_is_taken_where_it_surely_states_something() -> None:
    assert is_stated("新设企业3家", odds=2.0)
    assert not is_stated("新设企业3家", odds=1.0)


def test_a_share_that_the_rules_take_needs_no_model() -> None:
    assert is_stated("产值增长3%", odds=-1.0)
