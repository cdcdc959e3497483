"""The baseline populations of Chizhou meet every margin, each of them."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.population.chances import tilt_to
from model.population.making import REFERENCE_MEMBERS, REFERENCE_SEED, make_world
from model.population.numbering import population_of
from model.state import Request, Stage
from model.units import M2_PER_MU
from tests.unit.contradictions import contradiction_told

ROOT = Path(__file__).parents[2]


@pytest.fixture
def baseline(case):
    """What is known of Chizhou."""
    return case.data.baseline


def with_etdz(baseline, **changes):
    """The parks, the largest zone changed."""
    return tuple(replace(park, **changes) if park.id == "etdz" else park for park in baseline.parks)


@pytest.fixture(scope="session")
def output(world):
    """Output of registered firms (member, row), 0 for the others."""
    return world.populations.firms.output * (world.populations.firms.above_scale == 1)


@pytest.fixture(scope="session")
def in_zone(world):
    """Whether a firm is in a zone (member, row)."""
    return world.arrays.sites.zone[world.populations.firms.park] == 1


def share(part, whole):
    """Share of a part (member, row) in a whole by member."""
    return (part.sum(axis=1) / whole.sum(axis=1)).tolist()


def exactly(value, members):
    """A value that every member has but for rounding."""
    return pytest.approx([value] * members, abs=1e-9)


@pytest.mark.chizhou
def test_hightech_firms_make_45_3_percent_of_zone_output(world, output, in_zone):
    assert share(output * in_zone * world.populations.firms.hightech, output * in_zone) == exactly(
        0.453, world.populations.pool
    )


@pytest.mark.chizhou
def test_leading_industries_make_57_6_percent_of_zone_output(world, output, in_zone):
    leading = world.arrays.leading[world.populations.firms.park, world.populations.firms.industry]
    assert share(output * in_zone * leading, output * in_zone) == exactly(0.576, world.populations.pool)


@pytest.mark.chizhou
def test_zones_make_68_percent_of_value_added(world, output, in_zone):
    value_added = output * world.arrays.industries.value_added_rate[world.populations.firms.industry]
    assert share(value_added * in_zone, value_added) == exactly(0.68, world.populations.pool)


@pytest.mark.chizhou
def test_zones_have_268_registered_firms_and_the_outside_159(world, in_zone):
    registered = world.populations.firms.above_scale == 1
    assert (registered & in_zone).sum(axis=1).tolist() == [268] * world.populations.pool
    assert (registered & ~in_zone).sum(axis=1).tolist() == [159] * world.populations.pool


def test_every_park_has_its_firms_and_its_output(case, world, output):
    for index, park in enumerate(case.data.baseline.parks):
        here = world.populations.firms.park == index
        assert ((output > 0) & here).sum(axis=1).tolist() == [park.firms] * world.populations.pool
        assert (output * here).sum(axis=1) == pytest.approx(park.output, rel=1e-9)


def test_every_registered_firm_is_above_scale(world, output):
    assert output[output > 0].min() >= 2000.0 * (1 - 1e-12)


def test_small_firms_are_below_scale(case, world):
    small = (world.populations.firms.above_scale == 0) & (world.populations.firms.stage == Stage.OPERATING)
    assert small.sum(axis=1).tolist() == [case.data.baseline.small_firms] * world.populations.pool
    assert 500.0 <= world.populations.firms.output[small].min() <= world.populations.firms.output[small].max() <= 2000.0


@pytest.mark.chizhou
def test_registered_firms_use_the_city_s_energy(world, output):
    assert (output * world.populations.firms.energy_intensity).sum(axis=1) == pytest.approx(3.6e6, rel=1e-9)


def test_land_of_every_park_adds_up_in_whole_units(case, world):
    for index, park in enumerate(case.data.baseline.parks):
        held = (world.populations.firms.land * (world.populations.firms.park == index)).sum(axis=1)
        parks = world.populations.parks[:, index]
        assert held.tolist() == parks.occupied.tolist()
        assert (parks.occupied + parks.idle == round(park.industrial_land * M2_PER_MU)).all()
        parts = parks.occupied + parks.idle + parks.factory_land + parks.other + parks.low_hill_natural
        parts += parks.undeveloped
        assert (parts == parks.planned).all()
        assert (parks.planned == round(park.planned * M2_PER_MU)).all()
        assert (parks.undeveloped >= 0).all()


def test_let_floor_of_every_park_adds_up_and_is_less_than_there_is(case, world):
    for index, park in enumerate(case.data.baseline.parks):
        leased = (world.populations.firms.leased * (world.populations.firms.park == index)).sum(axis=1)
        assert leased.tolist() == world.populations.parks.factory_leased[:, index].tolist()
        assert (leased <= park.factory_floor * (1 - park.factory_vacancy)).all()


def test_firms_own_the_floor_and_capital_of_their_park(case, world):
    producing = world.populations.firms.stage != Stage.PROJECT
    for index, park in enumerate(case.data.baseline.parks):
        owners = producing & (world.populations.firms.park == index)
        land = (world.populations.firms.land * owners).sum(axis=1)
        assert (world.populations.firms.floor * owners).sum(axis=1) == pytest.approx(land * park.plot_ratio, abs=0.5)
        capital = (world.populations.firms.capital * owners).sum(axis=1)
        assert capital == pytest.approx(park.investment_per_mu * land / M2_PER_MU, rel=1e-9)


def test_every_firm_has_a_seat_or_leases(world):
    firms = world.populations.firms
    assert ((firms.land > 0) != (firms.leased > 0)).mean() > 0.999  # a very small firm may get no whole square metre
    assert not ((firms.land > 0) & (firms.leased > 0)).any()


def test_nothing_is_missing_or_below_zero(world):
    for table in (world.populations.firms, world.populations.parks):
        for name in table.dtype.names:
            assert np.isfinite(table[name].astype(float)).all(), name
            if name not in ("capability", "certified"):
                assert table[name].min() >= 0, name


def test_certificates_are_of_the_baseline_or_of_the_two_years_before(world):
    firms = world.populations.firms
    assert set(np.unique(firms.certified[firms.hightech == 1])) == {0, -4, -8}
    assert (firms.certified[firms.hightech == 0] == 0).all()


def test_nobody_produces_more_than_overuse_allows(world):
    producing = world.populations.firms.stage != Stage.PROJECT
    assert (world.populations.firms.output <= world.populations.firms.design * world.parameters.overuse[0])[
        producing
    ].all()
    assert (world.populations.firms.output[~producing] == 0).all()


@pytest.mark.chizhou
def test_one_in_ten_registered_firms_is_still_ramping_up(world):
    ramping = (world.populations.firms.stage == Stage.RAMPING) & (world.populations.firms.above_scale == 1)
    assert ramping.sum(axis=1).tolist() == [43] * world.populations.pool  # of 427
    assert (
        world.populations.firms.stage_quarters[world.populations.firms.stage == Stage.RAMPING]
        < world.parameters.ramp_quarters[0]
    ).all()


def test_projects_under_way_are_built_on_land_of_their_own(world):
    under_way = world.populations.firms.stage == Stage.PROJECT
    assert (under_way == (world.populations.firms.request == Request.BUILDING)).all()
    assert (world.populations.firms.request_land[under_way] == world.populations.firms.land[under_way]).all()
    assert set(world.populations.firms.request_quarters[under_way]) == set(
        range(int(world.parameters.construction_quarters[0]))
    )
    promised = [
        np.bincount(firms.park, firms.request_energy, len(world.park_names)) for firms in world.populations.firms
    ]
    assert (np.array(promised) == world.populations.parks.energy_committed).all()


def test_sizes_of_zone_firms_have_a_pareto_tail(world, output, in_zone):
    # log rank falls by the exponent with log size; half a rank off, as Gabaix and Ibragimov (2011) advise
    slopes = []
    for sizes in output * in_zone:
        sizes = np.sort(sizes[sizes > 0])[::-1]
        rank = np.arange(1, len(sizes) + 1)
        slopes.append(-np.polyfit(np.log(sizes), np.log(rank - 0.5), 1)[0])
    assert 0.75 <= np.mean(slopes) <= 1.1


def test_identities_are_unique_and_those_of_firms(world):
    for firms in world.populations.firms:
        assert len(np.unique(firms.identity)) == world.rows
    assert ((world.populations.firms.identity >> np.uint64(60)) == 1).all()


def test_populations_differ_and_are_the_same_every_time(case, world):
    firms, parks, _ = make_world(case.data.baseline, world.parameters).populations.central.made(np.arange(24))
    assert (firms == world.populations.firms).all()
    assert (parks == world.populations.parks).all()
    assert (world.populations.firms.output[0] != world.populations.firms.output[1]).any()


def test_what_lies_between_the_columns_of_a_record_is_zero(world):
    for table in (world.populations.firms, world.populations.parks):
        filled = np.zeros(table.shape, table.dtype)
        for name in table.dtype.names:
            filled[name] = table[name]
        assert table.tobytes() == filled.tobytes()


def test_the_population_does_not_depend_on_the_threads_of_a_library():
    code = (
        "import hashlib, numpy\n"
        "from scenarios import load_case\n"
        "world = load_case('chizhou').world\n"
        "firms, _ = world.populations_of(numpy.arange(24))\n"
        "print([hashlib.sha256(numpy.ascontiguousarray(each)).hexdigest() for each in (firms, *world.arrays)])"
    )
    told = set()
    for threads in ("1", "2"):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        told.add(done.stdout)
    assert len(told) == 1


def test_a_population_is_the_same_however_many_there_are(case, world):
    populations = make_world(replace(case.data.baseline, pool=5, unknowns=()), world.parameters).populations
    assert population_of(np.array([3, 7, 12]), populations.pool).tolist() == [3, 2, 2]
    firms, parks, *_ = populations.members(np.array([17, 3]))  # made together and in another order
    assert (firms[1] == world.populations.firms[3]).all()
    assert (parks[0] == world.populations.parks[17]).all()


def test_platforms_go_to_the_national_zone_and_then_by_output(case, world):
    order = [world.park_names[index] for index in world.arrays.platform_order]
    zones = [park for park in case.data.baseline.parks if park.is_zone]
    zones.sort(key=lambda park: (park.level != "national", -park.output))
    assert order == [park.id for park in zones]


def test_mixes_are_cumulative_shares(world):
    for mix in (world.arrays.national_mix, *world.arrays.park_mix):
        assert mix[-1] == pytest.approx(1.0)
        assert (np.diff(mix) >= 0).all()


def test_a_zone_draws_its_own_projects_from_its_leading_industries(world):
    shares = np.diff(world.arrays.park_mix, axis=1, prepend=0.0)
    zones = world.arrays.sites.zone == 1
    assert (shares[zones] * (world.arrays.leading[zones] == 0)).max() == pytest.approx(0.0)


@pytest.mark.chizhou
def test_the_list_of_polluters_holds_a_fifth_of_the_firms_of_heavy_industries(case):
    made = make_world(case.data.baseline, case.world.parameters)
    firms, _, factors = made.populations.central.made(np.arange(REFERENCE_MEMBERS), REFERENCE_SEED)
    heavy = (made.arrays.sites.zone[firms.park] == 1) & (made.arrays.industries.heavy[firms.industry] > 0)
    listed = firms.emission_intensity[heavy & (firms.above_scale == 1)] > made.arrays.emission_line[0]
    assert listed.mean() == pytest.approx(0.2, abs=1e-3)
    assert (factors == made.factors).all()


@pytest.mark.chizhou
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"hightech_output_share": 0.99}, r"high-tech share of zone output .* should be 0\.99; .* at most 0\.9\d+ \(short by 0\.0"),
        ({"hightech_output_share": 0.01}, r"high-tech share of zone output .* should be 0\.01; .* at least 0\.01\d+ \(over by 0\.0"),
        ({"top3_sales_share": 0.9999}, r"share of the top three leading industries in sales .* should be 0\.9999; .* at least 1 \(over by 0\.0001\)"),
        ({"zone_value_added_share": 0.3}, r"zones' share of the city's value added .* should be 0\.3; .* at least 0\.5\d+ \(over by 0\.2"),
        ({"zone_value_added_share": 0.9}, r"zones' share of the city's value added .* should be 0\.9; .* at most 0\.7\d+ \(short by 0\.1"),
    ],
)  # fmt: skip
def test_a_share_that_cannot_be_met_is_named_with_what_it_can_be(baseline, change, words):
    with contradiction_told(words) as refusal:
        make_world(replace(baseline, **change))
    innocent = {
        "hightech_output_share": "leading",
        "top3_sales_share": "high-tech",
        "zone_value_added_share": "leading",
    }
    assert innocent[next(iter(change))] not in refusal[0]
    assert "output of" not in refusal[0]  # the bystanders that a stalled search would name


@pytest.mark.chizhou
def test_the_other_share_that_sets_the_industry_outside_is_named_as_well(baseline):
    with contradiction_told(
        r"zones' share of the city's gross output .* should be 0\.721; .*, or zones' share of the city's value"
    ):
        make_world(replace(baseline, zone_value_added_share=0.3))


def test_two_shares_that_are_each_at_fault_are_both_named(baseline):
    change = {"hightech_output_share": 0.995, "top3_sales_share": 0.9999}
    with contradiction_told(r"high-tech share of zone output .*, and share of the top three leading industries"):
        make_world(replace(baseline, **change))


@pytest.mark.chizhou
@pytest.mark.parametrize("output", [100_000.0, 120_000.0])
def test_an_output_below_what_its_firms_make_at_least_is_refused(baseline, output):
    # 60 firms of at least 2,000
    parks = with_etdz(baseline, output=output)
    with contradiction_told(r"output of etdz is 1\d0,000 .* must be more than 120,000: it has 60 firms"):
        make_world(replace(baseline, parks=parks))


@pytest.mark.chizhou
def test_a_park_with_output_and_no_firms_is_refused(baseline):
    parks = with_etdz(baseline, firms=0)
    with contradiction_told(r"output of etdz is 1,308,000 .* has no firms"):
        make_world(replace(baseline, parks=parks))


def test_a_city_without_a_firm_is_refused(baseline):
    parks = tuple(replace(park, firms=0) for park in baseline.parks)
    with contradiction_told("there is no registered firm"):
        make_world(replace(baseline, parks=parks))


@pytest.mark.chizhou
def test_a_planned_area_too_small_is_refused(baseline):
    parks = with_etdz(baseline, planned=100.0)
    with contradiction_told("etdz: planned area 100 mu is smaller"):
        make_world(replace(baseline, parks=parks))


@pytest.mark.parametrize("target", [0.05, 0.3, 0.45, 0.9])
def test_probabilities_are_tilted_to_the_target(target):
    base, mix = np.array([0.2, 0.5, 0.9]), np.array([0.5, 0.3, 0.2])
    tilted = tilt_to(base, mix, target)
    assert mix @ tilted == pytest.approx(target, abs=1e-12)
    shift = np.log(tilted / (1 - tilted)) - np.log(base / (1 - base))
    assert shift == pytest.approx(shift[0])  # all alike on the logit scale


def test_a_target_that_is_met_tilts_nothing():
    # 0.5 x 0.2 + 0.5 x 0.6 = 0.4
    assert tilt_to(np.array([0.2, 0.6]), np.array([0.5, 0.5]), 0.4) == pytest.approx([0.2, 0.6])


def test_certain_probabilities_stay_and_what_is_out_of_reach_is_approached():
    base, mix = np.array([0.0, 1.0, 0.5]), np.array([0.4, 0.4, 0.2])
    assert tilt_to(base, mix, 0.9) == pytest.approx([0.0, 1.0, 1.0], abs=1e-4)
    assert tilt_to(base, mix, 0.1) == pytest.approx([0.0, 1.0, 0.0], abs=1e-4)
