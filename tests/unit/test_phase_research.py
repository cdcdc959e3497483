"""Who has what of money for research, and what platforms cost to run."""

import numpy as np
import pytest

from model.levers import LEVER_INDEX
from model.parameters import number_of
from model.phases.assessment import recognise_firms
from model.phases.production import set_upgrade_rates
from model.phases.research import own_research, research_served
from model.rules.research import rate_elasticity
from model.streams import Purpose, draw


@pytest.fixture
def researching(town, central):
    """North makes 30,000 and does R&D of 20,000 x 0.01 + 10,000 x 0.02 = 400; South 10,000, R&D of 40 + 120 = 160."""
    central.research_effect = number_of("research_effect", "capability_gain")
    central.upgrade_research = 0.0
    town.world.industries.research_share[:] = [0.01, 0.02]
    town.state.cells.output[:] = [[20_000.0, 10_000.0], [4000.0, 6000.0], [80_000.0, 80_000.0]]
    return town


@pytest.fixture
def lifts(researching, central, neutral):
    """Set upgrade rates; return by park and industry what they are multiplied by, as a power of 1 + R&D added."""

    def found():
        state = researching.state
        set_upgrade_rates(
            researching.costs, researching.world, state.parks, state.market, state.cells, central, neutral
        )
        return (state.cells.upgrade_rate / 0.25) ** (1.0 / rate_elasticity(0.25, central))

    return found


def test_research_is_output_times_what_industries_spend(researching):
    cells = researching.state.cells
    assert own_research(researching.world.industries, cells[researching.NORTH]) == pytest.approx(400.0)
    assert own_research(researching.world.industries, cells[researching.SOUTH]) == pytest.approx(160.0)


def test_the_fund_goes_to_zones_by_output_and_adds_its_real_part_to_their_research(researching, neutral, lifts):
    # of 200 North gets 150 and South 50; 0.9 x 0.7 of it is real: 94.5 on 400 and 31.5 on 160
    neutral.innovation_fund = 200.0
    np.testing.assert_allclose(lifts(), [[1.23625] * 2, [1.196875] * 2, [1.0] * 2])
    assert researching.costs[LEVER_INDEX["innovation_fund"]] == 500_000
    assert researching.costs[LEVER_INDEX["innovation_platforms"]] == 0


def test_a_fund_for_towns_acts_the_same_way(researching, neutral, lifts):
    # 50 for South alone is a fund of 200 for all zones
    researching.parks.town_status[researching.SOUTH] = 2
    neutral[researching.SOUTH].town_cultivation = 50.0
    np.testing.assert_allclose(lifts(), [[1.0] * 2, [1.196875] * 2, [1.0] * 2])


def test_a_platform_serves_what_leads_its_park(researching, lifts):
    # light industry leads North, R&D 200: 1.5 x 400 / 200 = 3; heavy leads South, 120: 1.5 x 400 x 2 / 120 = 10
    researching.parks.provincial_platforms[researching.NORTH] = 1
    researching.parks.national_platforms[researching.SOUTH] = 1
    np.testing.assert_allclose(lifts(), [[4.0, 1.0], [1.0, 11.0], [1.0, 1.0]])
    # three equivalents cost 400 a year each, whatever they bring
    assert researching.costs[LEVER_INDEX["innovation_platforms"]] == 3_000_000


def test_where_nothing_leads_a_platform_serves_all(researching, lifts):
    # 1.5 x 400 / 400 of all of North's R&D
    researching.world.leading[researching.NORTH] = 0
    researching.parks.provincial_platforms[researching.NORTH] = 1
    np.testing.assert_allclose(lifts(), [[2.5] * 2, [1.0] * 2, [1.0] * 2])


def test_platforms_of_a_merged_zone_serve_their_industries_in_all_its_parks(researching, lifts):
    # light industry of both does 200 + 40: 600 / 240 = 2.5
    researching.merge()
    researching.parks.provincial_platforms[researching.NORTH] = 1
    cells = researching.state.cells
    assert research_served(researching.NORTH, researching.world, researching.parks, cells) == pytest.approx(240.0)
    np.testing.assert_allclose(lifts(), [[3.5, 1.0], [3.5, 1.0], [1.0, 1.0]])


def test_fund_and_platforms_add_up_as_money(researching, neutral, lifts):
    neutral.innovation_fund = 200.0
    researching.parks.provincial_platforms[researching.NORTH] = 1
    np.testing.assert_allclose(lifts()[researching.NORTH], [4.23625, 1.23625])


def test_a_platform_that_nobody_can_use_is_paid_for_and_does_nothing(researching, lifts):
    researching.state.cells.output[researching.NORTH] = 0.0
    researching.parks.provincial_platforms[researching.NORTH] = 1
    np.testing.assert_allclose(lifts(), 1.0)
    assert researching.costs[LEVER_INDEX["innovation_platforms"]] == 1_000_000


def test_relabelled_research_passes_for_capability_in_zones_with_a_fund_only(researching, central, neutral, lifts):
    # North reports 135 on 400: 0.08 log2(1.3375 / 1.23625); South 45 on 160: 0.08 log2(1.28125 / 1.196875)
    neutral.innovation_fund = 200.0
    lifts()
    expected = [[0.0090855] * 2, [0.0078624] * 2, [0.0] * 2]
    np.testing.assert_allclose(researching.state.cells.apparent_gain, expected, rtol=1e-4)
    researching.parks.provincial_platforms[researching.SOUTH] = 1
    neutral.innovation_fund = 0.0
    lifts()
    np.testing.assert_array_equal(researching.state.cells.apparent_gain, 0.0)  # what a platform spends is real


def test_relabelled_research_counts_for_nothing_under_the_other_alternative(researching, central, neutral, lifts):
    central.research_effect = number_of("research_effect", "capability_only")
    neutral.innovation_fund = 200.0
    np.testing.assert_allclose(lifts()[researching.NORTH], 1.23625)
    np.testing.assert_array_equal(researching.state.cells.apparent_gain, 0.0)


@pytest.mark.parametrize("word", ["capability_gain", "capability_only", "prototype"])
def test_without_money_nothing_changes_to_the_bit(researching, central, lifts, word):
    central.research_effect = number_of("research_effect", word)
    researching.parks.hightech_share = [0.53, 0.3, 0.2]
    researching.parks.hightech_baseline = [0.3, 0.3, 0.2]
    lifts()
    rates = researching.state.cells.upgrade_rate.copy()
    central.research_effect = number_of("research_effect", "prototype")
    lifts()
    np.testing.assert_array_equal(rates, researching.state.cells.upgrade_rate)
    assert researching.costs.sum() == 0


def test_a_firm_is_recognised_by_what_its_books_show(town, central):
    """At the threshold less 0.1, a tenth short of it: chance 0.5 logistic(-1) = 0.134; with a gain of 0.1 it is 0.25."""
    for row in range(12):
        town.add_firm(capability=0.9, hightech=0, identity=row + 1)
    town.world.industries.recognition_threshold[:] = 1.0
    town.state.cells.apparent_gain[town.NORTH, town.LIGHT] = 0.1
    recognise_firms(4, town.key, town.world, town.state, central)
    firms = town.state.firms
    first = np.array([draw(town.key, identity, 4, Purpose.YEARLY)[0] for identity in firms.identity])
    assert firms.hightech.tolist() == (first < 0.25).tolist()
    assert ((first >= 0.1345) & (first < 0.25)).any()  # else the gain would not show
    np.testing.assert_array_equal(firms.capability, 0.9)
