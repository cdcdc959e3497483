from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtri

from model.parameters import central_values
from model.population.seating import (
    SEATED,
    Needs,
    commit_energy,
    keep_seats,
    lease_floor,
    left_over,
    needs_of,
    own_capital,
    own_floor,
    plan_building,
    seat,
    share_out,
)
from model.population.space import lay_out_park
from model.population.synthesis import land_left_over
from model.state import Request, Stage, firm_dtype, park_dtype, records
from model.streams import Purpose, draw, make_key
from model.units import M2_PER_MU
from tests.unit.contradictions import contradiction_told
from tests.unit.test_core import FIRST, drawn
from tests.unit.test_describing import described, firms_of
from tests.unit.test_rows import EAST, FOOD, GIVEN, METAL, NORTH, WEST, WOOD, recipe_of, small_city

KEY = make_key(1, 0)


def needs(count, **columns):
    """What so many firms need: nothing, and nothing is given, but for columns that are told."""
    told = Needs(*(np.zeros(count) for _ in range(4)), *(np.zeros(count, np.bool_) for _ in range(4)))
    for name, values in columns.items():
        getattr(told, name)[:] = values
    return told


@pytest.fixture
def park(case):
    """A park with 3 mu (2000 m2) of industrial land, a tenth of it idle, and 1000 m2 of factories on half as much."""
    first = case.data.baseline.parks[0]
    return replace(first, planned=9.0, other=3.0, industrial_land=3.0, idle_share=0.1, factory_floor=1000.0)


def test_the_areas_of_a_park_add_up_in_whole_units(park, central):
    # 6000 planned less 2000 other, 2000 supplied and 500 under factories
    record = records(park_dtype, 1)
    assert lay_out_park(record, park, central) == 1800
    row = record[0]
    assert (row.planned, row.other, row.occupied, row.idle) == (6000, 2000, 1800, 200)
    assert (row.factory_land, row.factory_floor, row.undeveloped) == (500, 1000, 1500)


@pytest.mark.chizhou
@pytest.mark.parametrize(("planned", "fits"), [(6.75, True), (6.7, False)])
def test_a_planned_area_too_small_is_refused(park, central, planned, fits):
    # 2000 + 2000 + 500 m2 are 6.75 mu
    record, small = records(park_dtype, 1), replace(park, planned=planned)
    if fits:
        lay_out_park(record, small, central)
        assert record.undeveloped[0] == 0
    else:
        with contradiction_told(rf"{small.id}: planned area 6\.7 mu is smaller than"):
            lay_out_park(record, small, central)


def let(firms, told, wanted, par):
    """Let floor to firms that all are in one park; return how much is let."""
    return lease_floor(np.arange(len(firms)), firms, told, wanted, par)


def test_floor_is_let_to_suited_operating_firms_that_are_small_enough(central):
    # 3500 / 0.35 = 10000 m2; 3501 / 0.35 = 10002.9
    firms = records(firm_dtype, 6)
    firms.stage = [Stage.OPERATING] * 5 + [Stage.RAMPING]
    firms.suited = [1, 0, 1, 1, 1, 1]
    firms.output = [3501.0, 3500.0, 8001.0, 8000.0, 3500.0, 3500.0]
    assert let(firms, needs(6, queue=np.arange(6)), 1e9, central) == 42_861
    assert firms.leased.tolist() == [10_003, 0, 0, 22_858, 10_000, 0]


@pytest.mark.parametrize(("largest", "leased"), [(4200.0, 12_000), (4199.9, 0)])
def test_the_largest_tenant_is_as_large_as_declared(central, largest, leased):
    firms = records(firm_dtype, 1)
    firms.stage, firms.suited, firms.output = Stage.OPERATING, 1, 4200.0
    central.tenant_largest = largest
    assert let(firms, needs(1), 1e9, central) == leased


@pytest.mark.parametrize(("wanted", "leased"), [(30_000, [20_000, 0, 10_000]), (29_999, [20_000, 0, 0])])
def test_floor_is_let_in_order_to_those_who_still_fit(central, wanted, leased):
    firms = records(firm_dtype, 3)
    firms.stage, firms.suited, firms.output = Stage.OPERATING, 1, [7000.0, 7350.0, 3500.0]
    let(firms, needs(3, queue=np.arange(3)), wanted, central)
    assert firms.leased.tolist() == leased


def test_those_who_are_first_in_the_queue_get_floor_first(central):
    firms = records(firm_dtype, 3)
    firms.stage, firms.suited, firms.output = Stage.OPERATING, 1, [7000.0, 7350.0, 3500.0]
    assert let(firms, needs(3, queue=[0.9, 0.2, 0.3]), 31_000, central) == 31_000
    assert firms.leased.tolist() == [0, 21_000, 10_000]


def test_floor_that_given_firms_lease_counts_and_those_whose_seat_is_settled_lease_no_more(central):
    firms = records(firm_dtype, 4)
    firms.stage, firms.suited, firms.output = Stage.OPERATING, 1, 3500.0
    firms.leased[0] = 2500
    told = needs(4, queue=np.arange(4), settled=[True, True, False, False])
    assert let(firms, told, 22_499, central) == 12_500
    assert firms.leased.tolist() == [2500, 0, 10_000, 0]
    firms.leased[2] = 0
    assert let(firms, told, 22_500, central) == 22_500


def test_floor_is_let_in_the_park_that_is_asked_about_only(central):
    firms = records(firm_dtype, 3)
    firms.stage, firms.suited, firms.output = Stage.OPERATING, 1, 3500.0
    assert lease_floor(np.array([1]), firms, needs(3), 1e9, central) == 10_000
    assert firms.leased.tolist() == [0, 10_000, 0]


def test_a_total_is_shared_out_in_whole_units_among_some_rows():
    column = np.array([7, 7, 7, 7])
    share_out(column, np.array([3, 1]), np.array([1.0, 3.0]), 11)  # 2.75 and 8.25
    assert column.tolist() == [7, 8, 7, 3]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (0.0, 100.0),  # nobody is given anything: all of it, whatever the norm
        (5.0, 60.0),  # 95 would be more than twice the norm
        (40.0, 60.0),
        (41.0, 59.0),
        (85.0, 15.0),
        (86.0, 15.0),  # 14 would be less than half the norm
        (300.0, 15.0),
    ],
)
def test_given_firms_leave_from_half_to_twice_the_norm_of_30(given, left):
    assert left_over(100.0, 30.0, given, 0.5) == left


@pytest.mark.parametrize(("given", "left"), [(0.0, 100.0), (5.0, 75.0), (30.0, 70.0), (86.0, 14.0), (89.0, 12.0)])
def test_given_firms_leave_from_two_fifths_of_the_norm_to_its_inverse(given, left):
    # of a norm of 30 from 12 to 75
    assert left_over(100.0, 30.0, given, 0.4) == pytest.approx(left)


def test_owners_have_the_floor_of_the_plot_ratio_in_proportion_to_land_and_need():
    # 600 m2 of producers' land at 0.5 are 300 m2; 100 x 3 and 500 x 0.6 share it, the project and the tenant do not
    firms = records(firm_dtype, 4)
    firms.stage = [Stage.OPERATING, Stage.RAMPING, Stage.PROJECT, Stage.OPERATING]
    firms.land = [100, 500, 900, 0]
    mine, holders = np.arange(4), np.arange(3)
    own_floor(mine, holders, firms, needs(4, floor=[3.0, 0.6, 9.0, 9.0]), 0.5, 0.5)
    assert firms.floor.tolist() == [150, 150, 0, 0]


@pytest.mark.parametrize(("given", "shared"), [(60, [80, 160]), (130, [57, 113]), (270, [25, 50])])
def test_owners_share_the_floor_that_given_ones_leave_within_half_and_twice_the_norm(given, shared):
    # 600 m2 at 0.5 are 300 m2; the norm of the 300 m2 of the others is 150 m2, so from 75 to 300 m2
    firms = records(firm_dtype, 3)
    firms.stage, firms.land, firms.floor = Stage.OPERATING, [300, 100, 200], [given, 0, 0]
    told = needs(3, floor=1.0, floor_given=[True, False, False])
    own_floor(np.arange(3), np.arange(3), firms, told, 0.5, 0.5)
    assert firms.floor.tolist() == [given, *shared]


def test_floor_is_left_alone_where_nobody_has_land_to_put_it_on():
    firms = records(firm_dtype, 2)
    firms.stage, firms.floor = Stage.OPERATING, [700, 0]
    own_floor(np.arange(2), np.arange(2), firms, needs(2, floor=1.0, floor_given=[True, False]), 0.5, 0.5)
    assert firms.floor.tolist() == [700, 0]


def test_producers_have_the_capital_of_the_land_of_owners_tenants_too():
    # 30 mu at 200 are 6000, shared 5 to 1; the project has no part
    firms = records(firm_dtype, 3)
    firms.stage, firms.land = [Stage.OPERATING, Stage.PROJECT, Stage.OPERATING], [20_000, 7000, 0]
    own_capital(np.arange(3), np.arange(2), firms, needs(3, capital=[2.5, 9.0, 0.5]), 200.0, 0.5)
    assert firms.capital == pytest.approx([5000.0, 0.0, 1000.0])


@pytest.mark.parametrize(("given", "left"), [(1000.0, 4000.0), (3500.0, 2500.0), (5500.0, 1000.0)])
def test_capital_that_is_given_leaves_the_rest_within_half_and_twice_the_norm(given, left):
    # 30 mu at 200 are 6000; the norm of the 10 mu of the other is 2000
    firms = records(firm_dtype, 2)
    firms.stage, firms.capital = Stage.OPERATING, [given, 0.0]
    firms.land = [round(20 * M2_PER_MU), round(10 * M2_PER_MU)]
    told = needs(2, capital=1.0, capital_given=[True, False])
    own_capital(np.arange(2), np.arange(2), firms, told, 200.0, 0.5)
    assert firms.capital == pytest.approx([given, left], rel=1e-4)


def test_where_all_capital_is_given_it_stays():
    firms = records(firm_dtype, 2)
    firms.stage, firms.capital, firms.land = Stage.OPERATING, [3.0, 5.0], 100
    own_capital(np.arange(2), np.arange(2), firms, needs(2, capital=1.0, capital_given=True), 200.0, 0.5)
    assert firms.capital.tolist() == [3.0, 5.0]


@pytest.fixture(scope="module")
def given_recipe():
    """The recipe of the small city with three given firms, of which something is known."""
    known = ({"land": 0.0}, {"land": 900.0, "floor": 1100.0, "capital": 70.5}, {"floor": 0.0, "leased": 640.0})
    return recipe_of(small_city(given=[(*firm[:4], cells) for firm, cells in zip(GIVEN, known, strict=True)]))


def test_what_is_given_of_seats_is_kept_and_noted(given_recipe):
    firms, told = firms_of(given_recipe), needs(24)
    keep_seats(given_recipe, firms, told)
    # the first has no land, so it leases what its 9000 need: 25714.3 m2 at 0.35; the third leases, so it has no land
    assert given_recipe.par.leased_floor_output[0] == 0.35
    assert firms.leased[:4].tolist() == [25_715, 0, 640, 0]
    assert firms.land[:4].tolist() == [0, 900, 0, 0]
    assert firms.floor[:4].tolist() == [0, 1100, 0, 0]
    assert firms.capital[:4].tolist() == [0.0, 70.5, 0.0, 0.0]
    assert told.land_given[:4].tolist() == [True, True, True, False]
    assert told.floor_given[:4].tolist() == [False, True, True, False]
    assert told.capital_given[:4].tolist() == [False, True, False, False]
    assert told.settled[:4].tolist() == [True, True, True, False]


def test_own_floor_without_land_settles_a_seat_and_none_does_not():
    known = ({"floor": 300.0}, {"floor": 0.0}, {"leased": 0.0})
    recipe = recipe_of(small_city(given=[(*firm[:4], cells) for firm, cells in zip(GIVEN, known, strict=True)]))
    firms, told = firms_of(recipe), needs(24)
    keep_seats(recipe, firms, told)
    assert told.settled[:4].tolist() == [True, False, True, False]
    assert not told.land_given.any()


def test_firms_need_land_and_capital_by_their_size_with_noise():
    recipe = recipe_of(small_city())
    industries = recipe.industries.copy()
    industries.output_per_mu, industries.output_per_investment = [50.0, 100.0, 200.0], [0.5, 1.0, 4.0]
    recipe = recipe._replace(industries=industries)
    firms = firms_of(recipe, stage=Stage.OPERATING, industry=[FOOD, METAL, WOOD] * 8, output=3000.0)
    firms.stage[1:3] = [Stage.PROJECT, Stage.RAMPING]
    firms.request_design[1], firms.design[2], firms.output[1:3] = 7500.0, 2500.0, [0.0, 800.0]
    told = needs_of(recipe, KEY, FIRST, firms)
    density = recipe.par.entrant_density[0]
    size = np.array([3000.0, 7500.0 / density, 2500.0 / density, 3000.0])
    drawn = np.array([draw(KEY, firm.identity, FIRST, Purpose.BASELINE_SEAT) for firm in firms[:4]])
    land = np.log(told.land[:4] / size * [50.0, 100.0, 200.0, 50.0]) / 0.35
    floor, capital = np.log(told.floor[:4]) / 0.2, np.log(told.capital[[0, 2, 3]] * [0.5, 4.0, 0.5] / [3000, 800, 3000])
    assert land == pytest.approx(ndtri(drawn[:, 0]), rel=1e-9)
    assert floor == pytest.approx(ndtri(drawn[:, 1]), rel=1e-9)
    assert capital / 0.3 == pytest.approx(ndtri(drawn[[0, 2, 3], 2]), rel=1e-9)
    assert told.capital[1] == 0.0
    queue = [draw(KEY, firm.identity, FIRST, Purpose.BASELINE_INTENSITY)[2] for firm in firms]
    assert told.queue.tolist() == queue


def test_what_firms_need_is_spread_as_declared():
    spread = {"land_spread": 0.25, "floor_spread": 0.15, "capital_spread": 0.4}
    recipe = recipe_of(small_city())._replace(par=central_values(spread))
    firms = firms_of(recipe, stage=Stage.OPERATING, output=3000.0)
    told = needs_of(recipe, KEY, FIRST, firms)
    drawn = ndtri(draw(KEY, firms.identity[5], FIRST, Purpose.BASELINE_SEAT)[:3])
    industry = recipe.industries[0]
    assert np.log(told.land[5] * industry.output_per_mu / 3000) == pytest.approx(0.25 * drawn[0], rel=1e-9)
    assert np.log(told.floor[5]) == pytest.approx(0.15 * drawn[1], rel=1e-9)
    capital = told.capital[5] * industry.output_per_investment / 3000
    assert np.log(capital) == pytest.approx(0.4 * drawn[2], rel=1e-9)


def test_projects_build_on_all_of_their_land_at_the_plot_ratio_of_entrants():
    recipe = recipe_of(small_city())
    industries = recipe.industries.copy()
    industries.norm_plot_ratio = [0.5, 0.8, 1.0]
    firms = firms_of(recipe, stage=Stage.OPERATING, land=1001)
    firms.stage[[3, 5]], firms.industry[[3, 5]] = Stage.PROJECT, [FOOD, METAL]
    plan_building(np.array([2, 3, 5]), firms, recipe._replace(industries=industries))
    ratio = recipe.par.entrant_plot_ratio[0]
    assert firms.request_land[[2, 3, 5]].tolist() == [0, 1001, 1001]
    assert firms.request_floor[[2, 3, 5]].tolist() == [0, round(1001 * 0.5 * ratio), round(1001 * 0.8 * ratio)]


def test_energy_is_promised_to_what_is_being_built():
    firms = records(firm_dtype, 3)
    firms.request = [Request.BUILDING, Request.BUILDING, Request.NONE]
    firms.request_design, firms.energy_intensity = [10.0, 20.0, 30.0], 0.12345
    assert [int(commit_energy(firm)) for firm in firms] == [1235, 2469, 0]  # 1234.5 rounds up
    assert firms.request_energy.tolist() == [1235, 2469, 0]
    assert firms.request_intensity.tolist() == [0.12345, 0.12345, 0.0]


def seated(city):
    """Firms and parks of a city whose firms are described, and what `seat` says."""
    recipe = recipe_of(city)
    firms, _, _ = described(recipe)
    parks = recipe.parks.copy()
    place, given = seat(recipe, KEY, FIRST, firms, parks)
    return recipe, firms, parks, place, given


def test_a_city_is_seated_in_whole_units_park_by_park():
    city = small_city(20)
    east, north, west = city.parks
    west = replace(west, factory_floor=60_000.0, factory_vacancy=0.25)
    _, firms, parks, place, _ = seated(replace(city, parks=(east, north, west)))
    assert place == SEATED
    producing = firms.stage != Stage.PROJECT
    for index in (EAST, NORTH, WEST):
        mine = firms.park == index
        land = firms.land[mine & producing].sum()
        assert firms.land[mine].sum() == parks.occupied[index] > 0
        assert firms.floor[mine].sum() == round(land * 0.7)
        assert firms.capital[mine].sum() == pytest.approx(100 * land / M2_PER_MU)
        assert firms.leased[mine].sum() == parks.factory_leased[index]
        assert firms.request_energy[mine].sum() == parks.energy_committed[index] > 0
        assert firms.request_land[mine & ~producing].tolist() == firms.land[mine & ~producing].tolist()
    assert parks.factory_leased[[EAST, NORTH]].tolist() == [0, 0]
    assert 30_000 < parks.factory_leased[WEST] <= 45_000
    assert not (firms.land[firms.leased > 0]).any()


GIVEN_OUTSIDE = [(number, NORTH, METAL, 7500.0, {}) for number in range(4)]


@pytest.mark.parametrize(("land", "fits"), [(400_000, True), (400_001, False)])
def test_given_firms_may_hold_all_the_land_that_is_occupied_and_no_more(land, fits):
    # 900 of the 1000 mu outside are 600000 m2; one firm has 200000 of them, and the others are small ones and projects
    given = [
        (*firm[:4], {"land": held}) for firm, held in zip(GIVEN_OUTSIDE[:2], (200_000.0, float(land)), strict=True)
    ]
    city = small_city(given=given, top3_sales_share=None, hightech_output_share=None, zone_value_added_share=None)
    _, firms, _, place, held = seated(city)
    if fits:
        assert place == SEATED
        assert firms.land[firms.park == NORTH].tolist() == [200_000, 400_000] + [0] * (2 + 2 + 4)
    else:
        assert (place, held) == (NORTH, 600_001)


@pytest.mark.parametrize(("land", "fits"), [(300_000, True), (299_999, False), (300_001, False)])
def test_where_all_land_is_given_it_must_be_all_that_is_occupied(land, fits):
    given = [
        (*firm[:4], {"land": held}) for firm, held in zip(GIVEN_OUTSIDE, (1e5, 1e5, 1e5, float(land)), strict=True)
    ]
    city = small_city(given=given, small_firms=0, hightech_output_share=None, zone_value_added_share=None)
    east, north, west = city.parks
    city = replace(city, parks=(east, replace(north, arrival_weight=0.0), west), top3_sales_share=None)
    recipe, _, _, place, held = seated(city)
    assert (place, held) == ((SEATED, 0) if fits else (NORTH, 300_000 + land))
    if not fits:
        with contradiction_told(f"north.* {300_000 + land:,} .* 600,000"):
            raise land_left_over(recipe, city, KEY, drawn(recipe))
