import pytest

from model.phases.measuring import measure
from model.state import Channel, Grade, Request, Stage


@pytest.fixture
def sums(town, central):
    """Measure the town in a quarter, the last of its year or not, and return the yearly sums."""

    def measured(weight=0.25, year_end=False):
        measure(weight, year_end, town.world, town.state, central, town.book, town.sums)
        return town.sums

    return measured


def test_flows_of_registered_firms_are_summed_by_park_and_industry(town, sums):
    town.add_firm(output=3000.0, energy_intensity=0.5, emission_intensity=2.0, hightech=1)
    town.add_firm(output=1000.0, energy_intensity=1.0)
    town.add_firm(output=700.0, park=1, industry=1)
    town.add_firm(output=900.0, above_scale=0)
    year = sums()
    # a quarter of 3000 + 1000; 0.5 x 3000 + 1000; 2 x 3000 + 1000
    assert (year.output[0, 0], year.hightech_output[0, 0], year.output[1, 1]) == (1000.0, 750.0, 175.0)
    assert (year.energy[0, 0], year.emissions[0, 0]) == (625.0, 1750.0)
    assert year.firms.sum() == 0.0  # stocks only at the end of the year


def test_stocks_are_those_of_the_end_of_the_year(town, sums):
    town.add_firm(land=30, floor=20, leased=10, capital=400.0, year_output=20_000.0)
    town.add_firm(land=99, above_scale=0)
    year = sums(year_end=True)
    stocks = [year[name][0, 0] for name in ("firms", "land", "floor", "leased", "capital")]
    assert stocks == [1.0, 30.0, 30.0, 10.0, 400.0]


def test_the_holdings_of_a_park_count_every_firm_and_project(town, sums):
    town.add_firm(land=30, floor=20, leased=10, capital=400.0, above_scale=0)
    building = {"stage": Stage.PROJECT, "above_scale": 0, "capital": 0.0, "request": Request.BUILDING}
    town.add_firm(**building, request_capital=60.0, request_floor=8, land=5)
    town.add_firm(**building, request_capital=40.0, request_floor=7, request_channel=Channel.LEASE, leased=7)
    town.add_firm(request=Request.WAITING, request_capital=999.0, request_floor=999, capital=1.0)
    town.add_firm(stage=Stage.CLOSED, land=999, above_scale=0)
    sums()
    park = town.parks[0]
    assert (park.firm_land, park.firm_floor, park.firm_leased, park.firm_capital) == (35, 28.0, 17, 501.0)


def test_energy_of_a_park_counts_every_producing_firm_in_whole_units(town, sums):
    town.add_firm(output=10.0, energy_intensity=0.12345)  # 1234.5 kgce
    town.add_firm(output=10.0, energy_intensity=0.12345, above_scale=0)
    sums()
    assert town.parks.firm_energy[0] == 2470
    assert town.state.grades.energy_wanted[0].tolist() == pytest.approx([0.0, 2.469, 0.0, 0.0])


def test_curtailment_cuts_what_is_produced_and_not_what_is_wanted(town, sums):
    town.state.grades.run_rate[0, Grade.D] = 0.7
    town.add_firm(output=1000.0, grade=Grade.D)
    year = sums()
    assert year.output[0, 0] == pytest.approx(175.0)
    assert town.book.curtailed[0] == pytest.approx(300.0)
    assert town.parks.firm_energy[0] == 700_000
    assert town.state.grades.energy_wanted[0, Grade.D] == 1000.0


def test_shares_follow_the_sums(town, sums):
    town.add_firm(output=3000.0, hightech=1, capability=0.5)
    town.add_firm(output=1000.0, industry=1, capability=-0.1)
    town.add_firm(output=1000.0, park=1, capability=0.1)
    sums()
    assert town.parks.hightech_share.tolist() == [0.75, 0.0, 0.0]
    assert town.state.cells.cluster[0].tolist() == [0.75, 0.25]
    # (3000 x 0.5 + 1000 x 0.1) / 4000
    assert town.state.market.mean_capability.tolist() == pytest.approx([0.4, -0.1])


def test_where_nothing_is_produced_shares_are_nothing(town, sums):
    town.parks.hightech_share, town.state.cells.cluster, town.state.market.mean_capability = 0.5, 0.5, 0.5
    sums()
    assert not town.parks.hightech_share.any()
    assert not town.state.cells.cluster.any()
    assert not town.state.market.mean_capability.any()


def test_sums_of_a_quarter_start_from_nothing_and_those_of_a_year_add_up(town, sums):
    town.add_firm(output=1000.0)
    sums()
    year = sums()
    assert year.output[0, 0] == 500.0
    assert town.state.cells.output[0, 0] == 1000.0


def test_the_baseline_leaves_the_register_alone(town, sums):
    town.add_firm(output=1000.0, year_output=0.0)
    town.add_firm(output=9000.0, stage=Stage.RAMPING, above_scale=0)
    year = sums(weight=1.0, year_end=True)
    assert year.output[0, 0] == 1000.0
    assert (town.book.registered.sum(), town.book.deregistered.sum()) == (0, 0)


@pytest.mark.parametrize(("output", "leads"), [(50_000.0, 1), (49_999.0, 0)])
def test_large_firms_of_the_register_lead(town, sums, output, leads):
    town.add_firm(output=output, year_output=4 * output)
    town.add_firm(output=output, above_scale=0)
    assert sums(year_end=True).leaders[0, 0] == leads
    assert town.state.cells.leaders[0, 0] == leads
    assert sums().leaders[0, 0] == leads  # a stock: not added up over the quarters
    assert town.state.cells.leaders.sum() == leads


def test_a_firm_that_is_curtailed_below_the_line_does_not_lead(town, sums):
    town.state.grades.run_rate[0, Grade.B] = 0.9
    town.add_firm(output=55_000.0, year_output=220_000.0)
    sums()
    assert town.state.cells.leaders.sum() == 0  # 49500


# The threshold is 500,000 and the factor 2.5, so 200,000 in the city are enough for a group. Twice as much is made in the
# last quarter, half of which may run: neither counts, only what the year made.
@pytest.mark.parametrize(
    ("year_output", "group", "local"),
    [(799_999.0, 0, 0), (800_000.0, 1, 0), (1_999_999.0, 1, 0), (2_000_000.0, 1, 1)],
)
def test_large_firms_are_counted_by_the_sales_of_their_group_and_by_their_own(town, sums, year_output, group, local):
    town.state.grades.run_rate[:] = 0.5
    town.add_firm(park=town.OUTSIDE, output=year_output / 2, year_output=year_output)
    year = sums(year_end=True)
    assert year.large_firms_group_sales[town.OUTSIDE, 0] == group
    assert year.large_firms_local_sales[town.OUTSIDE, 0] == local
    assert sums().large_firms_group_sales.sum() == group  # a stock: not added up over the quarters


@pytest.mark.parametrize(("output", "group", "local"), [(199_999.0, 0, 0), (200_000.0, 1, 0), (500_000.0, 1, 1)])
def test_at_the_baseline_a_firm_sells_at_the_pace_of_its_output(town, sums, output, group, local):
    town.add_firm(output=output, year_output=0.0)
    town.add_firm(output=output, year_output=0.0, stage=Stage.RAMPING, above_scale=0)
    year = sums(weight=1.0, year_end=True)
    assert year.large_firms_group_sales[0, 0] == group
    assert year.large_firms_local_sales[0, 0] == local


def test_a_mover_holds_its_old_site_and_what_it_builds(town, sums):
    mover = {"park": town.OUTSIDE, "request_park": town.NORTH, "land": 10, "floor": 9, "leased": 8, "capital": 7.0}
    building = {"request": Request.BUILDING, "request_land": 60, "request_floor": 50, "request_capital": 40.0}
    town.add_firm(**mover, **building)
    town.add_firm(**mover, **{**building, "request_channel": Channel.LEASE, "request_land": 0})
    town.add_firm(**mover, **{**building, "request": Request.WAITING})
    sums()
    held = [town.parks[name].tolist() for name in ("firm_land", "firm_floor", "firm_leased", "firm_capital")]
    assert held == [[60, 0, 30], [50.0, 0.0, 27.0], [50, 0, 24], [80.0, 0.0, 21.0]]


def test_value_added_of_a_park_is_that_before_curtailment(town, sums):
    # (3000 x 0.25 + 1000 x 0.5) though the grade may run half of it; a firm off the register does not count
    town.world.industries.value_added_rate[:] = [0.25, 0.5]
    town.state.grades.run_rate[:] = 0.5
    town.add_firm(output=3000.0)
    town.add_firm(output=1000.0, industry=town.HEAVY)
    town.add_firm(output=500.0, above_scale=0)
    sums()
    assert town.parks.value_added.tolist() == [1250.0, 0.0, 0.0]
    sums()
    assert town.parks.value_added[0] == 1250.0
