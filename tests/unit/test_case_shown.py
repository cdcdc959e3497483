"""What a case wants shown: the scenario that is its plan, headline indicators, tables besides the targets."""

import io
import shutil

import numpy as np
import pytest
from rich.console import Console

from model.indicators import INDICATORS
from outputs.run.terminal import secondary_table
from scenarios import InputProblem, load_case
from scenarios.experiment import run_experiment
from scenarios.inspection.findings import words_findings


@pytest.fixture
def folder(case, tmp_path):
    return shutil.copytree(case.folder, tmp_path / "town")


def lines_of(folder, change):
    """Change the lines of case.toml."""
    path = folder / "case.toml"
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")


def without(folder, *keys):
    lines_of(folder, lambda lines: [line for line in lines if not line.startswith(tuple(f"{key} =" for key in keys))])


def with_line(folder, key, value):
    """Write a key of the head of case.toml, in place of the one that is there."""
    without(folder, key)
    lines_of(folder, lambda lines: [f"{key} = {value}", *lines])


def test_without_plan_and_headline_the_first_are_taken_and_check_says_so(folder):
    without(folder, "plan", "headline")
    case = load_case(folder)
    first = next(name for name in case.scenarios if name != "none")
    assert case.plan == first
    assert case.headline == (case.targets[0].indicator,)
    found = {finding.key: finding for finding in words_findings(case)}
    assert set(found) == {"no_plan", "no_headline"}
    assert not any(finding.warning for finding in found.values())
    assert found["no_plan"].values["scenario"].name == first


def test_a_case_of_one_scenario_has_no_plan_but_that(folder):
    without(folder, "plan")
    (folder / "scenarios.toml").unlink()
    case = load_case(folder)
    assert case.plan == "none"
    assert [finding.key for finding in words_findings(case)] == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("plan", '"nonesuch"', r"case\.toml: plan: unknown scenario 'nonesuch'; (did you mean|known)"),
        ("plan", '"none"', r"case\.toml: plan: `none` is what happens without the plan"),
        ("plan", "3", r"case\.toml: plan: 3 is not text"),
        ("headline", '["jbos"]', r"case\.toml: headline: unknown indicator 'jbos'; did you mean 'jobs'"),
        ("headline", '"jobs"', r"case\.toml: headline: 'jobs' is not a list"),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(folder, key, value, said):
    with_line(folder, key, value)
    with pytest.raises(InputProblem, match=said):
        load_case(folder)


def test_an_indicator_named_twice_is_shown_once(folder):
    with_line(folder, "headline", '["jobs", "tax", "jobs"]')
    assert load_case(folder).headline == ("jobs", "tax")


TABLE = '\n[[secondary]]\nzh = "观察"\nen = "watched"\nindicators = ["tax_growth"]\nat_least = 0.02\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"tax_growth"', '"tax_growt"', r"secondary \d+\.indicators: unknown indicator 'tax_growt'.*'tax_growth'"),
        ('["tax_growth"]', "[]", r"secondary \d+\.indicators: is empty"),
        ('["tax_growth"]', '["tax_growth", "jobs"]', r"secondary \d+\.at_least: the indicators have several units"),
        ('"watched"', '"wat\\nched"', r"secondary \d+\.en: .* cannot be a label"),
        ("at_least", "atleast", r"secondary \d+\.atleast: unknown key 'atleast'; did you mean 'at_least'"),
    ],
)
def test_a_table_that_cannot_be_is_refused(folder, old, new, said):
    lines_of(folder, lambda lines: [*lines, *TABLE.replace(old, new).splitlines()])
    with pytest.raises(InputProblem, match=said):
        load_case(folder)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_secondary_table_has_means_and_the_probability_of_its_level(case, folder, language):
    lines_of(folder, lambda lines: [*lines, *TABLE.splitlines()])
    asked = load_case(folder).file.secondary[-1]
    experiment = run_experiment(case, [case.scenario("none")], 12, 3, 1)
    year = case.calendar.year_labels[-1]
    sample = experiment["none"].indicators["tax_growth"].sel(year=year).values
    text = io.StringIO()
    Console(file=text, width=120).print(secondary_table(case, experiment, asked, year, language))
    said = " ".join(text.getvalue().split())
    mean, chance = f"{round(100 * sample.mean(), 1):g}", f"{100 * np.mean(sample >= 0.02):.0f}"
    assert {"zh": f"{mean}%/年（{chance}%）", "en": f"{mean} %/year ({chance} %)"}[language] in said
    assert getattr(INDICATORS["tax_growth"], language) in said
    assert {"zh": "不低于 2%/年 的概率", "en": "not below 2 %/year"}[language] in said


def test_headline_indicators_are_kept_by_park(case):
    """The high-tech share of a park, computed by hand from the sums; what adds up over zones is the city's value."""
    both = case.file.model_copy(update={"headline": ("hightech_output_share", "tax")})
    case = type(case)(case.folder, case.data._replace(file=both), case.scenarios)
    from model import simulate

    runs = run_experiment(case, [case.scenario("none")], 5, 3, 1)["none"]
    sums = simulate(case, "none", 5, 3)
    wanted = sums.sum_hightech_output.sum("industry") / sums.sum_output.sum("industry")
    kept = runs.parks["mean"].sel(indicator="hightech_output_share")
    np.testing.assert_allclose(kept.values, wanted.mean("replicate").values, rtol=1e-12)
    np.testing.assert_allclose(
        runs.parks["p95"].sel(indicator="hightech_output_share").values,
        np.quantile(wanted.values, 0.95, axis=0), rtol=1e-12,
    )  # fmt: skip
    zones = runs.parks["mean"].sel(indicator="tax", park=list(runs.zones)).sum("park")
    np.testing.assert_allclose(zones.values, runs.indicators.tax.mean("replicate").values, rtol=1e-12)


def test_a_secondary_table_begins_with_the_baseline_and_has_differences_from_no_plan(case, folder):
    lines_of(folder, lambda lines: [*lines, *TABLE.splitlines()])
    asked = load_case(folder).file.secondary[-1].model_copy(update={"indicators": ("plot_ratio",), "at_least": None})
    experiment = run_experiment(case, [case.scenario("none"), case.scenario(case.plan)], 12, 3, 1)
    year, before = case.calendar.year_labels[-1], case.file.baseline_year
    none, plan = (experiment[name].indicators["plot_ratio"] for name in ("none", case.plan))
    text = io.StringIO()
    Console(file=text, width=120).print(secondary_table(case, experiment, asked, year, "en"))
    said = text.getvalue()
    lines = said.splitlines()
    (first,) = [line for line in lines if str(before) in line]
    assert f"{float(none.sel(year=before).mean()):.4g}" in first
    difference = plan.sel(year=year).values - none.sel(year=year).values
    half = 2.200985 * difference.std(ddof=1) / np.sqrt(12)  # t(11, 0.975); each replicate has a population of its own
    found = "no detectable difference" if abs(difference.mean()) <= half else f"± {half:.2g}"
    assert found in said
