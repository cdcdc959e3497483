"""Baselines drawn from ranges: within them, with known sums kept, and populations that meet what is drawn."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from model.parameters import PARAMETERS, central_values
from model.population.baseline import Unknown, leading_matrix
from model.population.making import make_world
from model.population.unknown import COUNTS, SEQUENCES, DrawnBaselines, made_to_add_up
from scenarios import load_case

NUMBERS = range(64)


@pytest.fixture(scope="module")
def drawn(case):
    baselines = DrawnBaselines(case.data.baseline, case.file.central_values())
    return [baselines.drawn(number, 5) for number in NUMBERS]


def test_numbers_add_up():
    column = np.array([10.0, 30.0])
    assert made_to_add_up(column, 50.0, 50.0).tolist() == pytest.approx([12.5, 37.5])
    assert made_to_add_up(column, 35.0, 45.0) is column
    assert made_to_add_up(column, 45.0, 70.0).tolist() == pytest.approx([11.25, 33.75])
    assert made_to_add_up(column, 10.0, 36.0).tolist() == pytest.approx([9.0, 27.0])
    assert made_to_add_up(np.array([10, 31]), 42.0, 42.0).tolist() == [10, 32]  # 10.24 and 31.76


def test_values_are_within_their_ranges(case, drawn):
    """But for columns with a known sum, which are scaled to it, and land planned too small for what is built."""
    unknowns = case.data.baseline.unknowns
    loose = {each.column for each in case.data.baseline.sums} | {"planned", "output", "national_share", "outside_share"}
    strict = [place for place, each in enumerate(unknowns) if each.column not in loose]
    assert len(strict) > len(unknowns) / 2
    for one in drawn:
        for place in strict:
            slack = 1e-9 * max(1.0, abs(unknowns[place].high))
            assert unknowns[place].low - slack <= one.values[place] <= unknowns[place].high + slack, unknowns[place]


def test_every_number_fills_its_range(case, drawn):
    """64 draws, two of each of 32 sequences: of independent numbers the lowest is above a quarter of the range in 1e-8."""
    for place, each in enumerate(case.data.baseline.unknowns):
        values = np.array([one.values[place] for one in drawn])
        if each.high - each.low >= 1.0 or each.column not in ("firms", "small_firms"):
            assert values.min() < each.low + 0.25 * (each.high - each.low) + 1e-9, each
            assert values.max() > each.high - 0.25 * (each.high - each.low) - 1e-9, each


def test_known_sums_are_kept(case, drawn):
    for known in case.data.baseline.sums:
        for one in drawn:
            zones = [getattr(park, known.column) for park in one.baseline.parks if park.is_zone]
            grown = 1.0
            if known.column == "output":
                grown = (1 + one.baseline.zone_output_growth) / (1 + case.data.baseline.zone_output_growth)
            assert known.low * grown * (1 - 1e-12) <= sum(zones) <= known.high * grown * (1 + 1e-12), known


def test_mixes_add_up_and_every_park_has_room(drawn):
    for one in drawn:
        assert one.baseline.national_share.sum() == pytest.approx(1.0)
        assert one.baseline.outside_share.sum() == pytest.approx(1.0)
        ratio = float(one.parameters.factory_plot_ratio[0])
        for park in one.baseline.parks:
            built = park.other + park.industrial_land + park.factory_floor / ratio * 15 / 10_000
            assert park.planned >= built - 1e-6


def test_a_baseline_is_the_same_whatever_was_drawn_before(case, drawn):
    again = DrawnBaselines(case.data.baseline, case.file.central_values()).drawn(40, 5)
    assert again.values.tolist() == drawn[40].values.tolist()
    assert (again.values != drawn[40 - SEQUENCES].values).any()


def test_on_the_way_to_the_centre_every_number_is_nearer(case):
    baselines = DrawnBaselines(case.data.baseline, case.file.central_values())
    far, near, centre = (baselines.drawn(3, 5, share) for share in (1.0, 0.3, 0.0))
    free = [
        place
        for place, each in enumerate(baselines.unknowns)
        if each.table in ("totals", "parameters") and each.column not in COUNTS
    ]
    assert (near.values - centre.values)[free] == pytest.approx(0.3 * (far.values - centre.values)[free], rel=1e-9)


def test_populations_meet_what_is_drawn(case):
    world = case.world
    members = world.members(np.arange(6))
    baselines = world.populations.baselines
    leading = leading_matrix(case.data.baseline)
    for place in range(6):
        baseline = baselines.drawn(place, case.data.baseline.pool_seed).baseline
        firms = members.firms[place]
        output = firms.output * (firms.above_scale == 1)
        zone = baseline.zone[firms.park] & (firms.identity != 0)
        assert members.shares[place] == 1.0
        by_park = np.bincount(firms.park, output, len(baseline.parks))
        assert by_park == pytest.approx(baseline.output, rel=1e-9)
        inside = output[zone].sum()
        added = output * members.arrays.industries.value_added_rate[place][firms.industry]
        reached = {
            "hightech_output_share": (output * firms.hightech)[zone].sum() / inside,
            "top3_sales_share": (output * leading[firms.park, firms.industry])[zone].sum() / inside,
            "zone_value_added_share": added[zone].sum() / added.sum(),
            "energy_total": (output * firms.energy_intensity).sum(),
        }
        for name, value in reached.items():
            if getattr(baseline, name) is not None:
                assert value == pytest.approx(getattr(baseline, name)), name
        assert (
            members.parameters.upgrade_rate[place]
            == baselines.drawn(place, baseline.pool_seed).parameters.upgrade_rate[0]
        )


def test_runs_use_the_parameters_and_the_table_of_their_population(case):
    from model import simulate

    runs = simulate(case, "none", 3, 1)
    members = case.world.members(np.arange(3))
    assert runs.parameter_upgrade_rate.values.tolist() == members.parameters.upgrade_rate.tolist()
    assert runs.industry_value_added_rate.values.tolist() == members.arrays.industries.value_added_rate.tolist()
    assert len(set(runs.parameter_upgrade_rate.values)) == 3


def test_a_draw_that_cannot_be_met_moves_to_the_nearest_that_can(case):
    """Firms of 2,000 and more cannot share an output of 1,000 each: half a park's output is out of reach at some draws."""
    baseline = case.data.baseline
    park = min((each for each in baseline.parks if each.is_zone), key=lambda each: each.output / each.firms)
    least = park.firms * PARAMETERS["register_threshold"].value
    narrow = Unknown("parks", park.id, "output", 0.5 * least, park.output)
    world = make_world(replace(baseline, unknowns=(narrow,), sums=(), zone_gross_output_share=None), central_values())
    members = world.populations.members(np.arange(48))
    drawn = [world.populations.baselines.drawn(number, baseline.pool_seed).values[0] for number in range(48)]
    moved = members.shares < 1.0
    assert moved.any()
    assert not moved.all()
    assert (np.array(drawn)[moved] < members.values[moved, 0]).all()
    assert (members.values[:, 0] > least).all()


def test_ranges_that_vary_are_part_of_the_world_unless_the_case_holds_them(case, tmp_path):
    town = shutil.copytree(case.folder, tmp_path / "town")
    text = (town / "case.toml").read_text(encoding="utf-8")
    text = text.replace("[population]\n", "[population]\nvary_baseline = false\n")
    (town / "case.toml").write_text(text, encoding="utf-8")
    held = load_case(town)
    assert case.data.baseline.unknowns
    assert not held.data.baseline.unknowns
    members = held.world.populations.members(np.arange(2))
    assert (members.arrays, members.parameters) == (None, None)
