import math

import pytest

from model.levers import LEVER_INDEX
from model.phases.application import apply_on_own_land
from model.phases.construction import advance_construction
from model.phases.modernising import install_machines, is_eligible, modernise
from model.phases.production import produce
from model.rules.leaving import forced_chance
from model.state import Channel, Request, Stage
from model.streams import Purpose, draw

COST = LEVER_INDEX["technical_upgrading"]
EVEN = 0.5  # the uniform at which a normal is 0, so that the plot ratio is the planned one


@pytest.fixture
def supported(town, central, neutral):
    """Support a firm for sure, with or without floor on its own land; return whether it put a project before its park."""

    def support(firm, adds_floor=True):
        neutral.technical_upgrading = 1.0
        central.zero_land_share = 1.0 if adds_floor else 0.0
        page = town.book[firm.park]
        return modernise(1, town.key, firm, town.world, town.state, central, neutral[0], page)

    return support


@pytest.mark.parametrize(
    ("columns", "strength", "eligible"),
    [({}, 0.1, True), ({}, 0.0, False), ({"above_scale": 0}, 0.1, False), ({"park": 2}, 0.1, False)],
    ids=["registered in a zone", "without the lever", "not registered", "outside"],
)
def test_who_can_be_supported(town, neutral, columns, strength, eligible):
    neutral.technical_upgrading = strength
    firm = town.add_firm(**columns)
    assert is_eligible(firm, town.world.sites[firm.park], neutral[firm.park]) == eligible


def test_machines_replace_workers_and_make_a_firm_more_able(town, central):
    # 4500 / 90 = 50 workers; 0.86 x 0.14 of them are 6.02; 6.02 x 20 x 0.08 = 9.632; exp(-0.3 x 0.1)
    town.world.industries.output_per_worker[0] = 90.0
    firm = town.add_firm(output=4500.0, capability=0.3, labour_saved=0.14, energy_intensity=0.5, emission_intensity=2.0)
    install_machines(firm, town.world.industries[0], town.costs, central)
    assert firm.labour_saved == pytest.approx(0.2604)
    assert firm.capability == pytest.approx(0.4)
    assert (firm.energy_intensity, firm.emission_intensity) == pytest.approx(
        (0.5 * math.exp(-0.03), 2 * math.exp(-0.03))
    )
    assert town.costs[COST] == 96_320


def test_a_share_of_firms_is_supported_in_a_quarter(town, central, neutral):
    neutral.technical_upgrading = 0.3
    central.zero_land_share = 0.0
    chance = forced_chance(0.3)  # 1 - 0.7 to the quarter
    assert chance == pytest.approx(0.0853, abs=1e-4)
    for identity in range(1, 60):
        firm = town.add_firm(identity=identity)
        town.city.rows -= 1
        before = town.book.modernised[0]
        assert not modernise(1, town.key, firm, town.world, town.state, central, neutral[0], town.book[0])
        drawn = draw(town.key, identity, 1, Purpose.MODERNISING)[0]
        assert (firm.labour_saved > 0.0) == (drawn < chance) == (town.book.modernised[0] > before)
        firm.labour_saved = 0.0
    assert 1 <= town.book.modernised[0] <= 12


def test_a_firm_with_room_builds_on_its_own_land(town, central, supported):
    # a quarter of 8000 needs 2000 / (100 x 1.25) = 16 mu; at a plot ratio of 1.1 exp(0.15 z) that is its floor
    firm = town.add_firm(land=30_000, floor=20_000, energy_intensity=0.01)
    assert supported(firm)
    assert (firm.request, firm.request_channel, firm.request_quarters) == (Request.BUILDING, Channel.OWN_LAND, 5)
    assert (firm.request_design, firm.request_capital, firm.request_land) == (2000.0, 1000.0, 0)
    assert 0.5 < firm.request_floor / (16 * 2000 / 3 * 1.1) < 2.0
    assert firm.request_park == firm.park
    assert (town.book.own_land[0], town.book.modernised[0]) == (1, 1)
    assert town.parks.energy_committed[0] == firm.request_energy == 19_409  # 20000 exp(-0.3 x 0.1)


def test_floor_that_is_finished_stands_in_the_book_and_on_the_same_land(town, central, supported):
    firm = town.add_firm(land=30_000, floor=20_000)
    assert supported(firm)
    added = int(firm.request_floor)
    town.state.open_rows[0], town.city.open, firm.request_listed = 0, 1, 1
    for _ in range(5):
        advance_construction(1, town.state, central, town.book)
    assert (firm.floor, town.book.floor_own_land[0]) == (20_000, 0)
    advance_construction(1, town.state, central, town.book)
    assert (firm.floor, firm.land, firm.design) == (20_000 + added, 30_000, 10_000.0)
    assert town.book.floor_own_land[0] == added > 0


@pytest.mark.parametrize(("floor", "room"), [(48_266, True), (48_267, False)])
def test_the_plot_ratio_has_a_limit(town, central, neutral, floor, room):
    # 16 mu x 1.1 are 11733.3 m2; 2 x 30000 less that are 48266.7
    firm = town.add_firm(land=30_000, floor=floor)
    filed = apply_on_own_land(
        1, town.key, firm, 2000.0, (EVEN, EVEN), town.world, town.state, central, neutral[0], town.book[0]
    )
    assert filed == room == (firm.request == Request.BUILDING)
    if room:
        assert firm.request_floor == 11_733
    assert town.book.refused_energy[0] == 0


def test_energy_review_may_refuse_floor_on_own_land(town, central, neutral):
    neutral.energy_review = 1.0
    firm = town.add_firm(land=30_000, floor=0, energy_intensity=2.0)  # its industry uses 1, and the exempt use is 1000
    assert not apply_on_own_land(
        1, town.key, firm, 2000.0, (EVEN, EVEN), town.world, town.state, central, neutral[0], town.book[0]
    )
    assert (firm.request, town.book.refused_energy[0], town.book.own_land[0]) == (Request.NONE, 1, 0)


def test_a_firm_with_an_open_project_gets_machines_only(town, supported):
    firm = town.add_firm(land=30_000, request=Request.WAITING, request_design=500.0)
    assert not supported(firm)
    assert (firm.request, firm.request_design) == (Request.WAITING, 500.0)
    assert firm.labour_saved > 0.0


def test_a_firm_that_adds_no_floor_may_still_file_an_expansion(town, supported):
    firm = town.add_firm(land=30_000)
    assert not supported(firm, adds_floor=False)
    assert (firm.request, town.book.own_land[0], town.book.modernised[0]) == (Request.NONE, 0, 1)


def test_only_firms_that_operated_are_supported_in_production(town, central, neutral):
    neutral.technical_upgrading = 1.0
    central.exit_hazard = central.zero_land_share = central.expansion_rate = 0.0
    operating = town.add_firm(output=4000.0, design=8000.0)
    ramping = town.add_firm(stage=Stage.RAMPING, stage_quarters=9, output=4000.0)
    produce(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (operating.labour_saved, ramping.labour_saved, ramping.stage) == (pytest.approx(0.14), 0.0, Stage.OPERATING)
    assert town.book.modernised.tolist() == [1, 0, 0]


def test_a_project_on_own_land_is_listed_once_and_no_expansion_is_filed(town, central, neutral):
    neutral.technical_upgrading = central.zero_land_share = 1.0
    central.exit_hazard = 0.0
    central.expansion_rate = 1e9
    firm = town.add_firm(output=8000.0, design=8000.0, land=60_000)
    produce(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (firm.request, firm.request_channel) == (Request.BUILDING, Channel.OWN_LAND)
    assert (town.city.open, town.book.own_land[0]) == (1, 1)
