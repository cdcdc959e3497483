"""Published figures of the baseline year: rates are scaled to meet them, or they are compared; without them nothing moves."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from model import simulate
from model.population.fault import CalibrationError
from model.population.figures import (
    RATE_FIGURES,
    output_per_mu,
    rate_factors,
    rate_figure,
    registered_output,
    scaling_figures,
    with_rates,
)
from model.population.making import make_world
from model.state import firm_dtype, park_dtype
from model.world import industry_dtype
from outputs.check.job import check_report, finding_text
from outputs.check.words import TEXTS
from scenarios import InputProblem, load_case
from scenarios.files.totals import TOTALS
from scenarios.inspection.findings import figure_findings, inspect
from scenarios.inspection.trial import FigureReached, Trial

CITY = Path(__file__).parents[1] / "cities" / "linhu"
# Two zones and the industry outside; two industries. 10k yuan a year.
OUTPUT = np.array([[600_000.0, 200_000.0], [0.0, 400_000.0], [100_000.0, 300_000.0]])
ZONE = np.array([True, True, False])


@pytest.fixture
def table():
    industries = np.zeros(2, industry_dtype)
    industries["tax_rate"] = [0.05, 0.10]
    industries["output_per_worker"] = [100.0, 150.0]
    industries["trade_rate"] = [0.20, 0.0]
    industries["value_added_rate"] = [0.25, 0.40]
    return industries


# zones make 600,000 and 600,000: tax 30,000 + 60,000, jobs 6,000 + 4,000, trade 120,000, value added 150,000 + 240,000;
# outside another 25,000 + 120,000 of value added
REACHED = {"zone_tax": 9.0, "zone_jobs": 1.0, "zone_trade": 12.0, "zone_value_added": 39.0, "city_value_added": 53.5}


@pytest.mark.parametrize(("name", "value"), REACHED.items())
def test_a_figure_is_output_times_rates_in_its_unit(table, name, value):
    assert rate_figure(name, OUTPUT, table, ZONE) == pytest.approx(value)
    several = rate_figure(name, np.stack([OUTPUT, 2 * OUTPUT]), table, ZONE)
    assert several.tolist() == pytest.approx([value, 2 * value])


@pytest.fixture
def town(case, table):
    """The case's baseline with the two industries and three parks above."""
    parks = case.data.baseline.parks
    zones = [park for park in parks if park.is_zone][:2]
    return replace(
        case.data.baseline, parks=(*zones, next(park for park in parks if not park.is_zone)), industry_ids=("a", "b"),
        industries=table,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "published", "column", "factor"),
    [
        ("zone_tax", 11.7, "tax_rate", 1.3),
        ("zone_jobs", 0.8, "output_per_worker", 1.25),  # fewer workers make as much
        ("zone_trade", 3.0, "trade_rate", 0.25),
        ("zone_value_added", 19.5, "value_added_rate", 0.5),
        ("city_value_added", 64.2, "value_added_rate", 1.2),
    ],
)
def test_rates_are_scaled_alike_until_the_figure_is_met(town, name, published, column, factor):
    factors = rate_factors(replace(town, figures={name: published}), OUTPUT)
    assert factors == {column: pytest.approx(factor)}
    scaled = with_rates(town.industries, factors)
    assert rate_figure(name, OUTPUT, scaled, ZONE) == pytest.approx(published)
    others = [other for other in industry_dtype.names if other != column]
    assert all((scaled[other] == town.industries[other]).all() for other in others)
    ratio = scaled[column][town.industries[column] > 0] / town.industries[column][town.industries[column] > 0]
    assert ratio == pytest.approx(factor)


def test_a_figure_is_met_in_the_mean_of_populations(town):
    """9 and 27 hundred million yuan of tax are 18 in the mean; 13.5 are three quarters of them."""
    factors = rate_factors(replace(town, figures={"zone_tax": 13.5}), np.stack([OUTPUT, 3 * OUTPUT]))
    assert factors == {"tax_rate": pytest.approx(0.75)}


def test_the_value_added_of_zones_goes_before_that_of_the_city(town):
    figures = {"city_value_added": 53.5, "zone_value_added": 19.5, "zone_output_per_mu": 80.0}
    assert scaling_figures(figures) == {"value_added_rate": "zone_value_added"}
    assert rate_factors(replace(town, figures=figures), OUTPUT) == {"value_added_rate": pytest.approx(0.5)}


def test_a_share_of_more_than_everything_is_refused(town):
    """The highest rate of value added is 0.4: 2.5 times it is 1, and 97.5 is what the zones then add."""
    assert rate_factors(replace(town, figures={"zone_value_added": 97.49}), OUTPUT)
    with pytest.raises(CalibrationError) as refused:
        rate_factors(replace(town, figures={"zone_value_added": 98.0}), OUTPUT)
    assert refused.value.fault.key == "rate_above_one"
    assert refused.value.fault.values["industry"] == "b"
    jobs = rate_factors(replace(town, figures={"zone_jobs": 0.001}), OUTPUT)  # no share: any output per worker may be
    assert jobs == {"output_per_worker": pytest.approx(1000.0)}


def test_rates_of_nothing_cannot_be_scaled(town, table):
    table["trade_rate"] = 0.0
    with pytest.raises(CalibrationError) as refused:
        rate_factors(replace(town, figures={"zone_trade": 1.0}), OUTPUT)
    assert refused.value.fault.key == "no_rate"


def test_output_counts_registered_firms_by_park_and_industry(town):
    firms = np.zeros((2, 4), firm_dtype).view(np.recarray)
    firms.park, firms.industry = [[0, 1, 1, 2]] * 2, [[1, 0, 0, 1]] * 2
    firms.output, firms.above_scale = [[5.0, 7.0, 11.0, 13.0], [1.0, 2.0, 3.0, 4.0]], [[1, 1, 0, 1], [1, 1, 1, 1]]
    assert registered_output(town, firms).tolist() == [
        [[0.0, 5.0], [7.0, 0.0], [0.0, 13.0]], [[0.0, 1.0], [5.0, 0.0], [0.0, 4.0]]
    ]  # fmt: skip


def test_output_per_mu_is_over_land_held_and_land_under_standard_factories():
    """Zones make 1.2 million on 1.5 km2 and 0.5 km2, which are 3,000 mu: 400 a mu; the land outside does not count."""
    parks = np.zeros((1, 3), park_dtype).view(np.recarray)
    parks.occupied, parks.factory_land = [[1_000_000, 500_000, 9_000_000]], [[200_000, 300_000, 0]]
    assert output_per_mu(OUTPUT[None], parks, ZONE) == pytest.approx([400.0])


UNITS = {"zone_jobs": "10,000 workers", "zone_output_per_mu": "10k yuan/mu"}


@pytest.fixture
def published(tmp_path):
    """Load the second city with published figures; their names are keys."""

    def load(**figures):
        folder = shutil.copytree(CITY, tmp_path / "town", dirs_exist_ok=True)
        text = (CITY / "case.toml").read_text(encoding="utf-8")
        for name, value in figures.items():
            unit = UNITS.get(name, "100 million yuan")
            text += f'\n[totals.{name}]\nvalue = {value}\nunit = "{unit}"\nsource = "linhu-bulletin"\n'
        (folder / "case.toml").write_text(text, encoding="utf-8")
        return load_case(folder)

    return load


FIGURES = {"zone_tax": 23.0, "zone_jobs": 3.5, "zone_trade": 30.0, "zone_value_added": 95.0}


@pytest.fixture(scope="module")
def bare():
    return load_case(CITY)


def test_populations_stay_the_same_to_the_bit_and_only_the_rates_move(published, bare):
    case = published(**FIGURES, zone_output_per_mu=100.0)
    without, with_them = make_world(bare.data.baseline), make_world(case.data.baseline)
    assert without.rate_factors == {}
    assert set(with_them.rate_factors) == {"tax_rate", "output_per_worker", "trade_rate", "value_added_rate"}
    for table, other in zip(
        without.populations.central.made(np.arange(3)), with_them.populations.central.made(np.arange(3)), strict=True
    ):
        assert table.tobytes() == other.tobytes()
    plain, scaled = without.arrays.industries, with_them.arrays.industries
    for column in industry_dtype.names:
        assert np.asarray(scaled[column]) == pytest.approx(
            np.asarray(plain[column]) * with_them.rate_factors.get(column, 1.0), rel=1e-12
        )
        assert (column in with_them.rate_factors) != (np.asarray(scaled[column]) == np.asarray(plain[column])).all()


def test_runs_report_the_published_figures_at_the_baseline(published, bare):
    """Of 60 populations the means are within 3 % of what is published, and without the figures they are far from it."""
    case = published(**FIGURES)
    names = ("tax", "jobs", "trade", "value_added")
    runs = [simulate(each, "none", 60, 3) for each in (case, bare)]
    means, before = ({name: float(run[name].isel(year=0).mean()) for name in names} for run in runs)
    for name, wanted in zip(means, FIGURES.values(), strict=True):
        assert means[name] == pytest.approx(wanted, rel=0.06 if name == "trade" else 0.03)
        assert abs(before[name] / wanted - 1) > 0.03


def test_the_trial_compares_figures_with_the_populations(published):
    case = published(zone_tax=23.0, city_value_added=150.0, zone_value_added=95.0, zone_output_per_mu=100.0)
    reached = {each.name: each for each in inspect(case).trial.figures}
    assert list(reached) == ["zone_tax", "zone_value_added", "city_value_added", "zone_output_per_mu"]
    assert reached["zone_tax"].mean == pytest.approx(23.0, rel=0.01)
    assert reached["zone_tax"].least < 23.0 < reached["zone_tax"].most
    assert reached["zone_value_added"].factor is not None
    assert reached["city_value_added"].factor is None
    # 357 hundred million yuan on the land that is not idle and that under factories of two storeys
    land = 12_800 * 0.93 + 9_000 * 0.92 + 7_600 * 0.89 + 5_600 * 0.9 + 3_300 * 0.9 + 570_000 / 2 / (2000 / 3)
    assert reached["zone_output_per_mu"].mean == pytest.approx(3_570_000 / land, rel=0.001)


def reached(published, mean, factor):
    figure = FigureReached("zone_tax", published, mean, 0.9 * mean, 1.1 * mean, factor)
    return [finding.key for finding in figure_findings(Trial(None, (), (), figures=(figure,)))]


def test_rates_that_are_scaled_far_and_figures_that_are_far_off_are_warned_of():
    assert reached(20.0, 20.0, 1.19) == []
    assert reached(20.0, 20.0, 1.21) == ["rates_scaled"]
    assert reached(20.0, 20.0, 0.79) == ["rates_scaled"]
    assert reached(20.0, 23.9, None) == []
    assert reached(20.0, 24.1, None) == ["figure_apart"]
    assert reached(20.0, 15.9, None) == ["figure_apart"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check_shows_the_figures(published, language):
    inspection = inspect(published(zone_tax=40.0, zone_output_per_mu=200.0))
    text = io.StringIO()
    Console(file=text, width=100).print(check_report(inspection, language))
    assert TEXTS[language]["figures"] in text.getvalue()
    assert TEXTS[language]["compared"] in text.getvalue()
    said = [
        finding_text(each, inspection.case, language)
        for each in inspection.findings
        if each.key in ("rates_scaled", "figure_apart")
    ]
    label = {
        "zh": ("开发区基期税收：", "开发区基期亩均产值：公布值为 200 万元/亩"),
        "en": ("zones' tax: ", "zones' output per mu: 2,000,000 yuan/mu"),
    }
    assert [line.startswith(words) for line, words in zip(said, label[language], strict=True)] == [True, True]


def test_a_case_without_figures_says_nothing_of_them(bare):
    inspection = inspect(bare)
    assert inspection.trial.figures == ()
    assert bare.data.baseline.figures == {}
    text = io.StringIO()
    Console(file=text, width=100).print(check_report(inspection, "en"))
    assert TEXTS["en"]["figures"] not in text.getvalue()


def test_figures_that_cannot_be_met_are_refused_with_both_numbers(published):
    with pytest.raises(InputProblem) as refused:
        published(zone_tax=2000.0).prepare()
    assert "zones' tax (totals.zone_tax in case.toml) is 2000: tax_rate in industries.csv" in str(refused.value)
    assert "quarrying" in str(refused.value)


def test_a_value_added_above_that_of_the_city_is_refused(published):
    with pytest.raises(InputProblem, match=r"totals\.zone_value_added\.value: 95.5 is more than .* of 95"):
        published(zone_value_added=95.5, city_value_added=95.0)
    assert published(zone_value_added=94.5, city_value_added=95.0).data.baseline.figures["city_value_added"] == 95.0


@pytest.mark.parametrize(("zones", "refused"), [(98.9, False), (99.3, True), (97.9, True)])
def test_value_added_goes_with_its_published_share(case, tmp_path, zones, refused):
    """68 % of 145 are 98.6; 0.5 % of the share are 0.49."""
    folder = shutil.copytree(Path(__file__).parents[2] / "scenarios" / "cases" / "chizhou", tmp_path / "town")
    text = (folder / "case.toml").read_text(encoding="utf-8")
    for name, value in (("zone_value_added", zones), ("city_value_added", 145.0)):
        text += f'\n[totals.{name}]\nvalue = {value}\nunit = "100 million yuan"\nsource = "assumption"\nlow = 1\nhigh = 200\n'
    (folder / "case.toml").write_text(text, encoding="utf-8")
    if not refused:
        assert set(load_case(folder).data.baseline.figures) == {"zone_value_added", "city_value_added"}
        return
    with pytest.raises(InputProblem, match=r"zone_value_added_share is 0\.68; they may differ by 0\.5 %"):
        load_case(folder)


def test_every_figure_is_a_total_with_its_column():
    assert set(RATE_FIGURES) < set(TOTALS)
    assert {figure.column for figure in RATE_FIGURES.values()} <= set(industry_dtype.names)
