"""The core of a population: who is of which industry, who is recognised, what firms make, in a city of three parks."""

from dataclasses import replace

import numpy as np
import pytest

from model.population.core import (
    Core,
    covariates_of,
    draw_core,
    held_already,
    index_in,
    likely_hightech,
    margins_of,
    recognise_given,
)
from model.population.entries import matrix_of
from model.population.fault import CalibrationError
from model.population.meeting import Shape
from model.population.raking import MET
from model.population.rows import Kinds
from model.population.synthesis import why_not
from model.streams import make_key
from tests.unit.test_rows import EAST, FOOD, GIVEN, METAL, NORTH, OPEN, WEST, WOOD, recipe_of, small_city

FIRST = np.int64(0)  # attempt
THRESHOLD = 2000.0


def core_of(recipe, industry, hightech, output, excess=None):
    """A core whose registered firms are told and whose others are nobody in particular."""
    rows = recipe.rows
    core = Core(
        np.zeros(rows.park.size, np.int64), np.zeros(rows.park.size, np.bool_), np.zeros(rows.park.size),
        np.zeros(rows.registered),
    )  # fmt: skip
    core.industry[: rows.registered] = industry
    core.hightech[: rows.registered] = hightech
    core.output[: rows.registered] = output
    if excess is not None:
        core.excess[:] = excess
    return core


def matrix(inside, recipe, core):
    """Rows of the zones (or of the outside), and what each adds to the margins, (row, margin)."""
    mine, covariates = covariates_of(inside, recipe, core)
    return mine, matrix_of(covariates, (recipe.zones if inside else recipe.outside).amounts.size)


@pytest.fixture(scope="module")
def recipe():
    """Of the small city without given firms: rows 0 to 4 are in East, 5 to 8 outside, 9 to 11 in West."""
    return recipe_of(small_city())


@pytest.fixture
def core(recipe):
    """Twelve registered firms: of East, of the outside, of West."""
    return core_of(
        recipe,
        [METAL, METAL, FOOD, WOOD, FOOD, METAL, FOOD, WOOD, FOOD, FOOD, METAL, WOOD],
        [True, False, True, False, False, True, True, False, False, False, True, False],
        [20_000.0, 8000.0, 5000.0, 4000.0, 3000.0, 10_000.0, 9000.0, 7000.0, 4000.0, 11_000.0, 6000.0, 4000.0],
    )


@pytest.mark.parametrize(
    ("share", "index"),
    # the second industry has no mass: 0.3 of 1.2 are the first's, the rest from 0.5 of 1.2 on the last's
    [(0.0, 0), (0.2499, 0), (0.2501, 2), (0.4999, 2), (0.5001, 3), (1.0 - 2.0**-33, 3)],
)
def test_the_industry_at_a_share_of_a_mix(share, index):
    assert index_in(np.array([0.3, 0.3, 0.6, 1.2]), share) == index


def test_an_industry_without_mass_is_drawn_by_nobody():
    assert index_in(np.array([0.0, 0.4, 1.0]), 0.0) == 1


def test_what_firms_of_zones_add_to_the_margins(recipe, core):
    mine, covariates = matrix(True, recipe, core)
    assert mine.tolist() == [0, 1, 2, 3, 4, 9, 10, 11]
    assert covariates.T.tolist() == [
        [1, 1, 1, 1, 1, 0, 0, 0],  # output of East
        [0, 0, 0, 0, 0, 1, 1, 1],  # output of West
        [1, 0, 1, 0, 0, 0, 1, 0],  # high-tech
        [1, 1, 0, 0, 0, 1, 0, 0],  # leading: metal in East, food in West
    ]


def test_what_firms_outside_add_to_the_margins(recipe, core):
    mine, covariates = matrix(False, recipe, core)
    assert mine.tolist() == [5, 6, 7, 8]
    assert covariates.tolist() == [[1.0, 0.35], [1.0, 0.2], [1.0, 0.25], [1.0, 0.2]]


@pytest.mark.parametrize(
    ("left", "columns"),
    [
        ({"hightech_output_share": None}, [0, 1, 3]),
        ({"top3_sales_share": None}, [0, 1, 2]),
        ({"hightech_output_share": None, "top3_sales_share": None}, [0, 1]),
    ],
)
def test_a_share_that_is_not_published_is_no_margin(recipe, core, left, columns):
    every = matrix(True, recipe, core)[1]
    without = recipe_of(small_city(**left))
    assert matrix(True, without, core)[1].tolist() == every[:, columns].tolist()
    assert margins_of(True, without, core)[0].tolist() == margins_of(True, recipe, core)[0][columns].tolist()


def test_what_an_industry_makes_in_the_zones_is_a_margin_where_it_is_published(recipe, core):
    """Metal makes 280 and wood 110 million yuan in the zones, grown by a tenth since; the shares go before them."""
    city = small_city(zone_output_growth=0.1)
    city.industries["zone_output"] = [0.0, 2.8, 1.1]
    published = recipe_of(city)
    covariates = matrix(True, published, core)[1]
    assert covariates[:, :4].tolist() == matrix(True, recipe, core)[1].tolist()
    assert covariates[:, 4].tolist() == [1, 1, 0, 0, 0, 0, 1, 0]
    assert covariates[:, 5].tolist() == [0, 0, 0, 1, 0, 0, 0, 1]
    amounts, constants = margins_of(True, published, core)
    assert amounts[4:] == pytest.approx([30_800.0, 12_100.0])
    assert constants[4:].tolist() == [61_000.0, 61_000.0]
    assert published.zones.shapes[4:].tolist() == [Shape.OF_TOTAL] * 2


def test_outside_only_output_is_a_margin_where_no_share_of_value_added_is_published(core):
    recipe = recipe_of(small_city(zone_value_added_share=None))
    assert matrix(False, recipe, core)[1].tolist() == [[1.0]] * 4
    assert [each.tolist() for each in margins_of(False, recipe, core)] == [[30_000.0], [0.0]]
    assert recipe.outside.shapes.tolist() == [Shape.OUTPUT]


def test_margins_of_the_zones(recipe, core):
    amounts, constants = margins_of(True, recipe, core)
    assert amounts == pytest.approx([40_000.0, 21_000.0, 0.4 * 61_000, 0.6 * 61_000])
    assert constants.tolist() == [0.0, 0.0, 61_000.0, 61_000.0]
    assert recipe.zones.shapes.tolist() == [Shape.OUTPUT, Shape.OUTPUT, Shape.OF_TOTAL, Shape.OF_TOTAL]


def test_margins_outside_follow_from_the_value_added_of_the_zones(recipe, core):
    # metal 20 + 8 + 6, food 5 + 3 + 11 and wood 4 + 4 thousand at 0.35, 0.2 and 0.25: 11900 + 3800 + 2000
    amounts, constants = margins_of(False, recipe, core)
    assert amounts == pytest.approx([30_000.0, 17_700 * 0.32 / 0.68])
    assert constants == pytest.approx([0.0, 17_700.0])
    assert recipe.outside.shapes.tolist() == [Shape.OUTPUT, Shape.LEAVING]


def test_margins_that_are_worked_out_leave_the_recipe_as_it_is(recipe, core):
    before = recipe.outside.amounts.tolist(), recipe.outside.constants.tolist()
    margins_of(False, recipe, core)[0][:] = 0.0
    assert (recipe.outside.amounts.tolist(), recipe.outside.constants.tolist()) == before


OUTSIDE = tuple((number, NORTH, industry, 7500.0, {}) for number, industry in enumerate((METAL, FOOD, WOOD, FOOD)))


def test_where_all_of_the_outside_is_given_the_zones_follow_its_value_added():
    # 7500 at 0.35 + 0.2 + 0.25 + 0.2 are 7500, beside which the zones have 0.68 with 7500 x 0.68 / 0.32
    recipe = recipe_of(small_city(given=OUTSIDE))
    assert recipe.rows.registered - recipe.rows.given == 8
    core = core_of(recipe, [METAL] * 4 + [METAL, FOOD, WOOD, FOOD, METAL, FOOD, METAL, WOOD], False, 5000.0)
    mine, covariates = matrix(True, recipe, core)
    assert mine.tolist() == list(range(4, 12))
    assert covariates[:, 4].tolist() == [0.35, 0.2, 0.25, 0.2, 0.35, 0.2, 0.35, 0.25]
    amounts, constants = margins_of(True, recipe, core)
    assert (amounts[4], constants[4]) == pytest.approx((15_937.5, 7500.0))
    assert recipe.zones.shapes[4] == Shape.BESIDES


def test_given_firms_and_the_least_that_the_others_make_are_held_already():
    recipe = recipe_of(small_city(given=GIVEN))
    # given: 9000 of metal in West, 8000 of food and 7000 of wood in East; then three of East, four outside, two of West
    industries = [METAL, FOOD, WOOD, METAL, FOOD, METAL, FOOD, FOOD, FOOD, FOOD, FOOD, WOOD]
    core = core_of(recipe, industries, [True, False, True] + [False] * 8 + [True], [9000.0, 8000.0, 7000.0] + [1e9] * 9)
    mine, covariates = covariates_of(True, recipe, core)
    free, held = held_already(mine, covariates, recipe.zones.amounts.size, recipe, core)
    assert mine[free].tolist() == [3, 4, 5, 10, 11]
    # high-tech 9000 + 7000 + 2000, leading 2 x 2000 in East and 2000 in West
    assert held.tolist() == [15_000.0 + 3 * THRESHOLD, 9000.0 + 2 * THRESHOLD, 18_000.0, 6000.0]


def test_what_high_tech_firms_of_zones_are_likely_to_make():
    recipe = recipe_of(small_city(given=GIVEN))._replace(missing_output=np.array([7000.0, 30_000.0, 4500.0]))
    rows = recipe.rows
    excess = [0.0, 0.0, 0.0, 100.0, 300.0, 0.0, 50.0, 50.0, 50.0, 50.0, 80.0, 20.0]
    hightech = [True, True, True, False, True, True, True, True, True, True, True, False]
    core = core_of(recipe, FOOD, hightech, 0.0, excess)
    assert rows.park[3:12].tolist() == [EAST] * 3 + [NORTH] * 4 + [WEST] * 2
    # East has 1000 above its three thresholds, of which 300/400 go to one firm and nothing to the other; West has 500
    assert likely_hightech(recipe, core) == pytest.approx(2000.0 + 750.0 + 2000.0 + 2000.0 + 400.0)


def test_where_nobody_drew_anything_firms_are_likely_to_make_the_least():
    recipe = recipe_of(small_city(given=GIVEN))
    core = core_of(recipe, FOOD, [False] * 4 + [True] * 8, 0.0, 0.0)
    assert likely_hightech(recipe, core) == 4 * THRESHOLD


def recognised(given, wanted=OPEN, chance=None, number=0):
    """Which given firms are high-tech in a population, all of them in a city with nobody else."""
    recipe = recipe_of(small_city(given=given))._replace(hightech_wanted=wanted)
    if chance is not None:
        recipe = recipe._replace(given_hightech=np.full(len(given), chance))
    core = core_of(recipe, FOOD, False, 0.0)
    core.output[: len(given)] = [firm[3] for firm in given]
    recognise_given(recipe, make_key(1, number), FIRST, core)
    return core.hightech[: len(given)].tolist()


@pytest.mark.parametrize("wanted", [OPEN, 0.0, 20_000.0])
def test_what_is_given_of_recognition_stays(wanted):
    given = [(row, EAST, METAL, 5000.0, {"hightech": float(row % 2)}) for row in range(4)]
    assert recognised(given, wanted) == [False, True, False, True]


@pytest.mark.parametrize(("chance", "flag"), [(0.0, False), (1.0, True)])
def test_where_no_share_is_published_recognition_is_drawn_by_its_chance(chance, flag):
    given = [(row, EAST, METAL, 5000.0, {}) for row in range(4)]
    assert recognised(given, OPEN, chance) == [flag] * 4


def test_in_zones_recognition_is_drawn_towards_what_is_wanted_and_outside_it_is_not():
    # four of East make 4000 each, of which 8000 are wanted; the one outside has its own chance
    given = [*((row, EAST, METAL, 4000.0, {}) for row in range(4)), (9, NORTH, METAL, 4000.0, {})]
    for number in range(10):
        flags = recognised(given, 8000.0, 0.5, number)
        assert sum(flags[:4]) == 2
    outside = [recognised(given, 8000.0, 0.5, number)[4] for number in range(40)]
    assert 5 < sum(outside) < 35  # seeds are fixed: 40 draws at one half


@pytest.fixture(scope="module")
def large():
    """A city twenty times as large."""
    return small_city(20)


@pytest.fixture(scope="module")
def large_recipe(large):
    """Its recipe."""
    return recipe_of(large)


def drawn(recipe, number=0, attempt=0):
    """The core of a population, whose margins are met."""
    core, worst, _ = draw_core(recipe, make_key(1, number), np.int64(attempt))
    assert worst == MET
    return core


@pytest.mark.parametrize("number", range(5))
def test_a_core_meets_every_margin(large_recipe, number):
    rows, core = large_recipe.rows, drawn(large_recipe, number)
    output, park, industry = (each[: rows.registered] for each in (core.output, rows.park, core.industry))
    assert np.bincount(park, output) == pytest.approx([800_000.0, 600_000.0, 420_000.0], rel=1e-10)
    zone = park != NORTH
    leading = ((park == EAST) & (industry == METAL)) | ((park == WEST) & (industry == FOOD))
    assert output[leading].sum() / output[zone].sum() == pytest.approx(0.6, rel=1e-10)
    assert output[core.hightech[: rows.registered] & zone].sum() / output[zone].sum() == pytest.approx(0.4, rel=1e-10)
    added = output * np.array([0.2, 0.35, 0.25])[industry]
    assert added[zone].sum() / added.sum() == pytest.approx(0.68, rel=1e-10)


def test_registered_firms_are_above_the_threshold_small_ones_below_and_projects_make_nothing(large_recipe):
    rows, core = large_recipe.rows, drawn(large_recipe)
    assert core.output[: rows.registered].min() > THRESHOLD
    small = core.output[rows.kind == Kinds.SMALL]
    assert 500.0 <= small.min() < small.max() <= THRESHOLD
    assert (core.output[rows.kind == Kinds.UNDER_WAY] == 0.0).all()


def test_industries_of_a_park_are_spread_evenly_over_its_mix(large_recipe):
    rows, core = large_recipe.rows, drawn(large_recipe)
    for park in (EAST, NORTH, WEST):
        mine = core.industry[: rows.registered][rows.park[: rows.registered] == park]
        mix = np.diff(large_recipe.mix[0, park], prepend=0.0)
        assert np.abs(np.bincount(mine, minlength=3) - mix * mine.size).max() < 2.5  # by luck up to 10 off


def test_populations_and_attempts_differ_and_each_is_the_same_every_time(large_recipe):
    first = drawn(large_recipe)
    again = drawn(large_recipe)
    for one, other in zip(first, again, strict=True):
        assert one.tobytes() == other.tobytes()
    for core in (drawn(large_recipe, 1), drawn(large_recipe, 0, 1)):
        assert (core.excess != first.excess).all()
        assert (core.industry != first.industry).any()
        assert (core.hightech != first.hightech).any()


def test_a_park_that_is_added_leaves_the_draws_of_the_others_alone(large):
    # without margins that all zones share there is nothing that moves chances or sizes of the others
    city = replace(large, hightech_output_share=None, zone_value_added_share=None)
    added = replace(city.parks[WEST], id="middle", firms=60)
    small_firms = city.small_firms * 300 // 240
    more = replace(city, parks=(city.parks[EAST], added, *city.parks[1:]), small_firms=small_firms)
    before, after = recipe_of(city), recipe_of(more)
    rows, others = before.rows, np.isin(after.rows.identity, before.rows.identity)
    assert after.rows.identity[others].tolist() == rows.identity.tolist()
    one, other = drawn(before), drawn(after)
    assert other.industry[others].tolist() == one.industry.tolist()
    assert other.hightech[others].tolist() == one.hightech.tolist()
    assert other.excess[others[: after.rows.registered]].tolist() == one.excess.tolist()
    producing = rows.kind == Kinds.SMALL
    assert other.output[others][producing].tolist() == one.output[producing].tolist()


def test_given_firms_keep_their_industry_and_their_output():
    given = [(row, WEST, WOOD, 5000.0 + row, {"hightech": 1.0}) for row in range(7)]
    recipe = recipe_of(small_city(20, given=given))
    core = drawn(recipe)
    assert core.industry[:7].tolist() == [WOOD] * 7
    assert core.output[:7].tolist() == [5000.0 + row for row in range(7)]
    assert core.hightech[:7].all()
    west = core.output[: recipe.rows.registered][recipe.rows.park[: recipe.rows.registered] == WEST]
    assert west.sum() == pytest.approx(420_000.0, rel=1e-10)


def test_margins_that_cannot_be_met_are_told_by_group_and_by_name(large):
    # value added of the zones can be 0.2 to 0.35 of 1220 and that outside 0.2 to 0.35 of 600: 0.54 to 0.78 of both
    city = replace(large, zone_value_added_share=0.9)
    recipe = recipe_of(city)
    _, worst, group = draw_core(recipe, make_key(1, 0), FIRST)
    assert worst != MET
    assert group == 1
    with pytest.raises(CalibrationError, match=r"zone_value_added_share.*wanted 0\.9,"):
        raise why_not(recipe, city, 1, 0)
    city = replace(large, hightech_output_share=0.999)
    recipe = recipe_of(city)
    _, worst, group = draw_core(recipe, make_key(1, 0), FIRST)
    assert worst != MET
    assert group == 0
    with pytest.raises(CalibrationError, match=r"hightech_output_share.*wanted 0\.999,"):
        raise why_not(recipe, city, 1, 0)
