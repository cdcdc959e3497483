"""Figures of headline indicators, fans and parks: the values that are asked for, in the unit that is shown."""

import numpy as np
import pandas as pd
import pytest

from model.indicators import INDICATORS
from outputs.figures import headline_fan, parks
from outputs.shared.language import label
from scenarios.comparison.target_table import target_table
from scenarios.experiment import by_park_headline
from scenarios.targets import Target

from .made_figures import HEADLINE, LANGUAGES, altered, drawn, headed, made_experiment, scenario_runs, texts


@pytest.fixture(scope="module")
def small(case):
    """A case with few parks, which draws faster."""
    return altered(case, parks=case.parks[:2])


def test_bands_hold_what_they_say(case):
    runs = scenario_runs(case, case.scenario("none"), 101, 5)
    runs.indicators[HEADLINE][:] = np.linspace(0.0, 1.0, 101)[:, None]
    bands = headline_fan.quantiles(runs, HEADLINE)
    assert bands.dims == ("quantile", "year")
    np.testing.assert_allclose(bands.isel(year=1), [0.05, 0.25, 0.5, 0.75, 0.95])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("years", [2, 5])
def test_the_chances_above_a_fan_stay_on_the_page_and_off_the_next_panel(small, years, language):
    """Of seven scenarios and amounts of three digits, which are wider than a quarter of the page."""
    asked = [
        Target(indicator="gross_output", year=2015 + year, at_least=640.0 + year, clause="") for year in (1, years)
    ]
    case = headed(altered(small, targets=asked), "gross_output")
    experiment = made_experiment(case, ["none", "draft", "own", "land", "chains", "other", "third"], 5)
    fan = headline_fan.draw(case, experiment, target_table(case, experiment), "gross_output", language)
    page = fan.get_window_extent()
    for panel in fan.axes:
        for note in panel.texts:
            right = note.get_window_extent().x1
            assert right <= page.x1, note.get_text()
            beside = [
                other.get_window_extent().x0
                for other in fan.axes
                if other.get_window_extent().x0 > panel.get_window_extent().x0
            ]
            assert right <= min(beside, default=page.x1), note.get_text()


@pytest.mark.parametrize(
    ("indicator", "language", "factor"),
    [(HEADLINE, "zh", 100), (HEADLINE, "en", 100), ("tax_growth", "en", 100), ("gross_output", "zh", 1), ("gross_output", "en", 100)],
)  # fmt: skip
def test_axes_are_in_the_unit_that_is_shown(small, indicator, language, factor):
    """Bands, medians, targets and the paths of parks: shares and rates in percent, in English millions of yuan."""
    asked = Target(indicator=indicator, year=2018, at_least=0.75, clause="")
    case = headed(altered(small, targets=[asked]), indicator)
    experiment = made_experiment(case, ["none"], 5)
    runs = experiment["none"]
    fan = headline_fan.draw(case, experiment, target_table(case, experiment), indicator, language).axes[0]
    median, marks = fan.get_lines()
    np.testing.assert_allclose(median.get_ydata(), factor * runs.indicators[indicator].median("replicate"))
    np.testing.assert_allclose(marks.get_ydata(), [factor * 0.75])
    assert (fan.collections[0].get_paths()[0].vertices[:, 1].max()) == pytest.approx(
        factor * float(runs.indicators[indicator].quantile(0.95, "replicate").max())
    )
    park = parks.draw(case, experiment, indicator, language).axes[0]
    (mean,) = park.get_lines()
    np.testing.assert_allclose(mean.get_ydata(), factor * parks.paths(runs, indicator, case.parks[0].id))


@pytest.mark.parametrize(
    ("indicator", "language", "written"),
    [
        (HEADLINE, "zh", "相差 +10.0（{first}）至 +25.0 个百分点（{second}）"),
        (HEADLINE, "en", "from +10.0 ({first}) to +25.0 percentage points ({second})"),
        ("tax_growth", "en", "from +10.0 ({first}) to +25.0 percentage points/year ({second})"),
        ("gross_output", "zh", "相差 +0.1（{first}）至 +0.25 亿元（{second}）"),
        ("gross_output", "en", "from +10 ({first}) to +25 million yuan ({second})"),
    ],
)
def test_differences_of_parks_are_in_the_unit_of_the_indicator(small, indicator, language, written):
    case = headed(small, indicator)
    experiment = made_experiment(case, ["none", "draft"], 3)
    for name, means in (("none", (0.5, 0.5)), ("draft", (0.6, 0.75))):
        experiment[name].parks["mean"][:] = np.array(means)
    texts_written = parks.draw(case, experiment, indicator, language).texts
    found = "".join(text.get_text() for text in texts_written).replace(" ", "")
    names = (label(park, language) for park in case.parks)
    assert written.format(**dict(zip(("first", "second"), names, strict=True))).replace(" ", "") in found


@pytest.mark.chizhou
@pytest.mark.parametrize(
    ("language", "said"), [("zh", "整合后的开发区仍分别列出"), ("en", "merge are still shown one by one")]
)
@pytest.mark.parametrize(("scenario", "merging"), [("draft", True), ("none", False)])
def test_parks_that_merge_in_a_scenario_shown_are_said_to_be_shown_one_by_one(small, language, said, scenario, merging):
    drawing = parks.draw(small, made_experiment(small, [scenario], 3), HEADLINE, language)
    written = "".join("".join(text.get_text() for text in drawing.texts).split())
    assert ("".join(said.split()) in written) == merging


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_go_by_the_headline_indicators(small, language):
    """An amount, a rate and a share: each has a fan and a figure of the parks, named and in its own unit."""
    case = headed(small, "gross_output", "tax_growth", HEADLINE)
    drawings = drawn(case, made_experiment(case, ["none", "draft"], 8), language)
    assert list(drawings) == [
        "headline_fan", "headline_fan_2", "headline_fan_3", "target_attainment", "differences", "land_ledger",
        "parks", "parks_2", "parks_3",
    ]  # fmt: skip
    for number, indicator in enumerate(case.headline, start=1):
        for stem in ("headline_fan", "parks"):
            figure = drawings[stem + (f"_{number}" if number > 1 else "")]
            written = "".join(text.get_text() for text in texts(figure)).replace(" ", "").lower()
            assert getattr(INDICATORS[indicator], language).replace(" ", "") in written
    units = {"zh": "亿元", "en": "million yuan"}
    assert drawings["headline_fan"].axes[0].get_ylabel() == units[language]
    assert drawings["parks"].axes[0].get_ylim()[1] != 100.0 == drawings["parks_3"].axes[0].get_ylim()[1]


def test_an_indicator_without_a_value_for_a_park_has_no_figure_of_parks(small):
    """Costs are booked by lever: drawn by park, each panel would show the cost of the city."""
    case = headed(small, "policy_cost", HEADLINE)
    drawings = drawn(case, made_experiment(case, ["none", "draft"], 8), "zh")
    assert [stem for stem in drawings if stem.startswith(("parks", "headline"))] == [
        "headline_fan", "headline_fan_2", "parks_2"
    ]  # fmt: skip
    assert by_park_headline(case) == [HEADLINE]


def test_a_median_is_written_in_the_unit_of_its_indicator(small):
    """Without a target: 512.5 of the plan, and the range of the others."""
    case = headed(altered(small, targets=[]), "gross_output")
    experiment = made_experiment(case, ["none", "draft", "land", "energy"], 3)
    for name, value in {"none": 400.0, "draft": 512.5, "land": 430.0, "energy": 601.25}.items():
        experiment[name].indicators["gross_output"][:] = value
    drawing = headline_fan.draw(case, experiment, pd.DataFrame(), "gross_output", "zh")
    lines = [text.get_text() for text in drawing.texts[1:3]]
    assert "400 亿元" in lines[0]
    assert "512.5 亿元" in lines[0]
    assert "430–601.2 亿元" in "".join(lines)
    assert not lines[1].startswith("–")


def test_probabilities_are_found_in_the_table(case):
    target = Target(indicator="hightech_output_share", year=2020, at_least=0.5, clause="")
    table = pd.DataFrame(
        {
            "scenario": ["none", "none"],
            "indicator": [target.indicator] * 2,
            "year": [2017, 2020],
            "target": [0.48, 0.5],
            "probability": [0.1, 0.2],
        }
    )
    assert headline_fan.chance(table, "none", target) == 0.2
    assert np.isnan(headline_fan.chance(table, "draft", target))
    assert np.isnan(headline_fan.chance(pd.DataFrame(), "none", target))
