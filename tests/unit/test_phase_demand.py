import math

import pytest

from model.phases.demand import move_demand
from model.streams import Kind, Purpose, draw, identity_of, normal


def test_without_shocks_demand_is_trend_and_macro_growth(town, central):
    central.macro_shock = central.industry_shock = 0.0
    town.world.industries.trend[:] = [0.05, 0.08]
    move_demand(1, town.key, town.world, town.state.market, town.city, central)
    # 0.05 + 0.025 and 0.08 + 0.025
    assert town.state.market.demand.tolist() == pytest.approx([0.075, 0.105])


def test_an_old_shock_fades_by_a_fifth_a_quarter(town, central):
    central.macro_shock = central.industry_shock = 0.0
    town.city.macro = 0.01
    town.state.market.shock = [0.02, 0.0]
    move_demand(1, town.key, town.world, town.state.market, town.city, central)
    # 0.05 + 0.025 + 0.8 x 0.01 (+ 0.8 x 0.02)
    assert town.state.market.demand.tolist() == pytest.approx([0.099, 0.083])


def test_all_industries_share_the_common_shock_and_have_one_of_their_own(town, central):
    move_demand(3, town.key, town.world, town.state.market, town.city, central)
    fresh = math.sqrt(1 - 0.8**2)
    city = normal(draw(town.key, identity_of(Kind.CITY, 0, 0, 0), 3, Purpose.DEMAND)[0])
    assert town.city.macro == pytest.approx(fresh * 0.015 * city)
    for index, market in enumerate(town.state.market):
        own = normal(
            draw(town.key, identity_of(Kind.INDUSTRY, 0, 0, town.world.industry_numbers[index]), 3, Purpose.DEMAND)[0]
        )
        assert market.shock == pytest.approx(fresh * 0.02 * own)
        assert market.demand == pytest.approx(0.05 + 0.025 + town.city.macro + market.shock)
