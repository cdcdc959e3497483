"""A case with targets of a park, an industry and both, upper bounds and a range, through every command."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest

import run
from model import simulate
from outputs.check.tables import target_cells
from scenarios import load_case
from scenarios.experiment import run_experiment
from scenarios.finished import read_finished
from scenarios.inspection.findings import TargetFacts, baseline_value, target_findings
from scenarios.sweep import read_sweep, run_points
from scenarios.sweep.results import summary_of
from tests.targets.made import BOTH, ELECTRONICS, ENERGY, placed_case

REPLICATES = 12
FUTURES = [-0.005, 0.015, 0.035, 0.055]
DESIGN = """
name = "placed"
case = "town"
[levers.axes]
circular_retrofit = { strength = [0.0, 0.5] }
[replicates]
target = "energy_use.park.etdz"
width = 0.5
block = 10
at_most = 20
"""
SEARCH = """
targets = ["energy_use.park.etdz.2020", "gross_output"]
probability = 0.3
replicates = 10
fresh_replicates = 20
budget = 3
population = 4
caution = 0.0
alternatives = 1
[levers]
circular_retrofit = [0.0, 0.2, 0.5]
"""


def command(*arguments):
    return run.main([*map(str, arguments)])


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return placed_case(tmp_path_factory.mktemp("placed") / "town")


@pytest.fixture(scope="module")
def runs(town):
    """Two scenarios, as the library gives them."""
    case = load_case(town)
    return {name: simulate(case, name, REPLICATES, 1) for name in ("none", "draft")}


@pytest.fixture(scope="module")
def done(town, tmp_path_factory):
    out = tmp_path_factory.mktemp("done") / "run"
    assert command("run", town, "-s", "draft", "-n", REPLICATES, "--out", out) == 0
    return out


def met(runs):
    """Which of the three targets are met, straight from the yearly sums of a data set."""
    energy = runs["sum_energy"].sel(park="etdz", year=2020).sum("industry").values / 1e4
    zones = [park for park in runs.park.values if park != "outside"]
    output = runs["sum_output"].sel(park=zones, industry="electronics", year=2020).sum("park").values / 1e4
    cell = runs[["sum_output", "sum_hightech_output"]].sel(park="dongzhi", industry="chemicals", year=2019)
    share = (cell["sum_hightech_output"] / cell["sum_output"]).values
    return {ENERGY: energy <= 52.5, ELECTRONICS: (output >= 55.0) & (output <= 72.5), BOTH: share >= 0.15}


def test_the_data_set_has_the_measures(runs):
    for data in runs.values():
        energy = data["sum_energy"].sel(park="etdz").sum("industry") / 1e4
        assert data[ENERGY].values == pytest.approx(energy.values, rel=1e-12)
        assert data[ENERGY].attrs["units"] == "10,000 tce"
        assert (data[ELECTRONICS] < data["gross_output"]).all()


def test_run_counts_what_the_sums_say(done, runs):
    table = pd.read_csv(done / "targets.csv").set_index(["scenario", "indicator", "year"])
    for name, data in runs.items():
        flags = met(data)
        for measure, year in ((ENERGY, 2020), (ELECTRONICS, 2020), (BOTH, 2019)):
            assert table.loc[(name, measure, year), "probability"] == pytest.approx(flags[measure].mean())
        both = flags[ENERGY] & flags[ELECTRONICS]
        assert table.loc[(name, "all_targets", 2020), "probability"] == pytest.approx(both.mean())
        assert 0 < flags[ENERGY].mean() < 1
    energy, electronics = (table.loc[("none", name, 2020)] for name in (ENERGY, ELECTRONICS))
    assert np.isnan(energy["target"])  # it has no lower bound
    assert (energy["at_most"], energy["park"]) == (52.5, "etdz")
    assert (electronics["target"], electronics["at_most"], electronics["industry"]) == (55.0, 72.5, "electronics")


def test_compare_reads_the_folder_and_judges_by_the_target(done, runs, tmp_path, capsys):
    out = tmp_path / "out"
    assert command("compare", done, "--out", out) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "energy use (Chizhou ETDZ), 2020: ≤ 525 thousand tce" in said  # the folder has a copy of its case
    lacking = shutil.copytree(done, tmp_path / "lacking", ignore=shutil.ignore_patterns("case"))
    assert command("compare", lacking, "--out", tmp_path / "ids") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "energy use (etdz), 2020: ≤ 525 thousand tce" in said  # without one, ids stand for labels
    levels = pd.read_csv(out / "levels.csv").set_index(["alternative", "kind", "name"])["estimate"]
    regret = pd.read_csv(out / "regret.csv").set_index(["alternative", "kind", "name"])["type2_mean"]
    flags = {name: met(data) for name, data in runs.items()}
    assert levels["draft", "probability", f"{ENERGY}.2020"] == pytest.approx(flags["draft"][ENERGY].mean())
    # Less energy is better, and more of it is regretted.
    energy = {name: data[ENERGY].sel(year=2020).values for name, data in runs.items()}
    assert regret["none", "indicator", f"{ENERGY}.2020"] == pytest.approx(
        np.maximum(0.0, energy["none"] - energy["draft"]).mean()
    )
    # In a range there is nothing to regret; outside it the distance counts, above as below.
    output = {name: data[ELECTRONICS].sel(year=2020).values for name, data in runs.items()}
    outside = {name: np.maximum(0.0, 55.0 - each) + np.maximum(0.0, each - 72.5) for name, each in output.items()}
    least = np.minimum(outside["none"], outside["draft"])
    assert regret["draft", "indicator", f"{ELECTRONICS}.2020"] == pytest.approx((outside["draft"] - least).mean())
    assert outside["draft"].max() > 0


def test_a_sweep_keeps_the_measures_and_its_rule_may_look_at_one(town, tmp_path, capsys):
    design = town.parent / "placed.toml"
    design.write_text(DESIGN, encoding="utf-8")
    out = tmp_path / "sweep"
    assert command("sweep", design, "--out", out, "--lang", "zh") == 0
    assert "能源消费量（池州经开区）" in capsys.readouterr().out
    sweep, summary = read_sweep(out), summary_of(out)
    assert list(sweep.manifest["indicators"])[-3:] == [ENERGY, ELECTRONICS, BOTH]
    assert sweep.manifest["indicators"][ENERGY] == "10,000 tce"
    assert sweep.manifest["replicates"]["targets"] == [f"{ENERGY}.2020"]
    last = sweep.outcomes[sweep.outcomes["year"] == 2020]
    found = summary[(summary["indicator"] == ENERGY) & (summary["year"] == 2020)].set_index("point")
    assert found["successes"].tolist() == (last[ENERGY] <= 52.5).groupby(last["point"]).sum().tolist()
    assert command("compare", out, "--out", tmp_path / "compared") == 0
    targets = read_finished(out).targets
    assert [target.key for target in targets] == [f"{ENERGY}.2020", f"{ELECTRONICS}.2020", f"{BOTH}.2019"]


def test_a_store_of_a_case_without_such_targets_has_no_more_columns(case, tmp_path):
    sweep = run_points(case, pd.DataFrame({"scenario": ["none"]}), 2, 1, tmp_path / "sweep")
    assert not [name for name in sweep.outcomes if "." in name]
    assert set(sweep.manifest["targets"][0]) == {"indicator", "year", "at_least", "clause"}


def test_search_finds_what_meets_them(town, tmp_path, capsys):
    path, out = town / "search.toml", tmp_path / "search"
    path.write_text(SEARCH, encoding="utf-8")
    assert command("search", path, "--out", out) == 0
    path.unlink()
    said = " ".join(capsys.readouterr().out.split())
    assert "zone gross output (electronics and semiconductors), 2020: 5,500–7,250 million yuan" in said
    candidates = pd.read_csv(out / "candidates.csv")
    keys = [f"{ENERGY}.2020", f"{ELECTRONICS}.2020"]
    assert (candidates["all_targets"] <= candidates[keys].min(axis=1)).all()
    data = simulate(load_case(town), "none", 10, 1)
    flags = met(data)
    first = candidates[candidates["lever.circular_retrofit.strength"] == 0.0].iloc[0]
    assert [first[key] for key in keys] == pytest.approx([flags[ENERGY].mean(), flags[ELECTRONICS].mean()])
    asked = json.loads((out / "search.json").read_text(encoding="utf-8"))["asked"]["targets"]
    assert asked == [{ENERGY: 2020, "at_most": 52.5}, {ELECTRONICS: 2020, "at_least": 55.0, "at_most": 72.5}]


def test_discovery_finds_where_a_park_uses_too_much(town, tmp_path, capsys):
    pytest.importorskip("ema_workbench")
    case, folder = load_case(town), tmp_path / "sweep"
    # Two populations differ by far more than these points, so no point is clear by itself; of misses and of others there
    # must be enough to search. Retrofits of 20 % a year leave little to retrofit, so that more effort makes few misses.
    effort = np.tile(np.linspace(0.0, 0.2, 13), len(FUTURES))
    points = pd.DataFrame(
        {"uncertainty.macro_growth": np.repeat(FUTURES, 13), "lever.circular_retrofit.strength": effort},
        pd.RangeIndex(52, name="point"),
    )
    run_points(case, points, 60, 3, folder)
    probability = summary_of(folder).query("indicator == @ENERGY and year == 2020")["probability"]
    level = float(probability.min() + probability.max()) / 2
    asked = ("--case", town, "--target", ENERGY, "--level", level, "--out", tmp_path / "found")
    assert command("discover", folder, *asked) == 0
    said = " ".join(capsys.readouterr().out.split())
    missed = pd.read_csv(tmp_path / "found" / "cases.csv").set_index("point")["missed"]
    assert missed.tolist() == (probability < level).tolist()
    assert "Target: energy use (Chizhou ETDZ) ≤ 525 thousand tce in 2020" in said.replace("\u00a0", " ")


def test_the_figures_take_every_kind_of_target(town):
    from outputs.figures import draw_all
    from scenarios.comparison.target_table import target_table

    case = load_case(town)
    experiment = run_experiment(case, [case.scenario("none"), case.scenario("draft")], 4, 1, 2)
    table = target_table(case, experiment)
    for language in ("zh", "en"):
        figure = draw_all(case, experiment, table, language)["target_attainment"]
        written = "".join(text.get_text() for axes in figure.axes for text in axes.texts)
        assert "≤" in written
        assert {"zh": "55–72.5", "en": "5,500–7,250"}[language] in written.replace("\n", "")


def test_a_target_for_the_worse_way_is_accepted_with_a_warning(tmp_path, capsys):
    plain = '[[targets]]\nindicator = "{}"\nyear = 2020\n{} = {}\nclause = "x"\n'
    wanted = [("jobs", "at_most", 30.0), ("energy_use", "at_least", 1.0), ("firms", "at_most", 300)]
    town = placed_case(tmp_path / "town", "\n".join(plain.format(*each) for each in wanted))
    for language, words in (("en", "sets an upper bound, but more"), ("zh", "该指标一般越高越好")):
        assert command("check", town, "--lang", language) == 0
        said = "".join(capsys.readouterr().out.split()) if language == "zh" else capsys.readouterr().out
        assert " ".join(said.split()).count(words) == 2
    assert command("check", "chizhou") == 0
    assert "upper bound" not in capsys.readouterr().out


def test_check_says_what_a_year_has_to_take_away(tmp_path):
    """ETDZ has 60 firms and makes 120 x 1.09 = 130.8; Dongzhi has 40 firms."""
    plain = '[[targets]]\nindicator = "{}"\nyear = 2020\n{}\npark = "{}"\nclause = "x"\n'
    wanted = [
        ("firms", "at_most = 55", "etdz"),
        ("firms", "at_least = 30\nat_most = 42", "dongzhi"),
        ("gross_output", "at_least = 180.8", "etdz"),
        ("energy_use", "at_most = 9", "etdz"),
    ]
    case = load_case(placed_case(tmp_path / "town", "\n".join(plain.format(*each) for each in wanted)))
    facts = [TargetFacts(target, baseline_value(case, target)) for target in case.targets]
    assert [each.baseline for each in facts] == [60.0, 40.0, pytest.approx(130.8), None]
    cells = [target_cells(each, case, "en") for each in facts]
    assert [row[2:] for row in cells] == [
        ("≤ 55 firms", "60 firms", "-1 firms"),
        ("30–42 firms", "40 firms", "met"),
        ("≥ 18,080 million yuan", "13,080 million yuan", "+1,000 million yuan"),
        ("≤ 90 thousand tce", "a run tells", ""),
    ]
    assert [finding.key for finding in target_findings(tuple(facts))] == ["target_for_less", "target_met"]
