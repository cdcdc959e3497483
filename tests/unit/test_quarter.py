from dataclasses import replace

import numpy as np
import pytest

from model import order
from model import quarter as written
from model.quarter import begin, lay_out, run_quarter, year_of
from model.state import Request, Stage, firm_dtype, park_dtype, records


@pytest.fixture
def step(town, central, neutral):
    """Run a town through a quarter in which no firm leaves or expands."""
    central.exit_hazard = central.expansion_rate = 0.0

    def stepped(quarter=1):
        town.book[:] = 0
        run_quarter(quarter, town.key, town.world, town.state, central, neutral, town.book, town.sums)
        assert town.city.fault == 0

    return stepped


@pytest.mark.parametrize(("quarter", "year"), [(0, 0), (1, 1), (4, 1), (5, 2), (20, 5)])
def test_the_baseline_quarter_has_a_year_of_its_own(quarter, year):
    assert year_of(quarter) == year


def test_a_population_is_laid_out_on_a_table_that_another_run_has_used(town):
    firms, parks = records(firm_dtype, 3), records(park_dtype, 3)
    firms.stage[:] = Stage.OPERATING
    firms.identity[:] = [11, 12, 13]
    firms.request[:] = [Request.NONE, Request.BUILDING, Request.WAITING]
    parks.idle[:] = [4, 5, 6]
    for table in (town.state.firms, town.state.parks, town.state.market, town.state.city):
        table.view(np.uint8)[:] = 1
    for table in (town.state.factories, town.state.costs, town.state.grades.run_rate):
        table[:] = 9
    lay_out(firms, parks, town.state)
    assert town.state.firms.identity[:3].tolist() == [11, 12, 13]
    assert (town.state.firms.stage[3:] == Stage.CLOSED).all()
    assert not town.state.firms.land[3:].any()
    assert town.parks.idle.tolist() == [4, 5, 6]
    assert (town.city.rows, town.city.free, town.city.fault, town.city.macro) == (3, 0, 0, 0.0)
    assert (town.city.platforms_due, town.city.platforms_opened) == (0.0, 0)
    assert (town.state.grades.run_rate == 1.0).all()
    assert town.state.open_rows[: town.city.open].tolist() == [1, 2]
    assert town.state.firms.request_listed.tolist() == [0, 1, 1] + [0] * 9
    assert not town.state.market.shock.any()
    assert not town.state.factories.any()
    assert not town.state.costs.any()


def test_the_baseline_is_recorded_as_it_is(town, central):
    # 5000 tce a year and a budget of 8 % more
    firm = town.add_firm(output=5000.0, hightech=1, land=10)
    town.parks.occupied[0] = town.parks.planned[0] = 10
    town.parks.leniency = 0.2
    before = firm.copy()
    begin(town.world, town.state, central, town.book, town.sums)
    assert town.city.fault == 0
    assert (town.sums.output[0, 0], town.sums.firms[0, 0], town.sums.land[0, 0]) == (5000.0, 1.0, 10.0)
    park = town.parks[0]
    assert (park.energy_used, park.energy_budget, park.energy_balance) == (5_000_000, 5_400_000, 0)
    assert (park.hightech_share, park.hightech_baseline, park.last_output) == (1.0, 1.0, 5000.0)
    assert (town.book.energy_used[0], town.book.energy_closing[0]) == (1_250_000, 0)
    assert town.parks.leniency.tolist() == [0.2] * 3
    assert [firm[name] == before[name] for name in firm.dtype.names if name != "grade"]


def test_the_land_plan_is_issued_in_the_first_quarter_of_a_year(town, step):
    for quarter, issued in ((1, 600), (2, 0), (3, 0), (4, 0), (5, 600)):
        step(quarter)
        assert town.book.land_issued[0] == issued


def test_parks_and_firms_are_assessed_in_the_last_quarter_of_a_year(town, central, step):
    central.growth_spread = 1e-9
    firm = town.add_firm()
    for quarter in (1, 2, 3):
        step(quarter)
        assert town.parks.last_output[0] == 0.0
    assert firm.year_output > 14_000.0
    step(4)
    assert town.parks.last_output[0] > 0.0
    assert firm.year_output == 0.0


def test_phases_follow_one_another_within_a_quarter(town, central, step):
    # land issued in the first phase is granted in the same quarter, and construction takes its first quarter off
    central.patience = 0.0
    town.parks.undeveloped = town.parks.planned = 600
    firm = town.add_waiting(request_land=600)
    step()
    assert (firm.request, firm.request_quarters, firm.land) == (Request.BUILDING, 4, 600)
    assert (town.book.land_closing[0], town.book.area_occupied[0], town.parks.firm_land[0]) == (0, 600, 600)


def test_the_quarter_runs_the_phases_of_the_table_in_their_order(town, central, neutral, monkeypatch):
    """The opening balances are in the book only if the table holds the phase that writes them, in that quarter."""

    def opening(table):
        monkeypatch.setattr(written, "PHASES", table)
        town.book[:] = 0
        town.parks.quota_balance = [5, 0, 7]
        run = written.compiled_quarter()
        run = getattr(run, "py_func", run)  # plain already where nothing is compiled
        run(2, town.key, town.world, town.state, central, neutral, town.book, town.sums)
        return town.book.land_opening.tolist()

    assert opening({name: order.PHASES[name] for name in ("demand",)}) == [0, 0, 0]
    assert opening({name: order.PHASES[name] for name in ("demand", "opening")}) == [5, 0, 7]
    assert opening({"opening": replace(order.PHASES["opening"], quarter=1)}) == [0, 0, 0]
    assert opening({"opening": replace(order.PHASES["opening"], quarter=2)}) == [5, 0, 7]
