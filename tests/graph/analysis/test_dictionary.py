from graph.analysis.dictionary import dictionary_of
from graph.snapshot import Snapshot
from tests.graph.analysis.worlds import World


def world(*names: str) -> Snapshot:
    made = World()
    for name in names:
        made.thing("tec", name)
    return made.snapshot()


def test_words_that_every_need_uses_are_no_names() -> None:
    assert dictionary_of(world("设备", "系统")).terms_in("需要设备和系统") == ()


def test_a_name_is_found_without_its_empty_ending_but_less_surely() -> None:
    snapshot = world("视觉检测系统")
    (term,) = dictionary_of(snapshot).terms_in("做视觉检测")
    assert (snapshot.name(term.number), term.fit) == ("视觉检测系统", 0.9)


def test_kinds_end_with_the_name_and_broader_names_are_its_end() -> None:
    snapshot = world("打标机", "激光打标机", "打标机镜片")
    dictionary = dictionary_of(snapshot)
    assert [snapshot.name(one) for one in dictionary.kinds_of("打标机")] == ["激光打标机"]
    assert [snapshot.name(one) for one in dictionary.broader_than("激光打标机")] == ["打标机"]
    assert dictionary.kinds_of("无此物") == dictionary.broader_than("无此物") == ()
