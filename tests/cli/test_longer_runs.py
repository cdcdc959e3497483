"""A run beyond the usual years of a case: the same up to there, judged by later targets, and marked as not checked."""

import json
from io import StringIO

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from rich.console import Console

import run
from model import simulate
from outputs import figures
from outputs.check.job import check_report
from outputs.figures.unchecked import GROUND
from outputs.run.indicator_summary import indicator_summary
from outputs.run.terminal import experiment_report
from scenarios import InputProblem, load_case
from scenarios.comparison.target_table import target_table
from scenarios.experiment import run_experiment
from scenarios.finished import case_of, read_finished
from scenarios.inspection.findings import inspect
from scenarios.refusals.problem import say
from scenarios.targets import ALL_TARGETS
from tests.targets.made import placed_case

LARGE = "large_firms_group_sales"
TARGETS = f"""
[[targets]]
indicator = "hightech_output_share"
year = 2020
at_least = 0.45
clause = "x-1"

[[targets]]
indicator = "{LARGE}"
year = 2022
at_least = 1
clause = "x-2"

[parameters.sales_threshold]
value = 600_000
unit = "10k yuan/year"
source = "seed-002"
"""
REMARKS = {"zh": "未与公布数对照", "en": "not checked against published figures"}
SENTENCES = {
    "zh": "本次模拟至 2022 年，2020 年以后的结果未与公布数对照。",
    "en": "This run goes on to 2022; nothing after 2020 was checked against published figures.",
}


def command(*arguments):
    return run.main([*map(str, arguments)])


def shown(report):
    """What the screen shows of a report, in one line."""
    screen = Console(width=200, file=StringIO(), color_system=None)
    screen.print(report)
    return " ".join(screen.file.getvalue().split())


def written(figure):
    """All that is written in a figure, in one line."""
    return " ".join(" ".join(text.get_text() for text in figure.findobj(Text)).split())


def shaded(figure):
    """Where the shaded parts of its panels begin and end."""
    return [
        (patch.get_x(), patch.get_x() + patch.get_width())
        for axes in figure.axes
        for patch in axes.patches
        if patch.get_facecolor()[:3] == pytest.approx([int(GROUND[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    ]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Chizhou's data with five usual years, seven at most, and a target of 2022."""
    folder = placed_case(tmp_path_factory.mktemp("longer") / "town", TARGETS)
    path = folder / "case.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("years = 5", "years = 5\nmost_years = 7", 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def usual(town):
    return load_case(town)


@pytest.fixture(scope="module")
def longer(usual):
    return usual.running_until(2022)


@pytest.fixture(scope="module")
def experiments(usual, longer):
    """What both cases come to without a plan and under the draft."""
    return {
        each.last_year: (each, run_experiment(each, [each.scenario("none"), each.scenario("draft")], 3, 1, 1))
        for each in (usual, longer)
    }


def test_a_case_runs_to_its_usual_year_unless_it_is_asked_to_go_on(usual, longer):
    assert (usual.last_year, usual.goes_on, usual.calendar.year_labels[-1]) == (2020, False, 2020)
    assert (longer.last_year, longer.goes_on, longer.calendar.year_labels[-1]) == (2022, True, 2022)
    assert [longer.is_unchecked(year) for year in (2020, 2021)] == [False, True]
    assert usual.running_until(2020).targets == usual.targets


def test_a_later_target_belongs_to_longer_runs_only(usual, longer):
    assert [target.key for target in usual.targets] == ["hightech_output_share.2020"]
    assert [target.key for target in longer.targets] == ["hightech_output_share.2020", f"{LARGE}.2022"]
    assert [target.key for target in usual.running_until(2021).targets] == ["hightech_output_share.2020"]


@pytest.mark.parametrize("year", [2019, 2023])
def test_a_year_that_the_case_does_not_allow_is_refused(usual, year):
    with pytest.raises(InputProblem) as refused:
        usual.running_until(year)
    assert str(refused.value) == f"--until: {year} is out of range; allowed: 2020 to 2022"


@pytest.mark.chizhou
def test_a_case_without_more_years_names_the_key(case):
    with pytest.raises(InputProblem) as refused:
        case.running_until(2021)
    assert (
        str(refused.value)
        == "--until: 2021 is out of range; this case runs to 2020; most_years in case.toml allows more years"
    )


def test_the_usual_years_of_a_longer_run_are_the_same_to_the_bit(usual, longer):
    short, long = (simulate(each, "draft", 3, seed=4) for each in (usual, longer))
    for name in ("hightech_output_share", LARGE, "policy_cost", "sum_output", "parameter_group_sales_factor"):
        after = long[name].sel(year=slice(None, 2020)) if "year" in long[name].dims else long[name]
        assert np.array_equal(short[name].values, after.values, equal_nan=True)
    assert long.sizes["year"] == 8
    assert long.sizes["quarter"] == 29


def test_parameters_can_be_held_in_a_longer_run(longer):
    """One that only runs read, and one that another baseline is made with."""
    held = simulate(longer, "none", 2, seed=4, hold={"group_sales_factor": 1.0, "arrival_own_mix": 0.4})
    assert held["year"].values[-1] == 2022
    assert np.array_equal(held[LARGE].values, held["large_firms_local_sales"].values)


def test_the_sales_of_groups_are_drawn_over_the_whole_range(usual):
    factors = simulate(usual, "none", 40, seed=4)["parameter_group_sales_factor"].values
    assert 1.0 <= factors.min() < 1.2
    assert 2.8 < factors.max() <= 3.0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_terminal_says_what_was_not_checked(experiments, language):
    case, experiment = experiments[2022]
    said = shown(experiment_report(case, experiment, target_table(case, experiment), language))
    assert SENTENCES[language] in said
    assert said.count(REMARKS[language]) == 1 + {"zh": 1, "en": 0}[language] + len(case.file.secondary)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_usual_run_says_nothing_of_it(experiments, language):
    case, experiment = experiments[2020]
    targets = target_table(case, experiment)
    said = shown(experiment_report(case, experiment, targets, language))
    drawn = figures.draw_all(case, experiment, targets, language)
    for text in (said, *map(written, drawn.values())):
        assert REMARKS[language] not in text
        assert SENTENCES[language] not in text
    assert not any(map(shaded, drawn.values()))
    assert "unchecked" not in targets
    assert REMARKS[language] not in indicator_summary(case, experiment, language).to_csv()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_says_it_and_shades_the_years(experiments, language):
    case, experiment = experiments[2022]
    drawn = figures.draw_all(case, experiment, target_table(case, experiment), language)
    for figure in drawn.values():
        assert "".join(SENTENCES[language].split()) in "".join(written(figure).split())
    for name, start in (("headline_fan", 2020), ("parks", 2020), ("land_ledger", 20.5)):
        edges = shaded(drawn[name])
        assert edges
        assert {first for first, _ in edges} == {start}
        assert all(last >= start + 2 for _, last in edges)


def test_tables_mark_the_rows(experiments):
    case, experiment = experiments[2022]
    targets = target_table(case, experiment)
    marked = {
        (row["indicator"], row["year"] if row["year"] > 0 else None): row["unchecked"] for _, row in targets.iterrows()
    }
    assert marked == {
        ("hightech_output_share", 2020): False, (LARGE, 2022): True, (ALL_TARGETS, 2020): False,
        (ALL_TARGETS, 2022): True, (ALL_TARGETS, None): True,
    }  # fmt: skip
    summary = indicator_summary(case, experiment, "en")
    assert set(summary.loc[summary["year"] <= 2020, "remark"]) == {""}
    assert set(summary.loc[summary["year"] > 2020, "remark"]) == {REMARKS["en"]}
    assert set(indicator_summary(case, experiment, "zh")["备注"]) == {"", REMARKS["zh"]}


def test_the_check_lists_later_targets_and_says_until_when_a_run_may_go_on(usual):
    said = shown(check_report(inspect(usual), "en"))
    assert "With --until a run may go on to 2022; nothing after 2020 is checked against published figures." in said
    assert "firms above the sales threshold, by group sales 2022 ≥ 1 firm" in said


@pytest.mark.chizhou
def test_the_check_of_another_case_does_not(case):
    assert "--until" not in shown(check_report(inspect(case), "en"))


def test_from_the_command_line_to_a_comparison(town, tmp_path, capsys):
    out = tmp_path / "out"
    assert command("run", town, "-s", "draft", "-n", 4, "--until", 2022, "--out", out) == 0
    assert SENTENCES["en"] in " ".join(capsys.readouterr().out.split())
    table = pd.read_csv(out / "targets.csv")
    assert set(table.loc[table["unchecked"], "year"].dropna()) == {2022}
    assert pd.read_parquet(out / "indicators.parquet")["year"].max() == 2022
    described = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert described["unchecked_after"] == 2020
    assert described["quarters"][-1] == "2022Q4"
    runs = read_finished(out)
    assert [target.year for target in runs.targets] == [2020, 2022]
    assert case_of(runs, say("folder", folder="out")).last_year == 2022
    assert command("compare", out, "--out", tmp_path / "compared") == 0
    assert SENTENCES["en"] in " ".join(capsys.readouterr().out.split())


def test_a_usual_run_is_read_without_later_targets(town, tmp_path, capsys):
    out = tmp_path / "out"
    assert command("run", town, "-s", "draft", "-n", 4, "--out", out) == 0
    assert json.loads((out / "provenance.json").read_text(encoding="utf-8"))["unchecked_after"] is None
    runs = read_finished(out)
    assert [target.year for target in runs.targets] == [2020]
    assert case_of(runs, say("folder", folder="out")).last_year == 2020
    assert command("compare", out, "--out", tmp_path / "compared") == 0
    assert "checked against" not in capsys.readouterr().out


def test_a_later_year_on_the_command_line_is_refused_in_one_line(town, capsys):
    assert command("run", town, "--until", 2023, "-n", 4) == 2
    assert capsys.readouterr().err == "refused: --until: 2023 is out of range; allowed: 2020 to 2022\n"
