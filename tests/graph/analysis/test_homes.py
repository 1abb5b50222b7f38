from graph.analysis.homes import home_mask, homeless_mask
from tests.graph.analysis.worlds import World


def test_a_city_lies_in_its_province_and_in_its_economic_region() -> None:
    world = World()
    keys = [world.firm(region or "何处", region) for region in ("杭州市", "江苏", "广东", "")]
    snapshot = world.snapshot()
    numbers = snapshot.index_of(keys)
    assert home_mask(snapshot, "reg:330000")[numbers].tolist() == [True, False, False, False]
    assert home_mask(snapshot, "reg:yangtze-delta")[numbers].tolist() == [True, True, False, False]
    assert home_mask(snapshot, None)[numbers].all()
    assert homeless_mask(snapshot)[numbers].tolist() == [False, False, False, True]
