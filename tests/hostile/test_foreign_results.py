"""A folder of results from elsewhere: its names lead nowhere, colour no screen and are no formulas."""

import csv
import io
import json

import numpy as np
import pandas as pd
import pytest

import run
from scenarios.finished import INDICATORS, PROVENANCE, FinishedRuns, check_names, read_finished
from scenarios.refusals.problem import InputProblem

TARGET = {"indicator": "hightech_output_share", "year": 2017, "at_least": 0.5, "clause": ""}


def foreign(folder, case_name="elsewhere", scenario="other"):
    """A folder as the command `run` writes it, of a case that is not shipped."""
    folder.mkdir(parents=True)
    numbers = {"policy_cost": 1.0}
    rows = [
        {"case": "x", "scenario": name, "replicate": replicate, "year": year, "hightech_output_share": value, **numbers}
        for name, mean in (("none", 0.4), (scenario, 0.55))
        for replicate, value in enumerate(mean + np.linspace(-0.1, 0.1, 12))
        for year in (2015, 2016, 2017)
    ]
    pd.DataFrame(rows).to_parquet(folder / INDICATORS)
    described = {"case_file": {"name": case_name, "targets": [TARGET]}, "input_hash": "0" * 16, "seed": 1}
    (folder / PROVENANCE).write_text(json.dumps(described), encoding="utf-8")
    return folder


def refused(capsys, *arguments):
    assert run.main([*arguments, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize("name", ["../../gone", "/gone", "..", "a/b", "a\\b", "\x1b[31m", "=x", "n" * 61, "", "con"])
def test_the_name_of_a_case_that_leads_elsewhere_is_refused_and_nothing_is_written(name, tmp_path, monkeypatch, capsys):
    folder = foreign(tmp_path / "deep" / "down" / "work" / "theirs", name)
    monkeypatch.chdir(folder.parent)
    before = sorted(tmp_path.rglob("*"))
    told = refused(capsys, "compare", "theirs")
    assert "provenance.json in 'theirs'" in told
    assert PROVENANCE in told
    assert "name" in told
    assert told.strip().isprintable()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["\x1b[31mred", "a\u202eb", "a\nb", "x" * 101])
def test_scenarios_that_no_screen_shows_are_refused(name, tmp_path, capsys):
    told = refused(capsys, "compare", str(foreign(tmp_path / "run", scenario=name)), "--out", str(tmp_path / "out"))
    assert told.strip().isprintable()
    assert PROVENANCE in told


def test_names_of_every_kind_of_folder_are_checked():
    points = pd.DataFrame({"lever.land_use_tax.strength": [1.0]})
    runs = FinishedRuns(points, pd.DataFrame(), (), "good", "0", 1)
    check_names(runs, "x")
    with pytest.raises(InputProblem, match="cannot be a name"):
        check_names(runs._replace(case_name="../x"), "x")


def test_a_scenario_called_like_a_formula_is_text_in_every_table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    formula = "=cmd|' /C calc'!A0"
    folder = foreign(tmp_path / "run", scenario=formula)
    assert read_finished(folder).case_name == "elsewhere"
    assert run.main(["compare", str(folder), "--out", "out", "--lang", "en"]) == 0
    seen = 0
    for path in (tmp_path / "out").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "@", "+"))], path
            seen += f"'{formula}" in row
    assert seen
    first = next(csv.DictReader(io.StringIO((tmp_path / "out" / "levels.csv").read_text(encoding="utf-8-sig"))))
    assert first["alternative"]
