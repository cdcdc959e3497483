"""The fund for towns and room for energy: whom they serve, what they are worth and what they cost."""

import pytest

from model.levers import LEVER_INDEX
from model.phases.calendar import step_energy_budgets
from model.phases.cultivating import cultivated_output, cultivation_at
from model.phases.park_output import output_of_zones
from model.phases.production import set_upgrade_rates
from model.towns import TownStatus


@pytest.fixture
def towns(town):
    """North is a candidate that makes 30,000, South a municipal town that makes 10,000; outside are 160,000."""
    town.parks.town_status[:] = [TownStatus.CANDIDATE, TownStatus.MUNICIPAL, TownStatus.NONE]
    town.state.cells.output[:] = [[20_000.0, 10_000.0], [4000.0, 6000.0], [80_000.0, 80_000.0]]
    return town


@pytest.fixture
def worth(towns, neutral):
    """What the fund is worth in each park at so many 10k yuan a year there."""

    def found(*money):
        for place, strength in enumerate(money):
            neutral[place].town_cultivation = strength
        output = cultivated_output(towns.parks, towns.state.cells, neutral)
        of_zones = output_of_zones(towns.world.sites, towns.state.cells)
        return [cultivation_at(place, towns.parks, neutral, output, of_zones) for place in range(3)]

    return found


def test_a_fund_for_all_towns_is_worth_the_money_of_all_zones_over_the_output_of_towns(worth):
    assert worth(800.0, 800.0) == pytest.approx([800.0, 800.0, 0.0])  # both zones are towns
    assert worth(0.0, 800.0) == pytest.approx([0.0, 3200.0, 0.0])  # 800 on 10,000 are 3,200 on the 40,000 of the zones


def test_a_cluster_that_is_not_listed_has_no_part(towns, worth):
    towns.parks.town_status[towns.NORTH] = TownStatus.POTENTIAL
    assert worth(800.0, 800.0) == pytest.approx([0.0, 3200.0, 0.0])
    towns.parks.town_status[:] = TownStatus.NONE
    assert worth(800.0, 800.0) == [0.0, 0.0, 0.0]


def test_firms_of_towns_upgrade_more_often_and_both_funds_reach_together(towns, central, neutral):
    neutral.innovation_fund = 5000.0
    neutral[towns.SOUTH].town_cultivation = 2000.0  # worth 8,000 in South
    state = towns.state
    set_upgrade_rates(towns.costs, towns.world, state.parks, state.market, state.cells, central, neutral)
    # 0.25 x exp(0.5 (1 - e^-0.25)) and exp(0.5 (1 - e^-0.65))
    assert state.cells.upgrade_rate[:, towns.HEAVY].tolist() == pytest.approx([0.2792369, 0.3174874, 0.25], rel=1e-6)
    assert towns.costs[LEVER_INDEX["town_cultivation"]] == 5_000_000  # 2,000 x 10k yuan / 4
    assert towns.costs[LEVER_INDEX["innovation_fund"]] == 12_500_000


def test_the_fund_is_not_paid_where_it_serves_no_town(towns, central, neutral):
    towns.parks.town_status[:] = TownStatus.POTENTIAL
    neutral.town_cultivation = 2000.0
    state = towns.state
    set_upgrade_rates(towns.costs, towns.world, state.parks, state.market, state.cells, central, neutral)
    assert towns.costs.sum() == 0
    assert state.cells.upgrade_rate.ravel().tolist() == pytest.approx([0.25] * 6)


@pytest.mark.parametrize(
    ("status", "budget"),
    [(TownStatus.CANDIDATE, 10_500), (TownStatus.MUNICIPAL, 10_800), (TownStatus.PROVINCIAL, 10_800)],
)
def test_energy_budgets_of_recognised_towns_grow_by_more(towns, central, neutral, status, budget):
    towns.parks.energy_budget[:] = 10_000
    towns.parks.town_status[towns.NORTH] = status
    neutral.town_energy_room = 3.0  # percentage points beside 5 %
    step_energy_budgets(towns.world, towns.parks, central, neutral)
    assert towns.parks.energy_budget.tolist() == [budget, 10_800, 10_500]
