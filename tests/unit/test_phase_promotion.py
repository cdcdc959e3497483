"""Market promotion in a small town: who shares the money, what is charged, and what demand does."""

import pytest

from model.levers import LEVER_INDEX
from model.phases.production import produce
from model.phases.promotion import promote


@pytest.fixture
def made(town):
    """North makes 30,000 in what leads it and 90,000 in what does not, South 10,000 and 5,000."""
    town.state.cells.output[:] = [[30_000.0, 90_000.0], [5000.0, 10_000.0], [70_000.0, 70_000.0]]
    return town


@pytest.fixture
def spend(made, central, neutral):
    """Promote in a quarter with so many 10k yuan a year in each park."""

    def spent(*money):
        for place, strength in enumerate(money):
            neutral[place].market_promotion = strength
        promote(made.costs, made.world, made.parks, made.state.cells, central, neutral)

    return spent


def cost(town):
    return int(town.costs[LEVER_INDEX["market_promotion"]])


def test_zones_share_the_money_by_what_leads_them_and_only_that_is_promoted(made, spend):
    spend(80.0, 80.0)  # 80 on 40,000 are 0.002 a year: 0.0005 in a quarter
    assert made.parks.goodwill.tolist() == pytest.approx([0.0005, 0.0005, 0.0])
    # 0.1 (1 - e^-0.1) in a quarter are four times as much a year
    assert made.state.cells.promotion.tolist()[:2] == [
        pytest.approx([0.0380650328, 0.0]),
        pytest.approx([0.0, 0.0380650328]),
    ]
    assert not made.state.cells.promotion[made.OUTSIDE].any()
    assert cost(made) == 200_000  # 80 x 10k yuan / 4


def test_a_zone_alone_has_all_of_the_money(made, spend):
    spend(0.0, 80.0)  # 80 on 10,000
    assert made.parks.goodwill.tolist() == pytest.approx([0.0, 0.002, 0.0])
    assert cost(made) == 200_000


def test_what_was_gained_is_lost_as_goodwill_fades(made, spend):
    spend(80.0, 80.0)
    spend(0.0, 0.0)
    assert made.parks.goodwill[made.NORTH] == pytest.approx(0.00045)
    # 0.1 (e^-0.1 - e^-0.09) x 4
    assert made.state.cells.promotion[made.NORTH, made.LIGHT] == pytest.approx(-0.0036375069)
    assert cost(made) == 200_000


def test_an_industry_that_leads_since_a_merger_neither_gains_nor_loses_by_promotion(made, spend):
    spend(80.0, 80.0)
    made.merge()
    made.state.cells.leads[: made.OUTSIDE] = 1  # both zones are now led by both industries
    spend(80.0, 0.0)  # 80 on 30,000 that light industry makes in North, not on the 120,000 of both
    # 0.9 x 0.0005 + 80 / 120,000
    assert made.parks.goodwill[made.NORTH] == pytest.approx(0.00045 + 80.0 / 120_000)
    spend(0.0, 0.0)
    assert made.parks.goodwill[made.SOUTH] == pytest.approx(0.000405)
    # 0.1 (e^-0.09 - e^-0.081) x 4 in what leads South itself
    assert made.state.cells.promotion[made.SOUTH].tolist() == pytest.approx([0.0, -0.0033050025])
    assert made.state.cells.promotion[made.NORTH, made.HEAVY] == 0.0
    assert cost(made) == 400_000  # twice 80 x 10k yuan / 4


def test_nothing_that_leads_is_nothing_to_promote(made, spend):
    made.state.cells.output[:] = 0.0
    spend(80.0, 80.0)
    assert (made.parks.goodwill.sum(), cost(made)) == (0.0, 0)


def test_promoted_firms_grow_more(made, spend, central, neutral):
    central.growth_spread = central.exit_hazard = 0.0
    outputs = []
    for shift in (0.0, 0.04):
        made.state.cells.promotion[made.NORTH, made.LIGHT] = shift
        firm = made.add_firm(output=2000.0, design=9000.0)
        produce(1, made.key, made.world, made.state, central, neutral, made.book)
        outputs.append(firm.output)
        firm.stage = 3
    assert outputs[1] / outputs[0] == pytest.approx(1.0100501671)  # e^0.01
