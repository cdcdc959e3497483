"""The command `compare`: a case, the folder of a run; its tables, figure and refusals."""

import shutil
from datetime import datetime

import numpy as np
import pandas as pd
import pytest

import run
from outputs.run.folder import RunFolder
from scenarios.case import CASES, input_files, load_case
from scenarios.comparison.sources import is_results
from scenarios.comparison.target_table import target_table
from scenarios.experiment import run_experiment
from scenarios.run_tables import RunTables
from scenarios.sweep import run_points
from scenarios.sweep.durable import write_case_copy

TABLES = {"levels.csv", "differences.csv", "dominance.csv", "regret.csv", "satisficing.csv", "alternatives.csv"}


def three_of(case):
    """No plan, the plan, and the last of the others."""
    return ["none", case.plan, [name for name in case.scenarios if name not in ("none", case.plan)][-1]]


@pytest.fixture(scope="module")
def folders(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    runs, fresh, finished = folder / "run", folder / "fresh", folder / "finished"
    names = three_of(case)
    with RunFolder(runs) as writing, RunTables(writing.path, case) as tables:
        experiment = run_experiment(case, [case.scenario(name) for name in names], 16, 4, 2, None, tables)
        writing.write_tables(case, experiment, target_table(case, experiment), "en")
        writing.write_provenance(case, experiment, 16, 4, datetime(2026, 1, 1))
        write_case_copy(input_files(case.folder), writing.path)
    scenarios = [part for name in names for part in ("-s", name)]
    assert run.main(["compare", str(case.folder), *scenarios, "-n", "16", "--seed", "4", "--out", str(fresh)]) == 0
    assert run.main(["compare", str(runs), "--out", str(finished), "--lang", "zh"]) == 0
    return runs, fresh, finished


def test_a_finished_run_and_a_new_one_compare_alike(folders):
    _, fresh, finished = folders
    assert {path.name for path in fresh.iterdir()} == TABLES | {"probability_cost.png", "contents.json"}
    for name in TABLES:
        assert (fresh / name).read_bytes() == (finished / name).read_bytes()


def test_the_numbers_are_those_of_the_run(case, folders):
    runs, fresh, _ = folders
    indicators = pd.read_parquet(runs / "indicators.parquet")
    levels = pd.read_csv(fresh / "levels.csv").set_index(["alternative", "kind", "name"])["estimate"]
    target = case.targets[-1]
    for name in three_of(case):
        mine = indicators[indicators["scenario"] == name]
        last = mine[mine["year"] == target.year][target.indicator]
        assert levels[name, "indicator", target.key] == pytest.approx(last.mean())
        assert levels[name, "probability", target.key] == pytest.approx(np.mean(last >= target.at_least))
    assert levels["none", "cost", "cost"] == 0.0


def test_both_languages_are_spoken(case, folders, capsys):
    runs, _, _ = folders
    last = case.scenarios[three_of(case)[-1]]
    for language, words in (
        ("zh", [last.zh, "目标达成占比", "已写入"]),
        ("en", [last.en, "Satisficing", "Results are in"]),
    ):
        out = runs.parent / language
        assert (
            run.main(["compare", str(runs), "-s", "none", "-s", last.name, "--lang", language, "--out", str(out)]) == 0
        )
        assert set(pd.read_csv(out / "alternatives.csv")["alternative"]) == {"none", last.name}
        said = capsys.readouterr().out
        for word in words:
            assert word in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chizhou", "-s", "draught", "-s", "none"), ["draught", "did you mean 'draft'"]),
        (("chizhou", "-s", "draft", "-n", "2"), ["there is only one scenario"]),
        (("chizou",), ["did you mean 'chizhou'"]),
        (("docs",), ["holds no finished runs"]),
        (("chizhou", "--probability", "0"), ["--probability", "0.01 to 1"]),
    ],
)
def test_bad_arguments_are_refused(arguments, words, capsys):
    assert run.main(["compare", *arguments]) == 2
    message = capsys.readouterr().err
    assert message.startswith("refused: ")
    for word in words:
        assert word in message


def test_the_name_of_a_shipped_case_is_that_case_even_where_a_folder_is_called_so(tmp_path, monkeypatch):
    (tmp_path / "chizhou").mkdir()
    monkeypatch.chdir(tmp_path)
    assert not is_results("chizhou")
    assert is_results(str(tmp_path / "chizhou"))
    (tmp_path / "chizhou" / "case.toml").write_text("")
    assert not is_results(str(tmp_path / "chizhou"))


def test_a_folder_that_is_there_is_refused_for_finished_runs_too(folders, tmp_path, capsys):
    """Nothing is written over, and nothing is left beside it."""
    runs, _, _ = folders
    unreadable = tmp_path / "unreadable"  # the option is looked at before the folder, which takes longer
    unreadable.mkdir()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine", encoding="utf-8")
    for what in (runs, unreadable):
        assert run.main(["compare", str(what), "--out", str(taken)]) == 2
        assert "is there already" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"taken", "unreadable"}
    assert (taken / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def town(tmp_path):
    """The shipped case with copies of scenarios: the draft under another name, and a fund of nothing from 2018 on."""
    folder = tmp_path / "town"
    shutil.copytree(CASES / "chizhou", folder)
    path = folder / "scenarios.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + '\n[idle]\nzh = "空转"\nen = "idle"\n'
        'levers = { innovation_fund = { strength = 0, start = "2018Q1", note = "assumption" } }\n',
        encoding="utf-8",
    )
    return folder


@pytest.mark.chizhou
def test_scenarios_that_set_the_same_are_said_to_be_one(town, tmp_path, capsys):
    arguments = ["-s", "none", "-s", "idle", "-s", "land", "-n", "4"]
    assert run.main(["compare", str(town), *arguments, "--out", str(tmp_path / "en")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "'idle' sets the same as 'no plan' in every quarter, so its results are the same" in said
    assert pd.read_csv(tmp_path / "en" / "alternatives.csv")["alternative"].tolist() == ["none", "land"]
    assert run.main(["compare", str(town), *arguments, "--lang", "zh", "--out", str(tmp_path / "zh")]) == 0
    assert "“空转”与“无规划”各季度的力度完全相同" in capsys.readouterr().out


@pytest.mark.chizhou
def test_only_the_same_to_compare_is_refused(town, tmp_path, capsys):
    assert run.main(["compare", str(town), "-s", "none", "-s", "idle", "--out", str(tmp_path / "out")]) == 2
    assert "no plan, idle set the same in every quarter; a comparison needs two" in " ".join(
        capsys.readouterr().err.split()
    )


@pytest.mark.chizhou
def test_points_of_a_sweep_that_set_the_same_are_compared_once(tmp_path, capsys):
    strength, start = "lever.innovation_fund.strength", "lever.innovation_fund.start"
    points = pd.DataFrame({strength: [0.0, 0.0, 9000.0], start: ["2016Q1", "2018Q1", "2018Q1"]}).rename_axis("point")
    run_points(load_case("chizhou"), points, 4, 1, tmp_path / "sweep")
    assert run.main(["compare", str(tmp_path / "sweep"), "--out", str(tmp_path / "out")]) == 0
    assert "sets the same as" in " ".join(capsys.readouterr().out.split())
    assert len(pd.read_csv(tmp_path / "out" / "alternatives.csv")) == 2
