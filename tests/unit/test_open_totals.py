"""Totals that a case leaves out: the other margins hold exactly, and the open one is what the priors make it."""

import re
import shutil
from dataclasses import replace

import numpy as np
import pytest

from model.parameters import central_values
from model.population.baseline import leading_matrix
from model.population.figures import FIGURES
from model.population.making import make_world
from model.population.priors import leading_shares, solve_priors, wanted_hightech
from scenarios import InputProblem, load_case
from scenarios.case import CASES
from scenarios.files.totals import TOTALS
from scenarios.inspection.findings import inspect
from scenarios.inspection.trial import margins_met

pytestmark = pytest.mark.chizhou  # numbers are of this city, which gives every total of the synthesis
OPTIONAL = [name for name, total in TOTALS.items() if not total.needed and name not in FIGURES]
MARGINS = ["hightech_output_share", "top3_sales_share", "zone_value_added_share", "energy_total"]
POPULATIONS = 40


def made_of(baseline, members):
    """The firms of the first populations of a baseline."""
    return make_world(baseline).populations.central.made(np.arange(members))[0]


def cut(folder, name):
    """Take a total out of case.toml."""
    path = folder / "case.toml"
    text, count = re.subn(rf"\[totals\.{name}\].*?\n(?=\[)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert count == 1
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CASES / "chizhou", tmp_path / "town")


@pytest.fixture(scope="module")
def given(case):
    """Three firms of two zones and one outside, as a city lists them; whether the second is high-tech is not said."""
    table = np.zeros(3, case.data.baseline.given.dtype)
    for name in table.dtype.names:
        table[name] = np.nan if table.dtype[name].kind == "f" else 0
    parks, industries = [park.id for park in case.data.baseline.parks], case.data.baseline.industry_ids
    table["park"] = [parks.index(park) for park in ("etdz", "dongzhi", "outside")]
    table["industry"] = [industries.index(name) for name in ("electronics", "chemicals", "minerals")]
    table["output"] = [40_000.0, 25_000.0, 30_000.0]
    table["hightech"] = [1, np.nan, 0]
    return table


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("name", MARGINS)
def test_the_other_margins_hold_exactly(case, given, name, listed):
    baseline = replace(case.data.baseline, **{name: None})
    if listed:
        baseline = replace(baseline, given=given)
    for firms in made_of(baseline, 2):
        met = margins_met(baseline, firms)
        assert [margin.name for margin in met[9:]] == [other for other in MARGINS if other != name]
        assert max(margin.error for margin in met) < 1e-9


def test_an_open_high_tech_share_is_that_of_the_parks_table(case):
    """65 % of 130.8, 45 % of 76.3 ... come to 44.416 %: the prior, and in the mean of many populations near it."""
    baseline = replace(case.data.baseline, hightech_output_share=None)
    assert wanted_hightech(baseline).tolist() == [park.hightech_share for park in baseline.parks]
    shares = []
    for firms in made_of(baseline, POPULATIONS):
        output = firms.output * (firms.above_scale == 1) * baseline.zone[firms.park]
        shares.append((output * firms.hightech).sum() / output.sum())
    # firms are few and unequal: a population's share varies by 0.08, the mean of 40 by 0.013
    assert np.mean(shares) == pytest.approx(0.44416, abs=0.04)
    assert np.std(shares) > 0.02


def test_an_open_share_of_leading_industries_is_what_arriving_projects_make_it(case):
    """Three tenths of the projects are of a park's leading industries, the others of the national mix, which has some as well."""
    baseline = replace(case.data.baseline, top3_sales_share=None)
    leading, par = leading_matrix(baseline), central_values({"arrival_own_mix": 0.3})[0]
    shares = leading_shares(baseline, leading, par)
    # electronics, general and special equipment: 0.09 + 0.09 + 0.08; chemicals and pharmaceuticals: 0.09 + 0.05
    parks = [park.id for park in baseline.parks]
    etdz = parks.index("etdz")
    assert shares[etdz] == pytest.approx(0.3 + 0.7 * 0.26)
    assert shares[parks.index("dongzhi")] == pytest.approx(0.3 + 0.7 * 0.14)
    mix = solve_priors(baseline, par).mix
    assert (mix[etdz] * leading[etdz]).sum() == pytest.approx(0.482)
    assert mix[etdz, baseline.industry_ids.index("electronics")] == pytest.approx(0.482 * 0.09 / 0.26)


def test_an_open_energy_total_leaves_the_industry_table_as_it_is(case):
    baseline = replace(case.data.baseline, energy_total=None)
    made = make_world(baseline)
    assert set(made.factors.tolist()) == {1.0}
    assert made.arrays.industries.energy_intensity.tolist() == baseline.industries["energy_intensity"].tolist()


def test_an_open_share_of_value_added_leaves_the_mix_outside_as_it_is(case, given):
    baseline = replace(case.data.baseline, zone_value_added_share=None, given=given)
    priors = solve_priors(baseline, central_values()[0])
    assert priors.missing_mix[~baseline.zone][0] == pytest.approx(baseline.outside_share)
    published = solve_priors(replace(baseline, zone_value_added_share=0.68), central_values()[0])
    assert published.missing_mix[~baseline.zone][0] != pytest.approx(baseline.outside_share)


def test_without_a_list_nobody_is_above_the_line(case):
    made = make_world(replace(case.data.baseline, listed_share=None))
    assert made.arrays.emission_line[0] == np.inf


def test_without_growth_outputs_are_those_of_the_table(folder):
    cut(folder, "zone_output_growth")
    zones = [park.output for park in load_case(folder).data.baseline.parks if park.is_zone]
    assert sum(zones) == pytest.approx(471.7 * 1e4)


def test_output_outside_is_given_where_its_share_is_not(folder):
    cut(folder, "zone_gross_output_share")
    with pytest.raises(
        InputProblem, match=r"parks\.csv: line 10, column output: is empty; give it here, or give totals"
    ):
        load_case(folder)
    parks = folder / "parks.csv"
    text = parks.read_text(encoding="utf-8")
    parks.write_text(text.replace(",outside,,159,", ",outside,170,159,"), encoding="utf-8")
    case = load_case(folder)
    assert next(park.output for park in case.data.baseline.parks if not park.is_zone) == pytest.approx(170 * 1e4 * 1.09)
    worst = inspect(case).trial.worst
    assert worst.error < 1e-9


@pytest.mark.parametrize("name", [name for name in OPTIONAL if name != "zone_gross_output_share"])
def test_check_says_what_is_left_open(folder, name):
    cut(folder, name)
    assert f"open_{name}" in {finding.key for finding in inspect(load_case(folder)).findings}


@pytest.mark.parametrize("name", [name for name, total in TOTALS.items() if total.needed])
def test_what_shapes_the_priors_cannot_be_left_out(folder, name):
    cut(folder, name)
    with pytest.raises(
        InputProblem, match=rf"totals\.{name}: is missing; it cannot be left out: nothing else says how"
    ):
        load_case(folder)


def test_a_total_that_nobody_knows_is_refused_with_the_nearest(folder):
    path = folder / "case.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("totals.energy_total", "totals.energy_totl"), encoding="utf-8"
    )
    with pytest.raises(
        InputProblem, match=r"case\.toml: totals\.energy_totl: unknown key 'energy_totl'; did you mean 'energy_total'"
    ):
        load_case(folder)
