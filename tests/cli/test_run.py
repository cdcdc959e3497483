"""The command line as a person uses it: what it writes, what it refuses, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from scenarios import load_case
from scenarios.case import CASES

ROOT = Path(__file__).parents[2]
COLUMNS = [
    "case", "scenario", "indicator", "year", "target", "n", "probability", "low", "high", "mean", "p5", "p95",
    "difference", "difference_low", "difference_high",
]  # fmt: skip


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "run.py", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "120", **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "chizhou"
    done = command("run", "chizhou", "-s", "draft", "-n", "24", "--seed", "9", "--lang", "zh", "--out", str(folder))
    assert done.returncode == 0, done.stderr
    return done, folder


def test_the_table_is_printed_in_the_language_asked_for(written):
    done, folder = written
    assert "征求意见稿" in done.stdout
    assert "2020 年目标达成概率" in done.stdout
    assert "本次运行尚无法判断" in "".join(done.stdout.split())  # 24 replicates are too few for shares of the spread
    assert "模拟24次，24套基期企业群" in "".join(done.stdout.split())  # a line may end at any blank
    assert folder.name in done.stdout
    assert done.stderr == ""


def test_a_ramp_that_does_not_end_within_the_run_is_said_with_the_strength_reached(tmp_path):
    """3 of 8 steps, and half of 20,000 at a ramp of 39 from the first of 20 quarters."""
    folder = shutil.copytree(CASES / "chizhou", tmp_path / "town")
    with (folder / "scenarios.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[slow]\nzh = "缓行"\nen = "slow"\n[slow.levers]\n'
            'innovation_fund = { strength = 20000, start = "2016Q1", ramp = 39, note = "assumption" }\n'
            'polluter_exit = { strength = 0.4, start = "2020Q2", ramp = 7, note = "assumption" }\n'
        )
    done = command("run", str(folder), "-s", "slow", "-n", "2", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "Scenario 'slow': 'industry and innovation fund' is still rising when it or the run ends and reaches" in said
    assert "reaches 100 million yuan/year (200 million yuan/year is set)" in said
    assert "reaches 15 %/year (40 %/year is set)" in said


def test_the_folder_holds_all_that_was_promised(written):
    _, folder = written
    names = {path.name for path in folder.iterdir()}
    assert {
        "targets.csv",
        "indicators.parquet",
        "crossed.parquet",
        "parameters.parquet",
        "provenance.json",
    } <= names
    assert len([name for name in names if name.endswith(".png")]) == 4
    assert not list(folder.parent.glob(".*"))


def test_targets_have_the_documented_columns_and_labels(written):
    targets = pd.read_csv(written[1] / "targets.csv")
    assert list(targets.columns[: len(COLUMNS)]) == COLUMNS
    assert set(targets["scenario"]) == {"none", "draft"}
    assert (targets["n"] == 24).all()


def test_indicators_hold_every_replicate_and_year(written):
    indicators = pd.read_parquet(written[1] / "indicators.parquet")
    assert len(indicators) == 2 * 24 * 6
    baseline = indicators[indicators["year"] == 2015]
    assert (baseline["hightech_output_share"] - 0.453).abs().max() < 1e-9


def test_provenance_holds_every_value_used(written):
    from model.levers import LEVERS
    from model.parameters import PARAMETERS

    content = json.loads((written[1] / "provenance.json").read_text(encoding="utf-8"))
    assert content["seed"] == 9
    assert content["replicates"] == 24
    assert content["baseline_digest"] == load_case("chizhou").world.baseline_digest
    assert set(content["parameters"]) == set(PARAMETERS)
    assert set(content["scenarios"]["draft"]) == set(LEVERS)
    assert content["scenarios"]["draft"]["multi_storey_rule"]["strength"][-1] == 0.7
    assert all(value == 0 for value in content["scenarios"]["none"]["multi_storey_rule"]["strength"])
    assert content["versions"]["numba"][0].isdigit()
    used = pd.read_parquet(written[1] / "parameters.parquet")
    assert len(used) == 24
    assert used["macro_growth"].nunique() == 24


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "chizou"), ["chizou", "did you mean 'chizhou'"]),
        (("run", "chizhou", "-s", "draught"), ["draught", "did you mean 'draft'"]),
        (("run", "chizhou", "-n", "1"), ["--replicates", "allowed: 2 to 10000000"]),
        (("run", "chizhou", "--seed", "-3"), ["--seed", "allowed: 0 to 4294967295"]),
        (("run", "chizhou", "--lang", "fr"), ["fr", "zh"]),
        (("simulate",), ["simulate"]),
        (("-n", "4", "run", "chizhou"), ["chizhou"]),  # options before a command must not be dropped in silence
    ],
)
def test_bad_arguments_are_refused_with_exit_2_and_no_traceback(arguments, words):
    done = command(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_without_a_command_the_options_are_those_of_the_main_job(tmp_path):
    done = command("-n", "2", "--lang", "zh", "--out", str(tmp_path / "run"))
    assert done.returncode == 0
    assert "模拟2次，2套基期企业群" in "".join(done.stdout.split())
    assert (tmp_path / "run" / "targets.csv").is_file()


def test_results_that_are_there_are_not_overwritten(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = command("run", "chizhou", "-n", "2", "--out", str(tmp_path))
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_cases_are_listed_with_their_scenarios():
    done = command("cases")
    assert done.returncode == 0
    assert "chizhou: Chizhou" in done.stdout
    assert "floors_first" in done.stdout


def test_levers_and_indicators_are_listed_and_explained():
    assert "multi_storey_rule" in command("levers").stdout
    assert "高新技术企业产值占开发区工业总产值比重" in command("indicators", "--lang", "zh").stdout
    done = command("explain", "multi_storey_rule")
    assert done.returncode == 0
    assert "002-4.6c" in done.stdout
    assert "leased_floor" in done.stdout


def test_an_unknown_name_is_refused_with_the_nearest():
    done = command("explain", "multi_story_rule")
    assert done.returncode == 2
    assert "did you mean 'multi_storey_rule'" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_does_not_load_the_model():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "run.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for heavy in ("numba", "pandas", "matplotlib", "xarray", "mesa", "scipy"):
        assert f" {heavy}\n" not in done.stderr, heavy
