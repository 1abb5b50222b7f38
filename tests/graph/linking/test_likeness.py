from graph.linking.likeness import Likeness


def test_likeness_is_one_for_the_same_name_and_nothing_for_another() -> None:
    likeness = Likeness([("减速器", ("node:a/b", "减速器")), ("编码器", ("node:a/c", "编码器"))])
    assert [(one.node, one.score) for one in likeness.nearest("减速器")] == [("node:a/b", 1.0)]
    assert likeness.nearest("白糖") == ()
