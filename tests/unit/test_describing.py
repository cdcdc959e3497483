"""What firms are like, as far as land is not concerned, in a city of three parks."""

import numpy as np
import pytest

from model.parameters import central_values
from model.population.capability_grid import EDGES
from model.population.describing import (
    describe,
    keep_technique,
    noise,
    ramp_up,
    ramp_young,
    scale_energy,
    start_projects,
    utilisation_at,
)
from model.population.rows import Kinds
from model.state import Channel, Grade, Request, Stage, firm_dtype, records
from model.streams import Purpose, draw, make_key
from tests.unit.test_core import FIRST, core_of, drawn
from tests.unit.test_rows import EAST, FOOD, GIVEN, METAL, OPEN, WEST, WOOD, recipe_of, small_city

KEY = make_key(1, 0)


def firms_of(recipe, **columns):
    """Firms of a recipe's rows with columns as told."""
    firms = records(firm_dtype, recipe.rows.park.size)
    firms.identity, firms.park = recipe.rows.identity, recipe.rows.park
    for name, values in columns.items():
        firms[name] = values
    return firms


@pytest.fixture(scope="module")
def plain():
    """The recipe of the small city without given firms: 12 registered firms, 5 small ones and 7 projects."""
    return recipe_of(small_city())


def described(recipe, number=0):
    """Firms of a population, the core that they have, and the factor on energy intensities."""
    core = drawn(recipe, number)
    firms = records(firm_dtype, recipe.rows.park.size)
    factor = describe(recipe, core, make_key(1, number), FIRST, firms)
    return firms, core, factor


def test_energy_is_scaled_alike_so_that_registered_firms_use_the_total(plain):
    # twelve of 1000 at 0.5 and the first at 1.5 more: 7500; the small firms and projects are scaled as well
    intensities = np.array([2.0] + [0.5] * 11 + [9.0] * 12)
    firms = firms_of(plain, output=1000.0, energy_intensity=intensities)
    assert scale_energy(plain._replace(energy_total=22_500.0), firms) == 3.0
    assert firms.energy_intensity == pytest.approx(3 * intensities, rel=1e-15)


def test_where_no_total_is_published_energy_stays_as_it_was_drawn(plain):
    firms = firms_of(plain, output=1000.0, energy_intensity=0.7)
    assert scale_energy(plain._replace(energy_total=OPEN), firms) == 1.0
    assert (firms.energy_intensity == 0.7).all()


def given_energy(*intensities):
    """The recipe of a city whose given firms use so much, with a table of 0.5 for food, 2 for metal and 1 for wood."""
    given = [(*firm[:4], {"energy_intensity": intensity}) for firm, intensity in zip(GIVEN, intensities, strict=True)]
    recipe = recipe_of(small_city(given=given))
    industries = recipe.industries.copy()
    industries.energy_intensity = [0.5, 2.0, 1.0]
    return recipe._replace(industries=industries)


def test_given_intensities_stay_and_the_others_make_up_the_total():
    # Given: 9000 of metal at 3, 7000 of wood at 0.5; drawn: 8000 of food at 0.4 and nine of 1000 at 0.8, 10400 in all.
    recipe = given_energy(3.0, OPEN, 0.5)._replace(energy_total=53_100.0)
    firms = firms_of(
        recipe, industry=[METAL, FOOD, WOOD] + [FOOD] * 21, output=[9000.0, 8000.0, 7000.0] + [1000.0] * 21,
        energy_intensity=[7.0, 0.4, 7.0] + [0.8] * 21,
    )  # fmt: skip
    # The table makes 18000 + 7000 of the given, 35400 with the drawn: the city's factor is 1.5. Given firms use 30500,
    # and the others on the register make the 22600 that are left out of 10400.
    assert scale_energy(recipe, firms) == pytest.approx(1.5, rel=1e-15)
    assert firms.energy_intensity[[0, 2]].tolist() == [3.0, 0.5]
    assert firms.energy_intensity[[1, 3]] == pytest.approx([0.4 * 226 / 104, 0.8 * 226 / 104], rel=1e-14)
    assert firms.energy_intensity[12:] == pytest.approx(np.full(12, 1.2), rel=1e-15)  # not on the register
    registered = firms[:12]
    assert (registered.output * registered.energy_intensity).sum() == pytest.approx(53_100.0, rel=1e-14)


def test_given_intensities_stay_where_no_total_is_published():
    recipe = given_energy(3.0, OPEN, 0.5)._replace(energy_total=OPEN)
    firms = firms_of(recipe, output=1000.0, energy_intensity=0.8)
    assert scale_energy(recipe, firms) == 1.0
    assert firms.energy_intensity.tolist() == [3.0, 0.8, 0.5] + [0.8] * 21


def test_where_all_are_given_the_factor_is_that_of_the_city_and_holds_for_the_others():
    recipe = given_energy(3.0, 0.1, 0.5)._replace(energy_total=44_000.0)
    recipe = recipe._replace(rows=recipe.rows._replace(registered=3))
    firms = firms_of(
        recipe, industry=[METAL, FOOD, WOOD] + [FOOD] * 21, output=[9000.0, 8000.0, 7000.0] + [1000.0] * 21,
        energy_intensity=0.8,
    )  # fmt: skip
    # the table makes 18000 + 4000 + 7000
    assert scale_energy(recipe, firms) == pytest.approx(44 / 29, rel=1e-15)
    assert firms.energy_intensity[:3].tolist() == [3.0, 0.1, 0.5]
    assert firms.energy_intensity[3:] == pytest.approx(np.full(21, 0.8 * 44 / 29), rel=1e-15)


def test_noise_has_mean_1_and_its_spread():
    factors = np.array([noise(uniform, 0.3) for uniform in (np.arange(20_000) + 0.5) / 20_000])
    assert factors.mean() == pytest.approx(1.0, abs=1e-4)
    assert np.log(factors).std() == pytest.approx(0.3, rel=1e-3)
    assert noise(0.5, 0.3) == pytest.approx(np.exp(-0.045), rel=1e-15)


def test_what_is_given_of_technique_stays_and_an_empty_cell_leaves_what_was_drawn():
    known = (
        {"suited": 0.0, "grade": float(Grade.D), "emission_intensity": 0.25},
        {"suited": 1.0},
        {"grade": float(Grade.A)},
    )
    recipe = recipe_of(small_city(given=[(*firm[:4], cells) for firm, cells in zip(GIVEN, known, strict=True)]))
    firms = firms_of(recipe, suited=[1, 0, 1] + [0] * 21, grade=Grade.B, emission_intensity=0.75)
    keep_technique(recipe, firms)
    assert firms.suited.tolist() == [0, 1, 1] + [0] * 21
    assert firms.grade.tolist() == [Grade.D, Grade.B, Grade.A] + [Grade.B] * 21
    assert firms.emission_intensity.tolist() == [0.25, 0.75, 0.75] + [0.75] * 21


def test_a_firm_ramps_up_in_proportion_to_the_quarters_it_has_had():
    (firm,), par = records(firm_dtype, 1), central_values({"ramp_use": 0.8, "ramp_quarters": 5.0})[0]
    ramp_up(firm, 6000.0, 2, par)
    assert (firm.stage, firm.stage_quarters, firm.design) == (Stage.RAMPING, 2, 6000.0)
    assert firm.output == pytest.approx(6000 * 0.8 * 2 / 5)


def test_so_many_small_registered_firms_as_are_asked_for_still_ramp_up(plain):
    # the first four are too large, and of the other eight the five with the smallest numbers are chosen
    output = np.array([9000.0, 8000.0, 8000.1, 10_000.0] + [7999.0, 2100.0] * 4 + [900.0] * 12)
    recipe = plain._replace(ramping=5, par=central_values({"ramp_use": 0.8, "ramp_quarters": 5.0}))
    firms = firms_of(recipe, stage=Stage.OPERATING, output=output)
    ramp_young(recipe, KEY, FIRST, firms)
    numbers = [draw(KEY, firm.identity, FIRST, Purpose.BASELINE_STAGE)[2] for firm in firms[4:12]]
    chosen = [4 + int(place) for place in np.argsort(numbers)[:5]]
    assert sorted(chosen) == np.flatnonzero(firms.stage == Stage.RAMPING).tolist()
    # of five quarters the first two are before the register: 2, 3, 4 and again, at the output that they have
    assert firms.stage_quarters[chosen].tolist() == [2, 3, 4, 2, 3]
    assert firms.output == pytest.approx(output)
    shares = np.array([0.32, 0.48, 0.64, 0.32, 0.48])
    assert firms.design[chosen] == pytest.approx(output[chosen] / shares)


@pytest.mark.parametrize(("largest", "ramping"), [(5299.9, 12), (5300.0, 0)])
def test_no_more_ramp_up_than_are_small_enough(plain, largest, ramping):
    firms = firms_of(plain, stage=Stage.OPERATING, output=largest)
    ramp_young(plain._replace(ramping=20, par=central_values({"ramping_largest": 5300.0})), KEY, FIRST, firms)
    assert (firms.stage == Stage.RAMPING).sum() == ramping


def test_those_who_ramp_up_have_come_onto_the_register_after_its_delay(plain):
    par = central_values({"ramp_use": 0.8, "ramp_quarters": 7.0, "register_delay": 3.0})
    firms = firms_of(plain, stage=Stage.OPERATING, output=4000.0)
    ramp_young(plain._replace(ramping=6, par=par), KEY, FIRST, firms)
    young = firms[firms.stage == Stage.RAMPING]
    assert sorted(young.stage_quarters.tolist()) == [3, 3, 4, 4, 5, 6]
    assert young.design == pytest.approx(4000 / (0.8 * young.stage_quarters / 7))


def test_projects_under_way_are_spread_over_the_quarters_left_or_just_begin_to_produce(plain):
    par = central_values({"construction_quarters": 3.0, "ramp_use": 0.8, "ramp_quarters": 5.0, "arrival_largest": 1e9})
    recipe = plain._replace(par=par)
    firms = firms_of(recipe, stage=Stage.OPERATING)
    start_projects(recipe, KEY, FIRST, firms)
    assert (firms.stage[:17] == Stage.OPERATING).all()
    projects = firms[17:]
    # in turn 2 and 1 quarters after the end, then 0, 1 and 2 left, then from the beginning
    assert projects.stage.tolist() == [Stage.RAMPING] * 2 + [Stage.PROJECT] * 3 + [Stage.RAMPING] * 2
    assert projects.stage_quarters.tolist() == [2, 1, 1, 1, 1, 2, 1]
    assert projects.request_quarters.tolist() == [0, 0, 0, 1, 2, 0, 0]
    building = projects[2:5]
    assert (building.request == Request.BUILDING).all()
    assert (building.request_channel == Channel.NEW_LAND).all()
    assert building.design.tolist() == building.output.tolist() == [0.0] * 3
    assert building.request_capital == pytest.approx(building.request_design / 1.0)
    young = projects[[0, 1, 5, 6]]
    assert young.output / young.design == pytest.approx([0.32, 0.16, 0.32, 0.16])


def test_projects_of_a_shorter_delay_begin_to_produce_later(plain):
    par = central_values({"construction_quarters": 3.0, "ramp_use": 0.8, "ramp_quarters": 5.0, "register_delay": 1.0})
    firms = firms_of(plain, stage=Stage.OPERATING)
    start_projects(plain._replace(par=par), KEY, FIRST, firms)
    # in turn 1 quarter after the end, then 0, 1 and 2 left, then from the beginning
    assert firms.stage[17:].tolist() == [Stage.RAMPING, *[Stage.PROJECT] * 3, Stage.RAMPING, *[Stage.PROJECT] * 2]
    assert firms.request_quarters[17:].tolist() == [0, 0, 1, 2, 0, 0, 1]
    assert firms.stage_quarters[[17, 21]].tolist() == [1, 1]


def test_projects_are_as_large_as_arrivals_and_none_above_the_largest(plain):
    cap = central_values({"construction_quarters": 50.0, "arrival_median": 6000.0, "arrival_spread": 0.9})
    designs = []
    for largest in (1e12, 6000.0):
        cap.arrival_largest = largest
        firms = firms_of(plain)
        start_projects(plain._replace(par=cap), KEY, FIRST, firms)
        designs.append(firms.request_design[17:] + firms.design[17:])
    numbers = [draw(KEY, firm.identity, FIRST, Purpose.BASELINE_STAGE)[3] for firm in firms[17:]]
    assert (designs[0] > 6000.0).tolist() == [number > 0.5 for number in numbers]
    assert designs[1].tolist() == np.minimum(designs[0], 6000.0).tolist()
    assert len(set(designs[0])) == 7


def test_firms_are_described_by_their_core_and_their_row():
    recipe = recipe_of(small_city(20, ramping_share=0.2))
    firms, core, factor = described(recipe)
    rows = recipe.rows
    for name, values in (("identity", rows.identity), ("park", rows.park), ("industry", core.industry)):
        assert firms[name].tolist() == values.tolist()
    assert firms.hightech.tolist() == core.hightech.astype(int).tolist()
    assert firms.above_scale.tolist() == (rows.kind == Kinds.REGISTERED).astype(int).tolist()
    assert (firms.grade == Grade.B).all()
    assert (firms.stage[: rows.registered] == Stage.RAMPING).sum() == 48  # of 240
    registered = slice(rows.registered)
    assert firms.output[registered] == pytest.approx(core.output[registered], rel=1e-12)
    used = (firms.output * firms.energy_intensity)[registered].sum()
    assert used == pytest.approx(1e5, rel=1e-12)  # tce a year, the total of the city
    assert factor > 0.0


def test_operating_firms_have_been_so_for_a_while_and_use_part_of_their_design():
    firms, _, _ = described(recipe_of(small_city(20)))
    operating = firms[firms.stage == Stage.OPERATING]
    assert len(operating) == 240 + 100
    use = operating.output / operating.design
    par = central_values()[0]
    assert par.utilisation_least < use.min() < par.utilisation_least + 0.05
    assert par.utilisation_largest - 0.05 < use.max() < par.utilisation_largest
    assert (operating.stage_quarters == 4).all()  # as long as the register asks


def test_use_of_design_output_is_even_between_its_ends():
    par = central_values({"utilisation_least": 0.6, "utilisation_largest": 0.9})[0]
    assert [utilisation_at(uniform, par) for uniform in (0.0, 0.3, 1.0)] == pytest.approx([0.6, 0.69, 0.9])


def test_the_output_of_a_given_firm_stays_to_the_bit_though_it_ramps_up():
    outputs = [2000.0 + 1 / 3 + row / 7 for row in range(8)]
    given = [(row, (EAST, WEST)[row % 2], WOOD, output, {}) for row, output in enumerate(outputs)]
    firms, _, _ = described(recipe_of(small_city(20, given=given, ramping_share=1.0)))
    assert (firms.stage[:8] == Stage.RAMPING).all()
    assert firms.output[:8].tolist() == outputs


def test_capability_follows_the_law_of_those_who_are_recognised_or_not(plain):
    # laws with all their mass in one cell: of other firms in the first, of recognised ones in the last
    laws = plain.laws.copy()
    laws[:, 0, 1:] = 1.0
    laws[:, 1:, :-1] = 0.0
    core = core_of(plain, [FOOD, METAL, WOOD] * 4, [True, False] * 6, 5000.0)
    firms = records(firm_dtype, plain.rows.park.size)
    describe(plain._replace(laws=laws), core, KEY, FIRST, firms)
    edges, recognised = EDGES, np.array([True, False] * 6)
    capability = firms.capability[:12]
    assert ((capability > edges[-2]) & (capability < edges[-1])).tolist() == recognised.tolist()
    assert set(firms.certified[:12][recognised]) <= {0, -4, -8}
    assert (firms.certified[:12][~recognised] == 0).all()
    assert ((capability > edges[0]) & (capability < edges[1])).tolist() == (~recognised).tolist()


def test_ages_of_certificates_are_spread_over_the_three_years(plain):
    """Twelve firms in each of 100 attempts; a third each, within 4 standard errors (0.054)."""
    rows = plain.rows.park.size
    core = core_of(plain, [FOOD] * 12, [True] * 12, 5000.0)
    ages = []
    for attempt in range(100):
        firms = records(firm_dtype, rows)
        describe(plain, core, KEY, attempt, firms)
        ages += [-int(each) // 4 for each in firms.certified[:12]]
    found = np.bincount(ages, minlength=3) / len(ages)
    assert np.abs(found - 1 / 3).max() < 4 * np.sqrt(2 / 9 / len(ages))


def test_capability_goes_by_the_age_of_the_certificate(plain):
    # the law of an age has all its mass in a cell of its own
    laws = np.zeros_like(plain.laws)
    for place in range(4):
        laws[:, place, 20 * place + 1 :] = 1.0
    core = core_of(plain, [FOOD, METAL, WOOD] * 4, [True, False] * 6, 5000.0)
    firms = records(firm_dtype, plain.rows.park.size)
    describe(plain._replace(laws=laws), core, KEY, FIRST, firms)
    for firm in firms[:12]:
        place = 1 - firm.certified // 4 if firm.hightech else 0
        assert EDGES[20 * place] < firm.capability < EDGES[20 * place + 1]
