import json
from dataclasses import dataclass
from datetime import date

from api.wire import error_of, to_json, to_wire
from ontology.errors import UnknownChain


@dataclass(frozen=True)
class Thing:
    cls: str
    seen: date
    parts: tuple[float, ...]


def test_a_dataclass_becomes_an_object_and_cls_is_called_class() -> None:
    thing = Thing("Enterprise", date(2026, 6, 30), (0.1234567891, 1.0))
    assert to_wire(thing) == {"class": "Enterprise", "seen": "2026-06-30", "parts": [0.123457, 1.0]}


def test_chinese_stays_readable() -> None:
    assert to_json({"环节": "减速器"}) == '{"环节": "减速器"}'


def test_an_error_says_type_message_and_hint() -> None:
    found = error_of(UnknownChain("机器人", ["工业机器人"]))
    assert found["error"]["type"] == "UnknownChain"
    assert "工业机器人" in found["error"]["message"]
    assert found["error"]["hint"]
    assert json.loads(to_json(found)) == found
