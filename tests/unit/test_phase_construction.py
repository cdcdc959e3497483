import pytest

from model.phases.allocation import allocate_sites
from model.phases.construction import advance_construction, complete
from model.phases.production import produce
from model.state import Channel, Request, Stage


@pytest.mark.parametrize(
    ("channel", "quarters"),
    [(Channel.NEW_LAND, 5), (Channel.LEASE, 2)],
    ids=["five quarters of construction", "two quarters of fitting out"],
)
def test_a_granted_project_opens_after_its_quarters_and_produces_in_the_next(town, central, neutral, channel, quarters):
    central.patience = 0.0
    town.parks.quota_balance = town.parks.undeveloped = town.parks.factory_floor = 1000
    firm = town.add_waiting(request_channel=channel, request_floor=100)
    opened = produced = None
    for quarter in range(1, 12):
        produce(quarter, town.key, town.world, town.state, central, neutral, town.book)
        if firm.output > 0.0 and produced is None:
            produced = quarter
        allocate_sites(quarter, town.key, town.world, town.state, central, neutral, town.book)
        advance_construction(quarter, town.state, central, town.book)
        if firm.stage == Stage.RAMPING and opened is None:
            opened = quarter
        town.state.costs[:] = 0
        if produced:
            break
    assert (opened, produced) == (1 + quarters, 2 + quarters)
    # first quarter of the ramp: 1000 x 0.85 / 6
    assert firm.output == pytest.approx(1000 * 0.85 / 6)


def test_a_finished_plant_adds_design_capital_and_floor(town, central):
    town.parks.energy_committed[0] = 90
    firm = town.add_firm(
        stage=Stage.PROJECT, stage_quarters=7, design=0.0, capital=0.0, request=Request.BUILDING, request_design=300.0,
        request_capital=200.0, request_floor=100, request_land=50, request_energy=70, request_intensity=1.0, land=50,
    )  # fmt: skip
    complete(town.costs, firm, town.parks, central, town.book)
    assert (firm.stage, firm.stage_quarters, town.book.started[0]) == (Stage.RAMPING, 0, 1)
    assert (firm.design, firm.capital, firm.floor, firm.land) == (300.0, 200.0, 100, 50)
    assert (firm.request, firm.request_land, firm.request_energy) == (Request.NONE, 0, 0)
    assert town.parks.energy_committed[0] == 20


def test_leased_floor_is_not_the_firm_s_own(town, central):
    firm = town.add_firm(
        request=Request.BUILDING, request_channel=Channel.LEASE, request_floor=100, floor=7, leased=100
    )
    complete(town.costs, firm, town.parks, central, town.book)
    assert (firm.floor, firm.leased) == (7, 100)


def test_an_expansion_adds_to_a_firm_that_goes_on_operating(town, central):
    firm = town.add_firm(
        design=8000.0, capital=5000.0, request=Request.BUILDING, request_design=2000.0, request_capital=1000.0
    )
    complete(town.costs, firm, town.parks, central, town.book)
    assert (firm.stage, firm.stage_quarters, town.book.started[0]) == (Stage.OPERATING, 8, 0)
    assert (firm.design, firm.capital) == (10_000.0, 6000.0)


@pytest.mark.parametrize(("left", "after"), [(1, Request.BUILDING), (0, Request.NONE)])
def test_construction_ends_when_no_quarter_is_left(town, central, left, after):
    firm = town.add_firm(request=Request.BUILDING, request_quarters=left)
    advance_construction(1, town.state, central, town.book)
    assert firm.request == after


def test_the_list_keeps_open_projects_only(town, central):
    finished = town.add_firm(request=Request.BUILDING)
    waiting = town.add_firm(request=Request.WAITING)
    dropped = town.add_firm(request=Request.WAITING)
    dropped.request = Request.NONE
    advance_construction(1, town.state, central, town.book)
    assert (town.city.open, town.state.open_rows[0]) == (1, 1)
    assert (finished.request_listed, waiting.request_listed, dropped.request_listed) == (0, 1, 0)


@pytest.mark.parametrize(
    ("project", "after"),
    [(0.5, 0.9), (1.0, 1.0), (1.5, 1.0)],
    ids=["cleaner", "as clean", "the firm has become cleaner since"],
)
def test_the_energy_intensity_becomes_the_mean_of_old_and_new(town, central, project, after):
    # (1 x 8000 + 0.5 x 2000) / 10000; a project is no dirtier than its firm
    firm = town.add_firm(
        design=8000.0, energy_intensity=1.0, request=Request.BUILDING, request_design=2000.0, request_intensity=project
    )
    complete(town.costs, firm, town.parks, central, town.book)
    assert firm.energy_intensity == pytest.approx(after)


def test_a_new_plant_has_the_intensity_with_which_it_passed_review(town, central):
    firm = town.add_firm(
        stage=Stage.PROJECT, design=0.0, energy_intensity=1.1, request=Request.BUILDING, request_design=300.0,
        request_intensity=1.0,
    )  # fmt: skip
    complete(town.costs, firm, town.parks, central, town.book)
    assert firm.energy_intensity == 1.0
