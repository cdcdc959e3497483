"""The folder of a run: repeats from itself alone, is written before anything is printed, and never half there."""

import json
import os
import shutil
from contextlib import nullcontext
from unittest.mock import Mock

import pandas as pd
import pytest

import run
from outputs.run import estimate
from outputs.run.folder import RunFolder
from scenarios import InputProblem, load_case
from scenarios.case import input_files
from scenarios.finished import case_of, place_of, read_finished
from scenarios.refusals.folders import refuse_full
from tests.stored.conftest import CITY, REPLICATES, SEED


def test_a_run_repeats_from_its_folder_alone(finished, tmp_path):
    """Only the folder is used: its copy of the case, and scenarios, seed and replicates of provenance.json."""
    moved = shutil.copytree(finished, tmp_path / "moved")
    told = json.loads((moved / "provenance.json").read_text(encoding="utf-8"))
    asked = [part for name in told["scenarios"] for part in ("-s", name)]
    asked += ["-n", str(told["replicates"]), "--seed", str(told["seed"]), "--threads", "1"]
    assert run.main(["run", str(moved / "case"), *asked, "--out", str(tmp_path / "again")]) == 0
    for name in ("indicators.parquet", "parameters.parquet", "baseline.parquet"):
        again = pd.read_parquet(tmp_path / "again" / name)
        pd.testing.assert_frame_equal(again, pd.read_parquet(moved / name), check_exact=True)
    assert (tmp_path / "again" / "targets.csv").read_bytes() == (moved / "targets.csv").read_bytes()


def test_the_folder_holds_every_input_table_as_it_was(finished):
    copied = {path.name: path.read_bytes() for path in (finished / "case").iterdir()}
    assert copied == input_files(CITY)
    assert {"case.toml", "parks.csv", "clauses.csv", "sources.csv", "sources.toml", "scenarios.toml"} <= set(copied)


def test_provenance_says_dates_of_levers_versions_and_processor(finished, city):
    told = json.loads((finished / "provenance.json").read_text(encoding="utf-8"))
    levers, settings = told["scenarios"]["blueprint"], city.scenario("blueprint").levers
    for name, setting in settings.items():
        assert levers[name]["start"] == (setting.start or city.calendar.label(1))
        assert (levers[name]["ramp"], levers[name]["end"]) == (setting.ramp, setting.end)
    for lever in told["scenarios"]["none"].values():
        assert (lever["start"], lever["ramp"], lever["end"]) == (None, None, None)
    assert {"python", "numpy", "numba", "pyarrow"} <= set(told["versions"])
    assert told["processor"]
    assert (told["seed"], told["replicates"]) == (SEED, REPLICATES)


def test_the_case_is_found_in_the_folder_where_it_is_not_shipped(finished, tmp_path):
    runs = read_finished(finished)
    assert case_of(runs, place_of(finished)).folder == finished / "case"
    assert run.main(["compare", str(finished), "--out", str(tmp_path / "compared")]) == 0
    arguments = ["--target", "all_targets", "--out", str(tmp_path / "found")]
    assert run.main(["discover", str(finished), *arguments]) in (
        0,
        2,
    )  # there may be too few points, but the case is known


def test_a_copy_that_was_changed_is_not_taken_for_the_case(finished, tmp_path):
    moved = shutil.copytree(finished, tmp_path / "moved")
    case = moved / "case" / "case.toml"
    case.write_text(case.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputProblem, match="are not those that it was run with"):
        case_of(read_finished(moved), place_of(moved))
    shutil.rmtree(moved / "case")
    with pytest.raises(InputProblem, match="is not a shipped one"):
        case_of(read_finished(moved), place_of(moved))


def test_a_byte_order_mark_is_no_other_case(tmp_path):
    """Excel puts one in front when a table is saved; it says nothing of the city."""
    with_mark = shutil.copytree(CITY, tmp_path / "with")
    without = shutil.copytree(CITY, tmp_path / "without")
    for path in without.glob("*.csv"):
        path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert (with_mark / "parks.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert load_case(without).digest == load_case(with_mark).digest


def test_a_screen_that_fails_loses_no_run(tmp_path, monkeypatch):
    """The first table meets a closed pipe; the bar before it is left out."""
    folder, seen = tmp_path / "run", []

    def fail(*_):
        seen.append(folder.is_dir())
        raise BrokenPipeError("nobody reads this")

    monkeypatch.setattr("outputs.run.job.progress_bar", lambda *_: nullcontext((Mock(), 0)))
    monkeypatch.setattr("rich.console.Console.print", fail)
    with pytest.raises(BrokenPipeError):
        run.main(["run", str(CITY), "-s", "none", "-n", "2", "--threads", "1", "--out", str(folder)])
    assert seen == [True]
    assert {"targets.csv", "provenance.json", "headline_fan.png"} <= {path.name for path in folder.iterdir()}


NOT_UTF8 = os.fsdecode(b"out-\xff\xfe")


@pytest.mark.parametrize(
    "command",
    [
        ("run", "chizhou"), ("sweep", "design.toml"), ("compare", "chizhou"), ("search", "chizhou"),
        ("discover", "folder"), ("sensitivity", "folder"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_folder_whose_name_is_not_utf8_is_refused_before_the_run(command, language, tmp_path, capsys):
    out = str(tmp_path / NOT_UTF8)
    assert run.main([*command, "--out", out, "--lang", language]) == 2
    said = capsys.readouterr().err
    assert {"en": "bytes that are not UTF-8", "zh": "不是 UTF-8 编码"}[language] in said
    assert "--out" in said
    assert not list(tmp_path.iterdir())


def test_a_case_folder_whose_name_is_not_utf8_loses_no_run(tmp_path, monkeypatch):
    shutil.copytree(CITY, tmp_path / NOT_UTF8)
    arguments = ["run", str(tmp_path / NOT_UTF8), "-s", "none", "-n", "2", "--threads", "1"]
    monkeypatch.setattr("sys.argv", ["run.py", *arguments])
    assert run.main([*arguments, "--out", str(tmp_path / "run")]) == 0
    told = json.loads((tmp_path / "run" / "provenance.json").read_text(encoding="utf-8"))
    assert "out-\\udcff\\udcfe -s none" in told["command"]


def test_a_disk_with_less_room_than_is_needed_is_refused_before_the_run(tmp_path, monkeypatch, capsys):
    """100,000 replicates of two scenarios: the numbers of the refusal are those of the estimate and of the disk."""
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    case = load_case("chizhou")
    needed = estimate.disk_needed(case, [case.scenario("none"), case.scenario("draft")], 100_000)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage(0, 0, int(needed) - 1))
    monkeypatch.setattr("outputs.run.job.run_experiment", None)
    arguments = ["run", "chizhou", "-s", "draft", "-n", "100000", "--out", str(tmp_path / "new" / "run")]
    assert run.main(arguments) == 2
    said = capsys.readouterr().err
    assert f"{round(needed / 1e9, 1):g} GB are needed" in said
    assert run.main([*arguments, "--lang", "zh"]) == 2
    assert f"约需 {round(needed / 1e9, 1):g} GB" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    refuse_full(tmp_path / "new" / "run", needed - 1)  # exactly as much as there is


def test_a_large_run_says_first_what_it_takes(monkeypatch):
    """About 6,000 seconds a thread at 0.1 s a run: 2 scenarios of 20,000 replicates, two threads.

    A future has three layers: 6,666 blocks of three replicates have 39,996 crossed runs a scenario, and two replicates none.
    """
    case = load_case("chizhou")
    monkeypatch.setattr(estimate, "simulate", lambda *_: None)
    ticks = iter([0.0, 3.2])
    monkeypatch.setattr("time.perf_counter", lambda: next(ticks))
    scenarios = [case.scenario("none"), case.scenario("draft")]
    told = list(estimate.told_before(case, scenarios, 20_000, 1, 2, 2.5e9, "en"))
    assert "1 h 40 min (119,992 runs, 2 threads; from a trial of 32)" in told[0]
    assert "at most 2.5 GB" in told[1]
    assert list(estimate.told_before(case, scenarios, 500, 1, 2, 0.9e9, "en")) == []


def test_the_disk_of_a_run_is_not_underestimated(finished, city):
    tables = ("indicators.parquet", "crossed.parquet", "parameters.parquet", "baseline.parquet")
    written = sum((finished / name).stat().st_size for name in tables)
    assert written < 2 * estimate.disk_needed(
        city, [city.scenario(name) for name in ("none", "blueprint")], REPLICATES
    )  # small files are mostly words


def test_a_full_disk_in_the_middle_is_a_refusal(tmp_path):
    import errno

    with pytest.raises(InputProblem, match=r"is full \(ENOSPC\): no results are kept"), RunFolder(tmp_path / "run"):
        raise OSError(errno.ENOSPC, "no space left")
    with pytest.raises(OSError, match="something else"), RunFolder(tmp_path / "run"):
        raise OSError(errno.EBADF, "something else")
    assert not list(tmp_path.iterdir())
