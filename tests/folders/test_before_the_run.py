"""What is refused is refused before anything is simulated, and what a command fills is held from then on."""

import errno
import shutil
import sys

import pytest

import run
import scenarios.experiment as experiment
from scenarios.folders.held_folder import HeldFolder
from scenarios.folders.running import read_owner
from scenarios.search import evaluations
from scenarios.sweep import runner
from tests.stored.conftest import CITY

TOWN = str(CITY)
DESIGN = """
name = "small"
case = "{case}"
scenario = "blueprint"
seed = 1
[levers.axes]
{lever} = {{ strength = [0.2, 0.4, 0.6] }}
[replicates]
number = 4
block = 4
"""


@pytest.fixture
def unsimulated(monkeypatch):
    """Let every simulation be a fault of the test."""

    def simulate(*arguments, **options):
        pytest.fail("something was simulated")

    for place in ("scenarios.experiment.simulate", "scenarios.sweep.unit.run", "scenarios.search.evaluation.run_unit"):
        monkeypatch.setattr(place, simulate)


@pytest.fixture
def design(tmp_path):
    """A design of three points of the second city."""
    from scenarios import load_case

    lever = next(iter(load_case(CITY).scenario("blueprint").levers))
    path = tmp_path / "small.toml"
    shutil.copytree(CITY, tmp_path / "town")
    path.write_text(DESIGN.format(case="town", lever=lever), encoding="utf-8")
    return path


def refused(arguments, capsys):
    """Run a command that is refused; return what it says."""
    assert run.main(arguments) == 2, arguments
    return capsys.readouterr().err


def test_one_scenario_is_no_comparison_before_it_is_run(unsimulated, tmp_path, capsys):
    said = refused(["compare", TOWN, "-s", "blueprint", "-n", "2000", "--out", str(tmp_path / "new" / "out")], capsys)
    assert "there is only one scenario" in said
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_is_refused_before_the_run(unsimulated, design, tmp_path, capsys):
    (tmp_path / "file").write_text("1")
    out = ["--out", str(tmp_path / "file" / "out")]
    for command in (["run", TOWN], ["compare", TOWN], ["sweep", str(design)], ["facts", "chizhou"]):
        assert "cannot be written" in refused([*command, *out], capsys)


def test_a_folder_that_another_command_fills_is_refused_before_the_run(unsimulated, design, tmp_path, capsys):
    out = tmp_path / "out"
    with HeldFolder(out):
        for command in (["run", TOWN], ["compare", TOWN], ["sweep", str(design)], ["facts", "chizhou"]):
            said = refused([*command, "--out", str(out)], capsys)
            assert "another command is writing into" in said
            assert f"process {read_owner(out).process}" in said
        assert "另一命令正在写入" in refused(["discover", str(out), "--target", "all_targets", "--lang", "zh"], capsys)


def test_a_run_and_a_comparison_hold_their_folder_while_they_simulate(tmp_path, monkeypatch):
    real, seen = experiment.simulate, []

    def simulate(*arguments, **options):
        seen.append(read_owner(tmp_path / "out").command)
        return real(*arguments, **options)

    monkeypatch.setattr(experiment, "simulate", simulate)
    for command in ("run", "compare"):
        out = tmp_path / "out"
        monkeypatch.setattr(sys, "argv", ["run.py", command])
        assert run.main([command, TOWN, "-s", "none", "-s", "blueprint", "-n", "4", "--out", str(out)]) == 0
        assert seen
        assert set(seen) == {f"run.py {command}"}
        assert not {path.name for path in out.iterdir()} & {"RUNNING", ".lock"}
        out.rename(tmp_path / command)
        seen.clear()


def test_a_parent_that_vanishes_meanwhile_is_one_sentence(tmp_path, monkeypatch, capsys):
    real = experiment.simulate

    def simulate(*arguments, **options):
        (tmp_path / "a").rename(tmp_path / "b")
        monkeypatch.setattr(experiment, "simulate", real)
        return real(*arguments, **options)

    monkeypatch.setattr(experiment, "simulate", simulate)
    out = tmp_path / "a" / "out"
    assert "moved or removed during the run" in refused(
        ["run", TOWN, "-s", "none", "-n", "4", "--out", str(out)], capsys
    )


def full(*arguments):
    """Be a disk that is full."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_sweep_on_a_full_disk_says_what_is_safe_and_goes_on(design, tmp_path, monkeypatch, capsys):
    real, out = runner.Store.write, tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(
            runner.Store, "write", lambda store, unit, values: (full if unit.point else real)(store, unit, values)
        )
        said = refused(["sweep", str(design), "--out", str(out), "--threads", "1"], capsys)
    assert "is full (ENOSPC); 1 units are safe" in said
    assert "continue with --resume" in said
    assert not (out / "RUNNING").exists()
    with monkeypatch.context() as patch:
        patch.setattr("outputs.sweep.summary.write_durably", full)
        assert "磁盘已满（ENOSPC），已完成的 3 个工作单元安全保存" in refused(
            ["sweep", str(design), "--out", str(out), "--resume", "--lang", "zh"], capsys
        )
    assert run.main(["sweep", str(design), "--out", str(out), "--resume"]) == 0


def test_a_search_on_a_full_disk_says_what_is_safe(tmp_path, monkeypatch, capsys):
    real, batches = evaluations.append_durably, []

    def append(path, data):
        batches.append(data)
        (full if len(batches) > 1 else real)(path, data)

    monkeypatch.setattr(evaluations, "append_durably", append)
    arguments = ["search", TOWN, "--budget", "16", "-n", "10", "--probability", "0.01", "--out", str(tmp_path / "out")]
    said = refused(arguments, capsys)
    safe = (tmp_path / "out" / "evaluations.jsonl").read_bytes().count(b"\n")
    assert safe > 0
    assert f"{safe} evaluations are safe; make room and continue with --resume" in said
