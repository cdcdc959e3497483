import numpy as np
import pytest

from model.parameters import alternatives_of
from model.phases.clustering import grow_clusters, spread_demand

EFFECT = alternatives_of("agglomeration")


@pytest.fixture
def linked(town):
    """Heavy industry sells to light: 0.3 of its output. A quarter ago they made 4000 and 1000."""
    town.world = town.world._replace(inputs=np.array([[0.0, 0.0], [0.3, 0.0]]))
    market = town.state.market
    market.demand[:] = [0.05, 0.08]
    market.output_before[:] = [4000.0, 1000.0]
    market.output[:] = [4100.0, 1020.0]
    return town


def test_suppliers_gain_what_users_in_the_city_buy_more(linked, central):
    # light grew by 100, which takes 0.12 x 0.3 x 100 = 3.6 more of heavy's 1000 in a quarter: 0.0144 a year.
    # its share of heavy's sales, 0.12 x 0.3 x 4000 / 1000 = 0.144, no longer grows by 0.08
    spread_demand(linked.world, linked.state.market, central)
    assert linked.state.market.demand.tolist() == pytest.approx([0.05, 0.08 + 0.0144 - 0.144 * 0.08])


def test_what_suppliers_gain_is_what_users_buy_more(linked, central):
    linked.world = linked.world._replace(inputs=np.array([[0.0, 0.11], [0.3, 0.0]]))
    linked.state.market.demand[:] = 0.0
    spread_demand(linked.world, linked.state.market, central)
    gained = (linked.state.market.demand * linked.state.market.output_before).sum() / 4
    assert gained == pytest.approx(0.12 * (0.3 * 100.0 + 0.11 * 20.0))


def test_where_everybody_grows_as_demand_does_nothing_moves(linked, central):
    market = linked.state.market
    market.demand[:] = 0.08
    market.output[:] = market.output_before * 1.02
    spread_demand(linked.world, market, central)
    assert market.demand.tolist() == pytest.approx([0.08, 0.08], rel=1e-12)


def test_a_still_world_stays_still(linked, central):
    market = linked.state.market
    market.demand[:] = 0.0
    market.output[:] = market.output_before
    spread_demand(linked.world, market, central)
    assert market.demand.tolist() == [0.0, 0.0]


def no_links(town, central):
    town.world = town.world._replace(inputs=np.zeros((0, 0)))


def nothing_bought_here(town, central):
    central.local_purchase = 0.0


def first_quarter(town, central):
    town.state.market.output_before[:] = 0.0


def no_users(town, central):
    town.state.market.output_before[0] = 0.0


@pytest.mark.parametrize("change", [no_links, nothing_bought_here, first_quarter, no_users])
def test_without_purchases_in_the_city_demand_stays_to_the_bit(linked, central, change):
    change(linked, central)
    before = linked.state.market.demand.tobytes()
    spread_demand(linked.world, linked.state.market, central)
    assert linked.state.market.demand.tobytes() == before


def test_a_level_is_approached_and_never_passed(town, central):
    # North's light industry has grown to e^0.6 times: it is to gain 0.05 x 0.6 x 0.85 = 0.0255, 0.3 of the gap a year
    central.agglomeration = EFFECT.level
    cell = town.state.cells[town.NORTH, town.LIGHT]
    cell.cluster_baseline, cell.output = 20_000.0, 20_000.0 * np.exp(0.6)
    grow_clusters(town.state.cells, central)
    assert (cell.cluster_gain, cell.agglomeration) == pytest.approx((0.00765, 0.0019125))
    assert town.state.cells[town.SOUTH].cluster_gain.tolist() == [0.0, 0.0]
    for _ in range(199):
        grow_clusters(town.state.cells, central)
    assert cell.agglomeration == pytest.approx(0.0255, rel=1e-5)
    assert cell.agglomeration <= 0.0255


@pytest.mark.parametrize(
    ("effect", "gain"),
    [("level", 0.002), ("growth", 0.006), ("off", 0.0)],  # 0.3 x (0.0255 - x); 0.02 x 0.3
)
def test_each_alternative_adds_its_own_growth(town, central, effect, gain):
    central.agglomeration = getattr(EFFECT, effect)
    cell = town.state.cells[town.SOUTH, town.HEAVY]
    cell.cluster, cell.cluster_baseline, cell.output = 0.3, 30_000.0, 30_000.0 * np.exp(0.6)
    cell.agglomeration = 0.0255 - 0.002 / 0.3
    grow_clusters(town.state.cells, central)
    assert cell.cluster_gain == pytest.approx(gain)


def test_by_growth_the_share_of_the_park_counts_as_it_always_did(town, central):
    town.state.cells.cluster[:] = [[0.3, 0.7], [0.0, 1.0], [0.6, 0.4]]
    grow_clusters(town.state.cells, central)
    assert (town.state.cells.cluster_gain == 0.02 * town.state.cells.cluster).all()
