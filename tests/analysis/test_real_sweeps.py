"""The commands on sweeps that have been run: seed and scenario are those of the sweep, and what is unfinished is refused."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import run
from model.parameters import PARAMETERS
from outputs.discover.job import DiscoveryQuestion, answer
from outputs.sensitivity.run import Making, make_and_run, planned, read_record
from outputs.sweep.reading import read
from scenarios import load_case
from scenarios.finished import SEARCH
from scenarios.refusals.problem import InputProblem
from scenarios.sweep import design_of
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import run_plan
from scenarios.sweep.store import UNITS
from tests.analysis.made import GROWTH, SHARE, YEAR, as_sweep, outcome_table

EXIT = "uncertainty.exit_hazard"
MAKING = Making("morris", (GROWTH, EXIT), 4, 3, 5, "draft", threads=1)
ROOT = Path(__file__).parents[2]
DESIGN = {
    "name": "small",
    "case": "chizhou",
    "scenario": "draft",
    "seed": 7,
    "uncertainties": {"method": "latin_hypercube", "points": 4, "axes": {"macro_growth": {}}},
    "replicates": {"number": 3},
}


@pytest.fixture(scope="module")
def case():
    return load_case("chizhou")


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """The folder of a sweep of the draft, four futures, seed 7."""
    folder = tmp_path_factory.mktemp("swept") / "sweep"
    run_plan(SweepPlan(design_of(DESIGN)), folder, workers=1)
    return folder


@pytest.fixture(scope="module")
def designed(case, tmp_path_factory):
    """The folder of a Morris design of the draft, seed 5."""
    folder = tmp_path_factory.mktemp("designed") / "morris"
    assert make_and_run(case, MAKING, folder, "en") == 0
    return folder


@pytest.fixture
def copied(swept, tmp_path):
    """A copy of the sweep that may be harmed."""
    import shutil

    return Path(shutil.copytree(swept, tmp_path / "copy"))


def test_seed_and_scenario_are_those_of_the_sweep(swept):
    study = read(swept)
    assert (study.case.name, study.seed, study.scenario) == ("chizhou", 7, "draft")
    assert list(study.points.columns) == [GROWTH]
    assert study.outcomes.groupby("point")["replicate"].nunique().tolist() == [3, 3, 3, 3]


@pytest.mark.parametrize("key", ["seed", "scenario"])
def test_a_sweep_that_does_not_tell_its_seed_is_refused(copied, key):
    path = copied / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    del told[key]
    path.write_text(json.dumps(told), encoding="utf-8")
    (copied / "contents.json").unlink()  # an older folder
    with pytest.raises(InputProblem, match=f"does not tell its {key}"):
        read(copied)


def test_runs_are_searched_with_what_the_seed_of_the_sweep_drew():
    """Of seed 7 the runs that draw a high exit rate miss; with another seed there would be nothing to find."""
    from calibration.attainment import futures

    study = as_sweep(pd.DataFrame({GROWTH: [0.03]}).rename_axis("point"), outcome_table(np.zeros((1, 200))), 7)
    drawn = futures(study.case.world, 7, np.arange(200))[EXIT].to_numpy()
    study = study._replace(outcomes=outcome_table(np.where(drawn > np.median(drawn), 0.45, 0.55)[None, :]))
    box = answer(study, DiscoveryQuestion(SHARE, YEAR, by="run")).found.boxes[0]
    assert [side.column for side in box.limits] == [EXIT]


def test_what_is_unfinished_failed_or_no_sweep_is_refused_in_one_line(copied, tmp_path, capsys):
    def refused(folder, sentence, *more):
        for command in ("discover", "sensitivity"):
            assert run.main([command, str(folder), "--target", SHARE, "--year", "2020", *more]) == 2
            shown = capsys.readouterr().err
            assert sentence in shown
            assert len(shown.splitlines()) == 1

    refused(tmp_path, "holds no finished runs")
    unit = next((copied / UNITS).glob("*.parquet"))
    data = unit.read_bytes()
    unit.unlink()
    refused(copied, "3 runs are missing")
    unit.write_bytes(data[:100])
    refused(copied, "1 units failed or are damaged")
    refused(copied, "有 1 个工作单元失败或损坏", "--lang", "zh")


def test_another_case_than_was_run_is_refused(copied):
    path = copied / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"case_digest": "', '"case_digest": "0'), encoding="utf-8")
    (copied / "contents.json").unlink()  # as of an older version: nothing else says what the manifest was
    with pytest.raises(InputProblem, match="not those that it was run with; name the folder of the case"):
        read(copied)


def test_a_design_is_run_and_a_second_call_runs_nothing(designed, case, tmp_path, capsys):
    assert read_record(designed).samples == 4
    assert read(designed).scenario == "draft"
    before = {path: path.stat().st_mtime_ns for path in (designed / UNITS).iterdir()}
    arguments = ["sensitivity", "chizhou", "--method", "morris", "--axis", GROWTH, "--axis", EXIT, "--samples", "4", "-n", "3",
                 "--seed", "5", "--scenario", "draft", "--target", SHARE, "--year", "2020", "--mean", "--store", str(designed)]  # fmt: skip
    assert run.main([*arguments, "--out", str(tmp_path / "found")]) == 0
    assert {path: path.stat().st_mtime_ns for path in (designed / UNITS).iterdir()} == before
    assert "4 trajectories, 12 points, 3 replicates each" in capsys.readouterr().out
    assert run.main([*arguments[:-2], "--store", str(designed), "--seed", "6"]) == 2
    assert "holds another sweep" in capsys.readouterr().err


def test_ctrl_c_keeps_the_design_and_says_how_to_go_on(tmp_path, case):
    folder = tmp_path / "stopped"
    arguments = ["sensitivity", "chizhou", "--method", "morris", "--axis", GROWTH, "--axis", EXIT, "--samples", "64",
                 "-n", "100", "--threads", "1", "--target", SHARE, "--year", "2020", "--store", str(folder), "--lang", "zh"]  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "run.py", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and not list(folder.glob("units/*.parquet")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, err) == (3, "")
    assert out.splitlines()[-1] == "python run.py " + " ".join(arguments)
    assert read_record(folder).samples == 64
    with pytest.raises(InputProblem, match="runs are missing"):
        read(folder)


def test_options_of_a_design_without_a_method_are_refused(capsys):
    assert run.main(["sensitivity", "sweep", "--target", SHARE, "--samples", "8"]) == 2
    assert "--samples: goes with --method only" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("making", "sentence"),
    [
        (MAKING._replace(scenario="draf"), "did you mean 'draft'"),
        (MAKING._replace(method="mors"), "did you mean 'morris'"),
    ],
)
def test_a_design_that_cannot_be_run_is_refused_before_anything_is(case, making, sentence):
    with pytest.raises(InputProblem, match=sentence):
        planned(case, making)


@pytest.fixture
def searched(case, tmp_path):
    """The folder of a robust search: its winner misses the target in futures of low growth."""
    low, high = PARAMETERS["macro_growth"].low, PARAMETERS["macro_growth"].high
    growth = np.linspace(low, high, 80)
    points = pd.DataFrame({"scenario": "none", "lever.innovation_fund.strength": 10000.0, GROWTH: growth})
    points.rename_axis("point").to_csv(tmp_path / "points.csv")
    levels = np.where(growth < (low + high) / 2, 0.45, 0.55)
    outcome_table(np.repeat(levels[:, None], 5, axis=1)).to_csv(tmp_path / "outcomes.csv", index=False)
    asked = {"case": case.digest, "case_name": "chizhou", "seed": 3, "base": "none"}
    (tmp_path / SEARCH).write_text(json.dumps({"asked": asked}), encoding="utf-8")
    return tmp_path


def test_the_futures_of_a_search_are_read_as_a_sweep(searched, capsys):
    out = searched / "found"
    assert run.main(["discover", str(searched), "--target", SHARE, "--year", "2020", "--out", str(out)]) == 0
    assert "The plan misses the target when macro growth" in capsys.readouterr().out
    assert read(searched).seed == 3
    (searched / "outcomes.csv").unlink()
    assert run.main(["discover", str(searched), "--target", SHARE, "--lang", "zh"]) == 2
    assert "没有不确定情形的结果" in capsys.readouterr().err
